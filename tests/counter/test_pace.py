"""The card keeps her pace: what is never on the card of somebody hurried or upset, and what always is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.cli.screens.card import draw
from onecustomer.domain.card.card import Card, card_of
from onecustomer.domain.language.days import YearlyDay
from onecustomer.domain.language.text import cells
from onecustomer.domain.people import editing
from onecustomer.domain.people.details import Details
from onecustomer.domain.shop import styles
from onecustomer.domain.timeline import entries, news, occasions, open_items
from onecustomer.domain.timeline.deed import Signed
from onecustomer.domain.timeline.entries import NewEntry
from onecustomer.store import kinds
from onecustomer.store.database.connection import Store
from onecustomer.store.open import open_store
from onecustomer.store.rows import Customer
from tests.words import ANA, NOW, TODAY

OF_WORDS = (kinds.NOTE, kinds.COMPLAINT, kinds.WARNING, kinds.LEAVING, kinds.PRAISE, kinds.IDEA, kinds.GESTURE)
ALONE = (kinds.VISIT, kinds.CONTACT, kinds.THANKS, kinds.LOST, kinds.NEED, kinds.PIN)
STYLED = (styles.LANGUID, styles.HURRIED, styles.UPSET, styles.AS_USUAL)
LONG = "the sleeves are long by a finger still, and nobody at all answered the telephone on Friday, nor on Saturday"
TEXTS = st.sampled_from(("linen thread", LONG, "浴衣の裾直し", "x"))
NAMES = st.sampled_from(("Margo Klein", "Wolfeschlegelsteinhausenbergerdorff-Schmidt von und zu Hohenlohe-Langenburg"))

happened = st.tuples(
    st.integers(0, 400),
    st.sampled_from((*OF_WORDS, *ALONE, kinds.STYLE, kinds.PROMISE, "ended", kinds.REMEMBER)),
    TEXTS,
    st.integers(0, 30),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with a piece of news; each example has a customer of its own in it."""
    path: Path = tmp_path_factory.mktemp("pace") / "shop.db"
    opened = open_store(str(path), lambda _: None, make=True)
    news.add(opened, signed(0), "Linen is in", ["linen"], TODAY + dt.timedelta(days=9))
    yield opened
    opened.close()


def signed(days_ago: int) -> Signed:
    back = dt.timedelta(days=days_ago)
    return Signed(NOW - back, TODAY - back, "a till", ANA)


def live(store: Store, person: Customer, days_ago: int, kind: str, text: str, number: int) -> None:
    """Let one thing happen; what cannot, as a fourth pin, does not."""
    then = signed(days_ago)
    entry = NewEntry(kind, text, then.today)
    if kind == kinds.STYLE:
        entry = NewEntry(kind, text if number % 2 else None, then.today, style=STYLED[number % len(STYLED)])
    elif kind == kinds.PROMISE:
        open_items.promise(store, then, person, text, then.today + dt.timedelta(days=number - 15))
        return
    elif kind == kinds.REMEMBER:
        day = then.today + dt.timedelta(days=number - 2)
        occasions.add(store, then, person, text, YearlyDay(day.month, day.day, day.year), yearly=bool(number % 2))
        return
    elif kind == "ended":
        waiting = open_items.open_things(store, person.id)
        if waiting:
            thing = waiting[number % len(waiting)]
            ending = kinds.ANSWER if thing.kind != kinds.PROMISE else (kinds.KEPT, kinds.BROKEN)[number % 2]
            open_items.end(store, then, person, thing, ending, text if number % 3 else None)
        return
    elif kind == kinds.PIN and len(entries.read.facts(store, person.id, kinds.PIN)) == kinds.MOST_PINS:
        return
    elif kind in (kinds.VISIT, kinds.CONTACT):
        entry = NewEntry(kind, None, then.today)
    entries.add(store, then, person, kind, entry)


def labels(rows: list[str]) -> set[str]:
    """Return the first word of each row of a card that has something in front."""
    return {row.split()[0] for row in rows if row[0] != " "}


def style_of(card: Card) -> str:
    return card.manner.style if card.manner else ""


