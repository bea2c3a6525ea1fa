"""How long a text may be: its limit is taken, one character more is refused, and nothing is written."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.words import Oc, Rows

LIMITS = (
    (20, "style {} --advice Listen"),
    (40, "note hello --via {} --for klein"),
    (40, "thank --via {} --for klein"),
    (60, "remember {} friday --for klein"),
    (60, "style chatty --advice {}"),
    (100, "add Bo --card {}"),
    (100, "add Bo --email {}@b"),
    (200, "add {}"),
    (200, "add Bo --nick {}"),
    (200, "add Bo --say {}"),
    (200, "add Bo --at {}"),
    (200, "add Bo --role {}"),
    (200, "add Bo --as {}"),
    (200, "add Bo --why {}"),
    (200, "style upset --for klein --why {}"),
    (200, "promise {} --by friday --for klein"),
    (200, "lost klein --why {}"),
    (200, "lost klein --to {}"),
    (200, "setting may {}"),
    (200, "news {} --for lining --until friday"),
    (200, "news Linings --for {} --until friday"),
    (4_000, "note {} --for klein"),
    (4_000, "note --gesture {} --for klein"),
    (4_000, "thank {} --for klein"),
)


@pytest.mark.fault(43)
@pytest.mark.parametrize("limit,command", LIMITS)
def test_a_text_as_long_as_its_limit_is_taken_and_a_longer_one_is_not(
    shop: Oc, db: Path, limit: int, command: str
) -> None:
    room = limit - len("@b") if "@b" in command else limit
    before = db.read_bytes()
    refused = shop(*shlex.split(command.format("x" * (room + 1)))).complained(1)
    assert f" {limit + 1:,} characters; {limit:,} is the most." in refused
    assert before == db.read_bytes()
    assert shop(*shlex.split(command.format("x" * room))).printed()
    assert before != db.read_bytes()


@pytest.mark.parametrize("kind", ["pin", "need"])
def test_a_pin_and_a_need_are_one_line(shop: Oc, rows: Rows, kind: str) -> None:
    complained = shop("note", f"--{kind}", "x" * 201, "--for", "klein").complained(1)
    assert f"A {kind} is one line: 200 characters are the most." in complained
    assert shop("note", f"--{kind}", "x" * 200, "--for", "klein").printed()
    assert [("x" * 200,)] == rows("SELECT text FROM fact")


@pytest.mark.parametrize("digits,code", [(3, 1), (4, 0), (15, 0), (16, 1)])
def test_a_telephone_has_four_to_fifteen_digits(shop: Oc, digits: int, code: int) -> None:
    assert code == shop("add", "Bo", "--phone", ("123456789" * 2)[:digits]).code


@pytest.mark.parametrize("more,code", [("", 0), ("y", 1)])
def test_the_words_that_news_is_for_have_two_hundred_characters_in_all(shop: Oc, more: str, code: int) -> None:
    wanted = ("--for", "x" * 99, "--for", "y" * 99 + more)  # and a comma and a space between them
    answer = shop("news", "Linings", *wanted, "--until", "friday")
    assert code == answer.code
    assert ("more than 200 characters" in answer.err) == bool(more)
