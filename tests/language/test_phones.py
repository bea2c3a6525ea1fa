"""Telephone numbers: one number however it is typed, and no number where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.finding import keys
from onecustomer.domain.language import phones
from onecustomer.domain.language.phones import digits
from onecustomer.domain.language.text import western
from onecustomer.store import kinds

GAPS = st.sampled_from(["", " ", "-", ".", " - ", "/", "\u00a0", "\u2011", "\u2013", ") ", " ("])


@pytest.mark.parametrize(
    ("significant", "typed"),
    [
        ("2125550143", "212 555 0143"), ("2125550143", "(212) 555-0143"), ("2125550143", "212.555.0143"),
        ("2125550143", "212/5550143"), ("2125550143", "212\u00a0555\u20110143"),
        ("2125550143", "２１２－５５５－０１４３"), ("9121234567", "۰۹۱۲۱۲۳۴۵۶۷"),
        ("12125550143", "+1 212 555 0143"), ("12125550143", "001 212 555 0143"),
        ("442079460018", "+44 (0)20 7946 0018"), ("2079460018", "020 7946 0018"), ("143", "0143"),
    ],
)  # fmt: skip
def test_every_format_gives_the_same_digits(significant: str, typed: str) -> None:
    assert significant == digits(typed)


@pytest.mark.parametrize(
    ("read", "typed"), [("4111", "４１１１"), ("0912", "۰۹۱۲"), ("+1 (2)", "＋１\u00a0（２）"), ("DE", "ＤＥ")]
)
def test_numbers_of_every_script_are_read_as_western_ones(read: str, typed: str) -> None:
    assert read == western(typed)


@pytest.mark.parametrize("extension", [" ext. 4", " ext4", " EXT 4", " extension 4", "x4", " x 4", " #4", ";ext=4"])
def test_an_extension_is_dropped(extension: str) -> None:
    assert "2079460018" == digits("020 7946 0018" + extension)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "margo",
        "555-MARGO",
        "12 Elm Street",
        "555-0143 margo",
        "ana@example.com",
        "+",
        "---",
        "000",
        "x4",
        "5\ud800",
        "5\x1b",
    ],
)
def test_letters_and_signs_are_no_number(typed: str) -> None:
    assert "" == digits(typed)


def test_fifteen_digits_are_the_most_a_number_has() -> None:
    assert "123456789012345" == digits("+1234 5678 9012 345")
    assert "123456789012345" == digits("00 1234 5678 9012 345")
    assert "" == digits("+1234 5678 9012 3456")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+1 212 555 0143", "(212) 555-0143"), ("001 212 555 0143", "212.555.0143 x7"), ("555 0143", "+1 212 555 0143"),
        ("020 7946 0018", "+44 (0)20 7946 0018"), ("020 7946 0018", "+44 20 7946 0018"), ("2125550143", "212 555 0143"),
    ],
)  # fmt: skip
def test_one_telephone_is_the_same_with_and_without_its_country_code(one: str, other: str) -> None:
    assert keys.same((kinds.PHONE, one), (kinds.PHONE, other))
    assert keys.same((kinds.PHONE, other), (kinds.PHONE, one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("212 555 0143", "212 555 0144"), ("212 555 0143", "514 555 0143"), ("+1 212 555 0143", "+44 212 555 0143"),
        ("550143", "212 555 0143"), ("212 5550", "212 555 0143"),
        ("0143", "212 555 0143"), ("", "212 555 0143"), ("margo", "anna"),
    ],
)  # fmt: skip
def test_other_numbers_and_a_few_last_digits_are_not_the_same_telephone(one: str, other: str) -> None:
    assert not keys.same((kinds.PHONE, one), (kinds.PHONE, other))


@pytest.mark.parametrize(
    ("alike", "one", "other"),
    [
        (True, (kinds.EMAIL, "Margo@Example.com"), (kinds.EMAIL, " margo@example.COM ")),
        (True, (kinds.EMAIL, "zoë@example.com"), (kinds.EMAIL, "zoe\u0308@example.com")),
        (True, (kinds.CARD, "LC-0042"), (kinds.CARD, "lc-0042")),
        (False, (kinds.CARD, "LC-0042"), (kinds.CARD, "LC-042")),
        (False, (kinds.EMAIL, "margo@example.com"), (kinds.EMAIL, "argo@example.com")),
        (False, (kinds.CARD, "2125550143"), (kinds.PHONE, "2125550143")),
        (False, (kinds.CARD, "margo"), (kinds.NICK, "margo")),
    ],
)
def test_a_code_is_the_same_whole_and_of_its_own_kind(
    alike: bool, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert alike == keys.same(one, other)


def test_how_a_number_ends_is_how_its_key_begins() -> None:
    assert phones.key(digits("+1 212 555 0143")).startswith(phones.key("0143"))


@given(st.lists(st.text(st.sampled_from("123456789"), min_size=1, max_size=4), min_size=1, max_size=3), GAPS)
def test_gaps_never_matter(groups: list[str], gap: str) -> None:
    assert "".join(groups) == digits(gap.join(groups))


@given(st.text() | st.text(st.sampled_from("0123456789+() -x#٣３²")))
def test_digits_are_few_western_and_read_alike_again(text: str) -> None:
    found = digits(text)
    assert len(found) <= phones.MOST
    assert found == "".join(digit for digit in found if digit in "0123456789").lstrip("0")
    assert found == digits(found)
