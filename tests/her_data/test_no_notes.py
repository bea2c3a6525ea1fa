"""Who wants no notes: nothing that was noted is shown any more, nothing is taken, and all the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import CAST, SQUARE, AtOnce, Json, Oc, Rows, ShopAfter, at

NOTED = (
    "edit klein --why 'marker why' --birthday 11-24 --role tailor",
    "@2026-11-02 serve klein",
    "@2026-11-02 note --for klein marker note",
    "@2026-11-02 note --for klein --complaint marker complaint",
    "@2026-11-02 note --for klein --warning marker warning",
    "@2026-11-02 note --for klein --leaving marker leaving",
    "@2026-11-02 note --for klein --idea marker idea",
    "@2026-11-20 note --for klein --praise marker praise",
    "@2026-11-02 note --for klein --gesture marker gesture",
    "@2026-11-02 note --for klein --referral jim marker referral",
    "@2026-11-02 note --for klein --pin marker pin",
    "@2026-11-02 note --for klein --need marker need",
    "@2026-11-02 style upset --for klein --why 'marker style'",
    "@2026-11-02 style hurried --usually --for klein --why 'marker usual'",
    "@2026-11-02 thank --for klein marker thanks",
    "@2026-11-20 remember 'marker day' 2026-11-23 --for klein",
    "@2026-11-20 promise hem --for klein --by 2026-11-25",
    "@2026-11-20 later klein --until 2026-12-24 --why 'marker later'",
    "@2026-11-20 note --for ruiz --need marker",
    "@2026-11-20 news the marker is in --for marker --until 2026-12-01",
)
LOOKING = (
    "serve klein",
    "show klein",
    "show klein --json",
    "history klein",
    "history klein --json",
    "history klein --graph",
    "find marker",
    "find marker --json",
    "find 11-24",
    "today",
    "today --json",
    "today --open",
    "today --dates",
    "today --heard",
    "today --thanks",
    "today --gone",
    "today --news",
    "news --json",
    "pulse --month",
    "pulse --month --json",
    "done --for klein",
    "told --for klein",
)


@pytest.fixture
def noted(shop_after: ShopAfter) -> Oc:
    return shop_after(*CAST, *NOTED)


def markers(answer: str) -> int:
    """Return how often something noted of Margo is said; what is in the news, or of Alecia, is not hers."""
    return answer.replace("the marker is in", "").replace("“marker”", "").count("marker ")


@pytest.mark.parametrize("command", LOOKING)
def test_nothing_noted_is_shown_of_who_wants_no_notes(noted: Oc, command: str) -> None:
    noted("edit klein --no-notes")
    answer = noted(command)
    assert 0 == markers(answer.out + answer.err), answer
    assert "Birthday" not in answer.out


def test_all_of_that_is_shown_where_notes_are_taken(noted: Oc) -> None:
    said = [command for command in LOOKING if markers(noted(command).out)]
    assert {"serve klein", "show klein", "history klein", "find marker", "today --open", "today --dates"} < {*said}
    assert "notes" in noted("history klein --graph").out
    assert "Margo Klein" in noted("find 11-24").out
    assert "Margo Klein" in noted("told --for klein").err + noted("today --news").out


def test_nobody_is_found_by_a_day_or_counted_by_a_kind_who_wants_no_notes(noted: Oc) -> None:
    noted("edit klein --no-notes")
    assert "Nobody found" in noted("find 11-24").complained(3)
    assert "notes" not in noted("history klein --graph").out
    assert "Margo Klein" not in noted("today --news").printed()
    assert "complaints" not in noted("pulse --month").printed()


def test_the_morning_counts_nobody_who_wants_no_notes(noted: Oc, as_json: Json) -> None:
    noted("edit klein --no-notes")
    said = as_json(noted("today --json").printed())
    named = {part: [one["ref"] for one in said[part]] for part in said if isinstance(said[part], list)}
    assert ["owed"] == [part for part, refs in named.items() if "c1" in refs and part != "gone"]
    assert "c3" in named["news"]
    assert "1 more" not in noted("today").printed()
    assert "Nobody waits for an answer.\n" == noted("today --open").printed()


def test_how_many_wait_for_an_answer_counts_nobody_who_wants_no_notes(shop: Oc) -> None:
    for number in range(9):
        shop(f"note --for jim --complaint zip {number}")
    alone = shop("today").printed()
    assert " more" in alone
    shop("note --for klein --complaint marker zip")
    assert alone != shop("today").printed()
    shop("edit klein --no-notes")
    assert alone == shop("today").printed()


@pytest.mark.parametrize("undo", ["edit klein --notes", "undo"])
def test_notes_are_shown_again_as_they_were(noted: Oc, rows: Rows, undo: str) -> None:
    before = noted("show klein").out, noted("history klein").out
    assert "Changed Margo Klein: notes not kept, was kept.\n" == noted("edit klein --no-notes").out
    assert before != (noted("show klein").out, noted("history klein").out)
    assert noted(undo).printed() in (
        "Changed Margo Klein: notes kept, was not kept.\n",
        "Took back today’s change for Margo Klein; again: notes kept\n",
    )
    assert before == (noted("show klein").out, noted("history klein").out)
    assert [(None,)] == rows("SELECT no_notes FROM customer WHERE id = 1")


TAKEN_NO_MORE = (
    "note --for klein hello",
    *(f"note --for klein --{kind} x" for kind in ("praise", "complaint", "warning", "idea", "leaving", "pin", "need")),
    "note --for klein --gesture a card",
    "note --for klein --referral juli",
    "note --for klein --today upset cat",
    "note --for klein --pin marker pin",
    "thank --for klein for waiting",
    "style upset --for klein --why cat",
    "style hurried --usually --for klein --why always",
    "edit klein --why alterations",
    "edit klein --birthday 11-26",
    "remember anniversary 11-26 --for klein",
    "later klein --until friday --why away",
    "lost klein --why slow",
    "mend e2 other words",
    "mend f1 other words",
    "mend d2 other words",
    "mend e10 other words",
    "add Bo --brought-by klein",
)


@pytest.mark.parametrize("command", TAKEN_NO_MORE)
def test_nothing_is_noted_of_who_wants_no_notes(noted: Oc, db: Path, command: str) -> None:
    noted("edit klein --no-notes")
    before = db.read_bytes()
    complained = noted(command).complained(1)
    assert "oc: Margo Klein wants no notes: " in complained
    assert "\noc: hint: " in complained
    assert "oc edit c1 --notes" in complained
    assert before == db.read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        "serve klein",
        "serve klein --via phone",
        "thank --for klein",
        "thank --for klein --via card",
        "style upset --for klein",
        "style languid --usually --for klein",
        "promise a coat --by friday --for klein",
        "done 1 with a new zip --for klein",
        "done --broken forgot --for klein",
        "edit klein --phone '212 555 0199'",
        "edit klein --at IBM",
        "later klein --until friday",
        "lost klein",
        "told --for klein",
        "mend e2 --drop",
        "mend e2 --move jim",
        "mend e12 another hem",
        "note --for jim --referral klein",
    ],
)
def test_all_else_goes_on(noted: Oc, command: str) -> None:
    noted("news for all of you --for everybody --until friday")
    noted("edit klein --no-notes")
    assert noted(command).printed_or_said()


def test_what_is_taken_out_is_not_said_back(noted: Oc) -> None:
    noted("edit klein --no-notes")
    assert "Took out e2, note (2 Nov) for Margo Klein.\n" == noted("mend e2 --drop").printed()
    assert "Took back today’s correction for Margo Klein.\n" == noted("undo").printed()
    noted("edit klein --notes")
    assert "marker note" in noted("history klein").printed()


def test_nothing_is_moved_to_who_wants_no_notes(noted: Oc) -> None:
    noted("note --for jim likes blue")
    noted("edit klein --no-notes")
    last = noted("history jim").printed().split("likes blue")[0].split("\n")[-1].split()[0]
    assert "Margo Klein wants no notes: " in noted(f"mend {last} --move klein").complained(1)


def test_the_card_says_nothing_of_it_and_what_is_ours_says_it(noted: Oc, as_json: Json) -> None:
    noted("edit klein --no-notes")
    wish = "Wants no notes: none is taken or shown. If that changes: oc edit c1 --notes\n"
    assert "notes" not in noted("serve klein").out
    assert noted("show klein").printed().endswith(wish)
    assert wish in noted("history klein").printed()
    assert as_json(noted("show klein --json").printed())["card"]["no_notes"] is True
    assert as_json(noted("history klein --json").printed())["no_notes"] is True
    assert all(len(row) <= 40 for row in noted("show klein", COLUMNS="40").printed().splitlines())


def test_at_a_terminal_nothing_is_asked_that_would_be_refused(noted: Oc) -> None:
    noted("edit klein --no-notes")
    noted("serve klein")
    assert "Note for" not in noted("note", at_terminal=True, stdin="x\n").err
    thanked = noted("thank", at_terminal=True)
    assert ("Thanked Margo Klein.\n", "") == (thanked.out, thanked.err)


def test_an_import_brings_no_memo_and_no_birthday_of_who_wants_none(noted: Oc, till: Path, rows: Rows) -> None:
    noted("edit jim --no-notes")
    noted("edit jim --email jim@example.com")
    (till / "square.csv").write_text(f"{SQUARE}Jim,O’Neil,jim@example.com,,S1,likes blue,1958-11-26,2026-11-01\n")
    assert 0 == noted("import", str(till / "square.csv")).code
    assert [("visit",)] == rows("SELECT kind FROM interaction WHERE customer_id = 2 AND imported = 1")
    assert [] == rows("SELECT what FROM occasion WHERE customer_id = 2")


def test_of_two_tills_the_note_that_comes_later_is_refused(noted: Oc, at_once: AtOnce, rows: Rows) -> None:
    ran = at_once("edit c1 --no-notes", "note --for c1 zip again", "note --for c1 --pin paper")
    assert 0 == ran[0].code
    written = rows("SELECT count(*) FROM interaction WHERE text = 'zip again'")[0][0]
    assert written == (ran[1].code == 0)
    assert all(one.code == 0 or "Margo Klein wants no notes: " in one.err for one in ran[1:])


def test_the_wish_is_said_where_both_are_asked_at_once(shop: Oc) -> None:
    assert "Margo Klein wants no notes" in shop("edit klein --no-notes --why alterations").complained(1)
    shop("edit klein --no-notes")
    assert "why alterations" in shop("edit klein --notes --why alterations").printed()


WAITS = {
    ("complaint",): "A complaint waits for an answer, and stands",
    ("warning",): "A warning waits for an answer, and stands",
    ("complaint", "warning"): "2 things wait for an answer, and stand",
}


@pytest.mark.parametrize("kinds", WAITS)
def test_what_waits_for_an_answer_is_to_be_answered_first(shop: Oc, kinds: tuple[str, ...]) -> None:
    for kind in kinds:
        shop(f"note --for klein --{kind} marker")
    said = f"oc: {WAITS[kinds]} in the morning no more: oc undo, then oc done --for c1\n"
    assert said == shop("edit klein --no-notes").err
    assert "" == shop("edit klein --no-notes").err
    shop("undo")
    shop("undo")
    for _ in kinds:
        assert 0 == shop("done 1 --for c1").code
    assert "" == shop("edit klein --no-notes").err


def test_no_kind_word_is_advised_that_would_be_refused(shop: Oc, as_json: Json) -> None:
    assert "A last kind word: oc note --gesture --for juli" in shop("lost juli").printed()
    shop("edit jim --no-notes")
    assert "Jim O’Neil is gone.\n" == shop("lost jim").printed()
    rows = shop("today --gone").printed().splitlines()
    assert ["Andersson,"] == [row.split()[1] for row in rows if "oc note --gesture" in row]


def test_that_they_left_is_said_and_not_why(shop: Oc) -> None:
    shop("lost jim --why 'marker slow' --to Bell")
    commands = ("show jim", "history jim", "today --gone", "pulse", "find marker")
    assert [*commands] == [one for one in commands if markers(shop(one).out)]
    shop("edit jim --no-notes")
    assert [] == [one for one in commands if markers(shop(one).out)]
    assert "LEFT" in shop("show jim").out
    assert "is gone." in shop("pulse").printed()


def test_the_morning_after_is_the_same(noted: Oc) -> None:
    noted("edit klein --no-notes")
    assert 0 == markers(noted("today", OC_NOW=at("2026-11-24")).printed())
