"""Who is missed comes in turn: elsewhere each day, each once, and page by page the same."""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from onecustomer.domain.overview import parts
from onecustomer.domain.overview.morning import Morning
from onecustomer.domain.overview.parts import MISSED, NEVER_THANKED, PARTS, pages
from onecustomer.store import rhythm
from onecustomer.store.database.connection import Store
from onecustomer.store.open import open_store
from tests.morning.timelines import write
from tests.words import CAST, TODAY, Json, Oc

EmptyStore = Callable[[], AbstractContextManager[Store]]
SHOWN = 5
"""Lines of a part on the screen of a morning."""


@pytest.fixture
def missed(empty_store: EmptyStore) -> Iterator[Store]:
    """Twenty-three people of 2020 whom nobody has seen since, and a fourth in the middle who is gone."""
    with empty_store() as store:
        write(store, [([], None)] * 24)
        store.change("DELETE FROM customer WHERE id = 12")
        rhythm.renew(store, 12, TODAY)
        yield store


def shown(store: Store, day: dt.date) -> list[int]:
    """Return whom the screen of a morning has."""
    return [item.person.id for item in MISSED.page(Morning(store, day), SHOWN, None)[0]]


def whole(store: Store, day: dt.date, size: int) -> list[int]:
    """Return whom the whole list of a day has, read in pages of a size."""
    found: list[int] = []
    after = None
    while True:
        items, after = MISSED.page(Morning(store, day), size, after)
        assert len(items) <= size
        found += [item.person.id for item in items]
        if after is None:
            return found


def test_each_who_is_missed_was_on_the_screen_within_a_round(missed: Store) -> None:
    everybody = set(range(1, 25)) - {12}
    for begun in range(30):
        mornings = [TODAY + dt.timedelta(days=begun + number) for number in range(8)]
        assert everybody == {number for day in mornings for number in shown(missed, day)}


def test_a_morning_goes_on_where_the_one_before_was_and_begins_again_at_the_end(missed: Store) -> None:
    numbers = [number for number in range(1, 25) if number != 12]
    days = [TODAY + dt.timedelta(days=number) for number in range(30)]
    for day, next_day in itertools.pairwise(days):
        first, then = (numbers.index(shown(missed, one)[0]) for one in (day, next_day))
        assert 0 < (then - first) % len(numbers) < SHOWN


def test_all_stand_there_within_a_round_while_people_come_and_go(empty_store: EmptyStore) -> None:
    """Of 420 people each day one comes back, one is put aside for ten days, and a file's are away too long by then."""
    with empty_store() as store:
        write(store, [([], None)] * 420)
        store.change(
            "UPDATE rhythm SET last_day = ? + customer_id WHERE customer_id % 4 = 0", (TODAY.toordinal() - 90,)
        )
        waiting = dict.fromkeys(range(1, 421), 0)
        running = dict.fromkeys(range(1, 421), 0)
        for number in range(300):
            day = TODAY + dt.timedelta(days=number)
            on_screen, everybody = shown(store, day), set(whole(store, day, 1_000))
            assert 256 < len(everybody) <= 384  # between them a round has 96 days, and people come in front
            waiting = {one: days + 1 if one in everybody.difference(on_screen) else 0 for one, days in waiting.items()}
            running = {one: days + 1 if one in on_screen else 0 for one, days in running.items()}
            assert max(waiting.values()) < 105 and max(running.values()) <= 4
            back, aside = number * 53 % 420 + 1, number * 91 % 420 + 1
            store.change("UPDATE rhythm SET last_day = ? WHERE customer_id = ?", (day.toordinal(), back))
            later = (day + dt.timedelta(days=10)).isoformat()
            store.change("UPDATE customer SET later = ? WHERE id = ?", (later, aside))


