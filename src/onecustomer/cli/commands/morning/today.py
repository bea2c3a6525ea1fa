"""today: the morning on one screen, or one part of it whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ....domain.overview.morning import PARTS, Morning, Part
from ....errors import Usage
from ...screens.today import MOST, Drawing, Found, draw, rows_of
from ...terminal import streams
from ...terminal.till import Till


def chosen(given: Mapping[str, bool]) -> Part | None:
    """Return the part that an option names, none where none does.

    Raises: Usage where several do.
    """
    asked = [part for part in PARTS if given[part.name]]
    if len(asked) > 1:
        names = " and ".join(part.name for part in asked)
        raise Usage(f"One part at a time, not {names}.", "oc today shows all of them")
    return asked[0] if asked else None


def today(till: Till, *, as_json: bool = False) -> None:
    """Print the morning on one screen; as JSON, all of it."""
    if as_json:
        _print_json(till, PARTS)
        return
    store = till.open()
    with store.reading():
        morning = Morning(store, till.moment().today)
        found = [_found(morning, part) for part in PARTS]
    streams.drawn(draw(found, morning.today, _drawing(till)))


def whole(till: Till, part: Part, *, as_json: bool = False) -> None:
    """Print one part of the morning whole."""
    if as_json:
        _print_json(till, [part])
        return
    store = till.open()
    with store.reading():  # ended before anything is printed: a pager may wait for hours
        items = part.items(Morning(store, till.moment().today), -1)
        rows = list(rows_of(part, items, _drawing(till)))
    streams.drawn(rows or [part.nothing])


def _found(morning: Morning, part: Part) -> Found:
    items = list(part.items(morning, MOST + 1))
    return Found(part, items, part.total(morning) if len(items) > 1 else len(items))


def _drawing(till: Till) -> Drawing:
    return Drawing(streams.width(), streams.takes_colour(), till.program)


def _print_json(till: Till, parts: Sequence[Part]) -> None:
    from ...screens.as_json import item

    store = till.open()
    with store.reading():
        morning = Morning(store, till.moment().today)
        told: dict[str, object] = {part.name: [item(one) for one in part.items(morning, -1)] for part in parts}
    streams.json_out("day", morning.today.isoformat(), **told)
