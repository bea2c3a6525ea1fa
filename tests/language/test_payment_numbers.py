"""What must never be kept: card numbers and bank accounts are refused, all else that has digits is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.fields import refuse_payment_numbers
from onecustomer.domain.language.payment_numbers import is_iban, luhn
from onecustomer.errors import Refused

CARDS = {
    "Visa": "4111 1111 1111 1111",
    "Visa of 13": "4222 2222 2222 2",
    "Visa of 19": "4917 6100 0000 0000 003",
    "Mastercard": "5555 5555 5555 4444",
    "Mastercard 2-series": "2223 0031 2200 3222",
    "Mir": "2200 0000 0000 0004",
    "American Express": "3782 822463 10005",
    "Diners": "3056 930902 5904",
    "Discover": "6011 1111 1111 1117",
    "JCB": "3530 1113 3330 0000",
    "UnionPay": "6200 0000 0000 0005",
    "Maestro": "6759 6498 2643 8453",
}
IBANS = {
    "BE": "BE68 5390 0754 7034",
    "BY": "BY13 NBRB 3600 9000 0000 2Z00 AB00",
    "CH": "CH93 0076 2011 6238 5295 7",
    "DE": "DE89 3704 0044 0532 0130 00",
    "ES": "ES91 2100 0418 4502 0005 1332",
    "FR": "FR14 2004 1010 0505 0001 3M02 606",
    "GB": "GB29 NWBK 6016 1331 9268 19",
    "MT": "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    "NL": "NL91 ABNA 0417 1643 00",
    "NO": "NO93 8601 1117 947",
    "PL": "PL61 1090 1014 0000 0712 1981 2874",
    "SA": "SA03 8000 0000 6080 1016 7519",
    "TR": "TR33 0006 1005 1978 6457 8413 26",
}
GAPS = ["", " ", "-", ".", "/", "_", "  ", "\u00a0", "\u2011", "\u2013", "\u202f"]
AROUND = [
    "{}",
    "paid with {}, thanks",
    "her card ({}).",
    "card:{}/12/27 cvv 123",
    "No 7: {} 12 27",
    "{}!\nzip broke",
    "Visa{}exp",
]
FULL_WIDTH = str.maketrans({str(digit): chr(0xFF10 + digit) for digit in range(10)})
PERSIAN = str.maketrans({str(digit): chr(0x06F0 + digit) for digit in range(10)})


@pytest.mark.parametrize("sentence", AROUND)
@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_number_is_refused_wherever_it_stands(card: str, sentence: str) -> None:
    for gap in GAPS:
        with pytest.raises(Refused, match=r"The note has what looks like a card number\."):
            refuse_payment_numbers(sentence.format(card.replace(" ", gap)), "note")


@pytest.mark.parametrize("note", ["4111 1111\n1111 1111", "her 5555 5555 5555\r\n4444, tea", "3782 822463\n 10005"])
def test_a_card_number_over_two_lines_is_refused(note: str) -> None:
    with pytest.raises(Refused, match="card number"):
        refuse_payment_numbers(note, "note")


@pytest.mark.parametrize("script", [FULL_WIDTH, PERSIAN], ids=["full width", "Persian"])
def test_a_card_number_in_the_digits_of_another_script_is_refused(script: dict[int, str]) -> None:
    for card in CARDS.values():
        with pytest.raises(Refused, match="card number"):
            refuse_payment_numbers(f"カード {card} で".translate(script), "note")


@pytest.mark.parametrize("sentence", ["{}", "refund to {} please", "IBAN:{}.", "({}), Ana", "on 3 May to {} 20 EUR"])
@pytest.mark.parametrize("iban", IBANS.values(), ids=IBANS)
def test_a_bank_account_is_refused_wherever_it_stands(iban: str, sentence: str) -> None:
    for written in (iban, iban.lower()):
        for gap in GAPS:
            with pytest.raises(Refused, match=r"The note has what looks like a bank account \(IBAN\)\."):
                refuse_payment_numbers(sentence.format(written.replace(" ", gap)), "note")


def test_a_refusal_does_not_repeat_the_number() -> None:
    with pytest.raises(Refused) as refusal:
        refuse_payment_numbers("4111 1111 1111 1111", "name")
    assert "4111" not in refusal.value.sentence + refusal.value.hint


@pytest.mark.parametrize(
    "note",
    [
        "", "zip broke again", "guests at seven, 12 of them", "allergic to lilies",
        "ring on +1 212 555 0143 or 020 7946 0018",
        "order 4111111111111112", "order 4111-1111-1111-1112", "parcel 1Z999AA10123456784",  # no check digit fits
        "+1 212 555 0143 12345674", "call 212-555-0143 about 1000006", "555 0143 4000002",  # a telephone, then an order
        "4111 1111 1111", "411111111111", "0000 0000 0000 0000", "0000000000000000",  # too short, or nothing
        "ring 0015551234568", "ring 00494155512341",  # no card begins with 0, though the check digit fits
        "4111 1111, and 1111 1111", "4111\n1111\n1111\n1111", "41111111111111111111",  # parted, or too long
        "GB29 NWBK 6016 1331 9268 18", "XX89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130",
        "coat 38, sleeves 62-64, on 2026-11-21 at 17:30, 49.90 EUR", "1 2 3 4 5 6 7 8 9", "Ⅻ ½ ² ٣",
    ],
)  # fmt: skip
def test_orders_telephones_and_ordinary_notes_are_taken_as_they_are(note: str) -> None:
    assert note == refuse_payment_numbers(note, "note")


@pytest.mark.parametrize(
    ("one_telephone", "one_order"),
    [("212 555 0143", range(10_000_000, 10_000_100)), ("0151 2345", range(67890000, 67890100))],
)
def test_no_order_number_behind_a_telephone_makes_a_card_of_it(one_telephone: str, one_order: range) -> None:
    for order in one_order:
        note = f"ring {one_telephone} {order}"
        assert note == refuse_payment_numbers(note, "note")


@given(st.integers(10**11, 10**18 - 1).map(str))
def test_exactly_one_check_digit_makes_a_card_number(digits: str) -> None:
    fitting = [check for check in "0123456789" if luhn(digits + check)]
    assert 1 == len(fitting)
    for check in "0123456789":
        try:
            refuse_payment_numbers(digits + check, "note")
            assert check not in fitting
        except Refused:
            assert check in fitting


@pytest.mark.parametrize("check", range(10))
def test_a_number_of_twenty_digits_is_no_card_whatever_its_check_digit(check: int) -> None:
    number = f"4111111111111111111{check}"
    assert number == refuse_payment_numbers(number, "note")


def test_a_bank_account_of_letters_has_eight_digits_and_is_refused() -> None:
    accounts = (f"MT{check:02}MALT01100ABCDEFGHIJKLMNOPQ1" for check in range(2, 99))
    account = next(account for account in accounts if is_iban(account))
    assert 8 == sum(letter.isdecimal() for letter in account)
    with pytest.raises(Refused, match="bank account"):
        refuse_payment_numbers(account, "note")


@given(st.sampled_from(sorted(IBANS.values())), st.integers(4, 14), st.integers(1, 9))
def test_one_wrong_digit_is_no_bank_account(iban: str, position: int, more: int) -> None:
    number = iban.replace(" ", "")
    assert is_iban(number)
    if number[position].isdecimal():
        wrong = str((int(number[position]) + more) % 10)
        assert not is_iban(number[:position] + wrong + number[position + 1 :])


@given(
    st.text(st.characters(exclude_categories=()))
    | st.text(st.sampled_from("0123456789 -.DEGBXZde４٣²½ﬁ\u00a0\u2011\n\ud800"), min_size=8)
)
def test_any_text_is_taken_as_it_is_or_refused(text: str) -> None:
    try:
        assert text == refuse_payment_numbers(text, "note")
    except Refused as refusal:
        assert refusal.hint
