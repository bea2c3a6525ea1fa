"""add: somebody new, unless they are here already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ....domain.finding import companies
from ....domain.finding.duplicates import find_duplicates, mixed
from ....domain.language import names
from ....domain.language.text import clean, quoted
from ....domain.people import editing
from ....domain.people.details import Details
from ....errors import Refused
from ....store.database.connection import Store
from ....store.record import Record
from ....store.rows import Customer
from ...screens import candidates
from ...terminal import streams
from ...terminal.till import Till
from .. import choose, mindful
from .details import details_from, in_words


class Added(Record):
    """Somebody who was added, what is known of them, and who brought them.

    Shape: `is_served` is whether they are being served now; `served` is who was before, and is still if they are not.
    """

    person: Customer
    known: Mapping[str, str]
    brought_by: Customer | None
    is_served: bool
    served: Customer | None
    hints: Sequence[str] = ()

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        opening = f"Added {self.person.name} ({self.person.ref})"
        if self.is_served:
            no_longer = f", and {self.served.name} no longer" if self.served else ""
            opening += f", who is being served now{no_longer}"
        elif self.served:
            opening += f"; {self.served.name} is still being served"
        known = f" {in_words(self.known)}." if self.known else ""
        thanks = f" {self.brought_by.name} brought them: a thank-you is due." if self.brought_by else ""
        return f"{opening}.{known}{thanks}"


class Doubt(Record):
    """Why somebody is not added unasked.

    Shape: `others` are the customers who may be the same person; `question` is asked, where yes adds them all the same.
    """

    why: str
    question: str
    hint: str
    others: Sequence[Customer] = ()


def add(
    till: Till,
    name: str,
    given: Mapping[str, Any],
    *,
    brought_by: str | None,
    yes: bool,
    asked: Callable[[Doubt], bool] | None = None,
) -> Added:
    """Add somebody; at a terminal they are being served then. `yes` answers whatever would be asked.

    Shape: `asked` asks of a draft, and tells whether it is to be added. Whoever was typed hours ago is not served now.
    Raises: Refused where the name is a company's and nobody says that it is a person's; where they may be here
    already, and nobody says that they are two; or where a word of it has letters of two alphabets, and nobody says so.
    """
    signed = till.signed()
    store = till.open(make=True)
    if store.is_copy and asked is None:
        from . import away  # a shop of one till has none of it

        away.check(store, name)
    details = details_from(store, name, given, signed.today)
    if not yes:
        _check(till, asked, _reads_like_a_company(store, details.name or ""))
    others = None if yes else _others(till, store, details, asked)
    if others == []:
        _check(till, asked, _mixes_letters(details.name or ""))
    bringer = choose.person(till, store, brought_by, "oc add … --brought-by") if brought_by is not None else None
    served = None if asked else choose.customer_served(till, store)
    mindfully = mindful.hints(till, store, details.why)
    person = editing.add(store, signed, details, bringer, others)
    is_served = till.interactive and not asked and choose.make_current(till, person, is_logged=False)
    if till.interactive and not is_served:
        served = None  # this till cannot keep whom it serves
    return Added(person, editing.known(store, person), bringer, is_served, served, mindfully)


def _check(till: Till, asked: Callable[[Doubt], bool] | None, doubt: Doubt | None) -> None:
    """Go on where there is no doubt, or the person at the till says that it is meant so.

    Raises: Refused where they say no, or nobody can be asked.
    """
    if doubt is None or (till.interactive and (asked(doubt) if asked else streams.agrees(doubt.question))):
        return
    raise Refused(f"Not added: {doubt.why}.", doubt.hint)


def _reads_like_a_company(store: Store, name: str) -> Doubt | None:
    """Return the doubt whether a name that is a company's is a person's too; none where it is none."""
    with store.reading():
        company = companies.find(store, name)
    if company is None:
        return None
    why = f"{name} is where {company.colleague.name} works" if company.colleague else f"{name} reads like a company"
    return Doubt(
        why,
        f"{why}. Is it a person?",
        f"there is no {name} account: oc add NAME --at {quoted(name, as_one=True)}\n"
        f"if it is a person: oc add {quoted(name)} --yes",
    )


def _others(till: Till, store: Store, details: Details, asked: Callable[[Doubt], bool] | None) -> list[int]:
    """Return who is like the new one, by number, once the person has said that they are somebody else.

    Raises: Refused where they say no, or nobody can be asked.
    """
    today = till.moment().today
    with store.reading():
        found = find_duplicates(store, details.name or "", details.handles, today)
    if not found:
        return []
    streams.listed(candidates.rows(found, today, streams.width(), choose.SHOWN))
    doubt = Doubt(
        f"{clean(found[0].person.name)} may be the same person",
        f"Is {details.name} somebody else?",
        f"oc serve {found[0].ref}\nif they are two: oc add {quoted(details.name or 'NAME')} --yes",
        [one.person for one in found],
    )
    _check(till, asked, doubt)
    return [one.person.id for one in found]


def _mixes_letters(name: str) -> Doubt | None:
    """Return the doubt whether a word is meant to have letters of two alphabets: most often one only looks so."""
    found = mixed(name)
    if found is None:
        return None
    word, alphabets = found
    why = f"“{word}” has {' and '.join(alphabets)} letters"
    alike = names.looks_like(name)
    in_latin = "" if mixed(alike) else f"in Latin letters: oc add {quoted(alike)}\n"
    return Doubt(why, f"{why}. Is it meant so?", f"{in_latin}if it is meant so: oc add {quoted(name)} --yes")
