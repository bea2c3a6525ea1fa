"""Companies: who works there or did, and whether a name is a company's; the store has people and no accounts."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store import kinds
from ...store.counter import read
from ...store.index import lookup, search
from ...store.record import Record
from ...store.rows import Customer
from ..language import names
from .matching import LIMIT, SURE
from .ranking import Candidate, Hit, in_tier, ranked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store.database.connection import Store

LOOKED_AT = 500  # people at companies that have all the words
FORMS = frozenset(
    (
        *(
            "inc",
            "incorporated",
            "ltd",
            "limited",
            "llc",
            "llp",
            "plc",
            "corp",
            "corporation",
            "company",
            "bros",
            "pty",
        ),
        *("gmbh", "aktiengesellschaft", "sarl", "srl", "oyj", "aps", "bvba", "kft", "sro"),
    )
)
"""Words, folded, that are in the name of no person."""

CAPITALS = frozenset(("SA", "SAS", "SpA", "AG", "AB", "AS", "ASA", "BV", "NV", "KG", "SE", "OY", "Oy"))
"""Forms that are surnames too, as Sa and Sas: they count as they are spelled here, and behind another word."""

BARE = str.maketrans(dict.fromkeys(".,/"))
"""Takes the signs out of S.A. and A/S."""

AND = frozenset(("&", "and", "und", "et", "e", "y", "og", "och"))
FAMILY = frozenset(
    ("co", "company", "son", "sons", "daughters", "brothers", "partners", "sohne", "fils", "figli", "hijos")
)
"""What makes a company's name behind AND: Bell & Sons."""


def colleagues(store: Store, company: str, today: dt.date) -> list[Candidate]:
    """Return the people who work at a company whose name has all these words, and behind them those who did.

    Shape: both in the order of candidates; each once.
    Raises: Refused when there is no word.
    """
    words = names.fold(company)
    if not words:
        raise Refused("There is no company to look for.", "oc find @ibm")
    present = ranked(store, in_tier(SURE, _with(store, lookup.COMPANY, words)), today)
    here = {one.person.id for one in present}
    others = [number for number in _with(store, lookup.FORMER, words) if number not in here]
    former = [Hit(number, SURE, formerly=left) for number in others if (left := _left(store, number, words))]
    return present + ranked(store, former, today)


def _with(store: Store, kind: int, words: Sequence[str]) -> list[int]:
    asked = [search.WordQuery().begins(kind, word) for word in words]
    return search.everybody(store, asked, LIMIT)


def _left(store: Store, customer_id: int, words: Sequence[str]) -> str:
    """Return the company with all these words that somebody left; empty where these are words of several."""
    left = [handle.value for handle in read.handles(store, customer_id) if handle.kind == kinds.FORMER]
    return next((company for company in left if names.says(company, [words])), "")


class CompanyName(Record):
    """That a name is a company's; `colleague` works there, none where only the name says so."""

    colleague: Customer | None


def find(store: Store, name: str) -> CompanyName | None:
    """Return that a name is where somebody known works, or has the form of a company's; none where it has neither."""
    colleague = _somebody_at(store, name)
    return CompanyName(colleague) if colleague or has_form(name) else None


def has_form(name: str) -> bool:
    """Tell whether a name has a word that only companies have: Ltd, GmbH, & Sons."""
    words = name.replace("&", " & ").split()
    whole = ["".join(names.fold(word)) for word in words]
    return (
        not FORMS.isdisjoint((*whole, *names.fold(name)))
        or (len(words) > 1 and words[-1].translate(BARE) in CAPITALS)
        or any(word.casefold() == "co." for word in words[1:])
        or any(word.casefold() in AND and behind in FAMILY for word, behind in zip(words, whole[1:], strict=False))
    )


def _somebody_at(store: Store, company: str) -> Customer | None:
    """Return somebody who works at the company of just this name."""
    words = names.fold(company)
    asked = [search.WordQuery().is_one_of(lookup.COMPANY, [word]) for word in dict.fromkeys(words)]
    people = (read.customer(store, number) for number in search.everybody(store, asked, LOOKED_AT))
    return next((person for person in people if person and names.fold(person.company or "") == words), None)
