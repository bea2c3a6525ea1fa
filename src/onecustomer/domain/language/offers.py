"""What reads like an offer: a thank-you sells nothing."""

from __future__ import annotations

from . import names
from .text import western

OFFERS = (
    "discount", "discounts", "coupon", "coupons", "voucher", "vouchers", "promo", "promos", "promotion", "promotions",
    "special offer", "special offers", "on sale", "off your next", "buy one", "half price",
)  # fmt: skip
"""Folded words that an offer has, and that hardly anybody is thanked for."""


def is_offer(text: str) -> bool:
    """Tell whether a text reads like an offer: a part of a hundred, as 20%, or whole words such as "discount"."""
    words = f" {' '.join(names.fold(text))} "
    return any(f" {offer} " in words for offer in OFFERS) or _has_percent(western(text))


def _has_percent(text: str) -> bool:
    """Tell whether digits stand before a %; of 100% or more nobody makes an offer."""
    counts = [before.rstrip() for before in text.replace("٪", "%").split("%")[:-1]]
    return any(len(count) - len(count.rstrip("0123456789")) in (1, 2) for count in counts)
