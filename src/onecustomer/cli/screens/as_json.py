"""The JSON of what a person may read: stable names, whole texts, ISO days."""

from __future__ import annotations

from ...domain.card.card import Card
from ...domain.language.days import since_iso
from ...domain.timeline.news import is_for_everybody
from ...store import kinds
from ...store.rows import Customer, Fact, Interaction, Occasion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...domain.card.happened import Event
    from ...domain.finding.found_by import FoundBy
    from ...domain.finding.ranking import Candidate
    from ...domain.overview.items import Item
    from ...domain.overview.pulse import Bar, Gone, Pulse
    from ...domain.timeline.history import History
    from ...domain.timeline.news import Audience, ToTell


def card_parts(card: Card) -> dict[str, object]:
    """Return the card; what is not known is null or an empty list."""
    return {**_who(card), **_what_we_owe(card), **_what_comes(card), **_what_was(card)}


def _who(card: Card) -> dict[str, object]:
    """Return who they are, and how to be with them."""
    person, manner, left = card.person, card.manner, card.left
    why = "; ".join(left.whys) if left else ""
    return {
        "name": person.name,
        "ref": person.ref,
        "say": person.say,
        "relation": person.relation,
        "company": person.company,
        "role": person.role,
        "namesake": card.namesake or None,
        "no_notes": bool(person.no_notes),
        "style": manner and {"style": manner.style, "when": manner.when, "why": manner.why, "advice": manner.advice},
        "left": left and entry(left.entry) | {"text": why or None, "is_back": left.is_back},
        "then": card.then and entry(card.then),
    }


def _what_we_owe(card: Card) -> dict[str, object]:
    """Return what must not go wrong, and what we owe."""
    return {
        "pins": [fact(pin) for pin in card.pins],
        "owed": [entry(promise) for promise in card.promises],
        "broken": [happened(one) for one in card.broken],
        "open": [entry(concern) for concern in card.concerns],
        "may": card.may,
    }


def _what_comes(card: Card) -> dict[str, object]:
    """Return what is coming, and what to tell and to ask."""
    again, ask = card.again, card.ask
    return {
        "soon": [{"ref": one.occasion.ref, "what": one.occasion.what, "day": one.day.isoformat()} for one in card.soon],
        "new": card.job and entry(card.job),
        "tell": [to_tell(one) for one in card.to_tell],
        "needs": [fact(need) for need in card.needs],
        "again": again
        and {"away_days": again.away, "ask": [{"what": what, "day": day.isoformat()} for what, day in again.things]},
        "ask": ask and {"what": ask.what, "day": ask.day and ask.day.isoformat()},
    }


def to_tell(one: ToTell) -> dict[str, object]:
    """Return a piece of news, and what asks for it: a text, or what was said; neither where it is for everybody."""
    because = one.because
    is_fact = because is None or because.kind in kinds.OF_FACT
    return {
        "text": one.news.text,
        "until": one.news.until,
        "asked_for": because.text if because and is_fact else None,
        "because": said(because) if because and not is_fact else None,
    }


def said(one: Fact | Interaction) -> dict[str, object]:
    """Return what was said, and when."""
    return {"kind": one.kind, "day": one.day, "text": one.text, "ref": one.ref or None}


def _what_was(card: Card) -> dict[str, object]:
    """Return why we matter to each other, and what happened; a day has no more than was said of it."""
    person = card.person
    return {
        "why": person.why,
        "why_day": person.why_day,
        "since": person.since and since_iso(person.since, person.since_said),
        "last_here": card.last_visit and card.last_visit.day,
        "every_days": card.gap,
        "comes_never": person.comes_never,
        "brought": card.brought,
        "owes_thanks": card.owes_thanks,
        "last": [happened(one) for one in card.last],
        "thanked": card.thanked and entry(card.thanked),
    }


def doubts(near: Sequence[Customer], found_by: FoundBy | None) -> dict[str, object]:
    """Return whose name is a letter away from what was typed, and by which one word a stranger was found."""
    return {
        "near": [{"name": other.name, "ref": other.ref} for other in near],
        "found_by": found_by and found_by.word,
    }


