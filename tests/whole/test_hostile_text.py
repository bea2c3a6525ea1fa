"""Text from people is hostile until proven plain: at entry it is refused, at output it is made harmless."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.words import FIELDS, HOSTILE, MARKUP, PAYLOADS, Json, Oc, Rows, ShopAfter, assert_harmless

LOOKING = (
    "serve c1",
    "show c1",
    "show c1 --json",
    "history c1",
    "history c1 --json",
    "find margo",
    "find margo --json",
    "export",
    "export c1 --plain",
    "serve margo",
    "note --for c1 hello",
    "thank --for c1",
    "style upset --for c1",
    "done --for c1",
    "done --for c1 --beyond more",
    "promise more --by friday --for c1",
    "told --for c1",
    "told --for c1 1",
    "remember g friday --for c1",
    "note --gesture a card --for c1",
    "note --referral c2 --for c1",
    "edit c1 --role x",
    "edit c1 --drop b",
    "add margo",
    "find --as margo",
    "today",
    "today --json",
    "today --here",
    "today --here --json",
    "thank --unthanked",
    "thank --unthanked --json",
    "news",
    "news --json",
    "pulse",
    "pulse --json",
    "history c1 --graph",
    "setting",
    "policy",
    "policy --notice",
    "policy --record",
    "policy --json",
    "tidy --dry-run",
    "tidy --dry-run --json",
    "style",
    "later c1 --until friday --why x",
    "history c1",
    "lost c1",
    "today",
    "undo",
)
ASKING = tuple(command for command in LOOKING if command.split()[0] in ("serve", "done", "told", "add", "undo"))
"""What asks on a terminal, or says there what it would not elsewhere."""


MARGO = (
    "add Margo --phone 2125550143 --email m@example.com --nick Mar --at Acme --say MAR-go --birthday 11-21",
    "add 'Margo Two'",
    "note --for c1 --pin a",
    "note --for c1 --need b",
    "note --for c2 --need b",
    "promise d --by 2026-11-20 --late --for c1",
    "promise d --by friday --for c1",
    "remember e 2026-11-23 --for c1",
    "news f --for b --until friday",
    "news g --for b --until friday",
    "told --for c1 1",
    "add 'Margo Three' --brought-by c1",
    "setting dates day-first",
    "setting quiet 1d",
    "setting may h",
    "note --for c1 --complaint c",
    "note --for c1 --complaint d",
    "note --for c1 --warning d",
    "note --for c1 --leaving d",
    "note --for c1 e",
    "thank --for c1 f",
    "style upset --for c1",
)
"""What puts something of Margo's into every column that words can stand in."""


@pytest.fixture
def margo(shop_after: ShopAfter) -> Oc:
    return shop_after(*MARGO)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_what_was_put_into_the_store_from_outside_is_shown_harmlessly(margo: Oc, rows: Rows, payload: str) -> None:
    for sql in FIELDS:
        rows(sql, {"text": payload})
    for command in LOOKING:
        assert_harmless(margo(command))
    for command in ASKING:
        assert_harmless(margo(command, stdin="1\n", at_terminal=True, NO_COLOR="1"))


def test_a_name_that_clears_the_screen_is_shown_by_every_command(margo: Oc, rows: Rows) -> None:
    rows("UPDATE customer SET name = ? WHERE id = 1", HOSTILE)
    for command in LOOKING[:-1]:
        answer = margo(command)
        assert_harmless(answer)
        assert "Something went wrong" not in answer.err
    assert "[/b] \ufffd[2J Margo" in margo("serve c1").out


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_literally(oc: Oc, text: str) -> None:
    assert oc("add", f"Bo {text}").printed_or_said() == f"Added Bo {text} (c1).\n"
    oc("note", "--for", "c1", text)
    for command in ("serve c1", "history c1", "find bo"):
        assert text in oc(command).out


def test_a_note_from_a_pipe_keeps_its_lines_and_shows_on_one(shop: Oc, as_json: Json) -> None:
    assert shop("note --for klein -", stdin="first\r\nsecond\n").code == 0
    assert "first second" in shop("show klein").out
    assert "first\nsecond" == as_json(shop("show klein --json").out)["card"]["last"][0]["text"]


def test_a_dash_in_front_goes_behind_two_dashes(shop: Oc) -> None:
    refused = shop("note --for klein -rf text").complained(2)
    assert "oc: hint: to write a minus: oc note -- -5 percent\n" in refused
    assert shop("note --for klein -- -rf text").code == 0
    assert "-rf text" in shop("show klein").out


@settings(max_examples=150)
@given(st.text(max_size=30))
def test_no_query_raises(shop: Oc, query: str) -> None:
    answer = shop("serve", query) if not query.startswith("-") else shop("serve", "--", query)
    assert answer.code in {0, 1, 3, 4}
    assert_harmless(answer)


@pytest.mark.parametrize("query", ["%", "_", '"', "M_rgo", "NOT", "'; DROP TABLE customer; --", "*"])
def test_wildcards_mean_nothing(shop: Oc, query: str) -> None:
    answer = shop("show", query)
    assert answer.code in {1, 3, 4}
    assert "" == answer.out


def test_punctuation_is_as_if_it_were_not_typed(shop: Oc) -> None:
    assert shop("show", "klein").out == shop("show", "%klein*").out


def test_naughty_strings_are_only_strings(shop: Oc, cases: Path) -> None:
    for line in (cases / "real" / "strings" / "blns.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            answer = shop("serve", line) if not line.startswith("-") else shop("serve", "--", line)
            assert answer.code in {0, 1, 3, 4}, line
            assert_harmless(answer)


ENVIRONMENTS = (
    {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"TERM": "dumb"},
    {"COLUMNS": "20"},
    {"COLUMNS": "nonsense"},
    {"HOME": "", "XDG_DATA_HOME": ""},
)


@pytest.mark.parametrize("env", ENVIRONMENTS, ids=str)
def test_any_environment_will_do(shop: Oc, fresh: Oc, env: dict[str, str]) -> None:
    for command in ("serve klein", "find weiß", "history 山", "serve margo", "--help"):
        answer = fresh(command, **env)
        assert answer.code in {0, 3, 4}
        assert "Traceback" not in answer.err
        assert "UnicodeEncodeError" not in answer.err
