"""restore --list: the copies of the store that oc keeps, the newest first."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ....domain.language.counts import people, size
from ....domain.language.text import clean
from ....domain.shop import said_of_copies
from ....errors import OnecustomerError
from ....store.copies import digest, good, kept, named
from ....store.copies.named import Copy
from ....store.record import Record
from ...terminal import streams
from ...terminal.till import Till


class Listed(Record):
    """A copy, its size in bytes, and how many people it has; none where it cannot be read.

    Shape: `is_sound` says whether it is what its digest says; without one, whether SQLite finds nothing wrong with it.
    """

    copy: Copy
    bytes: int
    people: int | None
    is_sound: bool
    has_digest: bool


def list_copies(till: Till, *, as_json: bool) -> None:
    """List the copies of the till's store, whether or not that is there."""
    found = [one for copy in reversed(named.of_store(till.path, till.moment().today)) if (one := _looked(copy))]
    if as_json:
        streams.json_out("copies", [_json(one) for one in found])
    elif found:
        streams.drawn(row for one in found for row in _rows(one))
    else:
        streams.say(f"There is no copy of the store yet: {named.folder_of(till.path)}")
        streams.say(till.typed("oc backup makes one"))


def _looked(copy: Copy) -> Listed | None:
    """Return what a copy is like; none where it is gone by now."""
    try:
        length = os.path.getsize(copy.path)
        return Listed(copy, length, _people(copy.path), good.is_good(copy.path), os.path.exists(copy.path + digest.END))
    except FileNotFoundError:
        return None


def _people(path: str) -> int | None:
    try:
        return kept.people(path)
    except (OnecustomerError, OSError):
        return None


def _rows(one: Listed) -> Iterator[str]:
    """Yield a copy's name, and below it what it is, broken between words."""
    yield clean(one.copy.name)
    why = said_of_copies.why(one.copy)
    yield from streams.fitted(f"    {said_of_copies.when(one.copy)}{', ' if why else ''}{why}", streams.width())
    whom = "nobody can say who is in it" if one.people is None else people(one.people)
    yield from streams.fitted(f"    {whom}; {size(one.bytes)}; {_state(one)}", streams.width())


def _state(one: Listed) -> str:
    if one.is_sound:
        return "sound" if one.has_digest else "sound, without a digest"
    return "DAMAGED: no longer what it was when it was made"


def _json(one: Listed) -> dict[str, object]:
    at = named.hour_of(one.copy)
    return {
        "name": one.copy.name,
        "path": one.copy.path,
        "day": one.copy.day.isoformat(),
        "made_at": at and at.isoformat(timespec="minutes"),
        "reason": one.copy.reason,
        "people": one.people,
        "bytes": one.bytes,
        "sound": one.is_sound,
    }
