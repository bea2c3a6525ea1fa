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
        ("nots", "oc note\noc: hint: oc serve nots"),
        ("nots zip broke", "oc note zip broke"),
        ("serv margo", "oc serve margo"),
        ("serv o'neil", 'oc serve "o\'neil"'),
        ("serv margo --brief", "oc serve margo --brief"),
        ("Serve margo", "oc serve margo"),
        ("NOTE hi there my friend", "oc note TEXT"),
        ("NOTE -5 percent", 'oc note -- "-5" percent'),
        ("hsitory margo", "oc history margo"),
        ("oc serve margo", "oc serve margo"),
        ("OC margo", "oc serve margo"),
        ("oc", "oc --help lists the commands"),
        ("demo oc serve margo", "oc demo serve margo"),
        ("demo frobnicate", "oc --help lists the commands"),
        ("days", "oc help days"),
        ("Privacy", "oc help privacy"),
        ("help list", "oc find WORDS lists people\noc: hint: oc today lists who waits for something"),
        ("help prmise", "oc help promise"),
        ("list", "oc find WORDS lists people\noc: hint: oc today lists who waits for something"),
        ("complaint the zip broke", "oc note TEXT --complaint"),
        ("new Margo Klein", "oc add NAME"),
        ("copies", "oc restore --list lists the copies\noc: hint: oc backup makes one"),
        ("quit", "there is nothing to leave: each oc is over once it has answered"),
        ("note --complain zip", "oc note --complaint\noc: hint: oc note --help"),
        ("demo margo", "oc demo serve margo"),
    ],
)
def test_a_word_that_is_no_command_leads_on(shop: Oc, typed: str, hint: str) -> None:
    words = typed.split()
    assert f"oc: hint: {hint}\n" in shop(*words).complained(2)


@pytest.mark.parametrize("word", ["''", "' '", "'' margo"])
def test_blanks_alone_are_no_command(oc: Oc, word: str) -> None:
    assert "oc: hint: oc --help lists the commands\n" in oc(word).complained(2)


def test_blanks_around_a_command_are_no_part_of_it(shop: Oc) -> None:
    assert "oc: hint: oc serve margo\n" in shop(" serve ", "margo").complained(2)


def test_an_option_that_is_far_off_is_not_guessed(shop: Oc) -> None:
    assert "oc: hint: oc add --phone\n" in shop("add Bo --phne 3").complained(2)
    assert "--phone" not in shop("add Bo --born 1958").complained(2)


def test_no_hint_runs_on_behind_a_command() -> None:
    assert [] == [hint for hint in OTHER_WORDS.values() if ";" in hint]


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
