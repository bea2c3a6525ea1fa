"""The README's pictures are what the program shows today."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.pictures import FOLDER, PICTURES, draw
from tests.words import lines_of

README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.mark.skipif(os.name == "nt", reason="no terminal of its own to run them at")
def test_the_pictures_are_drawn_by_their_command_as_they_are_committed() -> None:
    for name, picture in draw().items():
        assert picture == (FOLDER / name).read_text(encoding="utf-8"), "draw them anew: python -m tests.pictures"


@pytest.mark.parametrize("name", PICTURES)
def test_every_letter_of_a_picture_has_its_column(name: str) -> None:
    picture = (FOLDER / name).read_text(encoding="utf-8")
    shown = lines_of(picture)
    assert f"$ oc {PICTURES[name]}" == shown[0]
    assert all(len(line) <= 78 for line in shown)
    assert ["http://www.w3.org/2000/svg"] == re.findall(r"https?:[^\"]*|url\(|@|href", picture)


def test_the_readme_shows_each_picture_that_is_drawn() -> None:
    shown = re.findall(r"!\[.+\]\(\.github/(.+\.svg)\)", README.read_text(encoding="utf-8"))
    assert sorted(PICTURES) == sorted(shown) == sorted(path.name for path in FOLDER.glob("*.svg"))
