"""Mending what was written: other words, taken out, or given to the person it was about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import ANA, AtOnce, Json, Oc, Rows, at

TOMORROW = at("2026-11-22")
ENTRIES = "SELECT id, customer_id, kind, text FROM interaction ORDER BY id"


@pytest.fixture
def lived(shop: Oc) -> Oc:
    """Margo's complaint is e1, her answer e2, her pin f1, her cat's operation d2; Zoë's note is e3."""
    shop("note --complaint zip broke --for klein", OC_STAFF=ANA)
    shop("done new zip --for klein")
    shop("note --pin paper receipts --for klein")
    shop("remember cat’s operation 27 Nov --for klein")
    shop("note likes blue --for zoe")
    return shop


def everything(rows: Rows) -> list[object]:
    tables = ("interaction", "fact", "occasion", "rhythm", "deed")
    return [rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables]


def test_the_history_prints_the_number_of_each_line(lived: Oc, as_json: Json) -> None:
    told = lived("history klein").printed()
    for number, words in (("e1", "zip broke"), ("e2", "new zip"), ("f1", "paper receipts"), ("d2", "cat’s operation")):
        assert [number] == [row.split()[0] for row in told.splitlines() if words in row and row.startswith(number)]
    entries = as_json(lived("history klein --json").printed())["interactions"]
    assert ["e2", "e1"] == [entry["ref"] for entry in entries]
    assert ["f1"] == [pin["ref"] for pin in as_json(lived("show klein --json").printed())["card"]["pins"]]


@pytest.mark.parametrize(
    "command,said",
    [
        (
            "mend e1 zip broke twice",
            "Mended e1, complaint (Ana, 21 Nov) for Margo Klein: zip broke twice; it said: zip broke\n",
        ),
        (
            "mend E1 zip broke twice",
            "Mended e1, complaint (Ana, 21 Nov) for Margo Klein: zip broke twice; it said: zip broke\n",
        ),
        (
            "mend e2 new zip, no charge",
            "Mended e2, answer (21 Nov) for Margo Klein: new zip, no charge; it said: new zip\n",
        ),
        ("mend f1 no receipts", "Mended f1, pin (21 Nov) for Margo Klein: no receipts; it said: paper receipts\n"),
        (
            "mend d2 dog’s operation",
            "Mended d2, day to remember for Margo Klein: dog’s operation, Fri 27 Nov 2026"
            "; it said: cat’s operation, Fri 27 Nov 2026\n",
        ),
        (
            "mend d2 cat’s operation 30 Nov",
            "Mended d2, day to remember for Margo Klein: cat’s operation, Mon 30 Nov 2026"
            "; it said: cat’s operation, Fri 27 Nov 2026\n",
        ),
        (
            "mend d1 birthday 12-25",
            "Mended d1, day to remember for Jörg-Änne Weiß: birthday, every 25 Dec; it said: birthday, every 24 Dec\n",
        ),
        (
            "mend e1 --drop",
            "Took out e1, complaint (Ana, 21 Nov) for Margo Klein: zip broke; and how it ended: new zip\n",
        ),
        ("mend e2 --drop", "Took out e2, answer (21 Nov) for Margo Klein: new zip; open again: zip broke\n"),
        ("mend f1 --drop", "Took out f1, pin (21 Nov) for Margo Klein: paper receipts\n"),
        ("mend d2 --drop", "Took out d2, day to remember for Margo Klein: cat’s operation, Fri 27 Nov 2026\n"),
        ("mend e3 --move klein", "Moved e3, note (21 Nov), from Zoë to Margo Klein: likes blue\n"),
        (
            "mend e1 --move jim",
            "Moved e1, complaint (Ana, 21 Nov), from Margo Klein to Jim O’Neil: zip broke; and how it ended: new zip\n",
        ),
        ("mend f1 --move jim", "Moved f1, pin (21 Nov), from Margo Klein to Jim O’Neil: paper receipts\n"),
        (
            "mend d2 --move jim",
            "Moved d2, day to remember, from Margo Klein to Jim O’Neil: cat’s operation, Fri 27 Nov 2026\n",
        ),
    ],
)
def test_it_says_whose_it_was_and_what_it_says_now_and_undo_puts_all_back(
    lived: Oc, rows: Rows, command: str, said: str
) -> None:
    before = everything(rows)
    assert said == lived(command).printed()
    mended = everything(rows)
    assert mended != before
    assert lived("undo").printed().startswith("Took back today’s correction for ")
    assert before == everything(rows)


def test_a_complaint_moves_with_its_answer_and_its_person_owes_nothing(lived: Oc, rows: Rows) -> None:
    lived("mend e1 --move jim")
    assert [(1, 2, "complaint", "zip broke"), (2, 2, "answer", "new zip")] == rows(ENTRIES)[:2]


def test_an_answer_taken_out_opens_the_complaint_again(lived: Oc) -> None:
    lived("mend e2 --drop")
    assert "Open     Complaint 21 Nov: zip broke" in lived("show klein").printed()


