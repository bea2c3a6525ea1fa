"""Every exit code of the house, one claim a row; the stream that has nothing to say is silent."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from onecustomer.store.database.sqlite import SCHEMA
from tests.words import Json, Oc, Rows, locked


def test_0_done(shop: Oc) -> None:
    assert shop("serve klein").printed()


@pytest.mark.fault(4)
def test_0_a_closed_pipe(shop: Oc) -> None:
    done = subprocess.run(
        f"{sys.executable} -m onecustomer --help | head -1", shell=True, capture_output=True, text=True, check=False
    )
    assert "" == done.stderr
    assert 0 == done.returncode


@pytest.mark.parametrize(
    "command,sentence",
    [
        ("note --for klein", "The note is empty."),
        ("note --for klein '   '", "The note is empty."),
        ("thank --for klein ''", "The reason is empty."),
        ("add ''", "The name is empty."),
        ("add '!?'", "The name has no letter."),
        ("add Bo --phone none", "“none” is no telephone number."),
        ("add Bo --email nowhere", "“nowhere” is no e-mail address."),
        ("add Bo --birthday 31-02-2000", "“31-02-2000” is not a birthday that I understand"),
        ("add Bo --birthday 02-31", "There is no day 02-31."),
        ("note --for klein hi --on '31 feb'", "There is no day 31 feb."),
        ("note --for klein hi --on 11/12", "“11/12” could be 11 Dec or 12 Nov."),
        ("note --for klein hi --on 2026-11-22", "Sun 22 Nov 2026 is still to come."),
        ("style grumpy --for klein", "There is no style “grumpy”; there are languid, hurried, upset."),
        ("note --for klein 4111 1111 1111 1111", "The note has what looks like a card number."),
        ("serve '...'", "There is no letter or number to look for."),
        ("setting may '4111 1111 1111 1111'", "The rule has what looks like a card number."),
        ("done --for klein", "Margo Klein has nothing open."),
        ("done --for klein --broken moths", "Margo Klein has no open promise."),
        ("add IBM", "Not added: IBM is where Juli Andersson works."),
        ("add Bo --since 2027", "2027 is still to come."),
        ("edit klein --since 1899", "1899 is before 1900."),
        ("edit klein --every nevermore", "“nevermore” is no length of time that I understand."),
        ("add margo klein", "Not added: Margo Klein may be the same person."),
        ("import nowhere.csv", "There is no file nowhere.csv."),
        ("export -o .", ". is no file that can be written."),
        pytest.param("backup .", " is no file that can be written.", marks=pytest.mark.one_till("it makes no backup")),
        ("undo", "This till has nothing to take back."),
        ("setting notes soon", "“soon” is not a period that I understand."),
        ("setting notes 21y", "“21y” is not between a day and twenty years."),
        ("setting brief maybe", "Cards are brief as a rule, or not: yes or no."),
        ("setting always money", "There are no words of “money”; there are health, religion"),
    ],
)
def test_1_input_that_cannot_be_taken(shop: Oc, db: Path, command: str, sentence: str) -> None:
    before = db.read_bytes()
    answer = shop(command)
    assert sentence in answer.complained(1)
    assert "oc: hint: " in answer.err
    assert before == db.read_bytes()


NOBODY = "Nobody is being served on this till."


@pytest.mark.parametrize(
    "command,sentence,hint",
    [
        ("note hello", NOBODY, "oc serve WHO first, or oc note --for WHO"),
        ("thank", NOBODY, "oc serve WHO first, or oc thank --for WHO"),
        ("style upset", NOBODY, "oc serve WHO first, or oc style STYLE --for WHO"),
        ("serve", NOBODY, "oc serve WHO: part of a name, a phone, an e-mail"),
        ("show", NOBODY, "oc show WHO"),
        (
            "edit klein",
            "What is to be changed?",
            'oc edit WHO --phone "212 555 0143"\noc: hint: oc edit --help has the rest',
        ),
        (
            "frobnicate",
            "There is no command “frobnicate”.",
            "oc serve frobnicate\noc: hint: oc --help lists the commands",
        ),
        ("serve --fast", "oc serve has no option --fast.", "oc serve --help"),
        ("note --for", "--for needs a name, as margo.", "oc note … --for margo"),
        ("add", "Something is missing: oc add NAME.", "oc add --help"),
        ("export --plain", NOBODY, "oc export WHO --plain: a sheet is one person's"),
        (
            "edit klein --notes --no-notes",
            "Notes or no notes, not both.",
            "oc edit WHO --no-notes, or oc edit WHO --notes",
        ),
        (
            "policy --notice --record",
            "The notice or the record, not both.",
            "oc policy --notice; oc policy --record",
        ),
    ],
)
def test_2_words_that_are_off(shop: Oc, db: Path, command: str, sentence: str, hint: str) -> None:
    before = db.read_bytes()
    assert f"oc: {sentence}\noc: hint: {hint}\n" == shop(command).complained(2)
    assert before == db.read_bytes()


@pytest.mark.parametrize(
    "command", ["serve nobody", "show nobody", "find nobody", "export nobody", "note --for nobody hello", "serve c99"]
)
def test_3_nobody_found(shop: Oc, command: str) -> None:
    assert "Nobody found for" in shop(command).complained(3)


def test_3_comes_with_the_line_that_adds_them(shop: Oc) -> None:
    assert 'oc: hint: oc add "Siobhán O\'Dea", or try fewer letters\n' in shop("serve", "Siobhán O'Dea").complained(3)


@pytest.mark.fault(47)
@pytest.mark.parametrize(
    "command",
    ["serve margo", "show margo", "note --for margo hello", "history ma", "export margo", "edit margo --at X"],
)
def test_4_several_found_and_nobody_chose(shop: Oc, db: Path, command: str) -> None:
    before = db.read_bytes()
    complained = shop(command).complained(4)
    assert " 1  Margo" in complained
    assert " 2  Margo" in complained
    assert before == db.read_bytes()


def test_4_has_the_list_in_json(shop: Oc, as_json: Json) -> None:
    answer = shop("serve margo --json")
    assert 4 == answer.code
    listed = as_json(answer.out)
    assert ["Margo Klein", "Margot Lévesque"] == sorted(candidate["name"] for candidate in listed["candidates"])


@pytest.mark.usefixtures("hurried")
def test_5_a_store_that_is_locked(shop: Oc, db: Path) -> None:
    with locked(db):
        for command in ("show klein", "note --for klein hello", "add Bo"):
            assert "Another terminal kept the store locked" in shop(command).complained(5)


@pytest.mark.parametrize(
    "content,sentence",
    [
        (b"just a text file, which is no database at all. " * 50, "is no store at all"),
        (b"\0" * 4096, "database of another program"),
        (b"SQLite format 3\0" + b"\xff" * 8000, "is no store at all"),
    ],
    ids=["text", "zeroes", "rubbish"],
)
def test_5_a_file_that_is_no_store_is_left_as_it_is(oc: Oc, db: Path, content: bytes, sentence: str) -> None:
    db.write_bytes(content)
    for command in ("serve klein", "add Bo", "find bo"):
        assert "oc: " in oc(command).complained(5)
    assert content == db.read_bytes()


@pytest.mark.fault(19)
def test_5_another_programs_database(oc: Oc, db: Path) -> None:
    other = sqlite3.connect(db)
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.commit()
    other.close()
    before = db.read_bytes()
    for command in ("serve klein", "add Bo", "find bo"):
        assert "database of another program" in oc(command).complained(5)
    assert before == db.read_bytes()


def test_5_a_store_that_is_a_folder(oc: Oc, db: Path) -> None:
    db.mkdir()
    assert "The store cannot be a folder" in oc("serve klein").complained(5)


def test_5_a_store_that_is_an_address(oc: Oc) -> None:
    assert "not a database address" in oc("serve klein", OC_DB="postgresql://shop@db/customers").complained(5)


def test_5_a_damaged_store(shop: Oc, db: Path) -> None:
    size = db.stat().st_size
    with db.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    assert "is damaged" in shop("find klein").complained(5)


@pytest.mark.fault(15)
def test_6_a_store_of_a_newer_version(shop: Oc, db: Path, rows: Rows) -> None:
    newer = SCHEMA + 1
    rows(f"PRAGMA user_version = {newer}")
    before = db.read_bytes(), sorted(db.parent.iterdir())
    for command in (
        *(
            "serve klein",
            "show klein",
            "find klein",
            "history klein",
            "today",
            "pulse",
            "export",
            "policy",
            "duplicates",
        ),
        *("note --for klein hello", "add Bo", "undo", "forget klein --yes", "tidy --yes", "setting again 60d"),
    ):
        said = shop(command).complained(6)
        assert f"The store has schema {newer} and this onecustomer knows up to {SCHEMA}" in said
    assert before == (db.read_bytes(), sorted(db.parent.iterdir()))


def test_130_control_c(shop: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("onecustomer.cli.terminal.streams.ask", interrupted)
    assert 130 == shop("serve margo", at_terminal=True).code


def test_130_control_c_while_the_program_is_still_loaded() -> None:
    pressed = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'onecustomer.cli.main': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "from onecustomer.__main__ import run\n"
        "run()\n"
    )
    ended = subprocess.run([sys.executable, "-c", pressed], capture_output=True, text=True, check=False)
    assert (130, "", "") == (ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.fault(56)
def test_a_fault_of_the_program_shows_no_word_of_a_note(shop: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("marker")

    monkeypatch.setattr("onecustomer.domain.timeline.entries.add", broken)
    complained = shop("note --for klein marker of a secret").complained(1)
    assert "marker" not in complained
    assert "RuntimeError" in complained


@pytest.mark.one_till("who reads it may not read the till's home")
@pytest.mark.fault(8)
@pytest.mark.usefixtures("shop")
def test_5_a_store_that_is_read_only_still_serves(read_only: Oc) -> None:
    served = read_only("serve c1")
    assert 0 == served.code
    assert served.out.startswith("Margo Klein")
    assert served.err.startswith("oc: The visit is not logged. The store is read-only")
    assert 1 == served.err.count("\n")
    for command in ("show klein", "find klein", "history klein", "export"):
        assert read_only(command).printed()
    for command in ("note --for klein hello", "style upset --for klein", "add Bo", "edit klein --role x"):
        assert "read-only" in read_only(command).complained(5)


@pytest.mark.fault(23)
@pytest.mark.parametrize(
    "command",
    [
        *("show klein", "find mar", "find @ibm", "history klein", "export", "--help", "style", "show margo"),
        *("policy", "policy --record", "tidy --dry-run", "tidy", "backup", "doctor", "doctor --deep"),
    ],
)
def test_looking_never_changes_a_byte(shop: Oc, db: Path, command: str) -> None:
    shop("serve klein")
    before = db.read_bytes()
    shop(command)
    assert before == db.read_bytes()


def test_nothing_that_looks_like_success_comes_before_the_commit(shop: Oc, rows: Rows) -> None:
    rows("CREATE TRIGGER refuse BEFORE INSERT ON interaction BEGIN SELECT RAISE(ABORT, 'refused'); END")
    for command in ("note --for klein hello", "thank --for klein", "style upset --for klein"):
        answer = shop(command)
        assert (1, "") == (answer.code, answer.out)
        assert "The store refused what was to be written" in answer.err


def test_a_visit_that_the_store_refuses_is_said_and_the_card_stays(shop: Oc, rows: Rows) -> None:
    rows("CREATE TRIGGER refuse BEFORE INSERT ON interaction BEGIN SELECT RAISE(ABORT, 'refused'); END")
    answer = shop("serve klein")
    assert 0 == answer.code
    assert "Klein" in answer.out
    assert "The visit is not logged. The store refused" in answer.err


READING = (
    *("show klein", "show klein --json", "history klein", "history klein --json", "find klein", "find klein --json"),
    *("find zip", "today", "today --json", "today --here", "today --missed", "pulse", "pulse --json", "news"),
    *("news --json", "thank --unthanked", "style", "setting", "policy", "policy --record", "duplicates"),
    *("duplicates --json", "export", "export klein", "export --csv", "export --vcard", "export klein --plain"),
    *("tidy --dry-run", "help", "--help", "--version"),
)


@pytest.mark.fault(23)
def test_what_only_reads_changes_no_file_and_works_where_nothing_can_be_written(
    shop: Oc, read_only: Oc, db: Path
) -> None:
    shop("note --for klein zip broke")

    def everything() -> dict[str, bytes]:
        return {one.name: one.read_bytes() for one in db.parent.rglob("*") if one.is_file()}

    before = everything()
    for command in READING:
        assert 0 == shop(command).code, command
    assert before == everything()
    for command in READING:
        answer = read_only(command)
        assert 0 == answer.code, (command, answer.err)
