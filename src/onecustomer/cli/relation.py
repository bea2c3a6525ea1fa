"""What makes a relationship, in commands: days remembered, gestures, who brought whom, that they left."""

from __future__ import annotations

import datetime as dt

from ..domain import days, deeds, occasions, settings, typed_days
from ..domain.deeds import Written
from ..domain.matching import reference
from ..errors import Refused, Usage
from ..store import counter, kinds
from . import choose, streams, when
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def remember(
    till: Till, words: Sequence[str], *, who: str | None = None, yearly: bool = False, once: bool = False
) -> None:
    """Keep a day to remember; a birthday or an anniversary comes every year, all else once, unless it is said.

    Raises: Usage where it is to be both; Refused where the words end in no day.
    """
    if yearly and once:
        raise Usage("A day comes every year or once, not both.", "leave --yearly or --once out")
    store = till.open(make=True)
    today = till.moment().today
    order = settings.order(store)
    typed, on = typed_days.apart(" ".join(words), lambda text: _month_and_day(text, today, order))
    what = deeds.words(typed, "occasion", occasions.WHAT_LIMIT)
    every_year = yearly or (occasions.is_yearly(what) and not once)
    month, day, year, is_near = on
    if every_year and is_near:
        year = None  # "birthday tomorrow" says nothing of the year of birth
    if not every_year and year is None:
        year = typed_days.coming(days.of_year(month, day), today).year
    person = choose.served_or_named(till, store, who, "remember WHAT DAY")
    old = occasions.remember(store, till.moment(), person, what, (month, day, year), yearly=every_year)
    comes = occasions.every_year(month, day, year) if every_year else days.full(dt.date(year or 0, month, day))
    instead = f", in place of {'; '.join(old)}" if old and old != [comes] else ""
    streams.out(f"Remembered for {person.name}: {what}, {comes}{instead}.")


def _month_and_day(text: str, today: dt.date, order: str | None) -> tuple[int, int, int | None, bool]:
    """Return (month, day, year, whether it was said by its distance from today)."""
    try:
        return *typed_days.birthday(text, order), False
    except Refused:
        day = typed_days.coming(text, today, order)
        return day.month, day.day, day.year, True


def gesture(
    till: Till, words: Sequence[str], *, who: str | None = None, on: str | None = None, via: str | None
) -> None:
    """Log something done for a customer; where a day to remember is near, it is for that day."""
    typed = " ".join(words)
    if not typed and till.interactive:
        typed = streams.ask("What did you do for them?")
    text = deeds.words(typed, "gesture")
    moment = till.moment()
    store = till.open(make=True)
    day = when.past(store, on, moment.today)
    person = choose.served_or_named(till, store, who, "note --gesture")
    with store.reading():
        meant = occasions.meant(occasions.near_of(store, person.id, day), text)
    done = Written(kinds.GESTURE, text, day, via=deeds.way(via), due=meant.day if meant else None)
    deeds.append(store, moment, person, kinds.GESTURE, done)
    reason = f", for {meant.occasion.what} ({days.full(meant.day)})" if meant else ""
    streams.out(f"Noted gesture for {person.name}{reason}{when.said(day, on)}.")


def referral(till: Till, words: Sequence[str], *, brought: str, who: str | None = None) -> None:
    """Log that a customer brought another, who is here already.

    Raises: Refused where that is the same person, or was logged before.
    """
    text = deeds.words(" ".join(words)) if words else None
    store = till.open(make=True)
    person = choose.served_or_named(till, store, who, "note --referral WHO")
    other = choose.person(till, store, brought, "oc note --referral")
    if other.id == person.id:
        raise Refused(f"{person.name} cannot have brought {person.name}.", "oc note --for WHO --referral WHOM")
    with store.reading():
        before = counter.of_kind(store, person.id, kinds.REFERRAL, -1)
    if any(entry.other_id == other.id for entry in before):
        raise Refused(f"{person.name} brought {other.name}, as is noted already.", f"oc history {reference(person.id)}")
    moment = till.moment()
    deeds.append(store, moment, person, kinds.REFERRAL, Written(kinds.REFERRAL, text, moment.today, other_id=other.id))
    streams.out(f"Noted for {person.name}: brought {other.name}; a thank-you is due.")


def lost(till: Till, who: Sequence[str], *, why: str | None, to: str | None) -> None:
    """Keep that a customer left, why, and where they went; who has left is not being served any more.

    Raises: Refused where that is known, and nothing new is said of it.
    """
    reasons = [deeds.words(why, "reason", deeds.WHY_LIMIT)] if why is not None else []
    if to is not None:
        reasons.append(f"went to {deeds.words(to, 'place', deeds.WHY_LIMIT)}")
    store = till.open(make=True)
    person = choose.served_or_named(till, store, " ".join(who) if who else None, "lost", option="")
    moment = till.moment()
    text = "; ".join(reasons) or None
    with store.reading():
        pace = counter.pace(store, person.id)
    if pace and pace.lost and not text:
        raise Refused(
            f"{person.name} left already, as is noted.", f"oc lost {reference(person.id)} --why TEXT adds why"
        )
    deeds.append(store, moment, person, kinds.LOST, Written(kinds.LOST, text, moment.today))
    choose.let_go(till, person.id)
    streams.out(f"Noted that {person.name} left{f': {text}' if text else ''}. The card will say so when they return.")
