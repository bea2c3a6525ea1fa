"""People who may be here already: the same name to the eye, or a telephone, e-mail or card of theirs.

Source: https://www.unicode.org/reports/tr39/#Restriction_Level_Detection: a word of two such alphabets is a disguise.
"""

from __future__ import annotations

import datetime as dt
import unicodedata

from ...store import kinds
from ...store.index import lookup
from ...store.overview import doubles
from ..language import codes, names
from .matching import LIMIT, whole_phone
from .ranking import Candidate, in_tier, ranked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...store.database.connection import Store
    from .keys import Handle

ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
"""The alphabets whose letters look like each other's, as Unicode's names of letters begin."""


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
    by_name += [number for number in _disguised(store, name) if number not in (*by_code, *by_name)]
    return ranked(store, [*in_tier(1, by_code), *in_tier(2, by_name)], today)


def _disguised(store: Store, name: str) -> list[int]:
    """Return whose names have letters of another alphabet and look like this one."""
    looks = names.whole(names.looks_like(name))
    if not looks.isascii():
        return []
    others = doubles.of_other_letters(store)
    return [number for number, other in others if names.whole(names.looks_like(other)) == looks][:LIMIT]


def mixed(name: str) -> tuple[str, list[str]] | None:
    """Return the first word of a name with letters of several alphabets, and their names; none where none has."""
    for word in [] if name.isascii() else name.split():
        begins = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
        found = [one.capitalize() for one in ALPHABETS if one in begins]
        if len(found) > 1:
            return word, found
    return None
