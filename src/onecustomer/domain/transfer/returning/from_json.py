"""An export's JSON on its way in: each thing of it checked, and given to who receives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....errors import Refused
from ....store.rows import Telling
from ...shop import settings
from .. import json_file, parts
from ..json_file import Thing
from . import checked
from .received import OfPerson, Received
from .receives import Receives


def take(path: str, progress: Callable[[int], None], receiver: Receives) -> None:
    """Give all that stands in an export to a receiver.

    Raises: Refused where something of it cannot be taken, with its line; nothing of the file counts then.
    """
    try:
        for thing in json_file.things(path, progress):
            try:
                _take(thing, receiver)
            except OfPerson:
                raise
            except Refused as error:
                raise _refused(path, thing.line, _named(thing.value), error) from None
        receiver.write_waiting()
    except OfPerson as error:
        raise _refused(path, error.line, f" ({error.ref})", error) from None


def _refused(path: str, line: int, whose: str, error: Refused) -> Refused:
    return Refused(
        f"Line {line} of {path}{whose}: {error.sentence}", "mend it there, or export again; nothing was imported"
    )


def _take(thing: Thing, receiver: Receives) -> None:
    if not isinstance(thing.value, dict):
        raise Refused("It is no object.")
    if thing.part == "customers":
        receiver.person(person(thing.value, thing.line))
    elif thing.part == "news":
        wrote = thing.value.get("deed")
        deed = checked.row(parts.DEEDS, wrote) if wrote is not None else None
        receiver.piece_of_news(checked.row(parts.NEWS, thing.value | {"deed": deed and deed["id"]}), deed)
    elif thing.part == "styles":
        receiver.style(checked.row(parts.STYLES, thing.value))
    else:
        rule = checked.row(parts.SETTINGS, thing.value)
        receiver.setting({"name": rule["name"], "value": settings.checked(rule["name"], rule["value"])})


def person(given: dict[str, Any], line: int) -> Received:
    """Return the checked person of a record.

    Raises: Refused.
    """
    customer = checked.row(parts.PEOPLE, given)
    rows = {part.row: [checked.row(part, one) for one in _list(given, name)] for name, part in parts.OF_ONE.items()}
    told = rows.pop(Telling)
    deeds = [checked.row(parts.DEEDS, one) for one in _list(given, "deeds")]
    return Received(f"c{customer['id']}", customer, rows, told, deeds, line)


def _list(given: dict[str, Any], name: str) -> list[Any]:
    found = given.get(name, [])
    if not isinstance(found, list):
        raise Refused(f"Its {name} are no list.")
    return found


def _named(value: object) -> str:
    """Return whom a thing is about by the reference, never by a name."""
    ref = value.get("ref") if isinstance(value, dict) else None
    return f" ({ref[:20]})" if isinstance(ref, str) and ref.isalnum() and ref.isascii() else ""
