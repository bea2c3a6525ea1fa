"""An import in batches: cut short, gone on with, taken back, and what a shop that has people keeps of theirs."""

from __future__ import annotations

import datetime as dt
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from onecustomer.cli.terminal import joined
from onecustomer.domain.language.days import YearlyDay
from onecustomer.domain.people.details import Details
from onecustomer.domain.timeline.deed import Signed
from onecustomer.domain.transfer.reading.incoming import Incoming, LeftOut, Progress
from onecustomer.domain.transfer.taking.counted import Counted
from onecustomer.domain.transfer.taking.importing import bring_in
from onecustomer.store.open import open_store
from tests.bench import kills_of_import, square_files
from tests.bench.people import rare_family
from tests.transfer.killed import MANY, UNFINISHED, stopped
from tests.words import NOW, SQUARE, TODAY, Oc, Rows, copies

FEW = 1_600
File = Callable[[str | bytes], str]


def everybody(db: Path) -> list[object]:
    return kills_of_import.people(db)


@pytest.mark.long
@pytest.mark.fault(49)
def test_a_killed_import_goes_on_by_the_same_command(oc: Oc, db: Path, many: Path, rows: Rows) -> None:
    code, _ = stopped(db, signal.SIGKILL, "import", str(many), until=UNFINISHED)
    assert -signal.SIGKILL == code
    assert [(many.name, "import")] == [(file, what.split()[0]) for file, what in rows(UNFINISHED)]
    assert 0 < rows("SELECT count(*) FROM customer")[0][0] < MANY
    answer = oc("import", str(many))
    assert f"  {MANY:,} people are new: " in answer.out
    assert [] == rows(UNFINISHED)
    assert [(1,)] == rows("SELECT count(*) FROM deed")
    finished = everybody(db)
    assert 0 == oc("import", str(many), OC_DB=str(db.with_name("other.db"))).code
    assert everybody(db.with_name("other.db")) == finished


@pytest.mark.fault(4, 49)
@pytest.mark.one_till("its import is begun before the shop is")
def test_ctrl_c_leaves_whole_batches_and_says_how_it_goes_on(oc: Oc, db: Path, many: Path, rows: Rows) -> None:
    code, said = stopped(db, signal.SIGINT, "import", str(many), until=UNFINISHED)
    assert 130 == code
    assert "the same command goes on, oc undo takes them back" in " ".join(said.split())
    assert "Traceback" not in said
    came = rows("SELECT count(*) FROM customer")[0][0]
    assert f"Took back today’s import of {many.name}: {came:,} people\n" == oc("undo", OC_TILL=till_of(rows)).printed()
    assert [(0, 0, 0)] == rows(
        "SELECT (SELECT count(*) FROM deed), (SELECT count(*) FROM search_key), (SELECT count(*) FROM fragment)"
    )


def till_of(rows: Rows) -> str:
    return rows("SELECT till FROM deed")[0][0]


@pytest.mark.long
def test_a_killed_undo_goes_on_and_nothing_comes_in_before_that(oc: Oc, db: Path, many: Path, rows: Rows) -> None:
    oc("add Jim Stone")
    oc("import", str(many))
    code, _ = stopped(db, signal.SIGKILL, "undo", until="SELECT 1 FROM deed WHERE unfinished = 'undo'")
    assert -signal.SIGKILL == code
    assert [(many.name, "undo")] == rows(UNFINISHED)
    assert "is being taken back" in oc("import", str(many)).complained(1)
    assert 0 == oc("note --for jim hello").code
    assert 0 == oc("undo").code
    assert [("Jim Stone",)] == rows("SELECT name FROM customer")
    assert [("hello",)] == rows("SELECT text FROM interaction")
    assert 0 == oc("import", str(many)).code


