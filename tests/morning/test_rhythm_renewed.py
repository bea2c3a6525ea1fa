"""What is kept of a timeline is renewed with every deed: it is what would be made anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onecustomer.store import rhythm
from onecustomer.store.database.connection import Store
from onecustomer.store.open import open_store
from tests.morning.timelines import Happened, anything, spans, write
from tests.words import CAST, NOW, SQUARE, TODAY, Oc, ShopAfter, at

DEEDS = (
    *("serve klein", "serve o’neil", "note hello --for klein", "note hello --on yesterday --for klein", "undo"),
    *("note --complaint zip broke --for klein", "done new zip --for klein", "promise a coat --by tomorrow --for klein"),
    *("thank --for klein", "style upset --for klein", "lost klein --why moved", "lost o’neil --why moved", "undo"),
    *("edit klein --every 6w", "edit klein --every ''", "edit klein --role tailor", "add Ada --brought-by klein"),
    *("note --referral o’neil --for klein", "add Ada --every 2w --yes", "edit klein --name 'Margo Klein-Ruiz'", "undo"),
)
LEAPS = st.integers(0, 40)  # days from one deed to the next
EmptyStore = Callable[[], AbstractContextManager[Store]]


@given(st.lists(st.tuples(st.sampled_from(DEEDS), LEAPS, st.sampled_from(["till one", "till two"])), max_size=6))
def test_what_is_renewed_deed_by_deed_is_what_would_be_made_anew(
    shop_after: ShopAfter, db: Path, deeds: list[tuple[str, int, str]]
) -> None:
    shop = shop_after(*CAST)
    moment = NOW
    for words, leap, till in deeds:
        moment += dt.timedelta(days=leap)
        shop(words, OC_NOW=moment.isoformat(), OC_TILL=till)
    with closing(open_store(str(db), print)) as store:
        assert made_anew(store, moment.date()) == rhythms(store)


@given(st.lists(st.tuples(st.lists(anything, max_size=8), spans), max_size=4))
def test_what_is_renewed_is_what_would_be_made_anew_whatever_was_written_from_outside(
    empty_store: EmptyStore, people: list[tuple[list[Happened], int | None]]
) -> None:
    with empty_store() as store:
        write(store, people)
        assert made_anew(store) == rhythms(store)


def test_an_import_and_its_undo_leave_what_would_be_made_anew(shop: Oc, db: Path, till: Path) -> None:
    rows = "Margo,Klein,margo.klein@example.com,,A1,,,2019-11-02", "Ada,Lund,,+12125550155,A2,likes navy,,2026-09-01"
    (till / "square.csv").write_text(SQUARE + "\n".join([*rows, ""]))
    with closing(open_store(str(db), print)) as store:
        before = rhythms(store)
        assert 0 == shop(f"import {till / 'square.csv'}").code
        imported = rhythms(store)
        assert before != imported
        assert made_anew(store) == imported
        assert 0 == shop("undo").code
        assert made_anew(store) == before


def test_an_entry_of_nobody_leaves_everybody_their_own(shop: Oc, db: Path) -> None:
    """Somebody may remove a customer by SQL, with the references switched off."""
    for day in ("2027-02-05", "2027-02-15", "2027-02-25"):
        shop("serve klein", OC_NOW=at(day))
    with closing(open_store(str(db), print)) as store:
        expected = rhythms(store)
        store.change("PRAGMA foreign_keys = OFF")
        entry = "INSERT INTO interaction (key, customer_id, deed_id, kind, day) VALUES (?, ?, 1, 'visit', '2026-01-01')"
        store.change_each(entry, [("a", 0), ("b", 1_000), ("c", "nobody")])
        assert expected == made_anew(store, dt.date(2027, 2, 25))


def rhythms(store: Store) -> list[tuple[object, ...]]:
    return store.ask("SELECT * FROM rhythm ORDER BY customer_id")


def made_anew(store: Store, today: dt.date = TODAY) -> list[tuple[object, ...]]:
    """Return what the timelines say now, without keeping it."""
    store.change("SAVEPOINT before")
    store.change("DELETE FROM rhythm")
    rhythm.fill(store, today)
    made = rhythms(store)
    store.change("ROLLBACK TO before")
    store.change("RELEASE before")
    return made


def test_what_a_wrong_clock_put_far_ahead_counts_for_nothing(shop: Oc, db: Path) -> None:
    for day in ("2026-11-21", "2026-12-01", "2026-12-11"):
        shop("serve klein", OC_NOW=at(day))
    with closing(open_store(str(db), print)) as store:
        before = rhythms(store)
        store.change("UPDATE interaction SET day = '2036-01-01' WHERE day = '2026-12-01'")
        rhythm.renew(store, 1, dt.date(2026, 12, 11))
        first, last, gap = store.ask("SELECT first_day, last_day, gap FROM rhythm WHERE customer_id = 1")[0]
        assert (dt.date(2026, 11, 21).toordinal(), dt.date(2026, 12, 11).toordinal(), None) == (first, last, gap)
        assert before != rhythms(store)
        assert made_anew(store, dt.date(2026, 12, 11)) == rhythms(store)


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(("visit", "note", "thanks", "lost"))), max_size=90))
def test_a_timeline_too_long_to_be_read_whole_says_the_same(
    empty_store: EmptyStore, entries: list[tuple[int, str]]
) -> None:
    begun = TODAY - dt.timedelta(days=800)
    long_ago: list[Happened] = [(str(begun + dt.timedelta(days=day)), "visit") for day in range(rhythm.SHORT)]
    lately: list[Happened] = [(str(TODAY - dt.timedelta(days=day)), kind) for day, kind in entries]
    with empty_store() as store:
        write(store, [(long_ago + lately, None)])
        assert made_anew(store) == rhythms(store)