def test_the_history_says_who_mended_it_and_when(lived: Oc, as_json: Json) -> None:
    lived("mend e1 zip broke twice", OC_STAFF="Ben", OC_NOW=TOMORROW)
    assert "zip broke twice (answered 21 Nov, mended 22 Nov by Ben)" in lived("history klein", COLUMNS="120").printed()
    oldest = as_json(lived("history klein --json").printed())["interactions"][-1]
    assert {"day": "2026-11-22", "staff": "Ben"} == oldest["mended"]


def test_a_number_is_never_given_again(lived: Oc, rows: Rows) -> None:
    lived("mend e3 --drop")
    lived("note likes red --for zoe")
    assert [(4, 7, "note", "likes red")] == rows(ENTRIES)[-1:]


@pytest.mark.parametrize(
    "command,code,sentence",
    [
        ("mend e99 x", 1, "Nothing has the number e99."),
        ("mend c1 x", 1, "Nothing has the number c1."),
        ("mend e x", 1, "Nothing has the number e."),
        ("mend e99999999999999999999 x", 1, "Nothing has the number e99999999999999999999."),
        ("mend e1", 2, "How is it to be mended?"),
        ("mend e1 x --drop", 2, "New words, --drop or --move: only one of them."),
        ("mend e1 --drop --move jim", 2, "New words, --drop or --move: only one of them."),
        ("mend e1 4111 1111 1111 1111", 1, "The note has what looks like a card number."),
        ("mend e1 --move nobody", 3, "Nobody found for “nobody”."),
        ("mend e1 --move margo", 4, "“margo” may be 2 people:"),
        ("mend e1 --move klein", 1, "e1 is Margo Klein’s already."),
        ("mend e2 --move jim", 1, "e2 is how e1 ended, and moves with it."),
        ("mend d2 cat’s operation 31 Nov", 1, "There is no day 31 Nov."),
    ],
)
def test_what_cannot_be_mended_so_stays(lived: Oc, db: Path, command: str, code: int, sentence: str) -> None:
    before = db.read_bytes()
    answer = lived(command)
    assert (code, "") == (answer.code, answer.out)
    assert sentence in answer.err
    assert before == db.read_bytes()


def test_a_visit_has_no_words_and_can_be_taken_out(shop: Oc, rows: Rows) -> None:
    shop("serve klein")
    assert "e1 is a visit, and has no words of its own." in shop("mend e1 hello").complained(1)
    assert "Took out e1, visit (21 Nov) for Margo Klein\n" == shop("mend e1 --drop").printed()
    assert [] == rows(ENTRIES)


def test_a_fourth_pin_is_not_moved_and_the_same_need_is_not_there_twice(lived: Oc) -> None:
    for pin in ("one", "two", "three"):
        lived(f"note --pin {pin} --for jim")
    assert "Jim O’Neil has 3 pins" in lived("mend f1 --move jim").complained(1)
    lived("note --need lining --for zoe")
    lived("note --need LINING --for klein")
    assert "Zoë has that already, as f5: LINING" in lived("mend f6 --move zoe").complained(1)


def test_at_a_terminal_the_new_words_are_asked_for(lived: Oc, rows: Rows) -> None:
    mended = lived("mend e3", stdin="doesn't like $5 #44 (blue)\n", at_terminal=True)
    assert "oc: e3, note (21 Nov) for Zoë, says: likes blue\nIt should say: " == mended.err
    assert "Mended e3, note (21 Nov) for Zoë: doesn't like $5 #44 (blue); it said: likes blue\n" == mended.out
    assert 1 == lived("mend e3", stdin="\n", at_terminal=True).code
    assert 130 == lived("mend e3", stdin="", at_terminal=True).code
    assert "doesn't like $5 #44 (blue)" == rows(ENTRIES)[-1][3]


def test_the_old_words_are_gone_with_the_first_write_of_another_day(lived: Oc, db: Path) -> None:
    lived("note --for zoe unfortunate wording")
    lived("mend e4 kind words")
    assert b"unfortunate wording" in db.read_bytes()
    lived("thank --for jim")
    assert b"unfortunate wording" in db.read_bytes()
    lived("thank --for jim", OC_NOW=TOMORROW)
    assert b"unfortunate wording" not in db.read_bytes()
    assert lived("undo", OC_NOW=TOMORROW).printed()
    assert "Took back yesterday’s thank-you for Jim O’Neil.\n" == lived("undo --yes", OC_NOW=TOMORROW).printed()
    refused = lived("undo --yes", OC_NOW=TOMORROW).complained(1)
    assert (
        "The last write here, “note”, cannot be taken back alone: more was written of the same person since." in refused
    )


