"""Help that teaches: panels in their order, an example for every command, and a README that is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperOption

from onecustomer.cli.app import app
from onecustomer.cli.commands.shop.topics import TOPICS
from tests.words import Oc, uncoloured

NOT_OURS = {"--quiet", "--sizes", "--compile-bytecode", "--createrole", "--pwprompt", "--owner"}
"""Options that the README names of pip, of uv, of the benchmarks and of PostgreSQL."""

FEWEST_OPTIONS = 25  # of ours that the README names, so that what is said of them is said of something
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def commands(oc: Oc) -> dict[str, typer.core.TyperCommand]:
    oc("--help")
    return dict(typer.main.get_group(app).commands)


def test_the_panels_stand_in_the_order_of_a_day(oc: Oc) -> None:
    shown = oc("--help").printed()
    at = [shown.index(panel) for panel in ("At the counter", "People", "Each morning", "Your data", "The shop")]
    assert sorted(at) == at


SCREEN = 23  # rows of a terminal of 24 above the prompt


@pytest.mark.parametrize("command", ["", "help"])
@pytest.mark.parametrize("is_new", [False, True], ids=["a shop", "a new shop"])
def test_alone_it_is_the_everyday_help_on_one_screen(
    shop: Oc, monkeypatch: pytest.MonkeyPatch, command: str, is_new: bool
) -> None:
    if is_new:
        monkeypatch.delenv("OC_DB")
    shown = shop(*command.split()).printed().splitlines()
    assert len(shown) <= SCREEN
    assert max(map(len, shown)) <= 80
    assert ["  oc serve WHO" in row for row in shown].count(True) == 1
    assert is_new == ("There are no customers here yet." in shown[0])


def test_a_new_shop_is_told_of_each_command_once(oc: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OC_DB")
    named = [row.split()[1] for row in oc("").printed().splitlines() if row.startswith("  oc ")]
    assert sorted(set(named)) == sorted(named)
    assert {"import", "add", "demo", "serve", "note"} < set(named)


def test_the_first_lines_of_the_help_are_those_of_every_day(shop: Oc) -> None:
    everyday = [row.split() for row in shop("").printed().splitlines()]
    shown = [row.split() for row in shop("--help").printed().splitlines()]
    assert ["serve", "note", "thank", "demo"] == [row[1] for row in everyday if row in shown]


def test_each_page_of_the_help_fits_a_narrow_screen(oc: Oc, commands: dict[str, typer.core.TyperCommand]) -> None:
    for page in ("", "--help", *(f"help {name}" for name in (*commands, *TOPICS))):
        shown = oc(*page.split(), COLUMNS="40").printed()
        assert [] == [row for row in shown.splitlines() if len(row) > 40], page
        assert oc(*page.split(), COLUMNS="120").printed().split() == shown.split(), page


def test_no_page_of_the_help_shows_the_types_of_a_program(oc: Oc, commands: dict[str, typer.core.TyperCommand]) -> None:
    for page in ("--help", *(f"{name} --help" for name in commands)):
        assert [] == [row for row in oc(page).printed().splitlines() if "<" in row or "[list" in row], page


MARKUP = re.compile(r"\[/?[a-z]*\]")


def test_no_page_of_the_help_shows_markup(oc: Oc, commands: dict[str, typer.core.TyperCommand]) -> None:
    pages = ("", "--help", *(f"{name} --help" for name in commands), *(f"help {name}" for name in (*commands, *TOPICS)))
    for page in pages:
        assert [] == [row for row in oc(*page.split()).printed().splitlines() if MARKUP.search(row)], page


def test_each_example_stands_on_a_line_of_its_own(oc: Oc) -> None:
    shown = oc("note --help").printed().splitlines()
    assert "  oc note --pin paper receipts always" in shown
    assert "·" not in "".join(shown)


def test_what_an_option_takes_is_named(commands: dict[str, typer.core.TyperCommand]) -> None:
    options = [one for command in commands.values() for one in command.params if isinstance(one, TyperOption)]
    assert [] == [one.opts for one in options if one.is_flag is not bool(not one.metavar)]


def test_help_is_in_bold_on_a_terminal_that_takes_colour(oc: Oc) -> None:
    shown = oc("note --help", at_terminal=True).out
    assert "  \x1b[1m--pin\x1b[0m " in shown
    assert oc("note --help").printed() == uncoloured(shown)
    assert oc("note --help").printed() == oc("note --help", at_terminal=True, NO_COLOR="1").out


def test_every_command_has_an_example(oc: Oc, commands: dict[str, typer.core.TyperCommand]) -> None:
    assert {
        "help",
        "serve",
        "note",
        "thank",
        "style",
        "undo",
        "add",
        "edit",
        "show",
        "history",
        "find",
        "import",
        "demo",
    } < set(commands)
    for name in commands:
        assert f"oc {name}" in oc(name, "-h").printed().split("Usage", 1)[1].split("\n", 1)[1], name


def test_every_command_is_in_the_readme(commands: dict[str, typer.core.TyperCommand]) -> None:
    assert [] == [name for name in commands if f"oc {name}" not in README]


def test_the_readme_has_a_line_for_every_command_and_for_no_other(
    commands: dict[str, typer.core.TyperCommand],
) -> None:
    named = set(re.findall(r"^    oc ([a-z]+)", README, re.MULTILINE)) | set(re.findall(r"`oc ([a-z]+)", README))
    assert set(commands) == named


def test_every_option_of_the_readme_is_there(commands: dict[str, typer.core.TyperCommand]) -> None:
    known = {option for command in commands.values() for parameter in command.params for option in parameter.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) - NOT_OURS
    assert len(named & known) >= FEWEST_OPTIONS
    assert named <= known | {"--db", "--install-completion", "--help", "--version"}


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_has_a_short_form(oc: Oc, word: str) -> None:
    assert "Usage: oc serve" in oc("serve", word).printed()


def test_an_unknown_command_is_met_with_the_next_step(oc: Oc) -> None:
    assert "oc: hint: oc serve" in oc("sreve margo").complained(2)
