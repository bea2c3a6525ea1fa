"""The pulse and a person's year: drawn on the screen, written as a picture, or told as JSON."""

from __future__ import annotations

import datetime as dt

from ..domain import pulse, settings, typed_days
from ..domain.matching import reference
from ..domain.pulse import Bar, Pulse
from . import bars, picture, streams, tables
from .bars import Picture
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..store.rows import Entry, Person


def of_everybody(
    till: Till,
    *,
    month: bool = False,
    since: str | None = None,
    names: bool = False,
    svg: str | None = None,
    force: bool = False,
    as_json: bool = False,
) -> None:
    """Show what happened in a period that ends today: a week, unless a month or a day is named; `names` shows all.

    Raises: Refused where the day is none; StoreTrouble.
    """
    picture.check(svg, force=force, as_json=as_json)
    store = till.open()
    today = till.moment().today
    with store.reading():
        first = _first_day(today, month, since, settings.order(store))
        found = pulse.of_everybody(store, first, today)
    if as_json:
        streams.json_out("pulse", _told(found))
        return
    _show(till, Picture(found, "" if names else _more(first, month, since)), svg, force)


def of_person(till: Till, person: Person, entries: Sequence[Entry], *, svg: str | None, force: bool) -> None:
    """Show a person's last year, with days in place of names.

    Raises: StoreTrouble.
    """
    today = till.moment().today
    found = pulse.of_person(entries, pulse.first_day(pulse.YEAR, today), today)
    more = f"{streams.program} history {reference(person.id)}"
    _show(till, Picture(found, more, title=person.name), svg, force)


def _first_day(today: dt.date, month: bool, since: str | None, order: str | None) -> dt.date:
    if since is not None:
        return typed_days.past(since, today, order)
    return pulse.first_day(pulse.MONTH if month else pulse.WEEK, today)


def _more(first: dt.date, month: bool, since: str | None) -> str:
    period = " --month" if month else f" --since {first.isoformat()}" if since is not None else ""
    return f"{streams.program} pulse{period} --names"


def _show(till: Till, drawn: Picture, svg: str | None, force: bool) -> None:
    if svg is not None:
        picture.write(till, drawn, svg, force=force)
        return
    screen = tables.console(till)
    made_of = bars.HASHES if screen.options.ascii_only else bars.BLOCKS
    for row in bars.rows(drawn, till.width, made_of):
        screen.print(row, soft_wrap=True)


def _told(found: Pulse) -> dict[str, object]:
    """Return a pulse as JSON has it, with every name whole."""
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "kinds": [{"kind": bar.key, "label": bar.label, **_total(bar)} for bar in found.by_kind],
        "days": [{"day": bar.key, **_total(bar)} for bar in found.by_time],
    }


def _total(bar: Bar) -> dict[str, object]:
    return {"count": bar.count, "names": list(bar.within)}
