"""What this machine has for the tests of many tills: PostgreSQL's programs, who may run them, and psycopg2."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from glob import glob
from typing import Any, NoReturn

import pytest

GIVEN, MUST = "OC_TEST_POSTGRES", "OC_POSTGRES_MUST"
"""The variables of a server to test against, by libpq's words for it, and of whether there must be one."""


def missing(what: str) -> NoReturn:
    """Leave the test out with the reason; fail it where a PostgreSQL must be there."""
    if os.environ.get(MUST) == "1":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def driver() -> Any:
    """Return psycopg2; the test is left out where it is not installed."""
    try:
        import psycopg2
    except ImportError:
        missing("psycopg2 is not installed, so no test of many tills runs")
    return psycopg2


@cache
def _folder_of_binaries() -> str | None:
    known = shutil.which("pg_config")
    told = subprocess.run([known, "--bindir"], capture_output=True, text=True, check=False).stdout if known else ""
    found = os.path.dirname(os.path.realpath(shutil.which("initdb") or ""))  # a link may stand apart from the others
    newest = sorted(glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[-2]), reverse=True)
    return next((one for one in (found, *newest, told.strip()) if os.path.exists(f"{one}/postgres")), None)


def binary(name: str) -> str:
    """Return the path of one of PostgreSQL's programs; the test is left out where the machine has none."""
    return f"{_folder_of_binaries() or missing('this machine has no PostgreSQL, so no test of many tills runs')}/{name}"


@cache
def owner() -> Any:
    """Return who runs the servers where the tests are root's, as PostgreSQL never runs as root."""
    if os.geteuid():
        return None
    import pwd

    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def as_owner() -> dict[str, Any]:
    """Return how subprocess runs a program as that owner."""
    user = owner()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


@cache
def dying_with_the_tests() -> tuple[str, ...]:
    """Return what stands before a program's line so that it ends however the tests do, where the machine can."""
    known = shutil.which("setpriv")
    told = subprocess.run([known, "--help"], capture_output=True, text=True, check=False).stdout if known else ""
    return (known or "", "--pdeathsig", "INT") if "--pdeathsig" in told else ()


def plain() -> dict[str, str]:
    """Return the environment of a server: none of what a till is told."""
    return {"PATH": os.environ["PATH"], "LC_ALL": "C"}


def children(of: int) -> list[int]:
    """Return the processes that one has started."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [int(one) for one, parent in map(str.split, listed.splitlines()) if int(parent) == of]
