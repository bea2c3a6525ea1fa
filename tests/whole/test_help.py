"""Help that teaches: panels in their order, an example for every command, and a README that is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from onecustomer import __version__
from onecustomer.cli.app import app
from tests.words import Oc

NOT_OURS = {"--quiet", "--sizes", "--compile-bytecode"}
"""Options that the README names of pip, of uv and of the benchmarks."""

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


def test_alone_it_shows_a_short_help(oc: Oc) -> None:
    shown = oc("--db", "unused").printed()
    assert "oc serve WHO" in shown
    assert len(shown.splitlines()) <= 10


def test_every_command_has_an_example(oc: Oc, commands: dict[str, typer.core.TyperCommand]) -> None:
    assert {
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
    options = [parameter for command in commands.values() for parameter in command.params]
    known = {option for one in options for option in (*one.opts, *one.secondary_opts)}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) - NOT_OURS
    assert len(named & known) >= FEWEST_OPTIONS
    assert named <= known | {"--db", "--install-completion", "--help"}


def test_the_version_is_the_packages(oc: Oc) -> None:
    assert f"onecustomer {__version__}\n" == oc("--version").printed()


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_has_a_short_form(oc: Oc, word: str) -> None:
    assert "Usage: oc serve" in oc("serve", word).printed()


def test_an_unknown_command_is_met_with_the_next_step(oc: Oc) -> None:
    assert "oc: hint: oc --help" in oc("sreve margo").complained(2)
