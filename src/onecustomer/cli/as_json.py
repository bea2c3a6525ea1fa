"""The JSON of what a person may read: stable names, whole texts, ISO days."""

from __future__ import annotations

from ..domain.card import Card
from ..domain.matching import reference
from ..store.rows import Entry, Lasting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..domain.history import History
    from ..domain.morning import Audience, Item


def card_parts(card: Card) -> dict[str, object]:
    """Return the card; what is not known is null or an empty list."""
    person, manner = card.person, card.manner
    return {
        "name": person.name,
        "ref": card.ref,
        "say": person.say,
        "relation": person.relation,
        "company": person.company,
        "role": person.role,
        "style": manner and {"style": manner.style, "when": manner.when, "why": manner.why, "advice": manner.advice},
        "left": card.left and entry(card.left.entry) | {"text": card.left.why or None, "is_back": card.left.is_back},
        "pins": [lasting(pin) for pin in card.pins],
        "owed": [entry(promise) for promise in card.promises],
        "open": [entry(complaint) for complaint in card.open_complaints],
        "soon": [{"what": one.occasion.what, "day": one.day.isoformat()} for one in card.soon],
        "tell": [{"text": one.news.text, "until": one.news.until, "asked_for": one.fact.text} for one in card.to_tell],
        "needs": [lasting(need) for need in card.needs],
        "again": card.again
        and {
            "away_days": card.again.away,
            "ask": [{"what": what, "day": day.isoformat()} for what, day in card.again.things],
        },
        "why": person.why,
        "why_day": person.why_day,
        "since": person.since,
        "every_days": person.every,
        "brought": card.brought,
        "owes_thanks": card.owes_thanks,
        "last": [entry(told) for told in card.last],
        "thanked": card.thanked and entry(card.thanked),
    }


def entry(entry: Entry) -> dict[str, object]:
    """Return one entry of a timeline."""
    return {
        "day": entry.day,
        "kind": entry.kind,
        "text": entry.text,
        "via": entry.via,
        "style": entry.style,
        "staff": entry.staff,
        "due": entry.due,
    }


def of_history(told: History) -> list[dict[str, object]]:
    """Return a timeline, with how each promise and complaint ended, and whom each referral brought."""
    return [
        entry(one) | {"ended": _ended(told.ended.get(one.id)), "brought": told.brought.get(one.id)}
        for one in told.entries
    ]


def _ended(end: Entry | None) -> dict[str, object] | None:
    return None if end is None else {"kind": end.kind, "day": end.day, "text": end.text}


def lasting(fact: Lasting) -> dict[str, object]:
    """Return a pin or a need, with the day it was last confirmed."""
    return {"kind": fact.kind, "text": fact.text, "day": fact.day, "staff": fact.staff}


def item(one: Item) -> dict[str, object]:
    """Return one line of the morning."""
    return {"name": one.person.name, "ref": reference(one.person.id), **one.told}


def audience(one: Audience) -> dict[str, object]:
    """Return a piece of news, and the names of who was told and of who is to be told."""
    fresh = one.news
    return {
        "text": fresh.text,
        "for": fresh.words,
        "day": fresh.day,
        "until": fresh.until,
        "staff": fresh.staff,
        "told": [{"name": name, "day": day, "staff": staff} for name, day, staff in one.told],
        "to_tell": list(one.to_tell),
    }