@pytest.mark.one_till("of a till's copy no copies are made")
def test_a_shop_that_has_people_is_copied_before_an_import_and_once(oc: Oc, db: Path, export: str) -> None:
    oc("import", export)
    assert [] == copies(db)
    oc("undo")
    oc("add Jim Stone")
    before = everybody(db)
    assert 0 == oc("import", "--dry-run", export).code
    assert [] == copies(db)
    said = oc("import", export).err
    (copy,) = copies(db)
    assert f"A copy of the store as it was before: {copy}\n" in said.replace("oc: ", "")
    assert before == everybody(copy)
    assert 0o600 == copy.stat().st_mode & 0o777
    content = db.read_bytes()
    oc("import", export)
    assert (content, [copy]) == (db.read_bytes(), copies(db))


def test_who_is_erased_is_erased_from_the_copy_before_an_import_too(oc: Oc, db: Path, export: str) -> None:
    oc("add Jim Stonewall --phone 2125559876")
    oc("import", export)
    assert 0 == oc("forget stonewall --yes").code
    kept = b"".join(path.read_bytes() for path in db.parent.glob(f"{db.name}*") if path.is_file())
    assert b"Stonewall" not in kept
    assert b"5559876" not in kept


@pytest.mark.parametrize(
    "here,row,is_one",
    [
        ("Ann Klein", "Klein,Ann,,2125550100", True),
        ("Robert Klein", "Bob,Klein,,2125550100", True),
        ("A Klein", "Ann,Klein,,2125550100", True),
        ("Ann Kleinman", "Ann,Kleinmann,,2125550100", True),
        ("Ann", "Ann,Klein,,2125550100", True),
        ("Ann Klein", ",,,2125550100", True),
        ("Ann Klein", "Tom,Klein,,2125550100", False),
        ("Ann Klein", "Ann,Gross,,2125550100", False),
        ("Ann Klein", "Ann,Klein,,2125550101", False),
        ("Ann Klein", "Ann,Klein,,+1 (212) 555-0100", True),
    ],
)
def test_a_telephone_and_a_name_that_may_be_one_persons(
    oc: Oc, file: File, rows: Rows, here: str, row: str, is_one: bool
) -> None:
    oc("add", *here.split(), "--phone", "2125550100")
    oc("import", file(f"{SQUARE}{row},A1,,,\n"))
    assert [(1 if is_one else 2,)] == rows("SELECT count(*) FROM customer")
    assert [(here,)] == rows("SELECT name FROM customer WHERE id = 1")


def test_of_two_with_one_telephone_the_one_of_the_same_name_is_meant(oc: Oc, file: File, rows: Rows) -> None:
    oc("add Ann Klein --phone 2125550100")
    oc("add Anne Klein --phone 2125550100 --yes")
    oc("import", file(f"{SQUARE}Anne,Klein,,2125550100,A1,,,\n,,,2125550100,A2,,,\n"))
    assert [(2,)] == rows("SELECT customer_id FROM handle WHERE value LIKE '%:A1'")
    assert [(3,)] == rows("SELECT customer_id FROM handle WHERE value LIKE '%:A2'")


def test_a_name_replaces_one_that_was_made_where_an_address_has_no_word(oc: Oc, file: File, rows: Rows) -> None:
    """ "12@x.example" is called Customer by the file's reader, and so by who asks whether that is a name."""
    oc("import", file("Name,Email\n,12@x.example\n"))
    assert [("Customer",)] == rows("SELECT name FROM customer")
    oc("import", file("Name,Email\nAnn Lee,12@x.example\n"))
    assert [("Ann Lee",)] == rows("SELECT name FROM customer")


def test_a_name_replaces_one_that_was_made_from_a_telephone(oc: Oc, file: File, rows: Rows) -> None:
    oc("import", file(f"{SQUARE},,,2125550143,A1,,,\n"))
    assert [("Customer …43",)] == rows("SELECT name FROM customer")
    oc("import", file(f"{SQUARE}Ann,Klein,,2125550143,A2,,,\n"))
    assert [("Ann Klein",)] == rows("SELECT name FROM customer")
    assert 0 == oc("show ann klein").code
    oc("undo")
    assert [("Customer …43",)] == rows("SELECT name FROM customer")


