"""Every door through which words come in: what hides something is refused there, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecustomer.domain.language.text import is_plain
from tests.words import HOSTILE, PAYLOADS, Oc, Rows, assert_harmless


@pytest.mark.fault(39, 41)
@pytest.mark.parametrize("payload", [HOSTILE, *PAYLOADS.values()], ids=["name", *PAYLOADS])
def test_hostile_text_is_refused_at_every_door(shop: Oc, db: Path, payload: str) -> None:
    hostile = f"a{payload}b"
    position = 1 + next(at for at, letter in enumerate(hostile) if not is_plain(letter))
    shop("promise coat --by friday --for jim")
    before = db.read_bytes()
    for words in (
        ("add", hostile),
        ("add", "Bo", "--nick", hostile),
        ("add", "Bo", "--say", hostile),
        ("add", "Bo", "--at", hostile),
        ("add", "Bo", "--role", hostile),
        ("add", "Bo", "--as", hostile),
        ("add", "Bo", "--why", hostile),
        ("add", "Bo", "--card", hostile),
        ("add", "Bo", "--email", hostile + "@example.com"),
        ("add", "Bo", "--phone", hostile),
        ("edit", "klein", "--name", hostile),
        ("note", "--for", "klein", hostile),
        ("note", "--for", "klein", "--pin", hostile),
        ("note", "--for", "klein", "x", "--via", hostile),
        ("thank", "--for", "klein", hostile),
        ("style", "upset", "--for", "klein", "--why", hostile),
        ("style", "chatty", "--advice", hostile),
        ("promise", hostile, "--by", "friday", "--for", "klein"),
        ("done", "--for", "jim", hostile),
        ("done", "--for", "jim", "--beyond", hostile),
        ("done", "--for", "jim", "--broken", hostile),
        ("note", "--for", "klein", "--gesture", hostile),
        ("note", "--for", "klein", "--gesture", "x", "--via", hostile),
        ("note", "--for", "klein", "--referral", "jim", hostile),
        ("note", "--for", "klein", "--need", hostile),
        ("serve", "klein", "--via", hostile),
        ("mend", "e1", hostile),
        ("mend", "d1", hostile),
        ("lost", "klein", "--why", hostile),
        ("lost", "klein", "--to", hostile),
        ("news", hostile, "--for", "lining", "--until", "friday"),
        ("news", "x", "--for", hostile, "--until", "friday"),
    ):
        answer = shop(*words)
        assert_harmless(answer)
        assert f"position {position}" in answer.complained(1)
    assert before == db.read_bytes()


@pytest.mark.fault(39)
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_day_or_rule_is_told_back_harmlessly(shop: Oc, db: Path, payload: str) -> None:
    hostile = f"a{payload}b"
    before = db.read_bytes()
    for words in (
        ("promise", "x", "--for", "klein", "--by", hostile),
        ("remember", "--for", "klein", "x", hostile),
        ("news", "x", "--for", "lining", "--until", hostile),
        ("note", "--for", "klein", "x", "--on", hostile),
        ("edit", "klein", "--every", hostile),
        ("edit", "klein", "--drop", hostile),
        ("setting", hostile),
        ("setting", hostile, "6w"),
        ("setting", "quiet", hostile),
        ("setting", "dates", hostile),
        *(("setting", rule, hostile) for rule in ("brief", "notes", "copies", "words", "always", "shop")),
        ("pulse", "--since", hostile),
        ("find", "--as", hostile),
        ("note", "--for", "klein", "--referral", hostile),
        ("add", "Bo", "--brought-by", hostile),
        ("forget", "--staff", hostile, "--yes"),
    ):
        answer = shop(*words)
        assert_harmless(answer)
        assert "Something went wrong" not in answer.err
        assert answer.complained(answer.code)
        assert answer.code in {1, 3, 4}
    assert before == db.read_bytes()


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_date_is_refused_or_a_space(shop: Oc, rows: Rows, payload: str) -> None:
    answer = shop("remember", f"a{payload}b", "friday", "--for", "klein")
    assert_harmless(answer)
    if payload.isspace():
        assert [("a b",)] == rows("SELECT what FROM occasion WHERE customer_id = 1")
    else:
        assert "position " in answer.complained(1)


@pytest.mark.fault(44)
def test_bytes_that_are_no_utf_8_are_refused(shop: Oc, fresh: Oc) -> None:
    assert "the byte 0xFF" in shop("note", "--for", "klein", "caf\udcff").complained(1)
    assert "the byte 0xE9" in shop("note", "--for", "klein", "-", stdin=b"caf\xe9").complained(1)
    assert_harmless(fresh("serve", "caf\udcff"))


@pytest.mark.fault(43)
def test_five_megabytes_are_refused_and_not_read_to_the_end(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    assert "4,000 is the most" in shop("note", "--for", "klein", "-", stdin=b"a" * 5_000_000).complained(1)
    assert "4,000 is the most" in shop("note", "--for", "klein", "a" * 100_000).complained(1)
    assert "200 is the most" in shop("add", "a" * 201).complained(1)
    assert "200 is the most" in shop("serve", "a" * 100_000).complained(1)
    long = "a" * 100_000
    assert "200 is the most" in shop("promise", long, "--by", "friday", "--for", "klein").complained(1)
    assert "60 is the most" in shop("remember", long, "friday", "--for", "klein").complained(1)
    assert "200 is the most" in shop("news", long, "--for", "x", "--until", "friday").complained(1)
    assert "200 is the most" in shop("news", "x", "--for", long, "--until", "friday").complained(1)
    assert "200 is the most" in shop("lost", "klein", "--why", long).complained(1)
    assert "4,000 is the most" in shop("note", "--gesture", long, "--for", "klein").complained(1)
    assert before == db.read_bytes()
