"""Every test's store as a till's copy of a shop: what holds in a shop of one till holds at a till of many.

`OC_TEST_SHOP=1 pytest tests/counter` runs tests so: before a command of theirs, the store that it is to read is made
the only till of a shop on a server of the tests, with a till's rights there. A test of what a till of many has
otherwise is marked `one_till("why")`, and left out.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

SWITCH, PLAIN = "OC_TEST_SHOP", "OC_TEST_PLAIN"
"""The variables that make every store a till's, and that let one command alone be."""

MARK = "one_till"
MAKE_A_STORE = ("add", "import")


def is_on() -> bool:
    """Tell whether every test's store is a till's copy of a shop."""
    return bool(os.environ.get(SWITCH))


def leave_out(items: list[pytest.Item]) -> None:
    """Leave out the tests of what a till of many has otherwise."""
    for item in items if is_on() else ():
        if mark := item.get_closest_marker(MARK):
            item.add_marker(pytest.mark.skip(reason=f"for one till alone: {mark.args[0]}"))


def make_a_till(words: list[str], path: Path, patch: pytest.MonkeyPatch) -> None:
    """Make the store at a path a till of a shop, where it is a plain one, or this command makes it.

    Shape: it has time for its server until the end of the test, as what a till does without one is shown elsewhere.
    """
    if not is_on() or os.environ.get(PLAIN) or os.environ.get("OC_DB") != str(path) or words[:1] == ["shop"]:
        return
    from tests.shop import emptied  # what makes stores and schemas takes its time to load

    shop = emptied.shop()
    for name, value in shop.env.items():
        patch.setenv(name, value)
    for wait in ("WITHIN", "SILENCE"):
        patch.setattr(f"onecustomer.store.shop.link.connecting.{wait}", emptied.PATIENT)
    if _is_plain(path) if path.exists() else words[:1] and words[0] in MAKE_A_STORE:
        shop.hand_over(str(path))


def _is_plain(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=0)) as store:
            return not store.execute("SELECT count(*) FROM shop").fetchone()[0]
    except sqlite3.Error:
        return False
