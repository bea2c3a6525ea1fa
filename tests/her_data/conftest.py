"""What the tests of her own data share: every byte that is kept, and a shop that has all kinds of data about Margo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.words import CAST, Oc, ShopAfter

Kept = Callable[[], bytes]

ABOUT_HER = (
    *CAST,
    "edit klein --nick mags --card 9876543210 --role tailor --as regular --why 'her own black umbrella' --every 6w",
    "serve klein",
    "note --for klein zip broke at seven",
    "note --for klein --complaint the hem came undone",
    "note --for klein --pin paper receipts always",
    "note --for klein --need navy lining",
    "thank --for klein for sending her sister",
    "style upset --for klein --why 'budgie flew away'",
    "promise --for klein coat taken in --by friday",
    "remember --for klein 'quilting exam' 12-12",
    "news Silk thread is back --for lining --until 'in 2 weeks'",
    "told --for klein",
    "edit klein --phone '+1 212 555 0188' --why 'came for zippers'",
    "mend e2 zip broke at eight",
    "note --for jim --referral klein",
    "note --for klein --referral alecia",
)
HERS = (
    *("Margo Klein", "margo.klein@example.com", "212 555 0143", "212 555 0188", "9876543210", "black umbrella"),
    *("zip broke", "hem came undone", "paper receipts", "navy lining", "her sister", "budgie flew", "coat taken in"),
    *("quilting exam", "came for zippers", "klein margo", "8810555212", "MAR-go", "mags"),
)
"""Values that nobody but Margo has, as they are typed, folded, and as search keys."""


@pytest.fixture
def shop_of_hers(shop_after: ShopAfter) -> Oc:
    """The shop with all that may be known of Margo Klein, c1; entries are e1 to e10."""
    return shop_after(*ABOUT_HER)


@pytest.fixture
def kept(db: Path) -> Kept:
    """Read every byte of the store and of all that lies beside it."""

    def read() -> bytes:
        return b"".join(
            path.read_bytes() for path in sorted(db.parent.rglob("*")) if path.is_file() and db.name in str(path)
        )

    return read