def entry(entry: Interaction) -> dict[str, object]:
    """Return one entry of a timeline."""
    return {
        "ref": entry.ref or None,
        "day": entry.day,
        "kind": entry.kind,
        "text": entry.text,
        "via": entry.via,
        "style": entry.style,
        "staff": entry.staff,
        "due": entry.due,
        "due_time": entry.due_time,
        "imported": bool(entry.imported),
        **({"waits": True} if entry.waits else {}),
    }


def happened(one: Event) -> dict[str, object]:
    """Return an entry with what it ended."""
    return entry(one.entry) | {"about": one.about and entry(one.about)}


def always(person: Customer, history: History) -> dict[str, object]:
    """Return what is always so of somebody: how to reach them, pins, needs, days to remember, how often they come."""
    return {
        "name": person.name,
        "ref": person.ref,
        "no_notes": bool(person.no_notes),
        "handles": [{"kind": handle.kind, "value": handle.value} for handle in history.handles],
        "facts": [fact(one) | {"mended": _mended(history, one)} for one in history.facts],
        "every_days": person.comes_every,
        "comes_never": person.comes_never,
        "later": person.later and {"until": person.later, "why": person.later_why},
        "occasions": [_occasion(one) | {"mended": _mended(history, one)} for one in history.occasions],
    }


def _occasion(one: Occasion) -> dict[str, object]:
    return {
        "ref": one.ref,
        "what": one.what,
        "month": one.month,
        "day": one.day,
        "year": one.year,
        "yearly": bool(one.yearly),
    }


def interactions(history: History) -> list[dict[str, object]]:
    """Return a timeline, with how each promise and complaint ended, and whom each referral brought."""
    return [
        entry(one)
        | {
            "ended": _ended(history.ended.get(one.id)),
            "brought": history.brought.get(one.id),
            "mended": _mended(history, one),
        }
        for one in history.entries
    ]


def _mended(history: History, one: Interaction | Fact | Occasion) -> dict[str, object] | None:
    deed = history.mended.get(one.mended_id or 0)
    return {"day": deed.day, "staff": deed.staff} if deed else None


def _ended(end: Interaction | None) -> dict[str, object] | None:
    return None if end is None else {"kind": end.kind, "day": end.day, "text": end.text}


def fact(fact: Fact) -> dict[str, object]:
    """Return a pin or a need, with the day it was last confirmed."""
    return {"ref": fact.ref, "kind": fact.kind, "text": fact.text, "day": fact.day, "staff": fact.staff}


def item(one: Item) -> dict[str, object]:
    """Return one line of the morning."""
    return {"name": one.person.name, "ref": one.person.ref, **one.values}


def candidate(one: Candidate) -> dict[str, object]:
    """Return somebody whom a query may mean, and what tells them from the others."""
    return {
        "name": one.person.name,
        "ref": one.ref,
        "tier": one.tier,
        "company": one.person.company,
        "formerly": one.formerly or None,
        "last_seen": one.last_day,
        "phone_end": one.phone_end or None,
        "because": one.because or None,
    }


def pulse_parts(found: Pulse) -> dict[str, object]:
    """Return a pulse, with every name whole, everybody who left, and everybody who is back."""
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "gone": [_gone(one) for one in found.gone],
        "back": [_gone(one) | {"back": one.back} for one in found.back],
        "kinds": [_bar(bar) for bar in found.bars],
    }


def _gone(one: Gone) -> dict[str, object]:
    return {"name": one.name, "ref": one.ref, "day": one.day, "why": one.why}


def _bar(bar: Bar) -> dict[str, object]:
    return {"kind": bar.key, "label": bar.label, "count": bar.count, "names": list(bar.within)}


def audience(one: Audience) -> dict[str, object]:
    """Return a piece of news, and the names of who was told and of who is to be told."""
    news = one.news
    return {
        "text": news.text,
        "for": news.words,
        "everybody": is_for_everybody(news),
        "day": news.day,
        "until": news.until,
        "staff": news.staff,
        "told": [{"name": name, "day": day, "staff": staff} for name, day, staff in one.told],
        "to_tell": list(one.to_tell),
    }
