"""`oc doctor --deep`: a word that nobody changed is named, and nothing that was changed by a command is."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from tests.bench import bit_flips
from tests.bench.bit_flips import copy, flip, is_named
from tests.words import CAST, EXPORTS, TODAY, Oc, Rows, ShopAfter

FLIPS = 8


@pytest.mark.fault(12)
def test_a_bit_that_flipped_in_the_words_of_an_entry_is_named(shop: Oc, db: Path, rows: Rows) -> None:
    for note in ("zip broke again", "cannot come before eight", "wants the navy lining"):
        shop(f"note --for klein {note}")
    texts = {number: text.encode() for number, text in rows("SELECT id, text FROM interaction WHERE text <> ''")}
    copy(db, TODAY)
    whole, chance = db.read_bytes(), random.Random(bit_flips.SEED)
    for _ in range(FLIPS):
        number, flipped = flip(whole, texts, chance)
        db.write_bytes(flipped)
        said = shop("doctor --deep --json")
        assert 5 == said.code
        assert is_named(said.out, number)
    db.write_bytes(whole)
    assert 0 == shop("doctor --deep").code


@pytest.mark.fault(12)
@pytest.mark.parametrize(
    "table,column,named",
    [
        ("fact", "text", "f1 of Margo Klein (c1)"),
        ("occasion", "what", "d1 of Jörg-Änne Weiß (c9)"),
        ("handle", "value", "telephone, e-mail or other handle of Margo Klein (c1)"),
        ("customer", "company", "name or details of c1"),
        ("news", "text", "news"),
    ],
)
def test_whatever_stands_in_a_copy_is_compared_and_no_word_of_it_is_said(
    shop: Oc, db: Path, rows: Rows, table: str, column: str, named: str
) -> None:
    shop("note --pin --for klein paper receipts")
    shop("news silk thread is back --for silk --until 'in 2 weeks'")
    copy(db, TODAY)
    row = rows(f"SELECT min(id) FROM {table}")[0][0]
    rows(f"UPDATE {table} SET {column} = {column} || 'SECRET' WHERE id = ?", row)
    said = shop("doctor --deep")
    assert 5 == said.code
    assert f"nobody changed them: {named}." in " ".join(said.out.split())
    assert "SECRET" not in said.out + said.err + shop("doctor --deep --json").out


@pytest.mark.fault(12)
def test_what_a_bad_copy_says_is_not_believed(shop: Oc, db: Path) -> None:
    shop("note --for klein zip broke")
    first, second = copy(db, TODAY), copy(db, TODAY)
    Path(second).write_bytes(Path(second).read_bytes().replace(b"zip broke", b"zip brake"))
    said = shop("doctor --deep --json")
    assert 5 == said.code
    assert "it is no longer what it was when it was made" in said.out
    assert "Other words" not in said.out
    assert first in said.out


@pytest.mark.fault(12)
def test_a_large_store_is_looked_at_in_a_copy_that_is_gone_afterwards(
    shop: Oc, db: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop("note --for klein zip broke")
    copy(db, TODAY)
    rows("UPDATE interaction SET text = 'zip brake'")
    monkeypatch.setattr("onecustomer.store.checks.reading.LARGE", 0)
    there = sorted(db.parent.rglob("*"))
    assert is_named(shop("doctor --deep --json").out, 1)
    assert there == sorted(db.parent.rglob("*"))


BEFORE = (
    *CAST,
    *("note --for klein zip broke", "note --for juli cannot come", "note --complaint --for klein too long"),
    *(
        "note --pin --for klein paper receipts",
        "note --need --for klein navy lining",
        "promise coat --for klein --by friday",
    ),
    *("note --for jim gives way to margo klein", "note --for alecia likes it", "note --for juli is never late"),
    *("remember wedding 12-01 --for klein", "note --pin --for juli calls first", "style hurried --usually --for c6"),
    *("news thread is back --for everybody --until 'in 2 weeks'", "thank --for alecia patience", "serve zoe"),
    *("edit c8 --at Acme", f"import {EXPORTS / 'square.csv'}", "edit c3 --at Acme", "mend e8 likes it much"),
)
A_DAY = (
    *("serve klein", "note zip broke again", "note --complaint the hem", "undo", "done --for klein 2 new zip"),
    *("mend e1 zip broke twice", "undo", "mend e1 zip broke thrice", "mend e2 --move klein", "mend e3 --drop", "undo"),
    *("mend f1 white receipts", "mend f2 --drop", "mend d2 silver wedding", "mend e7 gives way", "undo"),
    *("promise skirt --by friday --for jim", "done --for jim --beyond early", "done --for klein --broken forgot"),
    *(
        "style upset --for klein",
        "thank --for klein patience",
        "edit klein --at Bell --role CFO",
        "edit jim --say JIMM",
    ),
    *("undo", "edit jim --phone 2125550199 --nick jimbo", "edit c9 --birthday 12-25", "edit c9 --no-notes"),
    *("merge c1 c6 --yes", "undo --yes", "merge c1 c6 --yes", "note --for c6 all hers", "merge c4 c5 --yes"),
    *("style languid --usually --for alecia", "later jim --until '1 Dec'", "lost alecia --why slow --to Bell"),
    *("forget zoe --yes", "setting region US", "told --for c1", "undo", "duplicates --two c2 c4", "setting notes 1d"),
    *("forget --staff Ana --yes", "tidy --yes"),
)
"""What changes a store by every way that there is."""

LATER = "2026-11-23T18:00:00+00:00"


@pytest.mark.fault(12)
def test_nothing_that_a_command_changed_is_said_to_differ(shop_after: ShopAfter, db: Path) -> None:
    oc = shop_after(*BEFORE)
    copy(db, TODAY)
    table = db.with_name("again.csv")
    table.write_text("Name,Phone,Company\n山本 太郎,+81 33 555 0123,Bell & Sons\nNew Person,,Acme\n", "utf-8")
    done = {}
    for line in (f"import {table} --update", "undo --yes", f"import {table} --update", *A_DAY):
        done[line] = oc(line, OC_NOW=LATER, OC_STAFF="Ana")
    assert [] == [(line, ran.err) for line, ran in done.items() if ran.code]
    copy(db, dt.date(2026, 11, 23))
    for line in ("note --for klein what is taken back", "undo", "edit klein --role CEO", "undo", "mend e1 --drop"):
        oc(line, OC_NOW=LATER)
    checked = oc("doctor --deep", OC_NOW=LATER)
    assert (0, "Nothing is wrong.") == (checked.code, checked.out.splitlines()[-1]), checked.out
