"""What is known of a person in a word or a line, as add, edit or an import gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...store import kinds
from ..language import fields, parse_days, parse_since, phones
from ..language.days import NEVER, YearlyDay

CHECKS = {
    kinds.PHONE: fields.accept_phone,
    kinds.EMAIL: fields.accept_email,
    kinds.CARD: fields.accept_card,
    kinds.NICK: fields.accept_name,
}
LINES = {"say": "pronunciation", "company": "company", "role": "role", "relation": "relation", "why": "why"}
"""The columns that are a line of text, and what each is called in a sentence about it."""

COLUMNS = (
    *("name", "say", "company", "role", "relation", "usual_style", "why", "since", "since_said", "every", "no_notes"),
)

Cleared = Literal[""]
"""What stands for a value that is to be cleared."""


@dataclass
class Details:
    """A person's details, checked. None means not given; empty text means to be cleared, whatever the column is.

    Shape: `handles` are (kind, value) pairs; `cleared` names the kinds of handle that are given anew.
    Units: `every` is days between visits, 0 where none are expected.
    """

    name: str | None = None
    say: str | None = None
    company: str | None = None
    role: str | None = None
    relation: str | None = None
    usual_style: str | None = None
    why: str | None = None
    since: dt.date | Cleared | None = None
    since_said: str | None = None
    every: int | Cleared | None = None
    no_notes: Literal[True] | Cleared | None = None
    birthday: YearlyDay | None = None
    clears_birthday: bool = False
    handles: list[tuple[str, str]] = field(default_factory=list)
    cleared: set[str] = field(default_factory=set)

    def values(self) -> dict[str, object]:
        """Return the columns of the customer that are given, an empty text as none."""
        given = {column: getattr(self, column) for column in COLUMNS}
        return {column: None if value == "" else value for column, value in given.items() if value is not None}

    def take_handles(self, kind: str, values: Iterable[str]) -> None:
        """Take handles of one kind in place of those before; an empty one only clears.

        Raises: Refused where one is no handle of that kind.
        """
        for value in (part for one in values for part in (phones.parted(one) if kind == kinds.PHONE else [one])):
            self.cleared.add(kind)
            if value.strip():
                handle = (kind, CHECKS[kind](value))
                if handle not in self.handles:
                    self.handles.append(handle)

    def take_birthday(self, text: str, order: str | None = None) -> None:
        """Take a birthday in place of the one before; empty text clears it. `order` is how the shop reads 11/12.

        Raises: Refused where it is no day.
        """
        self.clears_birthday = True
        self.birthday = parse_days.birthday(text, order) if text.strip() else None

    def take_every(self, text: str) -> None:
        """Take how often they come: a span, or never; empty text clears it.

        Raises: Refused where it is neither.
        """
        if text.strip():
            self.every = 0 if text.strip().casefold() == NEVER else parse_days.every(text)
        else:
            self.every = ""

    def take_since(self, text: str, today: dt.date, order: str | None = None) -> None:
        """Take the day, month or year since which they come; empty text clears it.

        Raises: Refused where it is none of these, or still to come.
        """
        since = parse_since.since(text, today, order) if text.strip() else None
        self.since = since.day if since else ""
        self.since_said = (since and since.said) or ""


def from_options(
    *,
    name: str | None = None,
    handles: Mapping[str, Iterable[str] | None] | None = None,
    style: str | None = None,
    birthday: str | None = None,
    every: str | None = None,
    since: str | None = None,
    today: dt.date,
    order: str | None = None,
    **lines: str | None,
) -> Details:
    """Return the details that the options of a command give. None means not given; empty text clears.

    Shape: `handles` are the values of each kind; `order` is how the shop reads 11/12.
    Raises: Refused where one of them cannot be taken.
    """
    details = Details(usual_style=style)
    if name is not None:
        details.name = fields.accept_name(name)
    for column, text in lines.items():
        if text is not None:
            setattr(details, column, fields.accept_line(text, LINES[column]))
    for kind, values in (handles or {}).items():
        details.take_handles(kind, values or ())
    if birthday is not None:
        details.take_birthday(birthday, order)
    if every is not None:
        details.take_every(every)
    if since is not None:
        details.take_since(since, today, order)
    return details
