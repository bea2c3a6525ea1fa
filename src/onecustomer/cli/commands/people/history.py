"""history: everything that happened with somebody, as a table or as a picture."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence

from ....domain.overview import pulse
from ....domain.timeline import quiet
from ....domain.timeline.history import history_of
from ....errors import Usage
from ...screens import tables
from ...screens.as_json import always, interactions
from ...screens.bars import Picture
from ...terminal import streams
from ...terminal.till import Till
from .. import choose, picture

MOST = 200  # entries at a terminal


def history(
    till: Till, who: Sequence[str], *, whole: bool, graph: bool, svg: str | None, force: bool, as_json: bool
) -> None:
    """Print somebody's history, or draw their last year; a terminal gets the latest entries, unless it asks for all.

    Raises: Usage where options do not go together; NobodyCurrent; NotFound; Ambiguous.
    """
    if svg is not None and not graph:
        raise Usage("--svg goes with --graph.", "oc history WHO --graph --svg FILE")
    picture.check(svg, force=force, as_json=as_json)
    store = till.open()
    person = choose.asked_for(till, store, who, "history", as_json=as_json).person
    today = till.moment().today
    with store.reading():
        limit = MOST if sys.stdout.isatty() and not (whole or graph or as_json) else None
        found = history_of(store, person, limit)
        year = pulse.of_person(store, person, found.entries, *_year(today)) if graph and not as_json else None
    if as_json:
        always_so = always(quiet.unexplained(person), found)
        streams.json_out("interactions", interactions(found), **always_so, **till.as_of())
    elif year:
        more = till.typed(f"oc history {person.ref}")
        picture.show(till, Picture(year, more, title=person.name), svg, force=force)
    else:
        tables.history(person, found, today)
        if person.no_notes:
            wish = till.typed(quiet.sentence(person))
            streams.drawn(streams.fitted(wish, streams.width()))
        if found.is_cut:
            streams.say(till.typed(f"oc history {person.ref} --all has what happened before."))


def _year(today: dt.date) -> tuple[dt.date, dt.date]:
    return pulse.first_day(pulse.YEAR, today), today