def test_many_of_one_telephone_stay_apart_and_a_second_run_knows_them(oc: Oc, file: File, rows: Rows, db: Path) -> None:
    names = dict.fromkeys(rare_family(random.Random(number)) for number in range(300))
    people = "".join(f"{name},,,2125550100,A{number},,,\n" for number, name in enumerate(names))
    path = file(SQUARE + people)
    assert f"  {len(names)} people are new" in oc("import", path).out
    content = db.read_bytes()
    assert f"  {len(names)} people were here already, with nothing new" in oc("import", path).out
    assert content == db.read_bytes()


def test_who_wants_no_notes_gets_none_from_a_file(oc: Oc, file: File, rows: Rows) -> None:
    oc("add Ann Klein --phone 2125550100")
    oc("edit ann --no-notes")
    oc("import", file(f"{SQUARE}Ann,Klein,ann@example.com,2125550100,A1,likes tea,05-06,2026-01-02\n"))
    assert [("visit", None)] == rows("SELECT kind, text FROM interaction")
    assert [] == rows("SELECT * FROM occasion")
    assert [("email",), ("phone",), ("source",)] == rows("SELECT kind FROM handle ORDER BY kind")


@pytest.mark.long
@pytest.mark.fault(1, 49)
def test_an_import_killed_at_random_moments_is_whole_or_finished(till: Path) -> None:
    folder = till / "kills"
    folder.mkdir()
    found = kills_of_import.kill(folder, 4, 1_500)
    assert not [what for what in found if what.startswith("wrong")]


class Given:
    """A file of people as the reading gives them."""

    path, told, size = "given.csv", "given", 0
    notes: Sequence[str] = ()
    unread: Sequence[str] = ()
    withheld: Sequence[tuple[str, str]] = ()

    def __init__(self, *people: Incoming | LeftOut) -> None:
        self.given = people

    def people(self, progress: Progress) -> Iterator[Incoming | LeftOut]:
        yield from self.given


def one(number: str, *, line: int = 2, **said: Any) -> Incoming:
    of_row = {name: said.pop(name) for name in ("memo", "records", "last_visit", "days", "without") if name in said}
    details = Details(**{"name": "Ann Klein"} | said)
    details.handles = [*details.handles, ("source", f"square:{number}")]
    return Incoming(line, f"square:{number}", True, details, **of_row)


@pytest.fixture
def brought(shop: Oc, db: Path) -> Callable[..., Counted]:
    """Bring people in as `oc import` does once they are read."""

    def bring(*people: Incoming | LeftOut, **asked: bool) -> Counted:
        with closing(open_store(str(db), lambda _: None)) as store:
            joined.begin(store, TODAY)
            (counted,) = bring_in(store, Signed(NOW, TODAY, "till one", None), [Given(*people)], **asked)
            return counted

    return bring


def test_what_differs_is_said_and_stays_without_update(brought: Callable[..., Counted], rows: Rows) -> None:
    birthday = YearlyDay(5, 6)
    brought(one("A1", company="Acme", birthday=birthday, since=dt.date(2020, 1, 1)))
    counted = brought(
        one("A1", name="Anna Gross", company="IBM", birthday=YearlyDay(7, 8), since=dt.date(2021, 1, 1), line=7)
    )
    assert (1, 3) == (counted.known.count, counted.kept.count)
    assert [
        (7, "Ann Klein", "name stays Ann Klein, the file says Anna Gross"),
        (7, "Ann Klein", "company stays Acme, the file says IBM"),
        (7, "Ann Klein", "the birthday stays as it is, the file says another day"),
    ] == [(said.line, said.name, said.sentence) for said in counted.kept.first]
    assert [("Ann Klein", "Acme")] == rows("SELECT name, company FROM customer WHERE name LIKE 'Ann%'")


