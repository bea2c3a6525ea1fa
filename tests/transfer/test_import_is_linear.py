"""A row is as much work in a long file, whatever the rows have in common: counted in calls, as a clock says little."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.words import Oc

FEW, SOME, MANY = 150, 300, 900

ROWS: dict[str, Callable[[int], str]] = {
    "a telephone alone": lambda number: f",+1 212 {number // 10_000 + 555} {number % 10_000:04}",
    "one person": lambda _: "Margo Klein,+1 212 555 0143",
}


@pytest.mark.parametrize("what", ROWS)
def test_a_row_costs_as_much_in_a_long_file_as_in_a_short_one(oc: Oc, till: Path, what: str) -> None:
    def calls(rows: int) -> int:
        file, count = till / f"{rows}.csv", 0
        file.write_text("name,phone\n" + "\n".join(ROWS[what](number) for number in range(rows)) + "\n")

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counted)
        try:
            answer = oc("import", str(file), OC_DB=str(till / f"{rows}.db"))
        finally:
            sys.setprofile(None)
        assert 0 == answer.code, answer.err
        return count

    calls(2)  # loads what an import needs
    few, some, many = calls(FEW), calls(SOME), calls(MANY)
    assert (many - some) / (MANY - SOME) < 1.7 * (some - few) / (SOME - FEW)
