"""What the options that add and edit share say of a person, and how it is said back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ....domain.people import details
from ....domain.people.details import Details
from ....domain.shop import rules, styles
from ....store import kinds
from ....store.database.connection import Store
from ...terminal import streams

HANDLES = (kinds.PHONE, kinds.EMAIL, kinds.CARD, kinds.NICK)


def details_from(store: Store, name: str | None, given: Mapping[str, Any], today: dt.date) -> Details:
    """Return the details that options give, by the names of their columns and kinds of handle.

    Raises: Refused where one of them cannot be taken.
    """
    rest = {option: value for option, value in given.items() if option not in (*HANDLES, "style")}
    return details.from_options(
        name=name,
        handles={kind: given[kind] for kind in HANDLES},
        style=styles.usual(store, given["style"]),
        order=rules.order(store),
        today=today,
        **rest,
    )


def in_words(known: Mapping[str, str]) -> str:
    """Return what is known of somebody as a sentence: "Phone 212 555 0143; birthday every 26 Nov"."""
    words = "; ".join(f"{label} {streams.kept(value)}" for label, value in known.items())
    return words[:1].upper() + words[1:]
