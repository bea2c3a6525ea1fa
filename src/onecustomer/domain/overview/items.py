"""The lines of the morning: each says of one person what there is to do for them, or to hear of them."""

from __future__ import annotations

import datetime as dt

from ...errors import StoreError
from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ...store.rows import Customer
from ..finding.first_name import first_name
from ..language import days
from ..timeline import called, leaving, occasions, open_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...store.database.connection import Store
    from ...store.rows import Interaction, News, Rhythm
    from ..timeline.occasions import Coming


PRAISED = "praised"


class Item(Record):
    """One line: who, since when, what about them, how that stands to today, and the command that comes next.

    Shape: `when`, `what`, `stands` and `next` are empty where there is none; `values` are what the words say, for
    programs; `called` is what commands call them.
    """

    person: Customer
    called: str
    what: str
    stands: str
    next: str
    values: Mapping[str, object]
    when: str = ""

    @property
    def command(self) -> str:
        """The command that comes next, with what it calls the person in it; empty where none does."""
        return self.next.replace("WHO", self.called)


def readable(day: str) -> dt.date | None:
    """Return a day of the store; none where it cannot be read: what else is known of them is worth saying."""
    try:
        return days.of_iso(day)
    except StoreError:
        return None


def promise(store: Store, person: Customer, entry: Interaction, today: dt.date, clock: str = "") -> Item:
    """Return the line of a promise that is open; `clock` is the hour it is, as "17:00", or empty."""
    who = first_name(store, person)
    stands = open_items.when(entry, today, clock)
    values = {"due": open_items.day_of(entry), "due_time": entry.due_time, "text": entry.text}
    return Item(person, who, entry.text or "", stands, "oc done --for WHO", values)


def concern(store: Store, person: Customer, entry: Interaction, today: dt.date) -> Item:
    """Return the line of a complaint, a warning, or that somebody may leave."""
    since = days.short(days.of_iso(entry.day), today)
    kind = called.MAY_LEAVE if entry.kind == kinds.LEAVING else called.kind(entry)
    stands = f"since {since}" if kind == kinds.COMPLAINT else f"{kind} since {since}"
    values = {"kind": entry.kind, "day": entry.day, "text": entry.text}
    return Item(person, first_name(store, person), entry.text or "", stands, "oc done --for WHO", values)


def gone(store: Store, person: Customer, entry: Interaction, today: dt.date) -> Item:
    """Return the line of somebody who left, and why; where to, the history says. The kind word is said once."""
    ahead = days.ahead(today)
    loss = leaving.last(store, person.id, ahead)
    why = leaving.PART.join(loss.whys) if loss and not person.no_notes else ""
    is_said = read.first_after(store, person.id, kinds.GESTURE, entry, ahead) is not None
    command = "" if is_said or person.no_notes else "oc note --gesture --for WHO"
    values = {"day": entry.day, "why": why or None}
    when = days.short(days.of_iso(entry.day), today)
    return Item(person, first_name(store, person), why, "", command, values, when=when)


def heard(store: Store, person: Customer, entry: Interaction, today: dt.date) -> Item:
    """Return the line of praise; there is nothing to do about it."""
    day = days.of_iso(entry.day)
    when = days.ago(day, today) if (today - day).days <= 1 else days.dated(day, today)
    return Item(
        person, first_name(store, person), entry.text or "", "", "", {"day": entry.day, "text": entry.text}, when=when
    )


def date(store: Store, person: Customer, coming: Coming, today: dt.date) -> Item:
    """Return the line of a day to remember."""
    values = {"text": coming.occasion.what, "day": coming.day.isoformat()}
    stands = occasions.when(coming, today)
    return Item(person, first_name(store, person), coming.occasion.what, stands, "oc note --gesture --for WHO", values)


def news(store: Store, person: Customer, news: News, because: str | Interaction, today: dt.date) -> Item:
    """Return the line of news that somebody waits for: `because` is what they look for, or what they said."""
    said = None if isinstance(because, str) else because
    values = {
        "text": news.text,
        "asked_for": None if said else because,
        "because": said and {"kind": said.kind, "day": said.day, "text": said.text, "ref": said.ref or None},
    }
    stands = f"until {days.short(days.of_iso(news.until), today)}"
    return Item(person, first_name(store, person), news.text, stands, "oc told --for WHO", values)


def missed(store: Store, person: Customer, rhythm: Rhythm, today: dt.date) -> Item:
    """Return the line of somebody who stays away longer than they do as a rule."""
    visits = read.of_kind(store, person.id, kinds.VISIT, ahead=days.ahead(today))
    came = readable(visits[0].day) if visits else None
    last = came or dt.date.fromordinal(rhythm.last_day)
    here = "last here" if came else "last heard of"
    values = {"last_day": last.isoformat(), "every_days": rhythm.gap}
    who = first_name(store, person)
    if not rhythm.gap:
        return Item(person, who, f"{here} {days.ago(last, today)}", "", "oc show WHO", values)
    comes = f"used to come every {days.each(rhythm.gap)}"
    return Item(person, who, comes, f"{here} {days.short(last, today)}", "oc show WHO", values)


def thanks(store: Store, person: Customer, entry: Interaction, today: dt.date) -> Item:
    """Return the line of what somebody is to be thanked for: one thanks a person, when they are here."""
    other = read.customer(store, entry.other_id) if entry.other_id else None
    day = days.of_iso(entry.day)
    when = f"{'on' if day.year == today.year else 'in'} {days.short(day, today)}"
    brought = f"brought you {other.name if other else kinds.GONE}"
    what = brought if entry.kind == kinds.REFERRAL else f"{PRAISED}: {entry.text}"
    values = {"kind": entry.kind, "day": entry.day, "text": entry.text, "brought": other and other.name}
    return Item(person, first_name(store, person), what, when, "oc serve WHO", values)


def never_thanked(store: Store, person: Customer, rhythm: Rhythm, today: dt.date) -> Item:
    """Return the line of somebody who was never thanked."""
    first = dt.date.fromordinal(rhythm.first_day)
    said = person.since_said if person.since == first.isoformat() else None
    values = {"first_day": days.since_iso(first.isoformat(), said)}
    what = f"here since {days.since(first, said, today)}"
    return Item(person, first_name(store, person), what, "", "oc serve WHO", values)


def unreadable(person: Customer, entry: Interaction) -> Item:
    """Return the line of an entry whose day cannot be read: the others are worth reading."""
    return Item(
        person,
        person.ref,
        entry.text or "",
        "no day that can be read",
        "oc history WHO",
        {"text": entry.text},
    )
