"""A company is where people work, and no person: `oc add IBM` asks first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Oc, Rows

COUNT = "SELECT count(*) FROM customer"


@pytest.mark.parametrize("typed", ["IBM", "ibm", "IBM Deutschland", "BELL-LÁBS"])
def test_where_somebody_works_is_asked_about_first(shop: Oc, rows: Rows, typed: str) -> None:
    shop("edit klein --at 'Bell Labs'")
    shop("edit jim --at 'IBM, Deutschland'")
    before = rows(COUNT)
    asked = shop("add", typed, stdin="\n", at_terminal=True)
    assert (1, "") == (asked.code, asked.out)
    assert ". Is it a person? y/N:" in asked.err
    assert before == rows(COUNT)
    assert 0 == shop("add", typed, stdin="y\n", at_terminal=True).code
    assert [(before[0][0] + 1,)] == rows(COUNT)


def test_the_question_names_a_colleague(shop: Oc) -> None:
    asked = shop("add IBM", stdin="\n", at_terminal=True)
    assert asked.err.startswith("IBM is where Juli Andersson works. Is it a person? y/N: ")


def test_where_nobody_can_be_asked_nothing_is_added_and_the_next_step_is_said(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    assert (
        "oc: Not added: IBM is where Juli Andersson works.\n"
        "oc: hint: there is no IBM account: oc add NAME --at IBM\noc: hint: if it is a person: oc add IBM --yes\n"
    ) == shop("add IBM").complained(1)
    assert (
        "oc: Not added: Bell & Sons reads like a company.\n"
        'oc: hint: there is no Bell & Sons account: oc add NAME --at "Bell & Sons"\n'
        'oc: hint: if it is a person: oc add "Bell & Sons" --yes\n'
    ) == shop("add 'Bell & Sons'").complained(1)
    assert before == db.read_bytes()


def test_yes_answers_that_it_is_a_person_and_that_it_is_another(shop: Oc, rows: Rows) -> None:
    assert "Added IBM (c10)." in shop("add IBM --yes").printed()
    twice = shop("add IBM", stdin="y\ny\n", at_terminal=True)
    assert "Is it a person? y/N:" in twice.err
    assert "Is IBM somebody else? y/N:" in twice.err
    assert 0 == twice.code
    assert 1 == shop("add IBM", stdin="y\nn\n", at_terminal=True).code
    assert 0 == shop("add IBM --yes").code
    assert [(3,)] == rows(f"{COUNT} WHERE name = 'IBM'")


@pytest.mark.parametrize(
    "name",
    [
        "Acme Inc", "Acme, Inc.", "acme ltd", "Acme LIMITED", "Acme L.L.C.", "Bäcker GmbH", "Bell G.m.b.H.",
        "Foo GmbH & Co. KG", "Acme Corp", "The Silk Company", "Acme Pty Ltd", "Acme plc", "Nokia Oy", "Nestlé SA",
        "Nestlé S.A.", "Danone SAS", "Volvo AB", "BMW AG", "Philips BV", "Foo KG", "Maersk A/S", "Fiat SpA",
        "Bell & Co", "Bell &Sons", "Bell and sons", "Dombey & Son", "Silk Trading Co.", "Huber & Söhne", "Li Co.,Ltd.",
    ],
)  # fmt: skip
def test_a_name_with_the_form_of_a_company_is_asked_about(oc: Oc, name: str) -> None:
    oc("add Somebody")
    assert f"oc: Not added: {name} reads like a company.\n" in oc("add", name).complained(1)


@pytest.mark.parametrize(
    "name",
    [
        "Maria Sa", "Marco Sá", "Erik Sas", "Ab Visser", "Ag Khan", "Se Ri", "Kay Co", "Co Westerik", "SA", "Inca Rey",
        "Corporal Jones", "Ana & Marco", "Ana and Marco", "Coco", "Saša", "Lincoln", "Ingrid As", "Bell", "Jim IB",
        "Sons Mumford", "Ana & Sonny", "Limitedo", "Juli IBM",
    ],
)  # fmt: skip
def test_a_persons_name_is_never_asked_about(shop: Oc, name: str) -> None:
    shop("edit klein --at 'Bell Labs'")
    assert f"Added {name} (c10)." in shop("add", name).printed()


def test_among_many_companies_of_the_same_words_the_one_of_this_name_is_found(oc: Oc, rows: Rows) -> None:
    for number in range(60):
        oc("add", f"Person{number:02}", "--at", "Bell Labs" if number < 59 else "Bell", "--yes")
    assert "Bell is where Person59 works" in oc("add Bell").complained(1)
