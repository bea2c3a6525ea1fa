"""forget: somebody is erased on request, whole, and nobody else is."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from onecustomer.store.counter import read
from onecustomer.store.erasure import erased_keys
from onecustomer.store.open import open_store
from tests.her_data.conftest import HERS, Kept
from tests.words import NOON, SQUARE, AtOnce, Json, Oc, Rows, ShopAfter

ALL = ("customer", "handle", "occasion", "interaction", "fact", "telling", "rhythm", "search_key")


def test_nothing_finds_who_was_erased(shop_of_hers: Oc) -> None:
    shop_of_hers("forget klein --yes")
    for words in ("klein", "c1", "margo.klein@example.com", "0188", "mags", "9876543210"):
        answer = shop_of_hers("serve", words)
        assert answer.code in (3, 4)
        assert "Margo Klein" not in answer.complained(answer.code)
    assert "Margo Klein" not in shop_of_hers("find budgie").out
    assert "Klein" not in shop_of_hers("today").printed()


def test_no_byte_of_hers_is_left(shop_of_hers: Oc, kept: Kept) -> None:
    before = kept()
    assert [] == [value for value in HERS if value.encode() not in before]
    shop_of_hers("forget klein --yes")
    after = kept()
    assert [] == [value for value in HERS if value.encode() in after]


@pytest.mark.parametrize(
    "who", ["klein", "Margo Klein", "mags", "+1 (212) 555-0188", "MARGO.KLEIN@example.com", "9876543210", "c1"]
)
def test_whatever_she_gives_finds_her(shop_of_hers: Oc, rows: Rows, who: str) -> None:
    assert 0 == shop_of_hers("forget", who, "--yes").code
    assert [] == rows("SELECT name FROM customer WHERE id = 1")


def test_nobody_is_erased_on_a_guess(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    assert "Margot Lévesque" in shop("forget margo --yes").complained(4)
    assert "Nobody is called “kleim”; the nearest:" in shop("forget kleim --yes").complained(4)
    assert "“zo” may be Zoë, and is not their name." in shop("forget zo --yes").complained(4)
    assert "“juli ibm” may be Juli Andersson" in shop("forget juli ibm --yes").complained(4)
    assert "Nobody found" in shop("forget nobody --yes").complained(3)
    assert "Say who is to be erased." in shop("forget --yes").complained(2)
    assert "one of them" in shop("forget klein --staff Ana --yes").complained(2)
    assert before == db.read_bytes()


def test_without_a_terminal_it_takes_a_yes(shop_of_hers: Oc, db: Path) -> None:
    before = db.read_bytes()
    complained = shop_of_hers("forget klein").complained(1)
    assert "Margo Klein c1 would be erased for good, with 8 entries, 2 pins and needs, 1 day to remember" in complained
    assert "oc: hint: oc forget c1 --yes" in complained
    assert before == db.read_bytes()


def test_at_a_terminal_it_asks_once_and_enter_is_no(shop_of_hers: Oc, db: Path, rows: Rows) -> None:
    before = db.read_bytes()
    answer = shop_of_hers("forget klein", at_terminal=True, stdin="\n")
    assert (1, 1) == (answer.code, answer.err.count("y/N:"))
    assert "Erase Margo Klein c1 for good, with 8 entries" in answer.err
    assert "Nothing was erased." in answer.err
    assert before == db.read_bytes()
    assert 0 == shop_of_hers("forget klein", at_terminal=True, stdin="y\n").code
    assert [] == rows("SELECT name FROM customer WHERE id = 1")


def test_the_receipt_has_the_key_and_no_name(shop_of_hers: Oc, db: Path, rows: Rows, as_json: Json) -> None:
    ((key,),) = rows("SELECT key FROM customer WHERE id = 1")
    counted = {table: rows(f"SELECT count(*) FROM {table} WHERE customer_id = 1") for table in ALL[1:]}
    said = shop_of_hers("forget klein --yes --json").printed()
    receipt = as_json(said)["receipt"]
    assert (key, "2026-11-21", True, None, []) == (
        *(receipt[part] for part in ("key", "day", "finished", "copies_until", "copies")),
    )
    assert {"customer": 1, "deed": 3} | {table: count for table, [(count,)] in counted.items()} == receipt["rows"]
    assert "klein" not in said.casefold()
    assert f"{key} 2026-11-21\n" == (db.parent / "shop.db-erased").read_text()


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_the_list_of_erased_keys_is_its_owners_and_has_each_once(shop: Oc, db: Path) -> None:
    place = f"{db}{erased_keys.FILE}"
    for key, day in (("a" * 32, "2026-11-20"), ("b" * 32, "2026-11-21"), ("a" * 32, "2026-11-22")):
        erased_keys.add(str(db), key, day)
    assert 0o600 == stat.S_IMODE(os.stat(place).st_mode)
    assert f"{'a' * 32} 2026-11-20\n{'b' * 32} 2026-11-21\n" == Path(place).read_text()
    with open(place, "a") as file:
        file.write("c" * 12)  # a power cut
    erased_keys.add(str(db), "d" * 32, "2026-11-23")
    assert {"a" * 32, "b" * 32, "d" * 32} == erased_keys.known(str(db)).keys()


def test_the_receipt_is_said_in_a_sentence(shop_of_hers: Oc) -> None:
    answer = shop_of_hers("forget klein --yes")
    assert answer.out.startswith(
        "Erased on Sat 21 Nov 2026: one customer with 8 entries, 2 pins and needs, 1 day to remember, 4 telephones,"
        " e-mails, nicknames and the like and 1 piece of news told. No trace is left in the store, nor in what oc keeps"
        " beside it. Receipt "
    )
    assert "klein" not in answer.out.casefold()
    assert "copies of the store that you made yourselves" in answer.err


def test_everybody_else_stays_as_they_were(shop_of_hers: Oc, rows: Rows) -> None:
    def others() -> dict[str, list[tuple[object, ...]]]:
        whose = {table: "id" if table == "customer" else "customer_id" for table in ALL}
        return {table: rows(f"SELECT * FROM {table} WHERE {whose[table]} <> 1 ORDER BY 1, 2, 3") for table in ALL}

    words = rows("SELECT text, word FROM fragment WHERE word NOT IN ('klein', 'margo', 'mags', 'mar', 'go', 'mar-go')")
    rows("UPDATE interaction SET other_id = NULL WHERE other_id = 1")
    before = others()
    shop_of_hers("forget klein --yes")
    assert before == others()
    left = rows("SELECT text, word FROM fragment")
    assert set(words) == set(left) | {(text, word) for text, word in words if word == "margo"}


def test_a_word_that_somebody_else_has_stays(shop: Oc) -> None:
    shop("add Lena Klein --phone '212 555 0111'")
    shop("forget 'margo klein' --yes")
    assert "Lena Klein" in shop("find kleim").printed()
    assert "Margot" in shop("find margo").printed()


def test_who_was_brought_by_her_and_who_brought_her_keep_their_entries(shop_of_hers: Oc, rows: Rows) -> None:
    shop_of_hers("forget klein --yes")
    assert [(2, "referral", None)] == rows(
        "SELECT customer_id, kind, other_id FROM interaction WHERE kind = 'referral'"
    )
    assert "Klein" not in shop_of_hers("history jim").printed()


def test_no_row_of_others_points_at_one_of_hers(shop: Oc, rows: Rows) -> None:
    shop("note --for klein zip broke")
    shop("note --for jim hello")
    rows("UPDATE interaction SET about_id = 1 WHERE id = 2")  # changed outside onecustomer
    shop("forget klein --yes")
    assert [(2, None)] == rows("SELECT id, about_id FROM interaction")


def test_what_named_her_by_number_is_put_back_without_it(shop: Oc, rows: Rows) -> None:
    shop("note --for jim --referral klein at the market")
    shop("mend e1 at the fair")
    shop("forget klein --yes", OC_TILL="two")
    assert "Took back" in shop("undo").printed()
    assert [("at the market", None)] == rows("SELECT text, other_id FROM interaction")


def test_a_first_name_that_others_have_names_her_where_it_is_written_large(shop: Oc) -> None:
    shop("add Margo Bell --phone '212 555 0111'")
    shop("note --for jim came with Margo")
    shop("note --for jim drank a margo")
    complained = shop("forget 'margo klein'").complained(1)
    assert "came with Margo" in complained
    assert "drank" not in complained


def test_words_of_others_that_name_her_are_shown_first_and_stay(shop_after: ShopAfter, rows: Rows) -> None:
    shop = shop_after(
        "add Margo Klein --email mk@example.com --phone '212 555 0143' --nick mags",
        "add Margot Bell",
        "add Jim Stone --why 'friend of Margo Klein'",
        "note --for jim came with Margo, who was cold",
        "note --for jim kleins sent him",
        "note --for jim is in the margins of it",
        "note --for jim write to mk@example.com",
        "note --for jim ring (212) 555-0143 first",
        "note --for jim --pin ask Mags first",
        "remember --for jim margo klein 12-12",
        "setting may 'what Margo wants'",
    )
    complained = shop("forget 'margo klein'").complained(1)
    for mended in ("e1  Jim", "e2  Jim", "e4  Jim", "e5  Jim", "f1  Jim", "d1  Jim", "c3  Jim", "setting  the shop"):
        assert mended in complained
    assert "margins" not in complained
    assert "oc mend e1 NEW WORDS" in complained
    assert "oc edit c3 --why TEXT" in complained
    assert "came with Margo" in shop("forget 'margo klein' --yes").err
    assert [("came with Margo, who was cold",)] == rows("SELECT text FROM interaction WHERE id = 1")


def test_what_was_mended_first_is_in_no_byte_either(shop: Oc, kept: Kept) -> None:
    shop("note --for jim came with Margo Klein")
    shop("edit jim --why 'Margo Klein sent him'")
    shop("mend e1 came with a friend")
    shop("edit jim --why 'a friend sent him'")
    assert b"Margo Klein" in kept()
    shop("forget klein --yes")
    assert b"Margo" not in kept().replace(b"Margot", b"")


def test_of_an_imports_deed_only_hers_is_taken_out(oc: Oc, till: Path, rows: Rows, kept: Kept) -> None:
    head = SQUARE.replace("Memo", "Company Name")
    people = "Margo,Klein,margo@example.com,,A1,{0},,\nJim,Stone,jim@example.com,,A2,{1},,\n"
    (till / "a.csv").write_text(head + people.format("", ""))
    (till / "b.csv").write_text(head + people.format("Acme Umbrellas", "Bell & Sons"))
    oc(f"import {till}/a.csv")
    oc(f"import {till}/b.csv")
    (before,) = next(iter(rows("SELECT before FROM deed WHERE id = 2")))
    assert {1, 2} == {whose for _, whose, _ in json.loads(before)}
    oc("forget 'margo klein' --yes")
    ((before,),) = rows("SELECT before FROM deed WHERE id = 2")
    assert [2] == [whose for _, whose, _ in json.loads(before)]
    assert b"Umbrellas" not in kept()
    assert [("Bell & Sons",)] == rows("SELECT company FROM customer")


def test_what_was_moved_to_her_is_gone_from_undo_too(shop: Oc, kept: Kept) -> None:
    shop("note --for jim lost his amber cane")
    shop("mend e1 --move klein")
    shop("forget klein --yes")
    assert b"amber cane" not in kept()


def test_an_erasure_is_never_taken_back(shop: Oc, db: Path) -> None:
    shop("note --for klein zip broke")
    shop("forget klein --yes")
    before = db.read_bytes()
    complained = shop("undo --yes").complained(1)
    assert "Somebody was erased here last, and nothing can bring them back." in complained
    assert before == db.read_bytes()


def test_what_was_written_of_her_before_can_no_longer_be_taken_back(shop: Oc) -> None:
    shop("edit klein --why 'black umbrella'")
    shop("forget klein --yes", OC_TILL="till two")
    assert "Nothing is left of today’s change: it was taken out since.\n" == shop("undo").out


@pytest.mark.one_till("a deed names a till by its number too")
def test_what_deeds_say_stays_without_her(shop_of_hers: Oc, rows: Rows) -> None:
    before = rows("SELECT id, at, till, staff, verb, customer_id, day FROM deed")
    shop_of_hers("forget klein --yes")
    after = rows("SELECT id, at, till, staff, verb, customer_id, day FROM deed")
    assert before == after[:-1]
    assert ("till one", "forget", 1) == (after[-1][2], *after[-1][4:6])
    assert [] == rows("SELECT before FROM deed WHERE customer_id = 1 AND before IS NOT NULL")


def test_her_number_is_never_given_again(shop: Oc) -> None:
    shop("add Bo Ray")
    shop("forget 'bo ray' --yes")
    assert "(c11)" in shop("add Ida Rue").out


def test_at_two_tills_the_others_note_is_refused_in_a_sentence(shop: Oc, db: Path) -> None:
    shop("serve klein", OC_TILL="two")
    shop("serve klein")
    shop("forget klein --yes")
    assert [] == [file for file in (db.parent / "shop.db-tills").iterdir() if file.is_file()]
    assert "Nobody is being served on this till." in shop("note zip broke", OC_TILL="two").complained(2)


def test_who_was_read_before_she_was_erased_is_written_of_no_more(shop: Oc, at_once: AtOnce) -> None:
    erased, noted = at_once("forget klein --yes", "note --for c1 zip broke")
    assert 0 == erased.code
    assert noted.code in (0, 1)
    if noted.code:
        assert "oc: Margo Klein was taken out of the store meanwhile.\n" in noted.err
    assert "Nobody found" in shop("history c1").complained(3)


def test_a_till_that_serves_another_goes_on(shop: Oc) -> None:
    shop("serve jim", OC_TILL="two")
    shop("forget klein --yes")
    assert "Noted for Jim O’Neil: zip" in shop("note zip", OC_TILL="two").printed()


def test_a_note_of_an_open_store_is_refused(shop: Oc, db: Path) -> None:
    store = open_store(str(db), lambda _: None)
    person = read.customer(store, 1)
    store.close()
    shop("forget klein --yes")
    assert person is not None
    assert "Nobody found" in shop("note --for c1 hello").complained(3)


def test_hostile_words_are_shown_harmlessly(shop: Oc, rows: Rows) -> None:
    shop("note --for jim came with Klein")
    rows("UPDATE interaction SET text = text || char(27) || '[2J'")
    assert "\x1b" not in shop("forget klein --yes", OC_NOW=NOON).err


def test_what_deeds_keep_and_nobody_can_read_goes(shop: Oc, rows: Rows, kept: Kept) -> None:
    shop("edit jim --why before")
    rows("UPDATE deed SET before = '{Margo Klein' WHERE id = (SELECT max(id) FROM deed)")
    shop("forget klein --yes")
    assert b"Margo Klein" not in kept()


def test_a_file_that_a_program_made_which_syncs_folders_is_named(shop: Oc, db: Path) -> None:
    double = db.with_name("shop (Ana's conflicted copy 2026-11-20).db")
    double.write_bytes(db.read_bytes())
    said = shop("forget klein --yes").err
    assert f"oc: beside the store lies what oc does not touch, and it may hold them: {double.name}\n" in said
    double.unlink()
    assert "beside the store lies" not in shop("forget zoë --yes").err
