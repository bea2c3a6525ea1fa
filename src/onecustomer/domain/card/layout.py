"""The card as lines with roles: the one description that every screen draws from."""

from __future__ import annotations

import datetime as dt

from ...store.kinds import MOST_PINS
from ...store.record import Record
from ..language import days
from ..shop import styles
from ..timeline import open_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .ask_again import Again
    from .card import Card

LEFT, WHO, MANNER, PIN, OWED, OPEN, SOON, TELL, NEED, AGAIN, WHY, BROUGHT, LAST, THANKED = (
    "left", "who", "manner", "pin", "owed", "open", "soon", "tell", "need", "again", "why", "brought", "last",
    "thanked",
)  # fmt: skip
"""The roles of lines, in the order of the card."""

MOST_NAMED = 2  # days near, or needs, that one line names

GIVE_WAY = (
    (LAST, 1), (THANKED, 0), (WHY, 0), (AGAIN, 0), (LAST, 0), (NEED, 0), (BROUGHT, 0), (TELL, 0), (SOON, 0),
)  # fmt: skip
"""Which lines are dropped where the card has too many, in this order, and how many of their role stay."""


class Line(Record):
    """One line of the card, not yet fitted to a width.

    Shape: `lead` stands in columns before the text, as a day and a kind; `right` ends the line where it fits.
    """

    role: str
    label: str
    text: str
    right: str = ""
    lead: tuple[str, ...] = ()


def of(card: Card, today: dt.date) -> list[Line]:
    """Return the card's lines in their order; what is not known has no line."""
    return [
        *_left(card, today),
        *_who(card),
        *_manner(card),
        *_pins(card, today),
        *_owed(card, today),
        *_coming(card, today),
        *_why(card, today),
        *_happened(card, today),
    ]


def _left(card: Card, today: dt.date) -> Iterator[Line]:
    if card.left:
        day = days.short(days.of_iso(card.left.entry.day), today)
        why = f": {card.left.why}" if card.left.why else ""
        yield Line(LEFT, "", f"CAME BACK. Left {day}{why}" if card.left.is_back else f"LEFT {day}{why}")


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


def _owed(card: Card, today: dt.date) -> Iterator[Line]:
    if card.promises:
        first = card.promises[0]
        yield Line(OWED, "Owed", first.text or "", open_items.when(first, today) + _more(card.promises))
    if card.concerns:
        latest = card.concerns[0]
        day = days.short(days.of_iso(latest.day), today)
        yield Line(OPEN, "Open", f"{open_items.called(latest)} {day}: {latest.text or ''}", "unanswered" + _more(card.concerns))


def _more(things: Sequence[object]) -> str:
    return f", and {len(things) - 1} more" if len(things) > 1 else ""


def _coming(card: Card, today: dt.date) -> Iterator[Line]:
    if card.soon:
        from ..timeline import occasions

        said = [f"{_capital(one.occasion.what)} {occasions.when(one, today)}" for one in card.soon]
        yield Line(SOON, "Soon", "; ".join(said[:MOST_NAMED]), _left_out(said))
    if card.to_tell:
        first = card.to_tell[0]
        yield Line(TELL, "Tell", f"{first.news.text} (asked for: {first.fact.text})", _more(card.to_tell)[2:])
    if card.needs:
        said = [f"{need.text} ({days.short(days.of_iso(need.day), today)})" for need in card.needs]
        yield Line(NEED, "Needs", "; ".join(said[:MOST_NAMED]), _left_out(said))
    if card.again and not (card.manner and card.manner.style == styles.UPSET):  # another day will do
        yield Line(AGAIN, "Again", _again(card.again))


def _left_out(said: Sequence[str]) -> str:
    return f"and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""


def _again(again: Again) -> str:
    away = ""
    if again.away:
        away = f"First visit in {days.span(again.away)}." if again.is_here else f"Not here for {days.span(again.away)}."
    what = "; ".join(what for what, _ in again.things)
    since = f" (said {days.span(again.oldest)} ago)" if again.oldest and not away else ""
    ask = f"Ask: {what}{since}." if what else "Ask how they have been."
    return f"{away} {ask}".strip()


def _why(card: Card, today: dt.date) -> Iterator[Line]:
    person = card.person
    since = f"since {days.short(days.of_iso(person.since), today)}" if person.since else ""
    if person.why:
        is_new = person.why_day and person.why_day != person.since
        said = f" ({days.short(days.of_iso(str(person.why_day)), today)})" if is_new else ""
        yield Line(WHY, "Why", person.why + said, since)
    elif since:
        yield Line(WHY, "Here", since)
    if card.brought or card.owes_thanks:
        yield Line(
            BROUGHT,
            "Brought",
            f"you {_and(card.brought or ['somebody'])}",
            "a thank-you is due" if card.owes_thanks else "",
        )


def _and(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _happened(card: Card, today: dt.date) -> Iterator[Line]:
    dates = [days.short(days.of_iso(entry.day), today) for entry in card.last]
    widest = max(map(len, dates), default=0)
    for number, (entry, date) in enumerate(zip(card.last, dates, strict=True)):
        label = "" if number else "Last"
        yield Line(LAST, label, entry.text or "", entry.staff or "", (date.rjust(widest), entry.kind))
    if thanked := card.thanked:
        ago = days.ago(days.of_iso(thanked.day), today)
        yield Line(THANKED, "Thanked", f"{ago}, {thanked.text}" if thanked.text else ago)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
