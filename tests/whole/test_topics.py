"""`oc help`: of a command it is its own help, and what the topics say is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from onecustomer import errors
from onecustomer.cli.app import app
from onecustomer.cli.commands.shop.topics import DAYS, TOPICS, WITH_JSON
from onecustomer.domain.language import parse_days
from onecustomer.domain.language.parse_days import BACK, FORWARD
from onecustomer.errors import EXITS, OnecustomerError, Refused
from tests.words import TODAY, Oc

README = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())


def test_help_on_a_command_is_that_commands_help(oc: Oc) -> None:
    assert oc("note --help").printed() == oc("help note").printed()
    assert oc("help --help").printed() == oc("help help").printed()


@pytest.mark.parametrize("asked", ["--help note", "-h note", "help Note", "help 'note '", "help -- note"])
def test_help_is_found_however_it_is_asked_for(oc: Oc, asked: str) -> None:
    assert oc("note --help").printed() == oc(asked).printed()


def test_options_of_the_program_are_answered_before_a_word_that_is_no_command(oc: Oc) -> None:
    assert oc("--help").printed() == oc("-h frobnicate").printed() == oc("--help oc").printed()
    assert oc("--version").printed() == oc("--version frobnicate").printed() == oc("--version note").printed()
    assert oc("").printed() == oc("help", "").printed()
    assert oc("help days").printed() == oc("help", " DAYS ").printed()


def test_help_needs_no_store_and_makes_none(oc: Oc, till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OC_DB")
    for page in ("", "help", "help note", "help days", "--help", "--version"):
        oc(*page.split()).printed()
    assert [] == [path for path in till.rglob("*") if path.is_file()]


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != "scripts"])
def test_a_topic_that_a_clerk_reads_is_one_screen(oc: Oc, topic: str) -> None:
    assert len(oc("help", topic).printed().splitlines()) <= 23


def test_what_is_neither_a_command_nor_a_topic_is_refused_with_the_topics(oc: Oc) -> None:
    refused = oc("help weather").complained(2)
    assert "There is no command and no topic “weather”." in refused
    assert f"the topics are {', '.join(TOPICS)}" in refused


def test_tab_offers_the_commands_and_the_topics(fresh: Oc) -> None:
    offered = fresh(_OC_COMPLETE="complete_bash", COMP_WORDS="oc help p", COMP_CWORD="2").out.split()
    assert ["promise", "pulse", "policy", "privacy", "printing"] == offered


def test_every_command_that_a_topic_names_is_there(oc: Oc) -> None:
    oc("--help")
    known = set(typer.main.get_group(app).commands)
    for text in TOPICS.values():
        assert set(re.findall(r"\boc ([a-z]+)", text)) <= known


def test_every_way_to_write_a_day_is_understood() -> None:
    forms = [
        form for row in DAYS.splitlines() if row.startswith("  ") for form in row.strip().split("  ")[0].split(", ")
    ]
    assert len(forms) >= 17
    for form in forms:
        assert any(_is_understood(form, way) for way in (FORWARD, BACK)), form


def _is_understood(form: str, way: int) -> bool:
    try:
        (parse_days.coming if way == FORWARD else parse_days.past)(form, TODAY)
    except Refused:
        return False
    return True


def test_the_exit_codes_are_those_of_the_errors(oc: Oc) -> None:
    of_errors = {
        one.exit_code for one in vars(errors).values() if isinstance(one, type) and issubclass(one, OnecustomerError)
    }
    assert {0, *of_errors, errors.INTERRUPTED} == set(EXITS)
    shown = oc("help scripts").printed()
    for code, when in EXITS.items():
        assert f"  {code:<4} {when}\n" in shown
        assert f"{code} {when}" in README


def test_every_command_that_prints_json_is_named(oc: Oc) -> None:
    oc("--help")
    commands = typer.main.get_group(app).commands
    with_json = {name for name, one in commands.items() if any("--json" in option.opts for option in one.params)}
    assert with_json == {part.split()[0] for part in WITH_JSON}
    assert ", ".join(WITH_JSON) in " ".join(oc("help scripts").printed().split())
