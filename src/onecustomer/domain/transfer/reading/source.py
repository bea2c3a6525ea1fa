"""What a file is, told from its content: our own export, cards, a table, or nothing that people can be read from."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from ....errors import Refused
from ...timeline.called import PIPED
from . import foreign, spool
from .encoding import START
from .incoming import Wishes
from .tables import mapping, table
from .tables.table import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .cards import Cards

OWN_JSON, OWN_SHEET, CARDS, TABLE = "own json", "own sheet", "cards", "table"
HOW = "oc import FILE, as CSV, vCard or an export of onecustomer's"


def wishes(columns: Sequence[str] = (), encoding: str | None = None, options: Sequence[str] = ()) -> Wishes:
    """Return what the shop says of its files, as typed behind --map and --encoding; `options` are the others.

    Raises: Refused where a --map does not say what a heading means.
    """
    return Wishes(mapping.parsed(columns), encoding, options)


@contextmanager
def piped(stream: BinaryIO, store: str, wishes: Wishes) -> Iterator[str]:
    """Yield the path of a file beside the store that has what is piped in, and is gone afterwards.

    Raises: Refused where its beginning is nothing to import, or it has no end.
    """

    def judge(path: str, start: bytes) -> spool.Watch | None:
        kind = kind_of(path, PIPED)
        return spool.watch(table.judged(path, mapping.STDIN, wishes, start)) if kind == TABLE else None

    if stream.isatty():
        raise Refused("Nothing is piped in.", "oc import - < FILE.csv")
    with spool.spooled(stream, store, judge) as path:
        yield path


def check_file(path: str) -> None:
    """Refuse what is no file with something in it.

    Raises: Refused.
    """
    if os.path.isdir(path):
        raise Refused(f"{path} is a folder.", HOW)
    if os.path.exists(path) and not os.path.isfile(path):
        raise Refused(f"{path} is no ordinary file.", HOW)
    if not os.path.isfile(path):
        raise Refused(f"There is no file {path}.", HOW)
    if os.path.getsize(path) == 0:
        raise Refused(f"{path} is empty.", "export it again; nothing was imported")


def kind_of(path: str, shown: str | None = None) -> str:
    """Return what a file is: OWN_JSON, OWN_SHEET, CARDS, or TABLE, which may still turn out to be none.

    `shown` is the path as it was typed, where the file lies elsewhere.
    Raises: Refused where it is something else, or nothing.
    """
    from .. import json_file, spreadsheet
    from .tables.sheet import headings

    check_file(path)
    if json_file.is_one(path):
        return OWN_JSON
    start = _start(path)
    if _are_cards(start):
        return CARDS
    foreign.refuse(start, mapping.said(shown or path), path)
    return OWN_SHEET if set(spreadsheet.LAYOUT) <= set(headings(path, start)) else TABLE


def open_source(
    path: str, wishes: Wishes, today: dt.date, order: str | None, shown: str | None = None
) -> Table | Cards:
    """Return the people of a file of cards or of a table, looked through once.

    `order` is how the shop reads 11/12; `shown` is the path as it was typed, where the file lies elsewhere.
    Raises: Refused where nobody can be read from it.
    """
    check_file(path)
    start = _start(path)
    if _are_cards(start):
        from . import cards

        return cards.open_cards(shown or path, wishes, today, order, path)
    foreign.refuse(start, mapping.said(shown or path), path)
    return table.open_table(path, shown or path, wishes, start, today, order)


def _are_cards(start: bytes) -> bool:
    if b"BEGIN" not in start.replace(b"\0", b"").upper():  # as in UTF-16 too
        return False
    from . import cards

    return cards.looks_like(start)


def _start(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(START)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.", "nothing was imported") from None
