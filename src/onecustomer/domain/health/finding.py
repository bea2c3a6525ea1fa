"""What doctor finds: one thing that is right, wrong or not known, in a sentence, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...errors import OnecustomerError
from ...store.record import Record
from ..language.counts import are

CALLED = {
    "store": "the store",
    "values": "values that cannot be read",
    "rows": "rows that point nowhere",
    "index": "what finds people",
    "entries": "words that differ from a copy",
    "copy": "the copy",
    "shop": "how this till stands to the shop",
    "waiting": "what waits for the shop's server",
    "journal": "the journal",
    "files": "who may open the files",
    "writing": "what may be written to",
    "place": "where the store is",
    "room": "the room on the disk",
    "clock": "the clock",
    "unfinished": "what is not finished",
    "left": "what was left behind",
}
"""What is checked, in the order in which it is said, and what each is called at the end; others are never wrong."""


class Finding(Record):
    """One thing that was looked at: `is_right` is none where nobody can say, or where it is only told.

    Shape: `says` is a sentence; `next` is what to type or do, empty where there is nothing to do. `values` are the
    same for programs. No word of a customer's stands in any of it but a name.
    """

    check: str
    is_right: bool | None
    says: str
    next: str
    values: Mapping[str, object]


def right(check: str, says: str, **values: object) -> Finding:
    """Return that something is as it should be."""
    return Finding(check, True, says, "", values)


def wrong(check: str, says: str, next: str, **values: object) -> Finding:
    """Return that something is wrong, and what to do."""
    return Finding(check, False, says, next, values)


def told(check: str, says: str, next: str = "", **values: object) -> Finding:
    """Return what is only told, or cannot be known."""
    return Finding(check, None, says, next, values)


def of_error(check: str, error: OnecustomerError | OSError) -> Finding:
    """Return that something could not be looked at, in the words of the error."""
    if isinstance(error, OnecustomerError):
        return wrong(check, error.sentence, error.hint)
    return wrong(check, f"{error.strerror or type(error).__name__}: {error.filename or ''}".rstrip(": ") + ".", "")


def in_order(found: Sequence[Finding]) -> list[Finding]:
    """Return what was found with what is wrong in front."""
    return sorted(found, key=lambda one: one.is_right is not False)


def summary(found: Sequence[Finding]) -> str:
    """Return in one sentence how much is wrong, and what."""
    names = list(dict.fromkeys(CALLED.get(one.check, one.check) for one in found if one.is_right is False))
    if not names:
        return "Nothing is wrong."
    things = "1 thing" if len(names) == 1 else f"{len(names)} things"
    return f"{things} {are(len(names))} wrong: {', '.join(names)}."
