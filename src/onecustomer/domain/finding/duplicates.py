"""People who may be here already: the same name to the eye, or a telephone, e-mail or card of theirs."""

from __future__ import annotations

import datetime as dt

from ...store import kinds
from ...store.index import lookup
from ..language import codes, names
from .matching import LIMIT, whole_phone
from .ranking import Candidate, in_tier, ranked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...store.database.connection import Store
    from .keys import Handle


def find_duplicates(store: Store, name: str, handles: Iterable[Handle], today: dt.date) -> list[Candidate]:
    """Return the people already here who may be the one of this name and with these handles."""
    by_code: list[int] = []
    for kind, value in handles:
        if kind == kinds.PHONE:
            by_code += whole_phone(store, value)
        elif kind != kinds.NICK:
            by_code += lookup.key_is(store, lookup.CODE, codes.fold(value), LIMIT)
    by_name = [
        number
        for spelling in {name, names.looks_like(name)}
        for number in lookup.key_is(store, lookup.FULL, names.whole(spelling), LIMIT)
        if number not in by_code
    ]
    return ranked(store, [*in_tier(1, by_code), *in_tier(2, by_name)], today)
