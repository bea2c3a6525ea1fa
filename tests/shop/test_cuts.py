"""A shop whose lines are cut, whose server is lost, whose commands are killed: the benches of that, in short."""

from __future__ import annotations

import os

import pytest

from tests.bench.processes import short_form
from tests.shop.machine import binary, driver

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nothing is killed by a signal there")


@pytest.fixture(autouse=True)
def a_server_can_be_made() -> None:
    driver()
    binary("initdb")


@pytest.mark.fault(33, 34)
@pytest.mark.long
@pytest.mark.parametrize(
    ("bench", "options", "says"),
    [
        ("shop_cuts", ("--appends", "40", "--writes", "0"), "acknowledged: 40"),
        ("shop_cuts", ("--appends", "0", "--writes", "6"), "acknowledged: 18"),
        ("shop_kills", ("--kills", "16"), "killed: 16"),
    ],
    ids=["cut", "the primary lost", "killed"],
)
def test_nothing_acknowledged_is_lost_or_doubled(bench: str, options: tuple[str, ...], says: str) -> None:
    ran = short_form(bench, *options)
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert says in ran.stdout
