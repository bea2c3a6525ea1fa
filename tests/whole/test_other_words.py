"""Words that are no command: a name, a command mistyped, or what other programs call it; each leads on."""

from __future__ import annotations

import re

import pytest
import typer

from onecustomer.cli.app import app
from onecustomer.cli.mistakes import OTHER_WORDS
from tests.words import Oc


@pytest.mark.parametrize(
    "typed,hint",
    [
        ("margo", "oc serve margo"),
        ("margo klein", "oc serve margo klein"),
        ("tom o'hara", 'oc serve "tom o\'hara"'),
        ("serve --for margo", "oc serve margo"),
        ("serve --for=margo", "oc serve margo"),
        ("show margo --for klein", "oc show margo klein"),
        ("nots", "oc note; or oc serve nots"),
        ("nots zip broke", "oc note"),
        ("Serve margo", "oc serve"),
        ("hsitory margo", "oc history"),
        ("list", "oc find WORDS lists people; oc today lists who waits for something"),
        ("complaint the zip broke", "oc note TEXT --complaint"),
        ("new Margo Klein", "oc add NAME"),
        ("quit", "there is nothing to leave: each oc is over once it has answered"),
        ("note --complain zip", "oc note --complaint; or oc note --help"),
        ("demo margo", "oc demo serve margo"),
    ],
)
def test_a_word_that_is_no_command_leads_on(shop: Oc, typed: str, hint: str) -> None:
    words = typed.split()
    assert f"oc: hint: {hint}\n" in shop(*words).complained(2)


def test_words_beyond_what_a_command_takes_are_refused_in_words(oc: Oc) -> None:
    assert "oc: oc undo takes no words.\n" in oc("undo 3").complained(2)
    assert "several words for one thing need quotes" in oc("setting may new zip").complained(2)


def test_words_that_may_be_a_note_are_not_said_again(oc: Oc) -> None:
    assert "secret" not in oc("her secret is the cat at home").complained(2)
    assert "oc: hint: oc serve WHO\n" in oc("her secret is the cat at home").complained(2)


@pytest.mark.parametrize("command", ["note", "thank", "promise", "done", "mend", "news"])
def test_a_minus_is_met_with_the_form_that_takes_it(shop: Oc, command: str) -> None:
    said = shop(command, "-5", "percent").complained(2)
    assert f"oc: hint: to write a minus: oc {command} -- -5 percent\n" in said


def test_the_form_that_takes_a_minus_takes_it(shop: Oc) -> None:
    shop("serve klein")
    assert "Noted for Margo Klein: -5 percent\n" == shop("note -- -5 percent").printed()


def test_what_other_words_lead_to_is_there(oc: Oc) -> None:
    oc("--help")
    commands = typer.main.get_group(app).commands
    options = {option for one in commands.values() for parameter in one.params for option in parameter.opts}
    for word, hint in OTHER_WORDS.items():
        assert word not in commands
        led = hint.format(word)
        assert set(re.findall(r"\boc ([a-z]+)", led)) - {"is"} <= set(commands), word
        assert set(re.findall(r"--[a-z]+", led)) <= options | {"--version"}, word
