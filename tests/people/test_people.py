"""Adding, editing, finding, undoing: the people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Json, Oc, Rows, found


@pytest.mark.parametrize(
    "query,name",
    [
        ("c1", "Margo Klein"),
        ("C1", "Margo Klein"),
        ("margo.klein@EXAMPLE.com", "Margo Klein"),
        ("+1 (212) 555-0143", "Margo Klein"),
        ("212.555.0143", "Margo Klein"),
        ("5550143", "Margo Klein"),
        ("0143", "Margo Klein"),
        ("margo klein", "Margo Klein"),
        ("KLEIN, Margo", "Margo Klein"),
        ("kle", "Margo Klein"),
        ("mar kle", "Margo Klein"),
        ("margo acme", "Margo Klein"),
        ("juli ibm", "Juli Andersson"),
        ("zoe", "Zoë"),
        ("oneil", "Jim O’Neil"),
        ("o'neil", "Jim O’Neil"),
        ("levesque margot", "Margot Lévesque"),
        ("weiss", "Jörg-Änne Weiß"),
        ("jorg-anne", "Jörg-Änne Weiß"),
        ("jorganne", "Jörg-Änne Weiß"),
        ("山", "山本 太郎"),
        ("太郎 山本", "山本 太郎"),
    ],
)
def test_the_right_person_is_found_at_once(shop: Oc, query: str, name: str) -> None:
    assert shop("show", query).printed().startswith(name)


def test_a_nickname_beats_the_beginning_of_a_name(shop: Oc) -> None:
    shop("edit klein --nick Mar")
    assert shop("show mar").printed().startswith("Margo Klein")


def test_who_was_served_last_comes_first(shop: Oc) -> None:
    shop("serve levesque")
    assert ["Margot Lévesque", "Margo Klein"] == found(shop, "margo")
    shop("serve klein", OC_NOW="2026-11-22T12:00:00+00:00")
    assert ["Margo Klein", "Margot Lévesque"] == found(shop, "margo")


def test_a_company_is_only_where_people_work(shop: Oc) -> None:
    assert ["Jeff Baptiste", "Juli Andersson"] == found(shop, "@ibm")
    assert ["Jeff Baptiste", "Juli Andersson"] == found(shop, "ibm")
    assert "Nobody found" in shop("find @nowhere").complained(3)


@pytest.mark.parametrize(
    "twin",
    [
        "Margo Klein",
        "klein margo",
        "MARGO KLEIN",
        "Маrgo Klein",
        "Somebody --phone 2125550143",
        "X --email Margo.Klein@example.com",
    ],
)
def test_a_likely_twin_is_pointed_out(shop: Oc, twin: str, rows: Rows) -> None:
    before = rows("SELECT count(*) FROM customer")
    words = twin.split(" --")
    command = ("add", words[0], *(f"--{word.split()[0]}={word.split()[1]}" for word in words[1:]))
    complained = shop(*command).complained(1)
    assert "Margo Klein may be the same person" in complained
    assert before == rows("SELECT count(*) FROM customer")
    assert shop(*command, stdin="n\n", at_terminal=True).code == 1
    assert shop(*command, stdin="y\n", at_terminal=True).code == 0
    assert shop(*command, "--yes").code == 0


def test_a_family_may_share_a_name_and_not_be_twins(shop: Oc) -> None:
    assert shop("add Otto Klein --phone 2125550999").code == 0


def test_an_empty_value_clears(shop: Oc) -> None:
    shop("edit klein --at '' --say '' --phone '' --style '' --nick M")
    card = shop("show klein").printed()
    assert "Margo Klein\n" == card
    assert "Nobody found" in shop("show 0143").complained(3)
    assert "Nobody found" in shop("show acme").complained(3)
    assert shop("show m").code == 0


def test_what_is_not_said_stays(shop: Oc) -> None:
    assert "Changed Margo Klein: role tailor, was none.\n" == shop("edit klein --role tailor").printed()
    assert shop("show 0143").printed().startswith("Margo Klein (MAR-go)  ·  tailor at Acme\nHURRIED")


def test_a_new_name_is_found_and_the_old_one_is_not(shop: Oc) -> None:
    shop("edit klein --name 'Margo Grün'")
    assert shop("show grun").code == 0
    assert "Nobody found" in shop("show klein").complained(3)


@pytest.mark.parametrize(
    "command",
    [
        "add 'Somebody New' --phone 2125550999 --birthday 01-02 --nick Some",
        "edit klein --name 'Other Name' --phone 1234567 --at '' --birthday 03-04 --style languid",
        "note --for klein hello --today upset",
        "note --for klein --pin always",
        "thank --for klein --via card",
        "style upset --for klein --why because",
        "style languid --usually --for klein --why because",
        "style chatty --advice 'Let them talk.'",
        "serve klein",
        "done --for jim 1",
        "edit jim --drop window",
    ],
)
def test_undo_takes_anything_back(shop: Oc, rows: Rows, command: str) -> None:
    shop("note --for jim --complaint the lamp")
    shop("note --for jim --pin the window seat")
    tables = ("customer", "handle", "occasion", "interaction", "fact", "search_key", "style", "deed")
    before = {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in tables}
    assert shop(command).code == 0
    assert before != {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in tables}
    assert shop("undo").printed().startswith("Took back today’s ")
    assert before == {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in tables}


def test_taking_a_visit_back_serves_nobody(shop: Oc) -> None:
    shop("serve klein")
    assert "Took back today’s visit for Margo Klein.\n" == shop("undo").printed()
    assert "Nobody is being served" in shop("note hello").complained(2)


def test_two_undos_take_back_two_writes(shop: Oc) -> None:
    shop("note --for klein first")
    shop("note --for klein second")
    assert "Took back today’s note for Margo Klein: second\n" == shop("undo").printed()
    assert "Took back today’s note for Margo Klein: first\n" == shop("undo").printed()


def test_the_shop_may_have_styles_of_its_own(shop: Oc) -> None:
    said = shop("style chatty --advice 'Let them talk.'").printed()
    assert "The shop has the style chatty now: Let them talk.\n" == said
    assert "chatty     Let them talk." in shop("style").printed()
    shop("style chatty --for klein")
    assert "CHATTY   today           Let them talk." in shop("show klein").printed()


@pytest.mark.parametrize("more", ["--usually", "--for klein", "--why 'a reason'"])
def test_a_style_of_the_shops_own_is_of_no_customer(shop: Oc, db: Path, more: str) -> None:
    before = db.read_bytes()
    assert "--advice makes a style" in shop(f"style chatty --advice 'Let them talk.' {more}").complained(2)
    assert before == db.read_bytes()


def test_who_wrote_stands_beside_what_was_written(shop: Oc) -> None:
    shop("note --for klein --pin paper receipts", OC_STAFF="Ana")
    assert shop("show klein").printed().rstrip().endswith("Ana, 21 Nov")


def test_a_note_of_another_day_says_the_day_in_full(shop: Oc) -> None:
    assert "Noted for Margo Klein, Fri 20 Nov 2026: hello\n" == shop("note --for klein --on yesterday hello").printed()


def test_of_several_complaints_one_is_answered_by_number(shop: Oc) -> None:
    shop("note --for klein --complaint the zip")
    shop("note --for klein --complaint the lining")
    assert " 1  Complaint 21 Nov: the lining\n 2  Complaint 21 Nov: the zip\n" in shop("done --for klein").complained(1)
    assert "oc done NUMBER" in shop("done --for klein 3").complained(1)
    assert "Answered, for Margo Klein: the zip (a new one)\n" == shop("done --for klein 2 a new one").printed()
    assert "Answered, for Margo Klein: the lining\n" == shop("done --for klein").printed()


def test_history_has_everything_latest_first(shop: Oc) -> None:
    shop("note --for klein --on '2 weeks ago' earlier")
    shop("thank --for klein --via card for coming")
    told = shop("history klein").printed()
    assert told.index("for coming (via card)") < told.index("earlier")


def test_history_in_json_has_every_entry(shop: Oc, as_json: Json) -> None:
    shop("note --for klein hello")
    shop("serve klein")
    said = as_json(shop("history klein --json").out)
    assert 1 == said["schema"]
    assert ["visit", "note"] == [entry["kind"] for entry in said["interactions"]]
