"""What `oc doctor --json` said, taken apart, and that it changed no file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from onecustomer.store.database.sqlite import BESIDE
from tests.words import Ran


def of(said: Ran, check: str) -> list[dict[str, Any]]:
    """Return what is said of one check, as JSON has it."""
    return [one for one in json.loads(said.out)["doctor"] if check == one["check"]]


def wrong(said: Ran) -> dict[str, str]:
    """Return what is wrong, by the check, as JSON says it; the exit code must be so too."""
    found = json.loads(said.out)
    assert 1 == found["schema"]
    bad = {one["check"]: f"{one['says']} {one['next']}" for one in found["doctor"] if one["is_right"] is False}
    assert (5 if bad else 0) == said.code
    assert "Traceback" not in said.err
    return bad


def hashes(folder: Path) -> dict[str, str]:
    """Return the digest of each file in a folder and its folders, but for what SQLite keeps beside an open store."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(BESIDE)]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
