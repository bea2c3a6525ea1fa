"""Columns that are of somebody else: a second name in a row, and what goes with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from . import heading, words

QUALIFIERS = frozenset(
    (
        *("billing", "shipping", "recipient", "holder", "contact", "guest", "patient", "member", "secondary"),
        *("alternate", "alternative", "additional", "other", "default"),
        *("user", "invitee", "attendee", "buyer", "participant"),
    )
)
"""Words of a heading that say nothing where there is one name, and whose it is where there are two."""

PAYS = "billing"
USES = "user"
"""Who uses the other program: where somebody else has a name, the shop's own staff."""

NAMES = (words.NAME, words.FULL, words.FIRST, words.LAST)
THEIRS = (*NAMES, words.MIDDLE, words.NICK, words.COMPANY, words.PHONE, words.EMAIL, words.BIRTHDAY)
HANDLES = (words.PHONE, words.EMAIL)


def without(headings: Sequence[str], meanings: Sequence[str | None], told: Collection[str]) -> list[str | None]:
    """Return what columns mean, those of a second person being nobody's; what the shop told stays.

    Where the first name has no telephone or e-mail of its own, those of who pays, or uses it, are hers.
    """
    whose = [_qualifier(one) if field in THEIRS else "" for one, field in zip(headings, meanings, strict=True)]
    named: dict[str, set[str]] = {}
    for of, field in zip(whose, meanings, strict=True):
        if field in NAMES:
            named.setdefault(of, set()).add(words.FULL if field == words.NAME else field)
    if len(named) < 2:
        return list(meanings)
    hers = "" if "" in named else next((of for of in named if of != USES), USES)
    second = {of for of, parts in named.items() if of not in (hers, "") and _is_name_of_another(parts, named[hers])}
    own = {field for of, field in zip(whose, meanings, strict=True) if of in (hers, "")}
    found = list(meanings)
    for place, of in enumerate(whose):
        is_payers = of in (PAYS, USES) and found[place] in HANDLES and found[place] not in own
        if of in second and headings[place] not in told and not is_payers:
            found[place] = words.UNKEPT
    return found


def _is_name_of_another(one: set[str], other: set[str]) -> bool:
    """Tell whether two sets of columns are two names, and not the halves of one: "Guest first name", "Last name"."""
    return words.FULL in one | other or not one.isdisjoint(other)


def _qualifier(one: str) -> str:
    """Return the word that says whose a column is; empty where none does."""
    return next((word for word in heading.fold(one) if word in QUALIFIERS), "")
