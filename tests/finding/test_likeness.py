"""Who stands first of those who are only near: who is most like the words, before who was served."""

from __future__ import annotations

import pytest

from tests.words import Oc, found


@pytest.mark.parametrize(
    "query,likelier,other",
    [
        ("quezal", "Quetzal", "Quetzal Vermeer"),  # a word of theirs was not typed
        ("otto hansenx", "Otto Hansen", "Ottokar Hansen"),  # the whole word, and only its beginning
        ("maximilians hansenx", "Maximiliansen Hansen", "Maximilions Hansen"),  # a beginning, and a slip in 11 letters
        ("christopher", "Cristopher", "Kit"),  # a slip in 11 letters, and a short form
        ("elizabeth", "Betty", "Elizabeta"),  # a short form, and a slip in 9 letters
        ("elizabeth hansenx", "Betty Hansen", "Elizabett Hansen"),
        ("stephan", "Stephen", "Stefan"),  # a slip in 7 letters, and only the sound
    ],
)
def test_the_likelier_stands_first_whoever_was_served(oc: Oc, query: str, likelier: str, other: str) -> None:
    for name in (likelier, other):
        assert 0 == oc("add", name, "--yes").code
    oc("serve c2")
    assert [likelier, other] == found(oc, query)


@pytest.mark.parametrize("served,first", [("c1", "Filipa"), ("c2", "Phitippo")])
def test_the_same_sound_is_as_like_as_two_slips_in_eight_letters(oc: Oc, served: str, first: str) -> None:
    for name in ("Filipa", "Phitippo"):
        oc(f"add {name}")
    oc(f"serve {served}")
    names = found(oc, "philippa")
    assert {"Filipa", "Phitippo"} == set(names)
    assert first == names[0]


@pytest.mark.parametrize(
    "query,both_slips,others",
    [
        ("quetzal vermeer", "Quetzax Vermeex", ("Quetzal Ong", "Bo Vermeer")),
        ("tomas adler", "Tomax Adlex", ("Tomas Ong", "Bo Adler")),
    ],
)
def test_two_words_with_a_slip_each_are_more_than_one_right_and_one_alien(
    oc: Oc, query: str, both_slips: str, others: tuple[str, str]
) -> None:
    for name in (both_slips, *others):
        oc("add", name, "--yes")
    assert both_slips == found(oc, query)[0]
    assert {both_slips, *others} == set(found(oc, query))
