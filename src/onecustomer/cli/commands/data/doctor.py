"""doctor: whether the store and all around it is well, in a line each; and what to do where it is not."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from functools import partial

from .... import __version__
from ....domain.health import doctor
from ....domain.health.asked import Asked
from ....domain.health.finding import Finding, in_order, summary, told
from ....domain.language.text import clean
from ....store.database import sqlite
from ....store.paths import default_store, demo_store
from ...terminal import streams, way_back
from ...terminal.till import Till

MARKS = {True: "ok", False: "!", None: "-"}
INDENT = 5


def examine(till: Till, *, deep: bool, fix: bool, as_json: bool) -> bool:
    """Say what is wrong and what to do, what is right, and at the end how much is wrong; tell whether nothing is."""
    moment = till.moment()
    is_demo = till.given == demo_store()
    other = "" if is_demo else doctor.other_store(till.path, default_store)
    back = partial(way_back.told, till=till)
    asked = Asked(till.path, moment.now, moment.today, till.name, deep, fix, is_demo, other, back)
    found = in_order([*doctor.look(asked, streams.say), _versions()])
    if as_json:
        streams.json_out("doctor", [vars(one) for one in found], **till.as_of())
    else:
        streams.drawn(_rows(till, found, streams.width()))
    return all(one.is_right is not False for one in found)


def _rows(till: Till, found: Sequence[Finding], width: int) -> Iterator[str]:
    """Yield a row for each finding, broken between words; what to do stands behind it, or below it where paths are."""
    for one in found:
        says, hints = till.typed(one.says), [_sentence(till, hint) for hint in one.next.splitlines()]
        is_short = says.endswith(".") and len(hints) == 1 and hints[0].endswith((".", "…"))
        mark, rows = MARKS[one.is_right], [f"{says} {hints[0]}"] if is_short else [says, *hints]
        yield from streams.broken(f"{mark:<{INDENT}}{clean(rows[0])}", width, INDENT)
        for row in rows[1:]:
            yield from streams.broken(f"{'':<{INDENT}}{clean(row)}", width, INDENT)
    yield from streams.fitted(summary(found), width, 0)


def _sentence(till: Till, hint: str) -> str:
    """Return what to do as a sentence; a command keeps its small letter, and behind a path stands no dot."""
    begins = hint[:1] if hint.startswith(("oc ", "chmod ", " ")) else hint[:1].upper()
    is_open = hint.startswith(" ") or hint.endswith("…") or os.sep in hint.rpartition(" ")[2]
    return till.typed(f"{begins}{hint[1:]}") + ("" if is_open else ".")


def _versions() -> Finding:
    versions = {"onecustomer": __version__, "schema": sqlite.SCHEMA, "python": platform.python_version()}
    versions["sqlite"] = sqlite.version()
    said = f"onecustomer {__version__}, schema {sqlite.SCHEMA}, Python {versions['python']}, SQLite {sqlite.version()}."
    return told("versions", said, "", **versions)
