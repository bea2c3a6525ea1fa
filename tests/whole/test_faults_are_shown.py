"""Each fault that onecustomer bears is shown by a test that names its number."""

from __future__ import annotations

import re
from pathlib import Path

from tests.faults import FAULTS

TESTS = Path(__file__).resolve().parents[1]
NUMBERS = re.compile(r"mark\.fault\(([\d, ]+)\)")


def test_each_fault_is_shown_by_a_test_and_no_other_is_named() -> None:
    named = {
        int(number)
        for file in TESTS.rglob("*.py")
        if file != Path(__file__)
        for numbers in NUMBERS.findall(file.read_text(encoding="utf-8"))
        for number in numbers.split(",")
    }
    assert set(FAULTS) == named
