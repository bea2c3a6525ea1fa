"""The customer exports of other systems: what each of their columns becomes here. Columns of money are left out."""

from __future__ import annotations

from collections.abc import Iterable

from ...errors import Refused
from ...store.record import Record
from .csv_file import Row, Sheet


class Layout(Record):
    """How one system lays out its export, by headings; an empty heading is a thing it does not export."""

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

    def headings(self) -> set[str]:
        """Return the headings whose cells are taken over."""
        single = {self.ids, self.first, self.last, self.company, self.memo, self.nick, self.birthday}
        return (single | {self.first_visit, self.last_visit, *self.emails, *self.phones}) - {""}


SQUARE = Layout(
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

SHOPIFY = Layout(
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

LAYOUTS = (SQUARE, SHOPIFY)


def recognise(sheet: Sheet) -> Layout:
    """Return the layout that a file has.

    Raises: Refused where the heading is no known system's.
    """
    for layout in LAYOUTS:
        if set(layout.known_by) <= set(sheet.headings):
            return layout
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
