"""Of people with every kind of data no byte is left: as typed, folded, as search key, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from onecustomer.domain.language import names, phones
from onecustomer.domain.people import editing
from onecustomer.domain.people.details import from_options
from onecustomer.domain.timeline import entries, mending, occasions
from onecustomer.domain.timeline.deed import Signed
from onecustomer.domain.timeline.entries import NewEntry
from onecustomer.store import current, kinds
from onecustomer.store.counter import append, read
from onecustomer.store.database import traces
from onecustomer.store.database.connection import Store
from onecustomer.store.open import open_store
from onecustomer.store.rows import Interaction, News, Telling
from tests.her_data.conftest import Kept
from tests.words import NOW, TODAY, Oc, ShopAfter

SIGNED = Signed(NOW, TODAY, "till one", "Ana")
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzàéïøüłßжщαπ山本太郎가", min_size=9, max_size=14)
FORMS = st.sampled_from((str.lower, str.upper, str.title))
DIGITS = st.text("123456789", min_size=11, max_size=12)
WORDS = st.builds(lambda form, letters: form(letters), FORMS, LETTERS)
LINES = st.builds(" ".join, st.lists(WORDS, min_size=2, max_size=3))
LONG = st.builds(lambda line, times: " ".join([line] * times), LINES, st.integers(1, 30))
COLUMNS = ("say", "company", "role", "relation", "why")
ENTRIES = (kinds.NOTE, kinds.PRAISE, kinds.COMPLAINT, kinds.WARNING, kinds.IDEA, kinds.GESTURE, kinds.LEAVING)
FILED = (kinds.THANKS, kinds.STYLE, kinds.PROMISE, kinds.LOST, kinds.PIN, kinds.NEED)


def made(**of: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(of)


PEOPLE = made(
    name=LINES,
    name_before=LINES,
    nick=WORDS,
    email=st.builds(lambda one, other: f"{one}@{other}.example", WORDS, WORDS),
    phone=st.builds(lambda digits: f"+49 {digits[:3]} {digits[3:6]}-{digits[6:]}", DIGITS),
    phone_before=DIGITS,
    card=st.builds(lambda one: f"K-{one}", WORDS),
    columns=made(**dict.fromkeys(COLUMNS, LINES)),
    texts=made(**dict.fromkeys((*ENTRIES, *FILED), LONG)),
    occasion=LINES,
    via=WORDS,
    mended=LINES,
    moved=LINES,
    dropped=LINES,
)  # fmt: skip


def live(store: Store, of: dict[str, object]) -> int:
    """Write everything that may be known of somebody, and return the number."""
    said = {key: str(value) for key, value in of.items() if isinstance(value, str)}
    texts, columns = of["texts"], of["columns"]
    assert isinstance(texts, dict)
    assert isinstance(columns, dict)
    person = editing.add(
        store,
        SIGNED,
        from_options(
            name=said["name_before"],
            handles={kinds.PHONE: [said["phone_before"]], kinds.NICK: [said["nick"]]},
            today=TODAY,
            **columns,
        ),
    )
    for kind, text in texts.items():
        line = text[: 200 if kind in FILED else 4000].strip()
        entries.add(store, SIGNED, person, kind, NewEntry(kind, line, TODAY, via=said["via"], due=TODAY))
    occasions.add(store, SIGNED, person, said["occasion"], occasions.YearlyDay(12, 12, None), yearly=True)
    jim = read.customer(store, 2)
    assert jim
    for text in (said["mended"], said["moved"], said["dropped"]):
        entries.add(store, SIGNED, person, kinds.NOTE, NewEntry(kinds.NOTE, text, TODAY))
    mended, moved, dropped = reversed(read.of_kind(store, person.id, kinds.NOTE, 3))
    mending.reword(store, SIGNED, mended, person, texts[kinds.NOTE][:100].strip())
    mending.move(store, SIGNED, moved, person, jim)
    mending.move(store, SIGNED, _again(store, moved), jim, person)
    mending.drop(store, SIGNED, dropped, person)
    edited = from_options(
        name=said["name"],
        handles={kinds.PHONE: [said["phone"]], kinds.EMAIL: [said["email"]], kinds.CARD: [said["card"]]},
        today=TODAY,
        company="Acme",
    )
    editing.edit(store, SIGNED, person, edited)
    with store.writing():
        deed_id = append.deed(store, at=NOW, till="till one", staff="Ana", verb=kinds.TOLD, customer_id=person.id)
        whose = {"deed_id": deed_id, "day": TODAY.isoformat()}
        news = append.row(store, News, text="silk", words="silk", until="2027-01-01", **whose)
        append.row(store, Telling, news_id=news, customer_id=person.id, **whose)
    entries.add(store, SIGNED, jim, kinds.REFERRAL, NewEntry(kinds.REFERRAL, None, TODAY, other_id=person.id))
    return person.id


def _again(store: Store, entry: Interaction) -> Interaction:
    found = read.interaction(store, entry.id)
    assert found
    return found


def spellings(value: object) -> Iterator[bytes]:
    """Yield the ways in which a value may be kept: as typed, folded, as search key, in JSON; and its words."""
    if isinstance(value, dict):
        for one in value.values():
            yield from spellings(one)
        return
    text = str(value)
    digits = phones.digits(text)
    for one in (text, *text.split(), *names.fold(text), names.whole(text), text.lower(), digits, phones.key(digits)):
        if len(one.encode()) >= 9:
            yield one.encode()
            yield json.dumps(one)[1:-1].encode()


SAME_PEOPLE = settings(max_examples=30, phases=(Phase.generate,), derandomize=True)  # to shrink takes minutes


@pytest.mark.one_till("the store is written without a server")
@given(of=PEOPLE)
@SAME_PEOPLE
def test_no_byte_is_left_of_whom_is_erased(of: dict[str, object], shop_after: ShopAfter, db: Path, kept: Kept) -> None:
    oc: Oc = shop_after("add Bo Ray", "add Jim Stone")
    others = kept()  # Hypothesis knows our words too: interaction
    with closing(open_store(str(db), lambda _: None)) as store:
        store.change("PRAGMA synchronous = OFF")
        number = live(store, of)
        person = read.customer(store, number)
    assert person
    current.set(str(db), "two", 0, current.Current(person.key, 0.0, logged=True))
    before = kept()
    wanted = set(spellings(of))
    assert str(of["name"]).encode() in before
    assert 0 == oc(f"forget c{number} --yes").code
    after = kept()
    assert [] == [*(db.parent / "shop.db-tills").iterdir()]
    assert [] == [value for value in wanted if value in after and value not in others]
    assert "Jim Stone" in oc("show c2").printed()


@pytest.mark.one_till("the store is written without a server")
def test_what_sqlite_leaves_of_a_row_that_it_moved_is_gone_too(oc: Oc, db: Path) -> None:
    oc("add Bo")
    words = [f"{number * 7919 % 99991:05}marker{number:04}" for number in range(1500)]
    with closing(open_store(str(db), lambda _: None)) as store:
        for start in range(0, len(words), 50):
            with store.writing():
                keys = [(4, word, 1) for word in words[start : start + 50]]
                store.change_each("INSERT INTO search_key VALUES (?, ?, ?)", keys)
        with store.writing():
            store.change("DELETE FROM search_key WHERE folded LIKE '%marker%'")
        assert traces.leave_none(store)
    assert set() == traces.found([str(db)], {word.encode() for word in words})


def test_a_value_is_found_where_two_pieces_of_a_file_meet(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"x" * (traces.PIECE - 4) + b"margo klein" + b"x" * 100)
    assert {b"margo klein"} == traces.found([str(file), str(tmp_path / "none")], {b"margo klein", b"jim", b""})
