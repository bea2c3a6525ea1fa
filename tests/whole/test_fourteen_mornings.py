"""Fourteen mornings in a shop of 312 people, most of whom a file brought in: each morning is a golden file.

`OC_WRITE_GOLDEN=1 pytest tests/whole/test_fourteen_mornings.py` writes them anew; read the difference first.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from tests.words import SQUARE, Oc

GOLDEN = Path(__file__).parent / "fourteen_mornings"
FIRST = dt.date(2026, 11, 2)  # a Monday
GIVEN = (
    "Ada",
    "Ben",
    "Cora",
    "Dan",
    "Edith",
    "Finn",
    "Greta",
    "Hugo",
    "Iris",
    "Jon",
    "Klara",
    "Leo",
    "Mona",
    "Nils",
    "Oda",
)
FAMILY = (
    *("Abel", "Brandt", "Castell", "Dahl", "Engel", "Falk", "Gold", "Hart", "Ivers", "Jansen"),
    *("Krug", "Lind", "Morgen", "Nagel", "Olm", "Peters", "Quist", "Rosen", "Sand", "Tann"),
)
TWELVE = (
    *("Margo Klein --style hurried", "Jim O’Neil --style languid", "Alecia Ruiz", "Juli Andersson --at IBM"),
    *("Jeff Baptiste --at IBM", "Zoë Ito", "Wanda Bell", "Xaver Moe", "Yara Silva", "Pia Novak", "Uwe Ng", "Ravi Shah"),
)
HAPPENS = {
    0: ("serve margo", "promise navy coat taken in --by friday", "promise hem --by 'tomorrow 17:00' --for jim"),
    1: ("serve jim", "done --for jim", "note --praise Ana’s hem was perfect --for margo", "serve klara krug"),
    2: ("serve alecia", "style upset --why 'cat at the vet'", "note --complaint zip broke --for zoe"),
    3: (
        "note --referral ravi --for juli",
        "note --warning prices rise too often --for jeff",
        "note --idea open late --for uwe",
    ),
    4: (
        "serve margo",
        "done --beyond 'at her door by six'",
        "later dan lind --until '30 Nov'",
        "remember wedding '18 Nov' --for pia",
    ),
    7: ("lost wanda --why 'too slow' --to Bell", "serve alecia", "later yara --until '13 Nov' --why 'on holiday'"),
    8: ("done --for zoe new zip", "news We open late on Fridays --for 'open late' --until '13 Nov'", "told --for uwe"),
    9: ("serve juli", "thank for bringing Ravi", "note --leaving says Bell is nearer --for xaver"),
    11: ("serve wanda", "done --for xaver called him", "done --for jeff"),
}
"""What is typed on a day, by the days since the first."""


@pytest.mark.parametrize("width", [80, 40])
def test_fourteen_mornings(oc: Oc, till: Path, width: int) -> None:
    (till / "customers.csv").write_text(SQUARE + "".join(rows()), encoding="utf-8")
    before = at(FIRST - dt.timedelta(days=1), 9)
    assert 0 == oc("import", str(till / "customers.csv"), OC_NOW=before).code
    for name in TWELVE:
        assert 0 == oc(f"add {name} --yes", OC_NOW=before).code
    seen = ""
    for number in range(14):
        day = FIRST + dt.timedelta(days=number)
        seen += f"$ oc today\n{oc('today', OC_NOW=at(day, 9), COLUMNS=str(width)).printed()}\n"
        for command in HAPPENS.get(number, ()):
            done = oc(command, OC_NOW=at(day, 12), OC_STAFF="Ana")
            assert 0 == done.code, (command, done.err)
            seen += f"$ oc {command}\n" if width == 80 else ""
    golden = GOLDEN / f"{width}.txt"
    if os.environ.get("OC_WRITE_GOLDEN"):
        golden.write_text(seen, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == seen


def test_nobody_is_missed_on_three_mornings_running() -> None:
    """Whom a file brought in was on every morning's screen once; here they come in turn, though one comes back."""
    told = (GOLDEN / "80.txt").read_text(encoding="utf-8").split("$ oc today\n")[1:]
    missed = [{row[9:].split(":")[0] for row in one.splitlines() if "last here" in row} for one in told]
    assert 14 == len(missed)
    assert [] == [together for one in range(12) if (together := set.intersection(*missed[one : one + 3]))]
    assert 14 * 3 < len(set.union(*missed))
    assert "Klara Krug" in missed[1] and "Klara Krug" not in set.union(*missed[2:])


def rows() -> list[str]:
    """Return the rows of a file of 300 people who were last here a year ago or two."""
    people = [(given, family) for family in FAMILY for given in GIVEN]
    return [
        f"{given},{family},,212555{number:04},SQ{number},,,{dt.date(2025, 1, 1) + dt.timedelta(days=number)}\n"
        for number, (given, family) in enumerate(people)
    ]


def at(day: dt.date, hour: int) -> str:
    return f"{day}T{hour:02}:00:00+00:00"