@pytest.mark.parametrize("size", [1, 2, 3, 22, 23, 24, 1_000])
def test_the_whole_list_has_each_once_on_every_day_in_pages_of_any_size(missed: Store, size: int) -> None:
    for number in range(24):
        day = TODAY + dt.timedelta(days=number)
        found = whole(missed, day, size)
        assert sorted(found) == [one for one in range(1, 25) if one != 12]
        assert found[:SHOWN] == shown(missed, day)


def test_who_was_taken_out_from_outside_ends_no_list(missed: Store) -> None:
    missed.change("PRAGMA defer_foreign_keys = ON")
    missed.change("CREATE TEMP TABLE kept AS SELECT * FROM rhythm")
    missed.change("DELETE FROM customer WHERE id IN (4, 5, 6)")
    missed.change("INSERT OR IGNORE INTO rhythm SELECT * FROM kept")
    for number in range(24):
        found = whole(missed, TODAY + dt.timedelta(days=number), 3)
        assert sorted(found) == [one for one in range(1, 25) if one not in (4, 5, 6, 12)]


def test_every_part_is_the_same_in_pages_of_three(crowded: Oc, monkeypatch: pytest.MonkeyPatch, as_json: Json) -> None:
    commands = [
        "today --json",
        "thank --unthanked --json",
        "thank --unthanked",
        *(f"today --{one.name}" for one in PARTS),
    ]
    before = [crowded(command).printed() for command in commands]
    monkeypatch.setattr(parts, "PAGE", 3)
    assert before == [crowded(command).printed() for command in commands]
    told = as_json(before[0])
    assert [] == [one.name for one in PARTS if len(told[one.name]) < 6]


@pytest.mark.parametrize("size", [1, 1_000])
def test_json_is_one_line_whatever_the_pages(
    crowded: Oc, monkeypatch: pytest.MonkeyPatch, as_json: Json, size: int
) -> None:
    monkeypatch.setattr(parts, "PAGE", size)
    told = crowded("today --json").printed()
    assert 1 == told.count("\n") and told.endswith("}\n")
    assert {"schema", "day", "no_copy", "unfinished", *(part.name for part in PARTS)} == set(as_json(told))


def test_days_of_a_leap_year_come_once_each_in_pages_of_one(
    shop: Oc, monkeypatch: pytest.MonkeyPatch, as_json: Json
) -> None:
    for who, day in (("klein", "02-28"), ("jim", "02-29"), ("ruiz", "02-28"), ("juli", "03-01"), ("zoe", "02-29")):
        shop(f"remember birthday {day} --for {who}")
    monkeypatch.setattr(parts, "PAGE", 1)
    for year in ("2027", "2028"):
        told = as_json(shop("today --dates --json", OC_NOW=f"{year}-02-25T12:00:00+00:00").printed())["dates"]
        assert sorted(["c1", "c2", "c3", "c4", "c7"]) == sorted(one["ref"] for one in told)


def test_news_of_two_pieces_comes_once_each_in_pages_of_one(
    wanting: Oc, monkeypatch: pytest.MonkeyPatch, as_json: Json
) -> None:
    wanting("note --need lining of silk --for klein")
    for text, until in (("Sooner", "tomorrow"), ("Later", "friday"), ("As soon", "tomorrow")):
        wanting(f"news {text} --for 'lining, thread' --until {until}")
    monkeypatch.setattr(parts, "PAGE", 1)
    told = as_json(wanting("today --news --json").printed())["news"]
    three = ["Margo Klein", "Jim O’Neil", "Alecia Ruiz"]
    assert [(one["name"], one["text"]) for one in told] == [
        (name, text) for text in ("Sooner", "As soon", "Later") for name in three
    ]


def test_between_two_pages_another_till_may_write(shop: Oc, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PAGE", 3)
    store = open_store(str(db), lambda _: None)
    count = 0
    for found in pages(NEVER_THANKED, lambda: Morning(store, TODAY)):
        count += len(found)
        with closing(sqlite3.connect(db, isolation_level=None, timeout=0)) as other:
            other.execute("BEGIN EXCLUSIVE")
            other.execute("COMMIT")
    store.close()
    assert len(CAST) == count
