"""What the options that add and edit share say of a person, and how it is said back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....domain.language import days
from ....domain.people import details
from ....domain.people.details import Details
from ....domain.shop import settings, styles
from ....domain.timeline import occasions
from ....store import kinds
from ....store.database.connection import Store

HANDLES = (kinds.PHONE, kinds.EMAIL, kinds.CARD, kinds.NICK)


def details_from(store: Store, name: str | None, given: Mapping[str, Any]) -> Details:
    """Return the details that options give, by the names of their columns and kinds of handle.

    Raises: Refused where one of them cannot be taken.
    """
    rest = {option: value for option, value in given.items() if option not in (*HANDLES, "style")}
    return details.from_options(
        name=name,
        handles={kind: given[kind] for kind in HANDLES},
        style=styles.usual(store, given["style"]),
        order=settings.order(store),
        **rest,
    )


def understood(given: Details) -> str:
    """Return the birthday and the rhythm as they were understood, as a sentence goes on with them."""
    birthday = f", birthday {occasions.every_year(given.birthday)}" if given.birthday else ""
    return birthday + (f", comes every {days.span(given.every)}" if given.every else "")
