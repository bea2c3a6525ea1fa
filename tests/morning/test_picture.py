"""The picture of a pulse or a year: what is in it, and where it may go."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from onecustomer.domain.language.text import cells
from tests.words import MARKUP, Oc, Rows, lines_of

OF_EVERY_WIDTH = (
    "山本 太郎",
    "한지민",
    "Zoe\u0308 Nguye\u0303\u0302n",
    "Mac ❤\ufe0f ☎\ufe0f 1\ufe0f\u20e3",
    "Bo 👩\u200d👩\u200d👧\u200d👦 🇩🇪 👋🏽",
    "علی رضا",
    "क्\u200dष श्रीमती",
    "<&> ' x",
)
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def test_a_picture_asks_no_web_address_for_anything(week: Oc, till: Path) -> None:
    path = till / "week.svg"
    assert f"Wrote {path}.\n" == week("pulse", "--svg", str(path)).printed()
    drawn = path.read_text(encoding="utf-8")
    assert ["http://www.w3.org/2000/svg"] == re.findall(r"https?:[^\"]*", drawn)
    assert [] == re.findall(r"@import|@font-face|url\((?!#)|href|<script|//(?!www.w3.org)", drawn)
    said = " ".join(" ".join(lines_of(drawn)).split())
    assert "answered 1 Margo Klein promises exceeded 1 Alecia Ruiz promises kept 1 Jim O’Neil" in said


def test_a_picture_is_the_same_whatever_the_screen(week: Oc, till: Path) -> None:
    for name, env in (("a", {}), ("b", {"COLUMNS": "40", "NO_COLOR": "1"}), ("c", {"TERM": "dumb"})):
        assert 0 == week("pulse", "--svg", str(till / name), **env).code
    assert (till / "a").read_bytes() == (till / "b").read_bytes() == (till / "c").read_bytes()


def test_a_picture_is_80_columns_wide_with_slender_bars(shop: Oc, till: Path) -> None:
    shop("note x --for klein")
    shop("pulse", "--svg", str(till / "week.svg"))
    drawn = (till / "week.svg").read_text("utf-8")
    assert [str(80 * 12 + 2 * 24)] == re.findall(r'viewBox="0 0 (\d+)', drawn)
    assert [("48", "16")] == re.findall(r'<rect x=.+ width="(\d+)" height="(\d+)"', drawn)


@pytest.mark.parametrize("command", ["pulse", "history klein --graph"])
def test_every_letter_of_a_picture_stands_in_the_column_where_a_screen_has_it(
    week: Oc, till: Path, command: str
) -> None:
    week(*command.split(), "--svg", str(till / "a.svg"))
    shown = week(command, COLUMNS="78").printed().replace("█", " ").splitlines()
    assert shown == lines_of((till / "a.svg").read_text("utf-8"))


@pytest.mark.parametrize("name", OF_EVERY_WIDTH, ids=ascii)
def test_a_wide_letter_and_a_mark_take_the_columns_of_a_picture_that_a_terminal_gives_them(
    oc: Oc, till: Path, name: str
) -> None:
    oc("add", name)
    oc("note x --for c1")
    for command in ("pulse", "history c1 --graph"):
        oc(*command.split(), "--svg", str(till / "a.svg"), "--force")
        shown = oc(command, COLUMNS="78").printed().replace("█", " ").splitlines()
        assert shown == lines_of((till / "a.svg").read_text("utf-8"))


def test_a_bar_begins_behind_a_wide_label(week: Oc, till: Path, rows: Rows) -> None:
    rows("UPDATE interaction SET kind = '山本 太郎' WHERE kind = 'praise'")
    week("pulse", "--svg", str(till / "a.svg"))
    shown = week("pulse", COLUMNS="78").printed().replace("█", " ").splitlines()
    assert shown == lines_of((till / "a.svg").read_text("utf-8"))
    assert 1 == sum(line.startswith("山本 太郎") for line in shown)


@pytest.mark.parametrize("name", ["علی رضا", "क्\u200dष श्रीमती"], ids=ascii)
def test_letters_that_change_beside_each_other_stay_together(oc: Oc, till: Path, name: str) -> None:
    oc("add", name)
    oc("note x --for c1")
    assert 0 == oc("history", "c1", "--graph", "--svg", str(till / "a.svg")).code
    title = (till / "a.svg").read_text("utf-8").replace("\xa0", " ").splitlines()[3]
    assert title.startswith(f'<text x="24" textLength="{cells(name) * 12}" lengthAdjust="spacingAndGlyphs"')
    assert title.endswith(f">{name}</text>")


def test_a_letter_is_never_stretched_or_drawn_beside_its_column(week: Oc, till: Path) -> None:
    week("pulse", "--svg", str(till / "week.svg"))
    assert "textLength" not in (till / "week.svg").read_text("utf-8")


def test_a_picture_of_one_person_has_their_name(week: Oc, till: Path) -> None:
    assert 0 == week("history", "klein", "--graph", "--svg", str(till / "margo.svg")).code
    drawn = (till / "margo.svg").read_text(encoding="utf-8")
    assert "Margo Klein" == lines_of(drawn)[0]
    assert "Jim" not in drawn


@pytest.mark.skipif(os.name == "nt", reason="no file modes there")
def test_a_picture_is_for_its_owner_only(week: Oc, till: Path) -> None:
    old = os.umask(0)
    try:
        assert 0 == week("pulse", "--svg", str(till / "week.svg")).code
    finally:
        os.umask(old)
    assert 0o600 == stat.S_IMODE((till / "week.svg").stat().st_mode)


def test_a_picture_is_not_written_over_a_file_unless_forced(week: Oc, till: Path) -> None:
    path = till / "week.svg"
    path.write_text("mine")
    assert "is there already" in week("pulse", "--svg", str(path)).complained(1)
    assert "mine" == path.read_text()
    assert 0 == week("pulse", "--svg", str(path), "--force").code
    assert path.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.fault(51)
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "forced"])
def test_a_picture_is_never_written_through_a_link(week: Oc, till: Path, force: list[str]) -> None:
    target, link, dangling = till / "target", till / "link.svg", till / "dangling.svg"
    target.write_text("mine")
    link.symlink_to(target)
    dangling.symlink_to(till / "nothing")
    for path in (link, dangling):
        assert "is a link" in week("pulse", "--svg", str(path), *force).complained(1)
        assert path.is_symlink()
    assert "mine" == target.read_text()
    assert not (till / "nothing").exists()


def test_a_picture_is_never_written_over_the_store(week: Oc, db: Path) -> None:
    before = db.read_bytes()
    assert "no picture is written there" in week("pulse", "--svg", str(db), "--force").complained(1)
    assert before == db.read_bytes()


@pytest.mark.parametrize("place", ["", "home", "nowhere/week.svg", "shop.db/week.svg"])
def test_a_place_that_takes_no_picture_is_one_sentence(week: Oc, till: Path, place: str) -> None:
    before = sorted(till.rglob("*"))
    answer = week("pulse", "--svg", str(till / place) if place else "")
    assert answer.code in {1, 5}
    assert 2 == len(answer.complained(answer.code).splitlines())
    assert ".oc-" not in answer.err
    assert before == sorted(till.rglob("*"))


@pytest.mark.skipif(AS_ROOT or os.name == "nt", reason="everything may be written here")
def test_a_folder_that_may_only_be_read_is_one_sentence(week: Oc, till: Path) -> None:
    (till / "home").chmod(0o500)
    assert "Permission denied" in week("pulse", "--svg", str(till / "home" / "week.svg")).complained(5)


def test_a_failure_on_the_way_leaves_nothing(week: Oc, till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(till.rglob("*"))
    monkeypatch.setattr(os, "fsync", full)
    assert f"No space left on device: {till / 'week.svg'}" in week("pulse", "--svg", str(till / "week.svg")).err
    assert before == sorted(till.rglob("*"))


def test_a_file_that_comes_meanwhile_is_left_as_it_is(week: Oc, till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def another(number: int) -> None:
        (till / "week.svg").write_text("theirs")

    monkeypatch.setattr(os, "fsync", another)
    assert "is there already" in week("pulse", "--svg", str(till / "week.svg")).complained(1)
    assert "theirs" == (till / "week.svg").read_text()


@pytest.mark.parametrize(
    "line", ["pulse --force", "pulse --svg x --json", "history klein --svg x", "history klein --graph --force"]
)
def test_options_that_do_not_go_together_are_refused(week: Oc, till: Path, line: str) -> None:
    before = sorted(till.rglob("*"))
    assert "oc: hint:" in week(line).complained(2)
    assert before == sorted(till.rglob("*"))


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_drawn_literally(oc: Oc, till: Path, text: str) -> None:
    oc("add", f"Bo {text}")
    oc("serve c1")
    assert f"Bo {text}" in oc("pulse").printed()
    oc("pulse", "--svg", str(till / "week.svg"))
    assert f"Bo {text}" in "\n".join(lines_of((till / "week.svg").read_text(encoding="utf-8")))
