"""A row of a file as a person who comes in: what of it can be kept, and what was left out and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ...store.record import Record
from ..finding import keys
from ..language import names
from ..people.details import Details

NAMELESS = "Customer"
PLAIN_NUMBER = 13  # characters, up to which a customer's number is not taken for a card's


class Incoming(Record):
    """A checked person from a file: the details, and what becomes an entry of the timeline."""

    source: str
    details: Details
    memo: str | None = None
    last_visit: dt.date | None = None

    @property
    def folded_name(self) -> str:
        """The folded name that two rows of one person share."""
        return names.whole(self.details.name or "")

    def is_one_with(self, handles: Iterable[tuple[str, str]], region: str | None) -> bool:
        """Tell whether one of these handles, a telephone or an e-mail, is this person's too."""
        return any(keys.same(mine, other, region) for mine in self.details.handles for other in handles)
