"""Letters that look like others: who may be here already is asked about, and so is a word of two alphabets."""

from __future__ import annotations

import pytest

from tests.words import Oc, Rows

COUNT = "SELECT count(*) FROM customer"


@pytest.mark.fault(41)
@pytest.mark.parametrize(
    ("here", "new"),
    [
        ("Margo", "M\u0430rgo"),
        ("M\u0430rgo", "Margo"),
        ("Pat Coe", "\u0420at \u0421oe"),
        ("\u0420at \u0421oe", "Coe, Pat"),
        ("\u0420at Coe", "Pat \u0421oe"),
    ],
)
def test_a_name_that_looks_like_one_that_is_here_is_asked_about(oc: Oc, rows: Rows, here: str, new: str) -> None:
    assert 0 == oc("add", here, "--yes").code
    assert f"oc: Not added: {here} may be the same person.\n" in oc("add", new).complained(1)
    asked = oc("add", new, stdin="n\n", at_terminal=True)
    assert f"Is {new} somebody else? y/N:" in asked.err
    assert [(1,)] == rows(COUNT)


@pytest.mark.fault(41)
def test_a_word_of_two_alphabets_is_asked_about(oc: Oc, rows: Rows) -> None:
    oc("add Bo")
    assert (
        "oc: Not added: “P\u0430ul” has Latin and Cyrillic letters.\n"
        "oc: hint: in Latin letters: oc add Paul Smith\n"
        "oc: hint: if it is meant so: oc add P\u0430ul Smith --yes\n"
    ) == oc("add", "P\u0430ul Smith").complained(1)
    assert "Latin letters: oc add" not in oc("add", "\u041e\u043b\u044cg\u0430").complained(1)
    assert "has Latin and Greek letters. Is it meant so? y/N:" in oc("add", "B\u03bfb", at_terminal=True).err
    assert [(1,)] == rows(COUNT)
    assert 0 == oc("add", "P\u0430ul", stdin="y\n", at_terminal=True).code
    assert 0 == oc("add", "B\u03bfb", "--yes").code
    assert [(3,)] == rows(COUNT)


@pytest.mark.fault(41)
@pytest.mark.parametrize("name", ["Ольга Петрова", "Ольга Smith", "Δημήτρης", "Zoë Ångström", "山本 Taro", "Tシャツ"])
def test_a_word_of_one_alphabet_is_a_name_like_others(oc: Oc, name: str) -> None:
    oc("add Olga Petrova")
    assert 0 == oc("add", name).code
