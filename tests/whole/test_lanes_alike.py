"""The express lane and Typer print the same bytes and write the same rows, for every counter verb."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecustomer.cli.counter import PLAIN
from tests.conftest import Oc

CALLS = (
    "serve klein",
    "serve",
    "serve margo",
    "serve juli ibm",
    "serve nobody",
    "serve %",
    "note zip broke again",
    "note",
    "note 4111 1111 1111 1111",
    "thank for her patience",
    "thank",
    "style upset",
    "style",
    "style grumpy",
    "done",
    "done with a new zip",
)


@pytest.mark.parametrize("served", [True, False], ids=["served", "nobody current"])
@pytest.mark.parametrize("call", CALLS)
def test_both_lanes_answer_alike(shop: Oc, db: Path, call: str, served: bool) -> None:
    shop("note --complaint --for klein the zip")
    if served:
        shop("serve klein")
    original = db.read_bytes()
    express = shop(call)
    written = timeline(shop)
    db.write_bytes(original)
    if not served:
        for current in (db.parent / "shop.db-tills").glob("*"):
            current.unlink()
    through_typer = shop(f"--db {db} {call}")
    assert express == through_typer
    assert written == timeline(shop)


def timeline(oc: Oc) -> str:
    return oc("history klein").out


def test_every_verb_of_the_express_lane_is_compared() -> None:
    assert set(PLAIN) == {call.split()[0] for call in CALLS}


def test_a_fresh_process_prints_what_the_tests_see(shop: Oc, fresh: Oc) -> None:
    assert shop("show klein") == fresh("show klein")
    assert shop("serve klein") == fresh("serve klein")
    assert shop("serve margo") == fresh("serve margo")
