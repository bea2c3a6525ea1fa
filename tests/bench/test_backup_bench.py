"""The benchmark of copies runs, shortened: every copy under two writers is good, and a killed one has no name."""

from __future__ import annotations

import re

import pytest

from tests.bench import backup


@pytest.mark.long
@pytest.mark.fault(28)
def test_copies_under_two_writers_are_good_and_killed_ones_have_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == backup.main(["--people", "200", "--times", "2", "--kills", "2"])
    said = capsys.readouterr().out
    assert "2 tills that write: 2 of 2 copies good" in said
    assert "2 copies killed: 0 torn under their names" in said
    assert int(re.findall(r"(\d+) notes acknowledged", said)[0]) > 0
