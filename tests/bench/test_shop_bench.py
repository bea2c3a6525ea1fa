"""The benchmark of a shop of several tills runs, shortened: each figure has its line, and each command ends well."""

from __future__ import annotations

import pytest

from tests.bench import processes, shop, shop_counter
from tests.shop.machine import binary, driver

LABELS = (
    *shop_counter.PARTS,
    shop_counter.NOTED,
    *(f"{verb}, {place}" for verb in ("serve", "note") for place in ("no distance", "5 ms a round trip", "no shop")),
    *(f"serve, {name}: the first command" for name in shop_counter.AWAY),
    *(f"note, {name}: within 30 s" for name in shop_counter.AWAY),
    "20 people brought in at one till: the other has them after its next command",
    "30 people brought in at one till",
    "100 people joined in",
)


@pytest.mark.long
def test_each_figure_of_a_shop_has_its_line_and_every_command_ends_well() -> None:
    driver()
    binary("postgres")
    done = processes.short_form("shop", *shop.FIGURES, "--people", "100", "--runs", "1", "--imported", "30")
    assert 0 == done.returncode, done.stdout + done.stderr
    for label in LABELS:
        assert f"\n{label}" in f"\n{done.stdout}"
    assert "NOT EQUAL" not in done.stdout
