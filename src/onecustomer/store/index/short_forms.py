"""Short forms of given names, by which those are found who bear the full one: Bob and Robert."""

from __future__ import annotations

from functools import cache

from ..rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..database.connection import Store

ALSO_SHORT = {
    "sasha": ("alexander", "alexandra", "aleksandr"),
    "misha": ("mikhail", "michael"),
    "vanya": ("ivan",),
    "katya": ("ekaterina", "katherine"),
    "natasha": ("natalia", "natalie"),
    "pepe": ("jose",),
    "paco": ("francisco",),
    "nacho": ("ignacio",),
    "lola": ("dolores",),
    "chuy": ("jesus",),
    "beppe": ("giuseppe",),
    "sepp": ("josef", "joseph"),
    "hans": ("johannes",),
    "fritz": ("friedrich",),
    "uli": ("ulrich", "ulrike"),
    "steffi": ("stefanie", "stephanie"),
}
"""Short forms that the list of English names lacks, each with its full forms."""


class ShortForm(Row, table="short_form", view="counter_short_form"):
    """A short form of a given name, and the full form."""

    word: str
    full_form: str


def fill(store: Store) -> None:
    """Fill the short forms of given names into a new store."""
    store.change_each(ShortForm.insert(ShortForm.fields), _pairs())


@cache
def _pairs() -> list[tuple[str, str]]:
    """Return the short forms, each with a name that it is short for; a process that makes many stores reads them once.

    Source: the package nicknames, a list of the diminutives of English given names.
    """
    import nicknames

    pairs = {
        (form.casefold(), triplet.name1.casefold())
        for triplet in nicknames.name_triplets()
        if triplet.relationship == "has_nickname"
        for form in (triplet.name1, triplet.name2)
    }
    pairs |= {(form, full) for short, fulls in ALSO_SHORT.items() for full in fulls for form in (short, full)}
    return sorted(pairs)
