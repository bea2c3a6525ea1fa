"""The customer exports of other systems: what each of their columns becomes here. Money becomes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import Refused
from .sheets import Row, Sheet


@dataclass(frozen=True)
class Export:
    """One system's export, by the headings it has; an empty heading is a thing it does not export."""

    system: str
    known_by: tuple[str, ...]
    ids: str
    first: str
    last: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    company: str
    memo: str
    nick: str = ""
    birthday: str = ""
    first_visit: str = ""
    last_visit: str = ""

    def kept(self) -> set[str]:
        """Return the headings whose cells are taken over."""
        single = {self.ids, self.first, self.last, self.company, self.memo, self.nick, self.birthday}
        return (single | {self.first_visit, self.last_visit, *self.emails, *self.phones}) - {""}


SQUARE = Export(
    system="square",
    known_by=("Square Customer ID", "First Name", "Last Name", "Email Address", "Phone Number"),
    ids="Square Customer ID",
    first="First Name",
    last="Last Name",
    emails=("Email Address",),
    phones=("Phone Number",),
    company="Company Name",
    memo="Memo",
    nick="Nickname",
    birthday="Birthday",
    first_visit="First Visit",
    last_visit="Last Visit",
)

SHOPIFY = Export(
    system="shopify",
    known_by=("First Name", "Last Name", "Email", "Phone", "Total Orders"),
    ids="Customer ID",
    first="First Name",
    last="Last Name",
    emails=("Email",),
    phones=("Phone", "Default Address Phone"),
    company="Default Address Company",
    memo="Note",
)

EXPORTS = (SQUARE, SHOPIFY)


def recognise(sheet: Sheet) -> Export:
    """Return the system whose export this is.

    Raises: Refused where the heading is no known system's.
    """
    for export in EXPORTS:
        if set(export.known_by) <= set(sheet.headings):
            return export
    raise Refused(
        f"The heading of {sheet.path} is not one of Square's or Shopify's customer exports.",
        "export the customers there as CSV again; nothing was imported",
    )


def cell(row: Row, heading: str) -> str:
    """Return a row's cell, empty where the export has no such column."""
    return row.cells.get(heading, "")


def cells(row: Row, headings: Iterable[str]) -> list[str]:
    """Return a row's cells that are not empty, in order and none twice."""
    return list(dict.fromkeys(text for heading in headings if (text := cell(row, heading))))
