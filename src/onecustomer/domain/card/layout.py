"""The card as lines with roles: the one description that every screen draws from."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.record import Record
from ..language import days
from ..language.text import ended
from ..shop import styles
from ..timeline import open_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeVar

    from ..timeline.news import ToTell
    from .asking import Again, Ask
    from .card import Card
    from .happened import Event

    Thing = TypeVar("Thing")

LEFT, WHO, MANNER, THEN, PIN = "left", "who", "manner", "then", "pin"
OWED, BROKEN, OPEN, SOON, JOB, TELL = "owed", "broken", "open", "soon", "job", "tell"
NEED, AGAIN, ASK, WHY, BROUGHT, LAST, THANKED, MAY, EVERYBODY = (
    "need", "again", "ask", "why", "brought", "last", "thanked", "may", "everybody",
)  # fmt: skip
"""The roles of lines, in the order of the card."""

LONG_SAID = 365  # days after which it is said when somebody last said why they come
MOST_NAMED = 2  # days near, or needs, that one line names

CANNOT_WAIT = frozenset((LEFT, WHO, MANNER, THEN, PIN, OWED, BROKEN, OPEN, SOON, TELL, BROUGHT, MAY))
"""What is said of somebody hurried."""
ANOTHER_DAY = frozenset((TELL, AGAIN, ASK))
"""What is not said of somebody upset."""

GIVE_WAY = (
    (EVERYBODY, 0), (LAST, 1), (THANKED, 0), (WHY, 0), (AGAIN, 0), (ASK, 0), (LAST, 0), (JOB, 0), (NEED, 0),
    (BROUGHT, 0), (TELL, 0), (SOON, 0), (MAY, 0),
)  # fmt: skip
"""Which lines are dropped where the card has too many, in this order, and how many of their role stay."""


class Line(Record):
    """One line of the card, not yet fitted to a width.

    Shape: `lead` stands in columns before the text, as a day and a kind; `tail` goes on with the text, and is read
    where the text is cut; `right` ends the line where it fits.
    """

    role: str
    label: str
    text: str
    right: str = ""
    lead: tuple[str, ...] = ()
    tail: str = ""


def whole(card: Card, today: dt.date, most: int | None = None, last: int | None = None) -> list[Line]:
    """Return all of the card's lines; of somebody upset, what hurts stands above what is owed."""
    must = list(_pins(card, today))
    owed = list(_owed(card, today, most))
    hurts = [*_broken(card, today, most), *_open(card, today, most)]
    is_upset = card.manner is not None and card.manner.style == styles.UPSET
    return [
        *_left(card, today),
        *_who(card),
        *_manner(card),
        *_then(card, today),
        *([*hurts, *must, *owed] if is_upset else [*must, *owed, *hurts]),
        *_coming(card, today, MOST_NAMED if most else None),
        *_why(card, today),
        *_happened(card, today, last),
        *_may(card),
        *_for_everybody(card, today),
    ]


def _left(card: Card, today: dt.date) -> Iterator[Line]:
    if not card.left:
        return
    day = days.of_iso(card.left.entry.day)
    if card.left.is_back:
        last = days.of_iso((card.last_visit or card.left.entry).day)
        from ..timeline import leaving

        since = f", first time since {days.dated(last, today)}" if day < today else ""
        yield Line(LEFT, "WELCOME BACK", f"{since}. {leaving.in_sentences(card.left.whys)}".rstrip())
    else:
        why = "; ".join(card.left.whys)
        said = f" {days.dated(day, today)}"
        yield Line(LEFT, "LEFT", f"{said}: {why}" if why else said)


def _who(card: Card) -> Iterator[Line]:
    name = f"{card.person.name} ({card.person.say})" if card.person.say else card.person.name
    detail = _joined(card.namesake, *card.who)
    yield Line(WHO, name, f"  ·  {detail}" if detail else "")


def _manner(card: Card) -> Iterator[Line]:
    if manner := card.manner:
        when = "as always" if manner.when == "usual" else "today"
        yield Line(MANNER, manner.style.upper(), manner.advice or "", lead=(_because(when, manner.why),))


def _because(when: str, why: str | None) -> str:
    return f"{when}: {why}" if why else when


def _then(card: Card, today: dt.date) -> Iterator[Line]:
    if then := card.then:
        day = days.dated(days.of_iso(then.day), today)
        yield Line(THEN, "Then", f"upset on {day}: {ended(then.text or '')}", tail=" Ask after it, gently.")


def _pins(card: Card, today: dt.date) -> Iterator[Line]:
    for pin in card.pins[: kinds.MOST_PINS]:
        day = days.short(days.of_iso(pin.day), today)
        yield Line(PIN, "!", pin.text, f"{pin.staff}, {day}" if pin.staff else day)


def _owed(card: Card, today: dt.date, most: int | None) -> Iterator[Line]:
    for promise, label, more in _counted("Owed", card.promises, most):
        yield Line(OWED, label, promise.text or "", _joined(open_items.when(promise, today, card.clock), more))


def _broken(card: Card, today: dt.date, most: int | None) -> Iterator[Line]:
    for one, label, more in _counted("Broken", card.broken, most):
        yield Line(BROKEN, label, _not_kept(one, today), more, tail=" Say sorry.")


def _not_kept(one: Event, today: dt.date) -> str:
    promise = one.about
    day = f", for {days.dated(days.of_iso(open_items.day_of(promise)), today)}" if promise else ""
    what = (promise.text if promise else None) or "a promise"
    return ended(f"{what}{day}: {one.entry.text}" if one.entry.text else f"{what}{day}")