def test_a_confirmed_fact_keeps_its_number_and_its_old_words_go_too(shop: Oc, db: Path) -> None:
    shop("note --for zoe --pin hates xwoolx")
    assert "Confirmed for Zoë: hates xwoolx\n" == shop("note --for zoe --pin hates XWOOLX", OC_NOW=TOMORROW).printed()
    assert "f1  " in shop("history zoe").printed()
    shop("mend f1 hates silk", OC_NOW=TOMORROW)
    shop("thank --for jim", OC_NOW=at("2026-11-23"))
    assert b"woolx" not in db.read_bytes().lower()


def test_a_visit_that_was_mended_away_is_logged_again_when_she_is_served_again(shop: Oc, rows: Rows) -> None:
    shop("serve klein")
    shop("mend e1 --drop")
    shop("serve klein")
    assert [(1, "visit")] == [row[1:3] for row in rows(ENTRIES)]


def test_a_visit_is_not_moved_to_who_was_here_that_day(shop: Oc) -> None:
    shop("serve klein")
    shop("serve zoe")
    assert "Margo Klein has that already, as e1" in shop("mend e2 --move klein").complained(1)


def test_a_single_dash_reads_the_new_words_from_a_pipe(lived: Oc) -> None:
    assert "for Zoë: new words; it said: likes blue\n" in lived("mend e3 -", stdin="new words\n").printed()


def test_a_write_of_which_nothing_is_left_says_so_and_is_out_of_the_way(lived: Oc) -> None:
    lived("thank --for jim", OC_TILL="a")
    lived("note --for zoe likes red", OC_TILL="a")
    lived("mend e5 --drop", OC_TILL="b")
    assert "more was written of the same" in lived("undo", OC_TILL="a").complained(1)
    lived("serve jim", OC_TILL="b", OC_NOW=TOMORROW)
    said = lived("undo --yes", OC_TILL="a", OC_NOW=TOMORROW).printed()
    assert "Nothing is left of yesterday’s note for Zoë: it was taken out since.\n" == said
    assert "Took back yesterday’s thank-you" in lived("undo --yes", OC_TILL="a", OC_NOW=TOMORROW).printed()


@pytest.mark.parametrize("later", ["mend e3 other words", "mend e3 --drop", "mend e3 --move klein"])
def test_what_another_till_mended_again_is_not_put_back(lived: Oc, rows: Rows, later: str) -> None:
    lived("mend e3 --move jim", OC_TILL="a")
    lived(later, OC_TILL="b")
    both = everything(rows)
    assert "more was written of the same" in lived("undo", OC_TILL="a").complained(1)
    assert both == everything(rows)
    assert lived("undo", OC_TILL="b").printed()
    assert lived("undo", OC_TILL="a").printed()


@pytest.mark.parametrize("later", ["mend e4 other words", "mend e4 --drop", "mend e4 --move klein"])
def test_what_another_till_mended_is_not_taken_back_by_the_till_that_wrote_it(lived: Oc, later: str) -> None:
    lived("note --for zoe likes red", OC_TILL="a")
    lived(later, OC_TILL="b")
    assert "more was written of the same" in lived("undo", OC_TILL="a").complained(1)
    assert lived("undo", OC_TILL="b").printed()
    assert lived("undo", OC_TILL="a").printed()


def test_what_happens_with_the_same_person_meanwhile_is_not_in_the_way(lived: Oc) -> None:
    lived("mend e3 likes green", OC_TILL="a")
    lived("serve zoe", OC_TILL="b")
    lived("edit zoe --at Acme", OC_TILL="b")
    assert "Took back today’s correction for Zoë; again: likes blue\n" == lived("undo", OC_TILL="a").printed()


def test_an_answer_that_was_taken_out_is_not_put_back_beside_another(lived: Oc) -> None:
    lived("mend e2 --drop", OC_TILL="a")
    lived("done money back --for klein", OC_TILL="b")
    assert "more was written of the same" in lived("undo", OC_TILL="a").complained(1)


def test_of_two_tills_that_mend_one_entry_at_once_one_is_told(lived: Oc, at_once: AtOnce, rows: Rows) -> None:
    answers = at_once("mend e3 likes red", "mend e3 likes green")
    assert [0, 1] == sorted(answer.code for answer in answers)
    lost = max(answers, key=lambda answer: answer.code)
    assert "e3 was changed by another till meanwhile." in lost.err
    won = min(answers, key=lambda answer: answer.code)
    assert f"Mended e3, note (21 Nov) for Zoë: {rows(ENTRIES)[-1][3]}; it said: likes blue\n" == won.out


def test_on_a_narrow_screen_what_a_line_says_stands_below_and_is_whole(lived: Oc) -> None:
    told = lived("history klein", COLUMNS="40").printed()
    assert "e1  21 Nov  complaint  Ana\n    zip broke (answered 21 Nov)\n" in told
    assert "always  email\n    margo.klein@example.com\n" in told
    assert max(map(len, told.splitlines())) <= 40


def test_the_demo_shows_a_mended_note(oc: Oc) -> None:
    assert "mended 14 Nov by Ana" in " ".join(oc("demo history jim", COLUMNS="120").printed().split())
