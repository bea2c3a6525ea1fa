"""The mornings and weeks that tests begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import pytest

from onecustomer.store.database.connection import Store
from onecustomer.store.open import open_store
from tests.words import CAST, Oc, ShopAfter

WEEK = (
    "@2026-10-01 note an old one --for zoe",
    "@2026-11-16 serve klein",
    "@2026-11-16 serve juli",
    "@2026-11-16 note zip broke --complaint --for klein",
    "@2026-11-16 promise hem --by friday --for jim",
    "@2026-11-16 promise coat --by friday --for alecia",
    "@2026-11-16 promise belt --by friday --for jeff",
    "@2026-11-16 promise cuff --by thursday --for zoe",
    "@2026-11-17 done new zip --for klein",
    "@2026-11-17 done --for jim",
    "@2026-11-17 done --beyond 'to her door' --for alecia",
    "@2026-11-17 done --broken ill --for jeff",
    "@2026-11-17 serve klein",
    "@2026-11-19 thank for waiting --for klein",
    "@2026-11-19 note the lamp --praise --for jim",
    "@2026-11-19 note open late --idea --for juli",
    "@2026-11-19 note prices --warning --for jeff",
    "@2026-11-19 note may go --leaving --for jeff",
    "@2026-11-19 note --gesture a card --for jim",
    "@2026-11-19 note --referral alecia --for klein",
    "@2026-11-19 style upset --for alecia",
    "@2026-11-19 note hello --for klein",
    "@2026-11-19 lost juli --why moved",
    "@2026-11-20 done --for zoe",
)
"""A week in which something of every kind happened, and something in October."""
CROWD = tuple(command for n in range(1, 31) for command in (f"add Person{n:02} Surname{n:02} --yes", f"serve c{n}"))
BUSY = (
    "setting quiet 10d",
    "note --for weiß --on 2026-11-01 called",
    "promise navy coat --by 2026-11-23 --for klein",
    "note --complaint too slow --for ruiz --on 2026-11-18",
    "remember birthday 11-25 --for zoe",
    "note --referral jim --for juli",
    "note --need navy lining --for jeff",
    "news Linings are in --for lining --until 2026-11-30",
    "@2026-11-22 lost margot --why 'too slow'",
    "@2026-11-23 note --praise the hem was perfect --for jim",
)
ENTRIES = (
    "promise navy coat --by 'in 2 days' --for {0}",
    "note --complaint the zip --for {0}",
    "remember birthday 12-04 --for {0}",
    "note --need lining --for {0}",
)
REFERRED = ("Uno", "Dos", "Tres", "Cuatro", "Cinco", "Seis")
LEFT = ("Ichi", "Ni", "San", "Yon", "Go", "Roku")
CROWDED = (
    *(f"add Guest Number{number} --yes" for number in range(6)),
    *(f"add Regular {name} --yes" for name in (*REFERRED, *LEFT)),
    *(entry.format(f"number{number}") for entry in ENTRIES for number in range(6)),
    *(f"note --referral jim --for {name}" for name in REFERRED),
    "setting quiet 10d",
    "news Linings are in --for lining --until 2026-12-30",
    *(f"@2026-12-01 note --praise perfect --for {name}" for name in REFERRED),
    *(f"@2026-12-01 lost {name} --why 'too slow'" for name in LEFT),
)
WANTING = (
    "note --need navy lining --for klein",
    "note --need Lining --for ruiz",
    "note --pin likes thread --for jim",
)


@pytest.fixture
def week(shop_after: ShopAfter) -> Oc:
    """The shop after a week in which something of every kind happened, and something in October."""
    return shop_after(*CAST, *WEEK)


@pytest.fixture
def crowd(shop_after: ShopAfter) -> Oc:
    """Thirty people who were all here today."""
    return shop_after(*CROWD)


@pytest.fixture
def busy(shop_after: ShopAfter) -> Oc:
    """A shop three days later, in which every part of the morning has somebody."""
    oc = shop_after(*CAST, *BUSY)
    return lambda *words, **env: oc(*words, **{"OC_NOW": "2026-11-24T09:00:00+00:00"} | env)


@pytest.fixture
def crowded(shop_after: ShopAfter) -> Oc:
    """A shop in which every part of the morning has more people than a screen has rows for them."""
    oc = shop_after(*CAST, *CROWDED)
    return lambda *words, **env: oc(*words, **{"OC_NOW": "2026-12-02T09:00:00+00:00"} | env)


@pytest.fixture
def wanting(shop_after: ShopAfter) -> Oc:
    """Margo and Alecia need lining, and it is a pin of Jim's that he likes thread."""
    return shop_after(*CAST, *WANTING)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AbstractContextManager[Store]]:
    """Open a store without customers; what is written in the block is taken back."""
    path = str(tmp_path_factory.mktemp("empty") / "shop.db")
    open_store(path, lambda _: None, make=True).close()

    @contextmanager
    def opened() -> Iterator[Store]:
        with closing(open_store(path, lambda _: None)) as store:
            store.connection.execute("BEGIN IMMEDIATE")
            yield store

    return opened
