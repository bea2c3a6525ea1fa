"""A thank-you sells nothing: one that reads like an offer is kept, and that is said."""

from __future__ import annotations

import pytest

from onecustomer.domain.language.offers import OFFERS, is_offer
from tests.words import Oc, Rows

SAID = "oc: A thank-you sells nothing: this reads like an offer.\n"


@pytest.mark.parametrize(
    "text",
    [
        *OFFERS,
        *("20% off", "5 % on all linings", "12.5%", "minus 20%", "20％", "٢٠٪", "with 20%, and a smile"),
        *("A DISCOUNT!", "a Coupon.", "Vouchers", "on\tsale now", "Buy-one, get one", "off your next coat", "díscount"),
    ],
)
def test_this_reads_like_an_offer(text: str) -> None:
    assert is_offer(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "%", "for her patience", "for 100% patience", "for giving 110 %", "20 years", "% 20", "no. 20"),
        *("a discounted cash flow", "couponing", "promoting us", "for the sale on Monday", "off to her next trip"),
        *("buying one coat", "special", "offer of help", "for a lift, on sales day", "ten percent"),
    ],
)
def test_this_does_not(text: str) -> None:
    assert not is_offer(text)


@pytest.mark.parametrize(
    "command,said",
    [
        ("thank for 20% off", "Thanked Margo Klein: for 20% off\n"),
        ("thank --via coupon", "Thanked Margo Klein, via coupon.\n"),
        ("thank for waiting --via 'a 5% voucher'", "Thanked Margo Klein, via a 5% voucher: for waiting\n"),
    ],
)
def test_a_thank_you_that_reads_like_an_offer_is_kept_and_one_line_says_so(
    shop: Oc, rows: Rows, command: str, said: str
) -> None:
    shop("serve klein")
    thanked = shop(command)
    assert (0, said, SAID) == (thanked.code, thanked.out, thanked.err)
    assert [(1,)] == rows("SELECT count(*) FROM interaction WHERE kind = 'thanks'")


def test_what_is_typed_at_the_question_may_read_like_an_offer_too(shop: Oc) -> None:
    thanked = shop("thank --for klein", stdin="20% off\n", at_terminal=True, COLUMNS="200")
    assert (0, "Thanked Margo Klein: 20% off\n") == (thanked.code, thanked.out)
    assert thanked.err.endswith(SAID)


def test_nothing_is_said_of_a_thank_you_that_is_one(shop: Oc) -> None:
    assert "Thanked Margo Klein, via card: for her patience\n" == (
        shop("thank for her patience --via card --for klein").printed()
    )
    assert "Thanked Margo Klein.\n" == shop("thank --for klein").printed()


def test_it_is_said_beside_whom_the_words_may_be_about(shop: Oc) -> None:
    shop("serve klein")
    assert f"oc: about Jim O’Neil? oc mend e2 --move c2\n{SAID}" == shop("thank jim with a coupon").err
