"""today: the morning on one screen, one part of it whole, or who was here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from ....domain.language import days
from ....domain.overview.morning import Morning
from ....domain.overview.parts import PARTS, Part, pages
from ....domain.overview.unfinished import cut_short
from ....domain.shop import uncopied
from ....domain.shop.uncopied import Uncopied
from ....errors import Usage
from ....store.database.connection import Store
from ...screens.today import MOST, Drawing, Found, draw, rows_of
from ...terminal import copying, streams
from ...terminal.till import Till
from ..erasing import warn_of_room

HERE = "here"


def chosen(given: Mapping[str, bool]) -> str | None:
    """Return the name of the part that an option names, or HERE; none where none does.

    Raises: Usage where several do.
    """
    asked = [name for name, is_given in given.items() if is_given]
    if len(asked) > 1:
        raise Usage(f"One part at a time, not {' and '.join(asked)}.", "oc today shows all of them")
    return asked[0] if asked else None


def today(till: Till, name: str | None, *, as_json: bool = False) -> None:
    """Print the morning on one screen; one part whole where it is named; as JSON, all that is asked for."""
    parts = [part for part in PARTS if name in (None, part.name)]
    if name == HERE:
        here(till, as_json=as_json)
    elif as_json:
        print_json(till, parts)
    elif name:
        whole(till, parts[0])
    else:
        store = till.open()
        with store.reading():
            asked = Morning(store, till.moment().today, till.clock())
            found = [_found(asked, part) for part in PARTS]
            lacking = _uncopied(till, store)
            first = [lacking.sentence(asked.today)] if lacking else []
            first += [one.sentence(asked.today, store.till_of(till.name)) for one in cut_short(store)]
        if store.is_copy:
            from ...terminal import joined  # a shop of one till has none of it

            first += [*joined.left(store), *joined.of_before(store, asked.today)]
        streams.drawn(draw(found, asked.today, _drawing(till), first))
        warn_of_room(till)


def whole(till: Till, part: Part) -> None:
    """Print one part whole, page by page: nothing is locked while a pager waits."""
    is_first = True
    for items in pages(part, _asking(till)):
        rows = list(rows_of(part if is_first else part.without_label(), items, _drawing(till)))
        if rows or is_first:
            streams.drawn(rows or streams.fitted(_nothing(part, _asking(till)()), streams.width(), 0))
        is_first = False


def _nothing(part: Part, asked: Morning) -> str:
    """Return the sentence of an empty part."""
    return part.nothing.replace("LAST_OPEN", days.dated(days.of_iso(asked.last_open), asked.today))


def print_json(till: Till, parts: Sequence[Part]) -> None:
    """Print parts as one JSON object, page by page; with all of them stands what is unfinished, and not copied."""
    from ...screens.as_json import item

    store = till.open()
    first: dict[str, object] = {}
    if len(parts) > 1:
        lacking = _uncopied(till, store)
        first = {"no_copy": lacking and lacking.values(), "unfinished": [one.values() for one in cut_short(store)]}
    told = ((part.name, (item(one) for page in pages(part, _asking(till)) for one in page)) for part in parts)
    streams.json_stream(told, day=till.moment().today.isoformat(), **till.as_of(), **first)


def _uncopied(till: Till, store: Store) -> Uncopied | None:
    """Return that the store is no longer copied; none where it is, or where that is not wanted."""
    return uncopied.now(store, till.moment().today) if copying.is_wanted(till.path) else None


def here(till: Till, *, as_json: bool) -> None:
    """Print who was in today, at what hour, and who was never thanked."""
    store = till.open()
    with store.reading():
        asked = Morning(store, till.moment().today, till.clock())
        found = [(person, _hour(at), was_thanked) for person, at, was_thanked in asked.here()]
    if as_json:
        told = [
            {"name": person.name, "ref": person.ref, "at": at, "was_thanked": was_thanked}
            for person, at, was_thanked in found
        ]
        streams.json_out(HERE, told, day=asked.today.isoformat(), **till.as_of())
        return
    width = streams.width()
    lines = [f"{at}  {person.name}{'' if was_thanked else ', not thanked yet'}" for person, at, was_thanked in found]
    streams.drawn([row for line in lines for row in streams.fitted(line, width, 7)] or ["Nobody was in yet today."])


def _hour(at: str) -> str:
    """Return the shop's hour of a moment as the store has it (UTC)."""
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    return f"{moment.astimezone():%H:%M}"


def _asking(till: Till) -> Callable[[], Morning]:
    return lambda: Morning(till.open(), till.moment().today, till.clock())


def _found(asked: Morning, part: Part) -> Found:
    items, _ = part.page(asked, MOST + 1, None)
    return Found(part, items, part.total(asked) if len(items) > 1 else len(items))


def _drawing(till: Till) -> Drawing:
    return Drawing(streams.width(), streams.takes_colour(), till.typed)
