"""Files of vCards that the tests read, and what they say of each card."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from onecustomer.domain.transfer.reading import cards
from onecustomer.domain.transfer.reading.incoming import Incoming, LeftOut, Wishes
from tests.words import TODAY

SHARED = Path(os.environ.get("OC_CASES") or Path(__file__).parents[2].parent / "shared" / "cases") / "real"
Found = list[Incoming | LeftOut]
Read = Callable[..., Found]


def opened(path: Path, encoding: str | None = None, order: str | None = None) -> tuple[cards.Cards, Found]:
    source = cards.open_cards(str(path), Wishes({}, encoding), TODAY, order)
    return source, list(source.people(lambda _: None))


def only(found: Found) -> Incoming:
    assert 1 == len(found)
    assert isinstance(found[0], Incoming)
    return found[0]


def handles(one: Incoming, kind: str) -> list[str]:
    return [value for of, value in one.details.handles if of == kind]


def told(one: Incoming | LeftOut) -> tuple[object, ...]:
    """Return what the tables below say of a card: line, name, telephones, e-mails, birthday, what was left out."""
    if isinstance(one, LeftOut):
        return (one.line, one.why)
    born = one.details.birthday
    day = born and (born.year, born.month, born.day)
    return (one.line, one.details.name, handles(one, "phone"), handles(one, "email"), day, one.without)