def _open(card: Card, today: dt.date, most: int | None) -> Iterator[Line]:
    if not card.concerns:
        return
    from ..timeline import called

    for concern, label, more in _counted("Open", card.concerns, most):
        day = days.short(days.of_iso(concern.day), today)
        yield Line(OPEN, label, f"{called.concern(concern, day)}: {concern.text or ''}", _joined("unanswered", more))


def _counted(label: str, things: Sequence[Thing], most: int | None) -> Iterator[tuple[Thing, str, str]]:
    """Yield the first things with the label in front of the first, and behind the last how many more there are."""
    shown = things[:most]
    for number, thing in enumerate(shown, 1):
        left_out = len(things) - len(shown) if number == len(shown) else 0
        yield thing, label, f"and {left_out} more" if left_out else ""
        label = ""


def _coming(card: Card, today: dt.date, most: int | None) -> Iterator[Line]:
    if card.soon:
        from ..timeline import occasions

        said = [f"{_capital(one.occasion.what)} {occasions.when(one, today)}" for one in card.soon]
        yield _named(SOON, "Soon", said, most)
    if card.job:
        yield Line(JOB, "New", card.job.text or "")
    yield from _tell(TELL, [one for one in card.to_tell if one.because], today, most and 1)
    if card.needs:
        said = [f"{need.text} ({days.short(days.of_iso(need.day), today)})" for need in card.needs]
        yield _named(NEED, "Needs", said, most)
    if card.again:
        yield Line(AGAIN, "Again", _again(card.again))
    if card.ask:
        yield Line(ASK, "Ask", _ask(card.ask, today))


def _named(role: str, label: str, said: Sequence[str], most: int | None) -> Line:
    """Return one line that names so many things, and how many more there are."""
    left_out = len(said) - len(said[:most])
    return Line(role, label, "; ".join(said[:most]), f"and {left_out} more" if left_out else "")


def _tell(role: str, to_tell: Sequence[ToTell], today: dt.date, most: int | None) -> Iterator[Line]:
    for one, label, more in _counted("Tell", to_tell, most):
        from ..timeline import news

        yield Line(role, label, news.in_words(one, today), more)


def _again(again: Again) -> str:
    away = f"First visit in {days.span(again.away)}." if again.is_here else f"Not here for {days.span(again.away)}."
    what = "; ".join(what for what, _ in again.things)
    return f"{away} Ask: {what}." if what else f"{away} Ask how they have been."


def _ask(ask: Ask, today: dt.date) -> str:
    said = f"last said {days.ago(ask.day, today)}" if ask.day else "never said"
    return f"{ask.what} ({said})"


def _why(card: Card, today: dt.date) -> Iterator[Line]:
    person = card.person
    since = _since(card, today)
    came = _came(card, today)
    if person.why:
        said_on = days.of_iso(person.why_day) if person.why_day else today
        said = f" (last said {days.short(said_on, today)})" if (today - said_on).days >= LONG_SAID else ""
        yield Line(WHY, "Why", f"{person.why}{f', since {since}' if since else ''}{said}", came)
    elif since:
        yield Line(WHY, "Here", f"since {since}", came)
    elif came:
        yield Line(WHY, "Here", came.replace("last here", "last"))
    if card.brought or card.owes_thanks:
        yield Line(
            BROUGHT,
            "Brought",
            f"you {_and(card.brought or [kinds.GONE])}",
            "a thank-you is due" if card.owes_thanks else "",
        )


def _since(card: Card, today: dt.date) -> str:
    """Return since when they come, as far as it was said; empty where it never was."""
    person = card.person
    return days.since(days.of_iso(person.since), person.since_said, today) if person.since else ""


def _came(card: Card, today: dt.date) -> str:
    """Return when they were last here and how often they come: "last here 2 Nov, every 3 weeks"."""
    last = f"last here {days.short(days.of_iso(card.last_visit.day), today)}" if card.last_visit else ""
    often = f"every {days.each(card.gap)}" if card.gap else ""
    return _joined(last, often)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _and(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _happened(card: Card, today: dt.date, most: int | None) -> Iterator[Line]:
    yield from _last(card.last[:most], today)
    if thanked := card.thanked:
        ago = days.ago(days.of_iso(thanked.day), today)
        yield Line(THANKED, "Thanked", f"{ago}, {thanked.text}" if thanked.text else ago)
    elif card.last_visit or card.person.since:
        since = _since(card, today) or (_day_of(card.rhythm.first_day, today) if card.rhythm else "")
        yield Line(THANKED, "Thanked", f"not yet, here since {since}" if since else "not yet")


def _last(last: Sequence[Event], today: dt.date) -> Iterator[Line]:
    if not last:
        return
    from ..timeline import called

    dates = [days.short(days.of_iso(one.entry.day), today) if one.entry.has_day else called.BEFORE for one in last]
    said_as = [
        called.ending(one.entry, one.about, is_late=one.is_late) if one.about else called.kind(one.entry)
        for one in last
    ]
    widest, longest = (max(map(len, column)) for column in (dates, said_as))
    for number, (one, date, kind) in enumerate(zip(last, dates, said_as, strict=True)):
        label = "" if number else "Last"
        lead = (date.rjust(widest), kind.ljust(longest))
        yield Line(LAST, label, called.said(one.entry, one.about), one.entry.staff or "", lead)


def _day_of(ordinal: int, today: dt.date) -> str:
    return days.short(dt.date.fromordinal(ordinal), today)


def _may(card: Card) -> Iterator[Line]:
    if card.may:
        yield Line(MAY, "You may", card.may, tail="; no need to ask")


def _for_everybody(card: Card, today: dt.date) -> Iterator[Line]:
    """Yield what everybody is told; who is hurried or upset hears it another day."""
    if not card.manner or card.manner.style not in (styles.HURRIED, styles.UPSET):
        yield from _tell(EVERYBODY, [one for one in card.to_tell if not one.because], today, 1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
