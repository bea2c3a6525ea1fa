"""Whom an import makes one person: by a telephone or an e-mail and the name, in whatever order the rows stand."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.words import SQUARE, Oc, Rows

File = Callable[[str | bytes], str]
TABLE = "Name,Phone,Email\n"
NUMBERED = "Customer ID,Name,Phone,Email\n"

WHO = "SELECT name FROM customer ORDER BY id"
NICKS = "SELECT value FROM handle WHERE kind = 'nick' ORDER BY value"


def both_ways(*rows: str) -> list[tuple[str, ...]]:
    return [rows, rows[::-1]]


@pytest.mark.parametrize(
    "here",
    [
        *both_ways("Daniel Huber", "Daniela Huber"),
        *both_ways("Anne Weber", "Anna Weber"),
        *both_ways("Martin Roth", "Martina Roth"),
        *both_ways("Sabine", "Sabina Kurz"),
        *both_ways("J. Meier", "Julia Meier", "Jonas Meier"),
        *both_ways("Jan", "Jan Peters", "Jan Muller"),
        *both_ways("Chris Lee", "Christine Lee", "Christopher Lee", "Reception"),
        *both_ways("Klaus & Julia Meier", "Julia Meier"),
    ],
)
@pytest.mark.parametrize("handle", ["{name},030 5550001,", "{name},,info@shop.example"])
def test_people_of_one_household_stay_apart(
    oc: Oc, file: File, rows: Rows, db: Path, here: tuple[str, ...], handle: str
) -> None:
    path = file(TABLE + "".join(handle.format(name=name) + "\n" for name in here))
    assert 0 == oc("import", path).code
    assert [(name,) for name in here] == rows(WHO)
    content = db.read_bytes()
    assert 0 == oc("import", path).code
    assert content == db.read_bytes()


@pytest.mark.parametrize("here", both_ways("J. Meier", "Julia Meier"))
def test_an_initial_is_one_with_the_only_name_that_it_may_be(
    oc: Oc, file: File, rows: Rows, here: tuple[str, ...]
) -> None:
    oc("import", file(TABLE + "".join(f"{name},030 5550001,\n" for name in here)))
    assert [(here[0],)] == rows(WHO)
    assert 0 == oc("show julia meier").code


def test_an_e_mail_of_a_shop_makes_none_of_its_people_one(oc: Oc, file: File, rows: Rows) -> None:
    names = ("Thomas Muller", "Anna Weber", "Thomas Muller", "T. Muller", "Tom", "Anne Weber", "Anna")
    people = [f"{name},0170 111111{at},kasse@shop.example" for at, name in enumerate(names)]
    oc("import", file(TABLE + "\n".join(people) + "\n"))
    assert [(name,) for name in dict.fromkeys(names)] == rows(WHO)


def test_who_came_in_before_counts_as_who_stands_in_the_file(oc: Oc, file: File, rows: Rows) -> None:
    for row in ("Daniel Huber,Daniel", "Daniela Huber,Daniela", "D. Huber,D"):
        oc("import", file(f"{TABLE}{row.split(',')[0]},030 5550001,\n"))
    assert [("Daniel Huber",), ("Daniela Huber",), ("D. Huber",)] == rows(WHO)


@pytest.mark.parametrize(
    "second,is_one",
    [
        ("Ann,Klein,a@x.example,2125550199,CH2", False),  # another number, another telephone
        ("Ann,Klein,a@x.example,2125550100,CH2", True),
        ("Ann,Klein,a@x.example,,CH2", True),
        ("A,Klein,a@x.example,2125550100,CH2", False),  # another number, and not surely the name
    ],
)
def test_two_numbers_of_one_system_speak_against_one_person(
    oc: Oc, file: File, rows: Rows, second: str, is_one: bool
) -> None:
    path = file(f"{SQUARE}Ann,Klein,a@x.example,2125550100,CH1,,,\n{second},,,\n")
    oc("import", path)
    assert [(1 if is_one else 2,)] == rows("SELECT count(*) FROM customer")


def test_a_swallowed_name_finds_the_person(oc: Oc, file: File, rows: Rows, db: Path) -> None:
    oc("add Robert Klein --phone 2125550100")
    path = file(f"{TABLE}Bob Klein,2125550100,\n")
    assert "1 person was here already, and given what was missing" in oc("import", path).out
    assert [("Bob Klein",)] == rows(NICKS)
    content = db.read_bytes()
    assert "stays" not in oc("import", path).out
    assert content == db.read_bytes()
    oc("undo")
    assert [] == rows(NICKS)


@pytest.mark.parametrize("one,two", both_ways("5,Anna,030 1111111,", "5,Anna,040 9999999,"))
def test_a_number_that_any_system_may_give_is_no_proof_against_the_telephone(
    oc: Oc, file: File, rows: Rows, db: Path, one: str, two: str
) -> None:
    oc("import", file(f"{NUMBERED}{one}\n"))
    for _ in range(2):
        oc("import", file(f"{NUMBERED}{two}\n"))
        assert [("Anna",), ("Anna",)] == rows(WHO)


@pytest.mark.parametrize(
    "one,two,are_one",
    [
        ("6,Tom Weber,,", "6,Tom,,", True),
        ("6,Tom Weber,030 1111111,", "6,Tom,,", False),
        ("7,Adam Lee,030 1111111,", "7,A. Lee,040 9999999,", False),
        ("7,Adam Lee,030 1111111,", "7,A. Lee,030 1111111,", True),
        ("7,Adam Lee,030 1111111,", "7,Adam Lee,,", True),
    ],
)
def test_such_a_number_tells_who_it_is_where_nothing_speaks_against_it(
    oc: Oc, file: File, rows: Rows, one: str, two: str, are_one: bool
) -> None:
    oc("import", file(f"{NUMBERED}{one}\n"))
    oc("import", file(f"{NUMBERED}{two}\n"))
    assert [(1 if are_one else 2,)] == rows("SELECT count(*) FROM customer")


def test_a_name_that_the_shop_gave_up_is_no_difference(oc: Oc, file: File, rows: Rows) -> None:
    path = file(f"{SQUARE}Margo,Klein,,2125550100,A1,,,\nMargot,Klain,,,A2,,,\n")
    oc("import", path)
    oc("merge c1 c2 --yes")
    assert [("Margot Klain",)] == rows(NICKS)
    assert "stays" not in oc("import", path).out
    assert 0 == oc("import", "--update", path).code
    assert [("Margo Klein",)] == rows(WHO)


def test_a_name_that_update_replaces_finds_the_person(oc: Oc, file: File, rows: Rows, db: Path) -> None:
    path = file(f"{SQUARE}Margo,Klein,,2125550100,A1,,,\n")
    oc("import", path)
    oc("edit margo --name 'Margarete Gross'")
    oc("import", "--update", path)
    assert [("Margo Klein",)] == rows(WHO)
    assert 0 == oc("show gross").code
    content = db.read_bytes()
    oc("import", "--update", path)
    assert content == db.read_bytes()
    oc("undo")
    assert ([("Margarete Gross",)], []) == (rows(WHO), rows(NICKS))


PHONES_OF = "SELECT name, value FROM customer JOIN handle ON customer_id = customer.id AND kind = 'phone' ORDER BY 2"
SHORT, LONG, OTHER = "Anna Klein,1234567,", "Anna Klein,030 1234567,", "Anna Klein,0170 1234567,"


@pytest.mark.parametrize("of_one", both_ways(SHORT, LONG))
@pytest.mark.parametrize("are_apart", [False, True])
def test_a_longer_number_takes_the_place_of_its_end(
    oc: Oc, file: File, rows: Rows, db: Path, of_one: tuple[str, ...], are_apart: bool
) -> None:
    for some in of_one if are_apart else ["\n".join(of_one)]:
        path = file(f"{TABLE}{some}\n")
        oc("import", path)
    numbers = [value for _, value in rows(PHONES_OF)]
    assert [("Anna Klein",)] == rows(WHO)
    assert "030 1234567" in numbers
    assert are_apart or ["030 1234567"] == numbers
    content = db.read_bytes()
    oc("import", path)
    assert content == db.read_bytes()
    assert 0 == oc("show 0301234567").code


@pytest.mark.parametrize("three", [(SHORT, LONG, OTHER), (LONG, OTHER, SHORT), (OTHER, SHORT, LONG)])
def test_two_long_numbers_are_never_one_by_a_short_one(oc: Oc, file: File, rows: Rows, three: tuple[str, ...]) -> None:
    oc("import", file(TABLE + "\n".join(three) + "\n"))
    assert ["0170 1234567", "030 1234567", "1234567"] == [value for _, value in rows(PHONES_OF)]
    assert 3 == len(rows(WHO))


def test_a_number_without_an_area_is_proof_for_an_equal_name_only(oc: Oc, file: File, rows: Rows) -> None:
    oc("import", file(f"{TABLE}{SHORT}\nA. Klein,1234567,\nAnn,030 1234567,\n"))
    assert 3 == len(rows(WHO))


NAMES = ("Ann Klein", "A Klein", "Ann", "Anna Klein", "Tom Klein", "Tom", "Robert Klein", "Bob Klein", "Jan Ott", "Jan")
PHONES = ("", "2125550100", "+1 212 555 0100", "5550100", "3105550100")
MAILS = ("", "a@x.example", "b@x.example")
HOUSEHOLD = st.lists(st.tuples(*map(st.sampled_from, (NAMES, PHONES, MAILS))), min_size=2, max_size=7).flatmap(
    lambda some: st.tuples(st.just(some), st.permutations(range(len(some))))
)


@pytest.mark.long
@settings(max_examples=40)
@given(HOUSEHOLD)
def test_the_order_of_the_rows_of_a_batch_makes_no_other_people(
    oc: Oc, till: Path, both: tuple[list[tuple[str, str, str]], list[int]]
) -> None:
    people, order = both

    def parted(places: Sequence[int]) -> set[frozenset[str]]:
        """Bring the people in in this order, twice, and return whose rows are one person's."""
        with tempfile.TemporaryDirectory(dir=till) as folder:
            path, db = Path(folder) / "people.csv", Path(folder) / "shop.db"
            lines = [f"{at},{','.join(people[at])}\n" for at in places]
            path.write_text(NUMBERED + "".join(lines), encoding="utf-8")
            assert 0 == oc("import", str(path), OC_DB=str(db)).code
            content = db.read_bytes()
            assert 0 == oc("import", str(path), OC_DB=str(db)).code
            assert content == db.read_bytes()
            found: dict[int, set[str]] = {}
            with closing(sqlite3.connect(db)) as store:
                for number, value in store.execute("SELECT customer_id, value FROM handle WHERE kind = 'source'"):
                    found.setdefault(number, set()).add(value)
            return set(map(frozenset, found.values()))

    assert parted(range(len(people))) == parted(order)
