"""The apostrophe that keeps a spreadsheet from running a cell, or from making a number or a day of it.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re

APOSTROPHE = "'"
GUARDED = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet takes for a formula; exporters put an apostrophe before it."""

LOSSLESS_DIGITS = 15  # of a number in a spreadsheet; of longer ones it makes zeros of the rest
MADE_OVER = re.compile(
    r"[0-9]{1,4}([-/.:][0-9]{1,2}){1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}|[0-9]{1,2}[-/.][0-9]{4}"
    r"|[0-9][0-9.]*[eE][-+]?[0-9]+"
)
"""What it takes for a day, an hour or a power of ten: of 12-11 it makes 12-Nov, and nobody can know it back."""


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe in front, where a spreadsheet would run it or make something else of it.

    One that begins with an apostrophe gets another, so that taking one off gives every cell as it was.
    """
    is_number = cell.isdecimal() and (cell[0] == "0" or len(cell) > LOSSLESS_DIGITS)
    is_guarded = cell and (cell[0] in GUARDED + APOSTROPHE or is_number or MADE_OVER.fullmatch(cell))
    return APOSTROPHE + cell if is_guarded else cell


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that an exporter put before it, or a spreadsheet showed."""
    is_guarded = cell[:1] == APOSTROPHE and len(cell) > 1
    return cell[1:] if is_guarded and (cell[1] in GUARDED + APOSTROPHE or cell[1].isdecimal()) else cell
