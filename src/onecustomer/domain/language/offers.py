"""What reads like an offer: a thank-you sells nothing."""

from __future__ import annotations

from . import names
from .text import western

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

OFFERS = (
    "discount", "discounts", "coupon", "coupons", "voucher", "vouchers", "promo", "promos", "promotion", "promotions",
    "special offer", "special offers", "on sale", "off your next", "buy one", "half price", "gift card", "gift cards",
)  # fmt: skip
"""Folded words that an offer has, and that hardly anybody is thanked for."""
OFF = "off"


def is_offer(text: str) -> bool:
    """Tell whether a text reads like an offer: a part of a hundred, as 20%, or whole words such as "discount"."""
    words = f" {' '.join(names.fold(text))} "
    return any(f" {offer} " in words for offer in OFFERS) or _has_percent(western(text)) or _is_off(words.split())


def _is_off(words: Sequence[str]) -> bool:
    """Tell whether so much is off: "$10 off", "10 percent off"."""
    return any(word.isdecimal() and OFF in words[at + 1 : at + 3] for at, word in enumerate(words))


def _has_percent(text: str) -> bool:
    """Tell whether digits stand before a %; of 100% or more nobody makes an offer."""
    counts = [before.rstrip() for before in text.replace("٪", "%").split("%")[:-1]]
    return any(len(count) - len(count.rstrip("0123456789")) in (1, 2) for count in counts)
