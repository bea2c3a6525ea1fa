"""What an export's file says, checked as if it were typed: each column by its name, so that none comes in unseen."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from ....errors import Refused
from ....store import kinds
from ....store.rare_rows import Alias, Apart
from ....store.rows import (
    Customer,
    Deed,
    Fact,
    Handle,
    Interaction,
    News,
    Occasion,
    Row,
    Setting,
    Style,
    Telling,
    number_of,
)
from ...language import fields
from ...language.days import MONTH, YEAR
from ...language.text import NOTE_LIMIT, accept
from ...shop import styles
from ...shop.settings import MEANING
from ...shop.styles import ADVICE_LIMIT
from ..parts import Part
from ..phrases import HAPPENED

Check = Callable[[Any], Any]
Values = dict[str, Any]

MOST = 2**63 - 1
SHORT = 40  # letters of a kind, a way, a style, a name of the staff
HANDLE_KINDS = (kinds.PHONE, kinds.EMAIL, kinds.CARD, kinds.NICK, kinds.SOURCE, kinds.FORMER)
KEY = re.compile("[0-9a-f]{32}")
HOUR = re.compile("[0-2][0-9]:[0-5][0-9]")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")


def row(part: Part, given: object) -> Values:
    """Return a row's values by the names of its columns, from what an export says of it.

    Raises: Refused where a value is none that the column can have, or one is missing that it must have.
    """
    if not isinstance(given, dict):
        raise Refused(f"A {part.row.table} is no object.")
    needed, checks = NEEDED[part.row], CHECKS[part.row]
    values: Values = {}
    for column, name in zip(part.columns, part.names, strict=True):
        value = given.get(name)
        if value is None or value == "":
            if column in needed:
                raise Refused(f"Its {part.row.table} has no {name}.")
            values[column] = FORGOTTEN.get(column)
        else:
            values[column] = checks[column](value)
    return values


def _line(what: str, limit: int = fields.LINE_LIMIT) -> Check:
    """Return the check of a line of text that may hold no payment number."""
    return lambda value: fields.refuse_payment_numbers(accept(_text(value, what), what, limit), what)


def _word(what: str, limit: int = SHORT) -> Check:
    """Return the check of a short text of the program's own, or of another system's."""
    return lambda value: accept(_text(value, what), what, limit)


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise Refused(f"The {what} is no text.")
    return value


def _note(value: object) -> str:
    return fields.accept_note(_text(value, "note"))


def _name(value: object) -> str:
    return fields.accept_name(_text(value, "name"))


def _day(value: object) -> str:
    try:
        return dt.date.fromisoformat(_text(value, "day")).isoformat()
    except ValueError:
        raise Refused("It has a day that is none; days are written as 2026-11-21.") from None


def _moment(value: object) -> str:
    text = _text(value, "moment")
    if not MOMENT.fullmatch(text):
        raise Refused("It has a moment that is none; moments are written as 2026-11-21T12:00:00.000000+00:00.")
    return f"{text[:10]} {text[11:26]}"


def _spelled_as(pattern: re.Pattern[str], what: str) -> Check:
    def check(value: object) -> str:
        if not pattern.fullmatch(_text(value, what)):
            raise Refused(f"It has a {what} that is none.")
        return str(value)

    return check


def _one_of(words: tuple[str, ...], what: str) -> Check:
    def check(value: object) -> str:
        if value not in words:
            raise Refused(f"It has a {what} that there is not.")
        return str(value)

    return check


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise Refused("It has a number that is none.")
    return value


def _within(least: int, most: int) -> Check:
    def check(value: object) -> int:
        if not least <= _number(value) <= most:
            raise Refused("It has a day that is none.")
        return _number(value)

    return check


def _reference(mark: str) -> Check:
    def check(value: object) -> int:
        number = number_of(value, mark) if isinstance(value, str) and value else None
        if number is None:
            raise Refused(f"It has a reference that is none; they are written as {mark}12.")
        return number

    return check


def _flag(value: object) -> int | None:
    """Return 1 for yes and none for no, as most such columns are kept."""
    if type(value) is not bool:
        raise Refused("It has neither true nor false where it must.")
    return int(value) or None


def _yes_or_no(value: object) -> int:
    return int(bool(_flag(value)))


def _changes(value: object) -> str | None:
    """Return what a deed replaced as the store has it; none where it cannot be read."""
    if not isinstance(value, list):
        return None
    if not all(isinstance(change, list) and len(change) == 3 for change in value):
        return None
    _look_through(value)
    return json.dumps(value)


def _look_through(value: object) -> None:
    """Refuse what hides something, however deep it is."""
    if isinstance(value, str) and value:
        accept(value, "old text", NOTE_LIMIT, lines=True)
    for one in [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ():
        _look_through(one)


def _style(value: object) -> str:
    return styles.accept_name(_text(value, "style"))


SIGNED: Mapping[str, Check] = {"deed_id": _number, "mended_id": _number, "staff": _word("name of the staff")}
KEYED: Mapping[str, Check] = {"key": _spelled_as(KEY, "key"), **SIGNED}

CHECKS: Mapping[type[Row], Mapping[str, Check]] = {
    Customer: {
        **KEYED,
        "id": _reference("c"),
        "name": _name,
        "say": _line("pronunciation"),
        "company": _line("company"),
        "role": _line("role"),
        "relation": _line("relation"),
        "usual_style": _word("style"),
        "usual_why": _line("reason"),
        "why": _line("why"),
        "since": _day,
        "why_day": _day,
        "added": _day,
        "every": _number,
        "since_said": _one_of((YEAR, MONTH), "since_said"),
        "later": _day,
        "later_why": _line("reason"),
        "no_notes": _flag,
    },
    Handle: {**SIGNED, "id": _number, "kind": _one_of(HANDLE_KINDS, "kind"), "value": _word("value", 200)},
    Occasion: {
        **SIGNED,
        "id": _reference("d"),
        "what": _line("day to remember"),
        "month": _within(1, 12),
        "day": _within(1, 31),
        "year": _within(1, 9999),
        "yearly": _yes_or_no,
    },
    Fact: {**KEYED, "id": _reference("f"), "kind": _one_of(kinds.OF_FACT, "kind"), "day": _day, "text": _note},
    Interaction: {
        **KEYED,
        "id": _reference("e"),
        "kind": _one_of(tuple(HAPPENED), "kind"),
        "day": _day,
        "text": _note,
        "via": _line("way", SHORT),
        "style": _word("style"),
        "about_id": _reference("e"),
        "due": _day,
        "other_id": _reference("c"),
        "awaits": _flag,
        "imported": _flag,
        "due_time": _spelled_as(HOUR, "hour"),
    },
    Telling: {**SIGNED, "news_id": _number, "day": _day},
    Alias: {**KEYED, "id": _reference("c")},
    Apart: {**SIGNED, "other_id": _reference("c")},
    Deed: {
        **KEYED,
        "id": _number,
        "at": _moment,
        "till": _word("till", 200),
        "verb": _word("verb"),
        "customer_id": _reference("c"),
        "before": _changes,
        "day": _day,
        "session": _number,
        "file": _line("name of a file", 1_000),
    },
    News: {**KEYED, "id": _number, "text": _note, "words": _note, "day": _day, "until": _day},
    Style: {"name": _style, "advice": _line("advice", ADVICE_LIMIT)},
    Setting: {"name": _one_of(tuple(MEANING), "rule"), "value": _line("rule")},
}
"""What each column of a row may have."""

NEEDED: Mapping[type[Row], tuple[str, ...]] = {
    Customer: ("id", "key", "name", "deed_id"),
    Handle: ("id", "kind", "value", "deed_id"),
    Occasion: ("id", "what", "month", "day", "yearly", "deed_id"),
    Fact: ("id", "key", "kind", "day", "text", "deed_id"),
    Interaction: ("id", "key", "kind", "day", "deed_id"),
    Telling: ("news_id", "day", "deed_id"),
    Alias: ("id", "key", "deed_id"),
    Apart: ("other_id", "deed_id"),
    Deed: ("id", "key", "at", "verb"),
    News: ("id", "key", "text", "words", "day", "until"),
    Style: ("name", "advice"),
    Setting: ("name", "value"),
}
"""The columns that no row goes without."""

FORGOTTEN = {"till": ""}
"""What a column has that is never none, where tidying has taken out what it said."""
