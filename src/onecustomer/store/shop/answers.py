"""What the server answers, read: as it is expected, or not at all.

A till writes nothing of what it does not understand, whoever is at the other end.
"""

from __future__ import annotations

from .changed import TABLES, WHOSE
from .link import reasons
from .link.away import Unreachable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

FORGOTTEN = "forgotten"
NAME, KEY = ("name",), "key"
BITS = 64  # of a number, as SQLite has it


def not_understood() -> Unreachable:
    """Return the error of an answer that is not as it is expected."""
    return Unreachable(reasons.NOT_UNDERSTOOD, hint=reasons.ASK)


def check(is_right: object) -> None:
    """Look whether an answer is as it is expected.

    Raises: Unreachable.
    """
    if not is_right:
        raise not_understood()


def changes(text: str | None) -> dict[str, Any]:
    """Return rows and the keys of those that are gone, by table, and who was forgotten; nothing where none is said.

    Raises: Unreachable.
    """
    said = _read(text)
    check(
        _are_texts(said.get(FORGOTTEN, [])) and all(_is_part(table, said[table]) for table in said.keys() - {FORGOTTEN})
    )
    return said


def page(text: str | None, table: str, before: str) -> dict[str, Any]:
    """Return some rows of a table behind a key, and the last one's key.

    Raises: Unreachable.
    """
    said = _read(text)
    check(_are_rows(table, said) and (not said["rows"] or (_is_text(said.get("after")) and said["after"] != before)))
    return said


def numbers(text: str | None) -> dict[str, int]:
    """Return the greatest number that was ever given in each table.

    Raises: Unreachable.
    """
    said = _read(text)
    check(all(map(_is_number, said.values())))
    return said


def _read(text: str | None) -> dict[str, Any]:
    import json

    try:
        said = {} if text is None else json.loads(text)
    except (ValueError, RecursionError):
        raise not_understood() from None
    check(isinstance(said, dict))
    return dict(said)


def _is_part(table: str, part: Any) -> bool:
    return (
        table in TABLES and _are_rows(table, part) and _are_texts(part.get("gone")) and _are_keys(table, part["gone"])
    )


def _are_rows(table: str, part: Any) -> bool:
    """Tell whether there are rows of a table, each with its key and whose it is, and a value for each column."""
    if not isinstance(part, dict) or not _are_texts(part.get("columns")) or not isinstance(part.get("rows"), list):
        return False
    columns, rows = part["columns"], part["rows"]
    numbered = _numbered(table)
    needed = {*numbered, *TABLES.get(table, (KEY,)), *(KEY,) * (table == "deed")}
    if len(columns) != len(set(columns)) or not needed <= set(columns):
        return False
    if not all(isinstance(row, list) and len(row) == len(columns) for row in rows):
        return False
    at = [columns.index(column) for column in numbered]
    return _are_values([value for row in rows for value in row]) and all(
        type(row[place]) is int for row in rows for place in at
    )


def _are_values(values: Sequence[Any]) -> bool:
    """Tell whether all are values of a row: all of a kind at once, as a copy of a shop has millions."""
    texts: list[str] = [value for value in values if type(value) is str]
    numbers: list[int] = [value for value in values if type(value) is int]
    return (
        len(texts) + len(numbers) + values.count(None) == len(values)
        and _is_text("".join(texts))
        and _is_number(min(numbers, default=0))
        and _is_number(max(numbers, default=0))
    )


def _numbered(table: str) -> tuple[str, ...]:
    """Return the columns of a table that are never without a number: of its key, and of whose a row is."""
    key = TABLES.get(table, NAME)
    return () if key == NAME else tuple({*key, WHOSE.get(table, key[0])})


def _are_keys(table: str, keys: Iterable[str]) -> bool:
    """Tell whether texts may be keys of a table's rows."""
    length = len(TABLES[table])
    parts = [key.split(" ") for key in keys] if _numbered(table) else []
    return all(len(some) == length and all(map(_is_number_text, some)) for some in parts)


def _is_number_text(text: str) -> bool:
    return len(text) < 20 and text.lstrip("-").isdecimal() and text.count("-") < 2 and _is_number(int(text))


def _are_texts(some: Any) -> bool:
    return isinstance(some, list) and all(map(_is_text, some))


def _is_number(value: Any) -> bool:
    return type(value) is int and value.bit_length() < BITS


def _is_text(value: Any) -> bool:
    """Tell whether a value is text that a store and a server can have: whole letters, and no NUL."""
    if type(value) is not str or "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
