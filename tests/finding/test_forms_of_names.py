"""Names in other forms: particles run together, ends of wide names, other scripts, what somebody is to us."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.words import Oc, Rows, found, older_store


@pytest.mark.parametrize(
    "name,query",
    [
        ("Eleanor van den Berg", "vandenberg"),
        ("Eleanor van den Berg", "denberg"),
        ("Eleanor van den Berg", "van den berg"),
        ("Colm O Farrell", "ofarrell"),
        ("Ana de la Cruz", "delacruz"),
        ("山本太郎", "太郎"),
        ("김민준", "민준"),
        ("Abdul al Rashid", "alrashid"),
    ],
)
def test_a_name_is_found_by_its_parts_run_together_and_by_its_end(oc: Oc, name: str, query: str) -> None:
    oc("add", name)
    oc("add", "Somebody Else")
    assert oc("show", *query.split()).printed().startswith(name)


@pytest.mark.parametrize(
    "name,query",
    [("Ольга Иванова", "olga"), ("Ольга Иванова", "olga ivanova"), ("Olga Ivanova", "Ольга"), ("Γιώργος", "giorgos")],
)
def test_a_name_of_another_script_is_asked_about_and_never_taken(oc: Oc, name: str, query: str) -> None:
    oc("add", name)
    oc("add", "Somebody Else")
    assert 4 == oc("show", *query.split()).code
    assert name == found(oc, query)[0]


def test_what_somebody_is_to_us_finds_them_after_all_names(oc: Oc) -> None:
    oc("add Ann Bell --as boss")
    assert oc("show boss").printed().startswith("Ann Bell")
    oc("add Bo Boss")
    assert oc("show boss").printed().startswith("Bo Boss")
    oc("add Cy Hart --as 'my supplier'")
    oc("add Di Hart --as supplier")
    assert 4 == oc("show supplier").code
    oc("edit ann-bell --as ''")
    oc("undo")
    assert oc("show my supplier").printed().startswith("Cy Hart")


@pytest.mark.parametrize(
    "region,kept,asked,is_found",
    [
        ("RU", "+7 912 345-67-89", "8 912 345 67 89", True),
        ("RU", "8 912 345 67 89", "+7 912 345 67 89", True),
        ("DE", "0171 1234567", "+44 171 1234567", False),
        ("DE", "0171 1234567", "+49 171 1234567", True),
        ("DE", "0171 1234567", "171 1234567", True),
        ("GB", "020 7946 0018", "+44 20 7946 0018", True),
        ("GB", "+49 171 1234567", "0171 1234567", False),
        ("GB", "+49 171 1234567", "+49 171 1234567", True),
        ("DE", "+44 30 7654321", "030 7654321", False),
        ("ES", "612345678", "+44 612345678", False),
        ("US", "(212) 555-0123", "+44 212 555 0123", False),
        ("DE", "030 1234567 ext 4", "030 1234567", True),
        ("DE", "030 1234567 ext 4", "030 12345674", False),
        ("DE", "030 1234567 ext 4", "4567", True),
        ("US", "212 555 0143", "+1 (212) 555-0143", True),
        ("US", "555-0143 home", "5550143", True),
    ],
)
@pytest.mark.parametrize("is_set_first", [True, False])
def test_with_a_region_a_telephone_is_found_in_each_of_its_forms(
    oc: Oc, region: str, kept: str, asked: str, is_found: bool, is_set_first: bool
) -> None:
    oc("add Somebody Else")
    if is_set_first:
        oc(f"setting region {region}")
    oc("add", "Bo Li", "--phone", kept)
    if not is_set_first:
        said = f"Telephone numbers of {region} need no country code now.\n"
        assert said == oc(f"setting region {region.lower()}").printed()
    assert (0 if is_found else 3) == oc("show", asked).code


def test_without_a_region_numbers_are_compared_by_their_ends_and_undo_brings_that_back(oc: Oc, rows: Rows) -> None:
    oc("add Bo Li --phone '0171 1234567'")
    keys = rows("SELECT * FROM search_key ORDER BY 1, 2")
    assert 0 == oc("show +44 171 1234567").code
    oc("setting region DE")
    assert 3 == oc("show +44 171 1234567").code
    assert "Took back today’s setting" in oc("undo").printed()
    assert keys == rows("SELECT * FROM search_key ORDER BY 1, 2")
    assert "There is no country ZZ." in oc("setting region ZZ").complained(1)


def test_an_older_store_gets_the_new_keys_when_it_is_brought_up_to_date(oc: Oc, db: Path) -> None:
    oc("add 'Eleanor van den Berg' --phone '020 7946 0018'")
    oc("add 'Ольга Иванова' --as boss")
    connection = sqlite3.connect(db)
    made = connection.execute("SELECT * FROM search_key ORDER BY 1, 2, 3").fetchall()
    connection.close()
    old = older_store(db, 4, "deed", "customer", "handle")
    connection = sqlite3.connect(old)
    connection.executemany("INSERT INTO search_key VALUES (?, ?, ?)", [row for row in made if row[0] < 8])
    connection.commit()
    connection.close()
    assert oc("show vandenberg", OC_DB=str(old)).code == 0
    connection = sqlite3.connect(old)
    assert made == connection.execute("SELECT * FROM search_key ORDER BY 1, 2, 3").fetchall()
    connection.close()


def test_finding_never_imports_the_library_of_telephones(shop: Oc, monkeypatch: pytest.MonkeyPatch) -> None:
    shop("setting region US")
    monkeypatch.setitem(__import__("sys").modules, "phonenumbers", None)
    monkeypatch.setitem(__import__("sys").modules, "onecustomer.domain.language.phone_regions", None)
    assert 0 == shop("show +1 212 555 0143").code
    assert 0 == shop("serve 0143").code
