"""Whose a draft surely is, while they are in the copy still: it goes with them where the shop erases them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from ...errors import OnecustomerError
from ...store.counter import alias, read
from ...store.rows import Customer
from ...store.shop.erasing import BRINGER, PERSON
from ...store.shop.shared import Shared
from ..finding import keys, matching
from ..finding.compatible import MADE_FROM, Compatible
from ..language import names
from ..people.details import Details
from ..shop import rules
from ..timeline.occasions import BIRTHDAY


def note(store: Shared, customers: Collection[str]) -> None:
    """Note with each draft the key of which of these customers it surely is, and of which of them brings whom it adds.

    Shape: who only has the same name, or the same telephone, may be somebody else; `oc shop send` asks about them.
    """
    people = [person for key in customers if (person := alias.by_key(store, key))]
    for draft in store.outbox.drafts() if people else ():
        said = draft.said
        theirs = next((one.key for one in people if _is_surely(store, said, one)), None)
        brought = next((one.key for one in people if _is_bringer(store, said, one)), None)
        if theirs or brought:
            store.outbox.say(draft.key, said | {PERSON: theirs, BRINGER: brought})


def _is_surely(store: Shared, said: dict[str, Any], person: Customer) -> bool:
    """Tell whether a draft is of somebody: by a handle and a name that may be theirs, or by name and birthday."""
    draft, region = _details(store, said["given"]), read.setting(store, keys.REGION)
    own = [(one.kind, one.value) for one in read.handles(store, person.id) if one.kind in MADE_FROM]
    if any(keys.same(one, other, region) for one in draft.handles for other in own):
        return Compatible(store)(names.fold(said["name"]), names.fold(person.name))
    born = [(one.month, one.day) for one in read.occasions(store, person.id) if one.what == BIRTHDAY]
    is_of_that_day = draft.birthday is not None and (draft.birthday.month, draft.birthday.day) in born
    return is_of_that_day and names.whole(said["name"]) == names.whole(person.name)


def _details(store: Shared, given: dict[str, Any]) -> Details:
    """Return the handles and the birthday of a draft; what cannot be read any more is none."""
    details = Details()
    for kind in MADE_FROM:
        with suppress(OnecustomerError):
            details.take_handles(kind, given.get(kind) or ())
    with suppress(OnecustomerError):
        details.take_birthday(given.get("birthday") or "", rules.order(store))
    return details


def _is_bringer(store: Shared, said: dict[str, Any], person: Customer) -> bool:
    """Tell whether the words for who brings whom a draft adds mean somebody, and nobody else."""
    typed, today = said["brought_by"], dt.date.fromisoformat(said["today"])
    with suppress(OnecustomerError):
        return bool(typed) and [one.person.id for one in matching.candidates(store, typed, today)] == [person.id]
    return False
