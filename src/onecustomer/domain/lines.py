"""The card as lines with roles: the one description that every screen draws from."""

from __future__ import annotations

import datetime as dt

from . import days
from .card import MOST_PINS, Card

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..store.rows import Entry

WHO, MANNER, PIN, OPEN, SOON, NEED, WHY, LAST, THANKED = (
    "who", "manner", "pin", "open", "soon", "need", "why", "last", "thanked",
)  # fmt: skip
"""The roles of lines, in the order of the card."""


class Line:
    """One line of the card, not yet fitted to a width.

    Shape: `lead` stands before the text in columns (a day and a kind); `right` ends the line where it fits.
    """

    def __init__(self, role: str, label: str, text: str, right: str = "", lead: tuple[str, ...] = ()) -> None:
        self.role = role
        self.label = label
        self.text = text
        self.right = right
        self.lead = lead


def of(card: Card, today: dt.date) -> list[Line]:
    """Return the card's lines in their order; what is not known has no line."""
    return [*_who(card), *_manner(card), *_pins(card, today), *_coming(card, today), *_happened(card, today)]


def _who(card: Card) -> Iterator[Line]:
    name = f"{card.person.name} ({card.person.say})" if card.person.say else card.person.name
    detail = ", ".join(card.who)
    yield Line(WHO, "", f"{name}  ·  {detail}" if detail else name)


def _manner(card: Card) -> Iterator[Line]:
    if manner := card.manner:
        when = "as always" if manner.when == "usual" else "today"
        yield Line(MANNER, manner.style.upper(), manner.advice or "", lead=(_because(when, manner.why),))


def _because(when: str, why: str | None) -> str:
    return f"{when}: {why}" if why else when


def _pins(card: Card, today: dt.date) -> Iterator[Line]:
    for pin in card.pins[:MOST_PINS]:
        day = days.short(days.of_iso(pin.day), today)
        yield Line(PIN, "!", pin.text, f"{pin.staff}, {day}" if pin.staff else day)


def _coming(card: Card, today: dt.date) -> Iterator[Line]:
    if card.open_complaints:
        latest, more = card.open_complaints[0], len(card.open_complaints) - 1
        day = days.short(days.of_iso(latest.day), today)
        note = f"unanswered, and {more} more" if more else "unanswered"
        yield Line(OPEN, "Open", f"Complaint {day}: {latest.text or ''}", note)
    if card.soon:
        said = [f"{_capital(occasion.what)} {days.near(day, today)}" for occasion, day in card.soon]
        yield Line(SOON, "Soon", "; ".join(said))
    if card.needs:
        yield Line(NEED, "Needs", "; ".join(need.text for need in card.needs))


def _happened(card: Card, today: dt.date) -> Iterator[Line]:
    since = f"since {days.short(days.of_iso(card.person.since), today)}" if card.person.since else ""
    if card.person.why:
        yield Line(WHY, "Why", card.person.why, since)
    elif since:
        yield Line(WHY, "Here", since)
    yield from _told(card.told, today)
    if thanked := card.thanked:
        ago = days.ago(days.of_iso(thanked.day), today)
        yield Line(THANKED, "Thanked", f"{ago}, {thanked.text}" if thanked.text else ago)


def _told(entries: list[Entry], today: dt.date) -> Iterator[Line]:
    dates = [days.short(days.of_iso(entry.day), today) for entry in entries]
    widest = max(map(len, dates), default=0)
    for number, (entry, date) in enumerate(zip(entries, dates, strict=True)):
        yield Line(
            LAST,
            "" if number else "Last",
            entry.text or "",
            entry.staff or "",
            (date.rjust(widest), entry.kind),
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
