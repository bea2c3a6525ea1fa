"""pulse: what happened in a period, drawn on the screen, written as a picture, or as JSON."""

from __future__ import annotations

import datetime as dt

from ....domain.language import parse_days
from ....domain.overview.pulse import MONTH, WEEK, first_day, of_everybody
from ....domain.shop import rules
from ....errors import Usage
from ...screens.as_json import pulse_parts
from ...screens.bars import Picture
from ...terminal import streams
from ...terminal.till import Till
from .. import picture


def check(*, week: bool, month: bool, since: str | None) -> None:
    """Refuse more than one period.

    Raises: Usage.
    """
    asked = [name for name, given in (("--week", week), ("--month", month), ("--since", since is not None)) if given]
    if len(asked) > 1:
        raise Usage(f"One period at a time, not {' and '.join(asked)}.", "leave all but one out")


def pulse(
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

    Raises: Refused where the day is none; StoreError.
    """
    picture.check(svg, force=force, as_json=as_json)
    store = till.open()
    today = till.moment().today
    with store.reading():
        first = _first_day(today, month, since, rules.order(store))
        found = of_everybody(store, first, today)
    if as_json:
        streams.json_out("pulse", pulse_parts(found), **till.as_of())
        return
    more = "" if names else till.typed(f"oc pulse{_period(first, month, since)} --names")
    picture.show(till, Picture(found, more), svg, force=force)


def _first_day(today: dt.date, month: bool, since: str | None, order: str | None) -> dt.date:
    if since is not None:
        return parse_days.past(since, today, order)
    return first_day(MONTH if month else WEEK, today)


def _period(first: dt.date, month: bool, since: str | None) -> str:
    return " --month" if month else f" --since {first.isoformat()}" if since is not None else ""