@given(
    name=NAMES,
    usual=st.sampled_from((None, *STYLED[:3])),
    why=st.none() | TEXTS,
    timeline=st.lists(happened, max_size=25),
    width=st.sampled_from((40, 80, 120)),
)
def test_every_card_keeps_her_pace_and_says_what_is_owed(
    store: Store, name: str, usual: str | None, why: str | None, timeline: list[tuple[int, str, str, int]], width: int
) -> None:
    person = editing.add(store, signed(500), Details(name=name, company=why, usual_style=usual, why=why))
    for days_ago, kind, text, number in sorted(timeline, key=lambda one: -one[0]):
        live(store, person, days_ago, kind, text, number)
    card = card_of(store, person, TODAY, is_here=True)
    rows = draw(card, TODAY, width, colour=False)
    said = labels(rows)
    assert all(cells(row) <= width for row in rows)
    assert len(rows) <= 12 or width < 60
    if style_of(card) == styles.HURRIED:
        assert set() == said & {"Again", "Ask", "Why", "Here", "Needs", "Last", "Thanked", "New"}
    if style_of(card) == styles.UPSET:
        assert set() == said & {"Tell", "Again", "Ask"}
    assert {"Again", "Ask"} - said
    waiting = open_items.open_things(store, person.id)
    assert bool(open_items.promises(waiting)) == ("Owed" in said)
    assert bool(open_items.concerns(waiting)) == ("Open" in said)
    assert bool(card.broken) == ("Broken" in said)
    shown = " ".join(" ".join(row.split()) for row in rows)
    for things in (open_items.promises(waiting), open_items.concerns(waiting), card.broken):
        assert len(things) <= 3 or re.search(r"and \d+ more", shown)
    assert shown.count("Say sorry.") == min(len(card.broken), 3) or re.search(r"Say sorry\.,? and \d+ more", shown)
    assert ("Then" in said) == ("Ask after it, gently." in shown)


def test_the_fullest_card_has_twelve_rows(store: Store) -> None:
    """Long words everywhere, of somebody who left."""
    person = editing.add(store, signed(500), Details(name="Maximiliana " * 8, company=LONG, usual_style="hurried"))
    for kind, number in ((kinds.STYLE, 3), (kinds.PROMISE, 1), (kinds.COMPLAINT, 0), (kinds.PIN, 0)):
        for again in range(4):
            live(store, person, 8, kind, f"{again} {LONG}", 2 * number + 1 if kind == kinds.STYLE else number)
    for _ in range(4):
        live(store, person, 5, kinds.PROMISE, LONG, 1)
    for _ in range(4):
        promise = open_items.promises(open_items.open_things(store, person.id))[0]
        open_items.end(store, signed(4), person, promise, kinds.BROKEN, LONG)
    live(store, person, 3, kinds.LOST, LONG, 0)
    for usual in ("hurried", "languid"):
        editing.set_usual_style(store, signed(2), person, usual, LONG)
        now = editing.read.customer(store, person.id)
        assert now is not None
        rows = draw(card_of(store, now, TODAY, is_here=True), TODAY, 80, colour=False)
        assert len(rows) <= 12
        for label in ("WELCOME", usual.upper(), "Owed", "Broken", "Open"):
            assert any(row.startswith(label) for row in rows)
        assert 3 == sum(row.endswith("and 3 more") for row in rows)


@pytest.mark.parametrize("many", [1, 3, 4, 30])
def test_what_is_owed_is_named_and_the_rest_is_counted(store: Store, many: int) -> None:
    person = editing.add(store, signed(500), Details(name="Margo Klein"))
    for number in range(many):
        live(store, person, 3, kinds.PROMISE, f"thing {number}", 20)
        live(store, person, 3, kinds.COMPLAINT, f"word {number}", 0)
    rows = draw(card_of(store, person, TODAY), TODAY, 80, colour=False)
    for what in ("thing", "word"):
        named = [row for row in rows if what in row]
        left = int(named[-1].rsplit(" and ", 1)[1].removesuffix(" more")) if " and " in named[-1] else 0
        assert many == len(named) + left
