"""What TAB offers: names from the store that is meant, and silence whatever is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

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