def test_with_update_the_file_stands_and_undo_brings_back_what_was(
    brought: Callable[..., Counted], oc: Oc, db: Path, rows: Rows
) -> None:
    brought(one("A1", company="Acme", birthday=YearlyDay(5, 6)))
    before = everybody(db)
    mail = [("email", "a@example.com")]
    changed = one("A1", name="Anna Gross", company="IBM", birthday=YearlyDay(7, 8), handles=mail)
    again = one("A1", name="Anna Gross", company="Third", line=3)
    counted = brought(changed, again, is_updating=True)
    assert (1, 1) == (counted.updated.count, counted.kept.count)
    assert [("Anna Gross", "IBM")] == rows("SELECT name, company FROM customer WHERE name LIKE 'Ann%'")
    assert [(7, 8)] == rows(
        "SELECT month, occasion.day FROM occasion JOIN customer ON customer.id = customer_id WHERE name LIKE 'Ann%'"
    )
    assert 0 == oc("show anna gross").code
    content = db.read_bytes()
    brought(changed, again, is_updating=True)
    assert content == db.read_bytes()
    assert "1 completed" in oc("undo").printed()
    assert before == everybody(db)


def test_what_another_system_says_is_an_entry_and_the_same_words_add_none(
    brought: Callable[..., Counted], rows: Rows
) -> None:
    entries = "SELECT kind, day, text, imported FROM interaction WHERE imported IS NOT NULL ORDER BY kind"
    days = (("anniversary", YearlyDay(1, 2)),)
    said = one("A1", records=("Square says: e-mail marketing: yes",), memo="likes tea", days=days)
    brought(said)
    day = TODAY.isoformat()
    there = [("note", day, "likes tea", 1), ("record", day, "Square says: e-mail marketing: yes", 1)]
    assert there == rows(entries)
    assert [("anniversary", 1, 2)] == rows("SELECT what, month, day FROM occasion WHERE what = 'anniversary'")
    assert 1 == brought(said).known.count
    assert 1 == brought(one("A1", records=("square says:  e-mail marketing: YES",), memo="Likes tea.")).known.count
    assert there == rows(entries)
    assert 1 == brought(one("A1", records=("Square says: e-mail marketing: no",))).completed.count


def test_rows_are_all_accounted_for(brought: Callable[..., Counted]) -> None:
    phone = [("phone", "+1 212 555 0177")]
    counted = brought(
        one("A1", handles=phone, without=("a birthday, there is no 29 Feb 1958",)),
        one("A2", line=3, handles=phone),
        LeftOut(4, "no name, telephone or e-mail to find them by"),
        one("A3", line=5, name="Tom Gross", handles=phone),
    )
    assert (3, 2, 1) == (counted.rows, counted.added.count, counted.left_out.count)
    (mend,) = counted.mends.first
    assert (2, "Ann Klein", "added", "a birthday, there is no 29 Feb 1958") == tuple(vars(mend).values())
    (alike,) = counted.alike.first
    assert (5, "Tom Gross", "has a telephone or an e-mail of Ann Klein", ("c10", "c11")) == tuple(vars(alike).values())


def test_a_number_of_who_was_merged_away_is_of_who_stayed(brought: Callable[..., Counted], oc: Oc, rows: Rows) -> None:
    brought(one("A1"), one("A2", name="Tom Gross", line=3))
    first, second = (number for (number,) in rows("SELECT customer_id FROM handle WHERE kind = 'source' ORDER BY id"))
    merged = oc(f"merge c{first} c{second} --yes")
    assert 0 == merged.code, merged.err
    people = rows("SELECT count(*) FROM customer")
    assert 2 == brought(one("A1"), one("A2", name="Tom Gross", line=3)).rows
    assert people == rows("SELECT count(*) FROM customer")


