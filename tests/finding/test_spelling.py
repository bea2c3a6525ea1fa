"""Near spelling and sound: whatever is forgiven is also met by the look-up, and the distance is a distance."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from onecustomer.store.index import sounds, spelling

letters = st.sampled_from("abcde")
words = st.text(letters, min_size=1, max_size=14)


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a word and what is left of it after one or two slips of the finger."""
    word = draw(st.text(st.sampled_from("abcdefghij"), min_size=3, max_size=14))
    typed = word
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, max(0, len(typed) - 1)))
        letter = draw(letters)
        slips = [typed[:at] + letter + typed[at:], typed[:at] + typed[at + 1 :], typed[:at] + letter + typed[at + 1 :]]
        if at + 1 < len(typed):
            slips.append(typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :])
        typed = draw(st.sampled_from(slips))
    assume(typed)
    return word, typed


@settings(max_examples=400)
@given(misspelt())
def test_every_word_that_is_near_is_met(pair: tuple[str, str]) -> None:
    word, typed = pair
    assume(spelling.is_near(typed, word))
    assert spelling.asked_fragments(typed) & spelling.kept_fragments(word)


@pytest.mark.parametrize(
    "typed,word,mistakes",
    [
        ("margo", "margo", 0),
        ("marog", "margo", 1),
        ("mrgo", "margo", 1),
        ("maargo", "margo", 1),
        ("nargo", "margo", 1),
        ("kathryn", "catherine", 4),
        ("", "abc", 3),
    ],
)
def test_a_slip_of_the_finger_is_one_mistake(typed: str, word: str, mistakes: int) -> None:
    assert mistakes == spelling.distance(typed, word) == spelling.distance(word, typed)


@given(words, words)
def test_distance_is_the_same_both_ways_and_bounded(one: str, other: str) -> None:
    assert spelling.distance(one, other) == spelling.distance(other, one)
    assert abs(len(one) - len(other)) <= spelling.distance(one, other) <= max(len(one), len(other))
    assert (one == other) == (spelling.distance(one, other) == 0)


@pytest.mark.parametrize(
    "typed,word,near",
    [
        ("jon", "john", True),  # the longer of the two says how much is forgiven
        ("jo", "joe", False),
        ("jim", "tim", False),
        ("marho", "margo", True),
        ("mahro", "margo", False),
        ("quatzol", "quetzal", False),  # two in seven
        ("alexandre", "aleksandr", False),
        ("alexandr", "aleksandr", True),
        ("stephanie", "stefanie", True),
    ],
)
def test_one_mistake_from_four_letters_and_two_from_eight(typed: str, word: str, near: bool) -> None:
    assert near == spelling.is_near(typed, word)


@pytest.mark.parametrize(
    "one,other",
    [
        ("kathryn", "catherine"),
        ("shawn", "sean"),
        ("stephen", "steven"),
        ("meier", "maier"),
        ("meier", "mayer"),
        ("philip", "filip"),
        ("bryan", "brian"),
        ("sarah", "sara"),
    ],
)
def test_what_sounds_alike_shares_a_code(one: str, other: str) -> None:
    assert sounds.codes(one) & sounds.codes(other)


@pytest.mark.parametrize("word", ["山本", "анна", "123", "", "zoë"])
def test_only_latin_letters_have_a_sound(word: str) -> None:
    assert set() == sounds.codes(word)


@given(st.text(max_size=30))
def test_no_word_raises(word: str) -> None:
    sounds.codes(word)
    spelling.kept_fragments(word)
    assert 0 <= spelling.likeness(word, "margo") <= 1
