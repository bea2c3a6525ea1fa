"""An option that is given nothing: it says what it takes, in both lanes, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.core import TyperOption

from onecustomer.cli.app import app
from onecustomer.cli.mistakes import TAKES
from onecustomer.cli.pages import EMPTY_CLEARS
from tests.words import Oc

COUNTER = (
    *("serve klein --via=", "serve klein --on=", "note zip --via=", "note zip --on=", "note zip --today="),
    *("note zip --for=", "note --referral=", "thank --for=", "thank --via=", "thank --on=", "style upset --why="),
    *("style chatty --advice=", "style upset --for=", "promise hem --by=", "promise hem --by friday --for="),
    *("done --beyond=", "done --broken=", "done --for=", "mend e1 --move="),
)
OFFICE = (
    *("lost klein --why=", "lost klein --to=", "later klein --until=", "told --for=", "remember birthday 11-26 --for="),
    *("news linings --until=", "news linings --until friday --for="),
)


@pytest.mark.parametrize("command", COUNTER + OFFICE)
def test_an_empty_option_says_what_it_takes(shop: Oc, db: Path, command: str) -> None:
    shop("serve klein")
    shop("note zip")
    before = db.read_bytes()
    option = command.rpartition(" ")[2].removesuffix("=")
    for words in (command.split(), [*command.removesuffix("=").split(), " "]):
        refused = shop(*words).complained(1)
        assert refused.startswith(f"oc: {option} needs ")
        assert f"oc: hint: oc {command.split(maxsplit=1)[0]} … {option} " in refused
    assert before == db.read_bytes()
    assert "Margo Klein" in shop("serve --json").out  # and she is still being served


def test_an_option_without_a_value_is_told_the_same(shop: Oc) -> None:
    assert "oc: --for needs a name, as margo.\n" in shop("note zip --for").complained(2)


def test_an_empty_value_clears_what_is_known(shop: Oc) -> None:
    assert "was Acme" in shop("edit", "klein", "--at", "").printed()


def test_every_option_has_words_for_what_it_takes(oc: Oc) -> None:
    oc("--help")
    commands = typer.main.get_group(app).commands
    options = [
        one
        for name, command in commands.items()
        for one in command.params
        if isinstance(one, TyperOption) and one.metavar and name not in EMPTY_CLEARS
    ]
    assert [] == [one.opts for one in options if one.metavar not in TAKES and not set(one.opts) & TAKES.keys()]
