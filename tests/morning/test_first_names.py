"""Commands of the morning name a person by the first name where it is theirs alone, else by the reference."""

from __future__ import annotations

import pytest

from tests.words import Oc, Rows


def called(oc: Oc, number: int) -> str:
    """Return what the morning calls somebody who is owed something."""
    (row,) = (row for row in oc("today --owed").printed().splitlines() if f" thing{number}," in row)
    return row.split("oc done --for ")[1]


@pytest.mark.parametrize(
    "others,word",
    [
        ([], "juli"),
        (["Jim Klein"], "juli"),
        (["Juli Andersson"], "c1"),
        (["Julius Cox"], "c1"),
        (["Bo Juli"], "c1"),
        (["JÚLI"], "c1"),
        (["Bo Li --nick Juli"], "c1"),
        (["Bo Li --nick 'the Juliette'"], "c1"),
        (["Bo Li --at 'Juli & Sons'"], "c1"),
        (["Bo Li --at 'Bell Labs' --as 'a friend of Juli'", "Juan Cox"], "juli"),
    ],
)
def test_a_first_name_is_said_where_it_is_theirs_alone(oc: Oc, others: list[str], word: str) -> None:
    oc("add 'Juli Baptiste'")
    oc("promise thing1 --by friday --for c1")
    for other in others:
        command = (
            f"add '{other}'"
            if "--" not in other
            else f"add '{other.partition(' --')[0]}' --{other.partition(' --')[2]}"
        )
        assert 0 == oc(f"{command} --yes").code
    assert word == called(oc, 1)
    assert "for Juli Baptiste" in oc(f"done --for {word}").out


@pytest.mark.parametrize("first", ["Juli Julison --nick Julie --nick Jules", "Juli Juliett --nick 'Julian Julius'"])
def test_however_many_names_of_their_own_begin_so_another_one_is_noticed(oc: Oc, first: str) -> None:
    name, _, nicks = first.partition(" --")
    assert 0 == oc(f"add '{name}' --{nicks}").code
    oc("promise thing1 --by friday --for c1")
    assert "juli" == called(oc, 1)
    oc("add 'Juliwicz Cox' --yes")
    assert "c1" == called(oc, 1)


@pytest.mark.parametrize(
    "name,word",
    [
        ("山本 太郎", "山本"),
        ("Jörg-Änne Weiß", "jorg"),
        ("Zoë", "zoe"),
        ("O’Neil", "oneil"),
        ("de Vries", "c1"),
        ("2 Guys Pizza", "c1"),
        ("Maximiliana Bo", "maximiliana"),
        ("Wolfeschlegelsteinhausen Bo", "c1"),
        ("Ann-Kathrin Bo", "ann"),
    ],
)
def test_what_is_no_word_or_a_long_one_is_not_said(oc: Oc, name: str, word: str) -> None:
    oc("add", name)
    oc("promise thing1 --by friday --for c1")
    assert word == called(oc, 1)
    assert name in oc("done", "--for", word).printed()


def test_the_name_as_it_is_now_and_not_one_of_before(shop: Oc, rows: Rows) -> None:
    shop("promise thing1 --by friday --for ruiz")
    assert "alecia" == called(shop, 1)
    shop("edit ruiz --name 'Juli Ruiz'")
    assert "c3" == called(shop, 1)
