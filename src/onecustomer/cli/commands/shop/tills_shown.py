"""shop: how this till stands to its shop, drawn or as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ....domain.language import days
from ....domain.tills import clock
from ....store.paths import demo_store
from ....store.shop.link import hosts, state
from ....store.shop.link.away import Outdated
from ....store.shop.outbox import Entry
from ....store.shop.shared import Shared
from ...terminal import joined, streams
from ...terminal.till import Till

COLUMN = 8  # of what stands in front of a line
TEXT_OF = "SELECT text FROM interaction WHERE key = ?"
WAYS = "oc shop start service=NAME founds a shop of several tills; oc shop join service=NAME joins one"


def show(till: Till, *, as_json: bool) -> None:
    """Show which shop this till is in, whether the server answers, what waits, and the tills; away, all but these."""
    hosts.let_in(till.path)
    store = till.open()
    if not isinstance(store, Shared):
        if as_json:
            streams.json_out("shop", None)
        else:
            streams.out("This till is alone: its customers are in its own store.")
            if till.given != demo_store():  # which is never shared
                streams.say(till.typed(WAYS))
        return
    tills = store.server.tills() if store.server else []
    if as_json:
        streams.json_out("shop", _as_json(store, tills))
    else:
        width = streams.width()
        lines = _lines(store, tills, till.moment().today)
        streams.drawn(row for line in lines for row in streams.fitted(line, width, COLUMN + 1))
    store.is_told = True


def _as_json(store: Shared, tills: list[dict[str, Any]]) -> dict[str, Any]:
    heard = state.heard(store.path)
    return {
        "service": store.copy.service,
        "till": store.copy.number,
        "heard": _moment(heard).isoformat(timespec="seconds") if heard else None,
        "away": store.away,
        "behind": bool(store.behind),
        "clock_ahead": round(store.ahead) if store.has_wrong_clock else 0,
        "waiting": [_said(entry) for entry in store.outbox.all() if entry.reason is None],
        "refused": [{**_said(entry), "reason": entry.reason} for entry in store.outbox.set_aside()],
        "tills": tills,
    }


def _said(entry: Entry) -> dict[str, Any]:
    said = entry.said
    return {
        "verb": said.get("verb"),
        "name": said.get("name"),
        "day": said.get("today"),
        "text": "; ".join(entry.texts),
    }


def _lines(store: Shared, tills: list[dict[str, Any]], today: dt.date) -> Iterator[str]:
    copy, heard = store.copy, state.heard(store.path)
    yield _line("Shop", f"{copy.service}; this is till {copy.number}")
    if isinstance(store.refusal, Outdated):
        yield _line("Server", f"answers; {store.refusal.reason}: {store.refusal.hint}")
    elif store.away:
        yield _line("Server", f"away: {store.away.rstrip('.')}")
        yield _line("Copy", f"of {_when(_moment(heard), today).removeprefix('at ')}" if heard else "of no known hour")
    else:
        yield _line("Server", f"answers{f'; this till is {joined.behind(store)}' if store.behind else ''}")
    if store.has_wrong_clock:
        yield _line("Clock", f"{clock.off(store.ahead)} of the server's: set it right")
    for entry in store.outbox.all():
        if entry.reason is None:
            yield _line("Waits", _in_words(store, entry))
    for entry in store.outbox.set_aside():
        yield _line("Refused", refused(store, entry))
    columns = max((len(str(one["number"])) for one in tills), default=0)
    for one in tills:
        here = " (this one)" if one["number"] == copy.number else ""
        called = f"{one['number']:>{columns}}  {one['name']}{here}"
        yield _line("Till", f"{called}, logs in as {one['role']}, {wrote(one, today)}")


def wrote(till: dict[str, Any], today: dt.date) -> str:
    """Return when a till of the shop wrote last."""
    return f"wrote {_when(dt.datetime.fromisoformat(till['seen']), today)}" if till["seen"] else "wrote nothing yet"


def _line(label: str, words: str) -> str:
    return f"{label:<{COLUMN}} {words}"


def _in_words(store: Shared, entry: Entry) -> str:
    said = _said(entry)
    if not said["name"]:
        return "Something that was noted"
    verb = "to be added" if entry.is_draft else said["verb"]
    ended = "; ".join(_ended(store, entry))
    text = ended if said["text"] in ended else f"{ended} ({said['text']})" if ended else said["text"]
    return f"{said['name']}, {verb}{': ' if text else ''}{text}"


def _ended(store: Shared, entry: Entry) -> Iterator[str]:
    """Yield the words of what an entry ends, as a promise that was kept."""
    for key in entry.ends:
        if text := store.value(TEXT_OF, (key,)):
            yield str(text)


def refused(store: Shared, entry: Entry) -> str:
    """Return an entry that the shop did not take, with its words and the reason."""
    return f"{_in_words(store, entry)}. {entry.reason}"


def _moment(heard: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(heard, dt.UTC)


def _when(moment: dt.datetime, today: dt.date) -> str:
    here = moment.astimezone()
    return f"at {here:%H:%M}" if here.date() == today else days.ago(here.date(), today)
