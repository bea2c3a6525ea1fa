"""A shop of some tills on a PostgreSQL of the bench's own, for what is measured and broken there."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from onecustomer.cli.main import main as oc
from tests.bench import processes
from tests.shop.clusters import Address
from tests.shop.servers import Server
from tests.shop.tills import Till
from tests.words import NOON, Ran

TEXTS = "SELECT text FROM interaction WHERE text IS NOT NULL UNION ALL SELECT text FROM fact"


@dataclass(frozen=True)
class Place(Till):
    """A till in a folder: as a test's, and its environment is all that a process of it needs."""

    @property
    def whole_env(self) -> dict[str, str]:
        """The environment of a command there, as a process of its own."""
        return processes.environment() | self.env


def till(server: Server, folder: Path, at: Sequence[Address] = ()) -> Place:
    """Return a till in a folder that reaches its server at these addresses."""
    folder.mkdir(parents=True, exist_ok=True)
    told = server.service(role=server.owner, at=at, place=folder)
    own = {"HOME": str(folder), "OC_DB": str(folder / "shop.db"), "OC_TILL": folder.name, "OC_NOW": NOON}
    return Place(run, {**told, **own, "OC_BACKUP": "no", "TZ": "UTC"}, folder)


def run(*words: str, **env: str) -> Ran:
    """Run a command in this process: `run("note", "zip broke", **till.env)`."""
    given = words[0].split() if len(words) == 1 else list(words)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with mock.patch.dict(os.environ, env), mock.patch.multiple(sys, stdin=io.StringIO(), stdout=out, stderr=err):
        code = oc(given)
    return Ran(code, *(_text(stream) for stream in (out, err)))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode() if isinstance(stream.buffer, io.BytesIO) else ""


def founded(tills: Sequence[Place]) -> None:
    """Let the first till found a shop of three people, and the others join it."""
    for name in ("Margo Klein", "Jim Oneil", "Juli Andersson"):
        well(tills[0](f"add {name}"))
    well(tills[0]("shop start service=shop"))
    for other in tills[1:]:
        well(other("shop join service=shop"))


def well(ran: Ran) -> Ran:
    """Return what ran well; end the bench where it did not."""
    if ran.code:
        raise SystemExit(f"exit {ran.code}: {ran.err}")
    return ran


def half_a_minute_later(place: Till) -> None:
    """Let a till ask again every host that it has left out."""
    place.db.with_name("shop.db-hosts").unlink(missing_ok=True)


def texts(path: Path) -> Counter[str]:
    """Return how often each text is in a copy."""
    with closing(sqlite3.connect(path)) as copy:
        return Counter(text for (text,) in copy.execute(TEXTS))


def amiss(there: Mapping[str, int], acknowledged: set[str]) -> Counter[str]:
    """Return how many acknowledged texts are missing, and how many of all are there more than once."""
    missing = sum(there[text] == 0 for text in acknowledged)
    return Counter({"wrong: missing": missing, "wrong: doubled": sum(times > 1 for times in there.values())})


@contextmanager
def quiet_environment() -> Iterator[None]:
    """Let this process be told nothing of the one who runs it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "OC_"))}
    with mock.patch.dict(os.environ, kept, clear=True):
        yield
