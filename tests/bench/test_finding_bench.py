"""The benchmark of finding runs, and measures every method; what it measures is for people to read."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("rapidfuzz", reason="RapidFuzz, which finding is compared with, is not installed")

from onecustomer.domain.people.details import Details
from onecustomer.store import kinds
from tests.bench import finding, queries

pytestmark = pytest.mark.long

FEW = [("Margo Klein", "+1 212 555 0143"), ("Jim O’Neil", "+1 212 555 0178"), ("Alecia Ruiz", "+1 305 555 0150")]


@pytest.mark.long
def test_every_method_answers_for_the_real_names(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == finding.main(["--cases", str(cases), "--sets", "dataset1"])
    lines = capsys.readouterr().out.splitlines()
    for method in (finding.OURS, finding.RAPIDFUZZ, finding.FTS5):
        (line,) = [line for line in lines if line.startswith("dataset1") and f"  {method}  " in line]
        first, first_five, *_ = map(float, line.split()[-4:])
        assert 0.4 < first <= first_five <= 1
    verdicts = [line for line in lines if line.endswith(("holds", "MISSED"))]
    assert 6 == len(verdicts)  # first and first five, their means, and the cards unasked of the set and of all


def test_every_kind_of_query_is_timed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "few.db"
    finding.make_store(path, [Details(name=name, handles=[(kinds.PHONE, phone)]) for name, phone in FEW])
    assert 0 == finding.main(["--sets", "--million", str(path)])
    lines = capsys.readouterr().out.splitlines()
    for kind in queries.TYPED:
        assert len(finding.MOST_MS) == len([line for line in lines if line.startswith(f"{kind}  ")])
    totals = [line for line in lines if line.startswith("all, mixed")]
    assert len(finding.MOST_MS) == len(totals)
    for total in totals:
        assert f"{queries.QUERIES:,}" == total.split()[2]
        assert total.split()[-1] in ("holds", "MISSED")


def test_a_missing_folder_of_names_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == finding.main(["--cases", str(tmp_path)])
    assert f"no such folder: {tmp_path}" in capsys.readouterr().out
