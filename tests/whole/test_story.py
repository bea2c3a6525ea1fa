"""A day at the counter, told in commands."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.words import EXPORTS, Oc


@pytest.fixture
def square(till: Path) -> Path:
    return Path(shutil.copy(EXPORTS / "square.csv", till / "square.csv"))


def test_a_day_at_the_counter(oc: Oc, square: Path) -> None:
    imported = oc("import", str(square))
    assert imported.code == 0
    assert "10 people are new: Margo Klein, Jim O'Neil and 8 more" in imported.out

    asked = oc("serve margo")
    assert "Margo Klein" in asked.complained(4)
    assert "Margot Lévesque" in asked.err

    chosen = oc("serve margo", stdin="1\n", at_terminal=True, NO_COLOR="1")
    assert chosen.code == 0
    assert chosen.out.startswith("Margo Klein  ·  works at Acme\n")

    assert oc("note zip broke again").printed() == "Noted for Margo Klein: zip broke again\n"
    assert oc("thank for her patience").printed() == "Thanked Margo Klein: for her patience\n"
    assert oc('style upset --why "zip broke"').printed() == "Margo Klein is upset today: zip broke\n"

    card = oc("serve").printed()
    assert "UPSET    today: zip broke  Listen first. Be gentle. No pep.\n" in card
    assert "zip broke again" in card
    assert "Thanked  today, for her patience\n" in card

    assert oc("undo").printed() == "Took back today’s style for Margo Klein: upset, zip broke\n"
    assert "UPSET" not in oc("serve").printed()


def test_in_another_terminal_nobody_is_current(shop: Oc) -> None:
    shop("serve klein")
    assert "Nobody is being served" in shop("note hello", OC_TILL="till two").complained(2)


def test_a_current_customer_lapses_after_half_an_hour(shop: Oc) -> None:
    shop("serve klein")
    assert shop("note in time", OC_NOW="2026-11-21T12:29:59+00:00").code == 0
    assert "oc note --for WHO" in shop("note too late", OC_NOW="2026-11-21T12:30:00+00:00").complained(2)


def test_the_next_serve_takes_the_place_of_the_last(shop: Oc) -> None:
    shop("serve klein")
    shop("serve jim")
    assert shop("note for whom").printed() == "Noted for Jim O’Neil: for whom\n"


def test_a_terminal_is_asked_for_whom(shop: Oc) -> None:
    noted = shop("note hello", stdin="klein\n", at_terminal=True)
    assert (0, "Noted for Margo Klein: hello\n") == (noted.code, noted.out)


def test_serving_again_logs_one_visit(shop: Oc) -> None:
    shop("serve klein")
    shop("serve klein")
    shop("serve")
    assert shop("history klein").printed().count("visit") == 1


def test_todays_style_fades_by_itself_with_the_shops_day(shop: Oc) -> None:
    shop("style upset --for klein")
    assert "UPSET" in shop("show klein").printed()
    assert "HURRIED  as always" in shop("show klein", OC_NOW="2026-11-22T00:00:01+00:00").printed()


@pytest.mark.usefixtures("new_york")
def test_the_shops_day_is_the_tills_and_not_utc(shop: Oc) -> None:
    late = "2026-11-22T03:00:00+00:00"  # ten in the evening of the 21st
    shop("style upset --for klein", OC_NOW=late)
    assert "UPSET" in shop("show klein", OC_NOW="2026-11-22T04:59:59+00:00").printed()
    assert "UPSET" not in shop("show klein", OC_NOW="2026-11-22T05:00:00+00:00").printed()


def test_the_demo_shows_margo_and_leaves_the_real_store_alone(oc: Oc, db: Path) -> None:
    shown = oc("demo")
    assert shown.code == 0
    assert shown.out.startswith("Margo Klein (MAR-go)  ·  tailor's regular, works at Acme\nHURRIED  as always")
    assert not db.exists()


def test_the_demo_is_never_filled_twice_where_the_old_one_stays(oc: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 == oc("demo").code
    remove = os.unlink

    def kept_where_it_is_open(path: str, **more: int) -> None:  # as Windows does
        if os.path.basename(path) == "customers.db":
            raise PermissionError(13, "in use")
        remove(path, **more)

    monkeypatch.setattr(os, "unlink", kept_where_it_is_open)
    assert "oc: The demo is in use, and was not made anew: " in oc("demo").complained(5)
    candidates = json.loads(oc("demo find margo --json").printed())["candidates"]
    assert ["Margo Klein"] == [one["name"] for one in candidates]


def test_commands_work_inside_the_demo(oc: Oc) -> None:
    oc("add Margo")
    oc("demo")
    served = oc("demo serve alecia")
    assert "UPSET    today: cat at the vet" in served.printed()
    assert oc("demo note brought cake").printed() == "Noted for Alecia Ruiz: brought cake\n"
    assert "Nobody is being served" in oc("note hello").complained(2)
