"""What TAB offers: names from the store that is meant, and silence whatever is wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer

from onecustomer.cli import complete
from onecustomer.cli.app import _built
from onecustomer.cli.complete import names, style_names
from onecustomer.cli.main import main
from onecustomer.cli.tab import BEHIND_OPTION, BEHIND_VERB
from onecustomer.cli.terminal.till import Till
from onecustomer.store.open import glance
from tests.words import Oc, Rows, ShopAfter, locked


def completed(words: str, **env: str) -> tuple[str, str]:
    """Return what TAB offers after these words, and what it says besides."""
    done = subprocess.run(
        [sys.executable, "-c", "from onecustomer.__main__ import run; run()"],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "_OC_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
            **env,
        },
        timeout=60,
        check=False,
    )
    return done.stdout.strip(), done.stderr


def test_tab_offers_names_from_the_store_that_is_meant(shop: Oc, db: Path, tmp_path: Path) -> None:
    assert ("klein-margo", "") == completed("oc serve kl")
    other = tmp_path / "other.db"
    other.write_bytes(db.read_bytes())
    assert ("klein-margo", "") == completed(f"oc --db {other} serve kl", OC_DB="/nowhere")
    assert ("hurried", "") == completed("oc style hu")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
@pytest.mark.parametrize(
    "line",
    [
        "oc serve mar",
        "oc serve ",
        "oc serve nobodyhere",
        "oc serve margo kl",
        "oc serve margo-k",
        "oc note --for margo-",
        "oc serve $HOME",
        "oc serve --on yesterday mar",
        "oc serve --b",
        "oc serve --for kl",
        "oc note zip broke --for kl",
        "oc note --for=kl",
        "oc note --db /nowhere --for kl",
        "oc note -- --for kl",
        "oc note --referral ",
        "oc mend e1 --move kl",
        "oc mend e1 kl",
        "oc style hu",
        "oc style --for kl",
        "oc note --today ",
        "oc history kl",
        "oc edit klein --st",
        "oc edit klein --style up",
        "oc lat",
        "oc later kl",
        "oc demo serve mar",
        "oc --db /nowhere serve kl",
        "oc",
    ],
)
def test_tab_is_answered_alike_with_and_without_typer(
    shop: Oc, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shell: str, line: str
) -> None:
    monkeypatch.setenv("_OC_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
    monkeypatch.setenv(
        "_TYPER_COMPLETE_WORD_TO_COMPLETE", "" if line.endswith(" ") else line.rsplit(" ", maxsplit=1)[-1]
    )
    for action in ("get-args", "is-args"):
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", action)
        at_once = answered(capsys)
        with monkeypatch.context() as here:
            here.setattr("onecustomer.cli.tab.answer", lambda *_: None)
            assert at_once == answered(capsys)


def answered(capsys: pytest.CaptureFixture[str]) -> tuple[object, str, str]:
    """Return the exit code of a TAB, and what it printed."""
    try:
        code: object = main([])
    except SystemExit as ended:  # so Typer ends a TAB
        code = ended.code
    said = capsys.readouterr()
    return code, said.out, said.err


def test_tab_knows_each_word_and_option_that_typer_completes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complete, "names", lambda *_: ["a name"])
    monkeypatch.setattr(complete, "style_names", lambda *_: ["a style"])
    offers = {"a name": names, "a style": style_names}
    words, values = {}, {}
    for name, command in _built("").commands.items():
        context = typer.Context(command, obj=Till())
        for one in command.params:
            offered = [offers[item.value] for item in one.shell_complete(context, "") if item.value in offers]
            if offered and one.param_type_name == "argument":
                words[name] = offered[0]
            elif offered:
                values |= {(name, option): offered[0] for option in one.opts}
    assert words == BEHIND_VERB
    assert values == BEHIND_OPTION


def test_tab_offers_twenty_names_at_most(shop_after: ShopAfter) -> None:
    shop_after(*(f"add Sam Lee{number} --yes" for number in range(21)))
    assert 20 == len(completed("oc serve sam")[0].splitlines())


def test_tab_waits_for_nobody_and_says_nothing(shop: Oc, db: Path) -> None:
    with locked(db, "EXCLUSIVE"):
        assert ("", "") == completed("oc serve kl")
    with closing(glance(str(db))) as store:
        assert [(0,)] == store.ask("PRAGMA busy_timeout")


def test_tab_never_migrates(shop: Oc, db: Path, rows: Rows) -> None:
    rows("PRAGMA user_version = 0")
    before = db.read_bytes()
    assert ("", "") == completed("oc serve kl")
    assert ("hurried", "") == completed("oc style hu")
    assert before == db.read_bytes()
    assert [] == list(db.parent.glob("*before*"))


def test_tab_is_silent_whatever_is_wrong(shop: Oc, db: Path) -> None:
    for env in ({"OC_NOW": "noon"}, {"OC_DB": str(db.parent)}, {"OC_DB": "postgresql://a/b"}, {"OC_STAFF": "\x1b"}):
        assert "" == completed("oc serve kl", **env)[1]
    assert ("", "") == completed("oc serve kl --db")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_tab_completes_names(shop: Oc, fresh: Oc, shell: str) -> None:
    offered = completed_in(fresh, shell, "oc serve mar").out
    assert "margo-klein" in offered
    assert "margot-levesque" in offered


def test_what_tab_completes_is_found(shop: Oc, fresh: Oc) -> None:
    assert "klein-margo\n" == completed_in(fresh, "bash", "oc note --for kle").out
    assert "Noted for Margo Klein: hello\n" == shop("note --for klein-margo hello").printed()


def completed_in(fresh: Oc, shell: str, line: str, **env: str) -> Any:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1), "_TYPER_COMPLETE_ARGS": line}
    return fresh("", _OC_COMPLETE=f"complete_{shell}", _TYPER_COMPLETE_FISH_ACTION="get-args", **words, **env)


def test_completion_makes_no_store_and_is_silent_where_there_is_none(fresh: Oc, db: Path) -> None:
    answer = completed_in(fresh, "bash", "oc serve mar")
    assert ("", "") == (answer.out.strip(), answer.err)
    assert not db.exists()


def test_completion_offers_no_hostile_name(shop: Oc, fresh: Oc, rows: Rows) -> None:
    rows("UPDATE customer SET name = 'Mar' || char(27) || '[2J' WHERE id = 1")
    answer = completed_in(fresh, "bash", "oc serve mar")
    assert "\x1b" not in answer.out
    assert "margot-levesque" in answer.out


SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def offered(fresh: Oc, shell: str, line: str) -> list[str]:
    """Return the words that a shell is offered, out of what its script is told."""
    told = completed_in(fresh, shell, line, _TYPER_COMPLETE_WORD_TO_COMPLETE=line.rsplit(" ", 1)[-1]).out
    if shell == "zsh":
        return re.findall(r'"(.+)"', told)
    return [one.removesuffix("::: ") for one in told.split("\n") if one]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "typed,words",
    [
        ("margo", ["margo-klein", "margo-ruiz", "margot-levesque"]),
        ("margo-", ["margo-klein", "margo-ruiz"]),
        ("margo-k", ["margo-klein"]),
        ("margo-klein", ["margo-klein"]),
        ("MARGO-K", ["MARGO-Klein"]),
        ("klein-m", ["klein-margo"]),
        ("klein-", ["klein-margo"]),
        ("jean-l", ["jean-luc-picard"]),
        ("Jean-Luc", ["Jean-Luc-picard"]),
        ("jean-luc-", ["jean-luc-picard"]),
        ("picard-luc", ["picard-luc-jean"]),
        ("mar-k", []),
        ("maggie-k", []),
        ("margo--k", []),
        ("zoe-", []),
        ("margo'k", []),
        ("o'n", []),
        ('"margo', []),
    ],
)
def test_what_tab_gave_goes_on_at_the_next_tab(
    shop: Oc, fresh: Oc, monkeypatch: pytest.MonkeyPatch, shell: str, typed: str, words: list[str]
) -> None:
    shop("add Jean-Luc Picard")
    shop("edit klein --nick Maggie")
    shop("add Margo Ruiz --yes")
    given = offered(fresh, shell, f"oc serve {typed}")
    assert [word.casefold() for word in words] == [word.casefold() for word in given]
    assert all(word.startswith(typed) for word in given)
    for word in given:
        assert shop("show", word).printed()


def test_a_whole_name_that_was_completed_is_no_word_alone(shop: Oc) -> None:
    assert "found by" not in shop("serve margo-klein").err
    assert "found by “margot” alone" in shop("serve margot").err


def test_a_name_among_many_like_it_is_found_by_the_letters_behind_the_hyphen(shop_after: ShopAfter) -> None:
    shop_after(*(f"add Sam Lee{number} --yes" for number in range(40)), "add Sam Zorn --yes")
    assert 20 == len(names(Till(), "sam-"))
    assert ["sam-zorn"] == names(Till(), "sam-z")
    assert 20 == len(names(Till(), "sam-lee"))