@pytest.mark.long
def test_our_own_export_comes_into_a_shop_in_batches_and_goes_on(oc: Oc, db: Path, till: Path, rows: Rows) -> None:
    other, file = str(db.with_name("other.db")), str(till / "all.json")
    oc("import", str(square_files.made(till, FEW)), OC_DB=other)
    oc("note --for c1 --referral c2", OC_DB=other)
    assert 0 == oc("export", "-o", file, OC_DB=other).code
    oc("add Jim Stone")
    code, _ = stopped(db, signal.SIGKILL, "import", file, until=UNFINISHED)
    assert -signal.SIGKILL == code
    assert 1 < rows("SELECT count(*) FROM customer")[0][0] < FEW + 1
    assert 0 == oc("import", file).code
    assert [] == rows(UNFINISHED)
    assert [(FEW + 1, 1)] == rows("SELECT count(*), (SELECT count(other_id) FROM interaction) FROM customer")
    content = db.read_bytes()
    assert 0 == oc("import", file).code
    assert content == db.read_bytes()
    there = [one for one in everybody(db) if "Jim Stone" not in str(one)]
    assert 0 == oc("undo").code
    assert [("Jim Stone",)] == rows("SELECT name FROM customer")
    assert len(there) == FEW + 1  # and the words of near spelling


def test_a_record_is_compared_with_the_last_of_its_column_only(
    brought: Callable[..., Counted], rows: Rows, oc: Oc, db: Path
) -> None:
    said = [
        one("A1", records=(f"Square says: e-mail marketing: {what}", "Square says: language: en"))
        for what in ("no", "yes", "no")
    ]
    for row, became in zip(said, ("added", "completed", "completed"), strict=True):
        assert 1 == vars(brought(row))[became].count
    content = db.read_bytes()
    assert 1 == brought(said[-1]).known.count
    assert content == db.read_bytes()
    texts = [text for (text,) in rows("SELECT text FROM interaction WHERE kind = 'record' ORDER BY id")]
    assert ["no", "en", "yes", "no"] == [text.rpartition(": ")[2] for text in texts]
    listed = [line for line in oc("history Ann Klein").printed().splitlines() if "marketing" in line]
    assert ["no", "yes", "no"] == [line.partition("marketing: ")[2].split()[0] for line in listed]
    assert all("before" not in line and "21 Nov" in line for line in listed), listed


def test_two_rows_of_one_person_that_say_otherwise_add_nothing_the_next_time(
    brought: Callable[..., Counted], rows: Rows, db: Path
) -> None:
    brought(one("A1", records=("Square says: e-mail marketing: yes",)))
    both = [
        one("A1", line=at, records=(f"Square says: e-mail marketing: {what}",)) for at, what in ((2, "yes"), (3, "no"))
    ]
    brought(*both)
    content = db.read_bytes()
    brought(*both)
    assert content == db.read_bytes()


def test_who_has_neither_telephone_nor_e_mail_is_told_where_the_name_is_here(oc: Oc, file: File, rows: Rows) -> None:
    table = "Name,Phone,Memo\n"
    oc("import", file(f"{table}Nora Nothing,,tea\nNora Nothing,,cake\n"))
    said = oc("import", file(f"{table}Nora Nothing,,coffee\nNora Nothing,,tea\nNora Else,,\n")).out
    assert "line 2, Nora Nothing: somebody of this name is here: Nora Nothing c1" in " ".join(said.split()).replace(
        "Nora Nothing somebody", "Nora Nothing: somebody"
    )
    assert 1 == said.count("somebody of this name")


def test_a_number_that_is_here_of_another_name_is_told(oc: Oc, file: File) -> None:
    table = "Customer ID,Name,Phone\n"
    oc("import", file(f"{table}1,Ben Ott,030 1111111\n"))
    said = oc("import", file(f"{table}1,Ben Ott,030 2222222\n2,Eva Roe,030 3333333\n")).out
    assert "Ben Ott has the number of Ben Ott c1 in the other system" in " ".join(said.split())
