"""The JSON of what a person may read: stable names, whole texts, ISO days."""

from __future__ import annotations

from ..domain.card import Card
from ..store.rows import Entry, Lasting


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
        "pins": [lasting(pin) for pin in card.pins],
        "open": [entry(complaint) for complaint in card.open_complaints],
        "soon": [{"what": occasion.what, "day": day.isoformat()} for occasion, day in card.soon],
        "needs": [lasting(need) for need in card.needs],
        "why": person.why,
        "since": person.since,
        "last": [entry(told) for told in card.told],
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
    }


def lasting(fact: Lasting) -> dict[str, object]:
    """Return a pin or a need, with the day it was last confirmed."""
    return {"kind": fact.kind, "text": fact.text, "day": fact.day, "staff": fact.staff}
