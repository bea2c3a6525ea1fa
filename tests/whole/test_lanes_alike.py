"""The express lane and Typer print the same bytes and write the same rows, for every counter verb."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecustomer.cli.main import VERBS
from tests.words import CAST, Oc, ShopAfter

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
    "thank with 20% off",
    "thank",
    "style upset",
    "style",
    "style grumpy",
    "style languid",
    "done",
    "done with a new zip",
    "done 1",
    "done 1 with a new zip",
    "done 2",
    "done 2 brought it home",
    "done 3 called her",
    "done 4",
    "done 7",
    "serve jim",
)

LIVED = (
    "promise navy coat --by friday --for klein",
    "promise hem --by 2026-11-20 --late --for klein",
    "note --leaving a shop nearer home --for klein",
    "note --warning the step is loose --for klein",
    "remember birthday 11-26 --for klein",
    "note --need navy lining --for klein --on '24 months ago'",
    "edit klein --why 'Same-day alterations' --every 6w",
    "news Linings are in --for lining --until friday",
    "note --referral jim --for klein",
    "lost jim --why 'too slow'",
    "@2026-11-18 serve klein",
    "@2026-11-18 style languid --for klein",
    "@2026-11-19 serve klein",
    "@2026-11-19 style languid --for klein",
)
"""What puts every line on Margo's card, and the first words on Jim's."""


@pytest.mark.parametrize("lived", [(), LIVED], ids=["new", "of long standing"])
@pytest.mark.parametrize("served", [True, False], ids=["served", "nobody current"])
@pytest.mark.parametrize("call", CALLS)
def test_both_lanes_answer_alike(
    shop_after: ShopAfter, db: Path, monkeypatch: pytest.MonkeyPatch, call: str, served: bool, lived: tuple[str, ...]
) -> None:
    shop = shop_after(*CAST, "note --complaint --for klein the zip", *lived)
    if served:
        shop("serve klein")
    original, current = db.read_bytes(), whom_tills_serve(db)
    express = shop(call)
    written = timeline(shop)
    db.write_bytes(original)
    for path in whom_tills_serve(db):
        path.unlink()
    for path, kept in current.items():
        path.write_bytes(kept)
    with monkeypatch.context() as here:
        here.setattr("onecustomer.cli.main.VERBS", {})
        through_typer = shop(call)
    assert express == through_typer
    assert written == timeline(shop)


def whom_tills_serve(db: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (db.parent / "shop.db-tills").glob("*")}


def timeline(oc: Oc) -> str:
    return oc("history klein --json").out + oc("history klein").out + oc("today --json").out


def test_every_verb_of_the_express_lane_is_compared() -> None:
    assert set(VERBS) == {call.split()[0] for call in CALLS}


def test_a_fresh_process_prints_what_the_tests_see(shop: Oc, fresh: Oc) -> None:
    assert shop("show klein") == fresh("show klein")
    assert shop("serve c1") == fresh("serve c1")
    assert shop("serve margo") == fresh("serve margo")
