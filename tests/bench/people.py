"""Stores of made-up people, the same ones every time, with five entries each on the timeline.

One deed wrote everything, as an import does. A timeline lies scattered in its table, as visits over years do; few
have a promise besides. NOW is a morning on which about half of them have gone quiet, and days to remember are near.
Nothing here is real; a folder of stores is to be removed where the recipe below is changed.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from onecustomer.domain.finding import keys
from onecustomer.store import kinds, rhythm
from onecustomer.store.counter import append
from onecustomer.store.current import FOLDER
from onecustomer.store.database.connection import Store
from onecustomer.store.database.sqlite import journal_mode
from onecustomer.store.index import lookup, upkeep
from onecustomer.store.rows import Customer, Fact, Handle, Interaction, News, Occasion, Row
from onecustomer.store.schema import create

CHUNK = 10_000
CACHE_KIB = 256 * 1024
SEED = 2026
BEGUN = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
BEGUN_MS = int(BEGUN.timestamp() * 1000)
DEED = 1  # the number of the one deed that wrote everybody
MARGO = "Margo Klein"
FULL = "Quendolyn Fullerton"
"""Somebody with a card that has every line."""

BEGINNINGS = "A Be Ca Chri Da De E Fa Fe Ga Gi Ha He I Ja Jo Ka La Li Lo Ma Mi Na No O Pa Qui Ra Ro Sa Si Ta U Vi"
ENDINGS = "bel bina dan delle dric ela far gan hild iam jana kim la lena lia mar mila na neth nora phie ra rick sa stin"
GIVEN = [first + last for last in (ENDINGS + " ta than via wen xander yn zan").split() for first in BEGINNINGS.split()]
STEMS = "Acker Berg Castell Dal Eber Fair Gold Hart Ivan Jans Kara Lind Morgen Nak Olm Peters Quint Rosen Schwarz Tann"
TAILS = "aldi baum berg dahl en escu feld ford garth holm ides ini ley lund man moto nes ovic quist rup sen son ton ura"
STEMS_TOO = "Ulla Van Whit Xan Yama Zim Abbing Broad Crom Den El Fitz Green Hol Iver Kings Lang Mont North Oak Pem"
FAMILY = [stem + tail for tail in TAILS.split() for stem in f"{STEMS} {STEMS_TOO}".split()] + ["O’Neil", "Klein"]
ONSETS = "b br ch d dr f fl g gl h j k kr l m n p pr qu r s sch st t tr v w z"
NUCLEI, CODAS = "a e i o u ai ei ie", "b ck ff l ll m n nn r rt s sk tt x"
RARE = 0.15  # the share of people whose family name few others have
TRADES = "Bakery Books Cleaners Design Electric Florists Garage Hotel Imports Joinery Kitchens Legal Optics Print Tiles"
HAPPENED: tuple[tuple[str, tuple[str | None, ...]], ...] = (
    (kinds.VISIT, (None,)),
    (
        kinds.NOTE,
        ("prefers the table by the window", "moved to the street behind the church", "her sister comes on Friday"),
    ),
    (kinds.VISIT, (None,)),
    (kinds.THANKS, ("for waiting while the till was down", "for sending her sister", None)),
    (kinds.COMPLAINT, ("the sleeves are long by a finger still", "zip broke, guests at seven", "cold soup")),
)
"""What happened with each, in this order: the kind, and the words it may have."""

DAYS_APART = 150
DAYS = [(BEGUN + dt.timedelta(days=number)).date().isoformat() for number in range(DAYS_APART * len(HAPPENED))]
STYLES = ("hurried", "languid", None, None, None)
RELATIONS = ("supplier", "neighbour", "colleague", "landlord", "competitor")
NOW = dt.datetime(2026, 2, 2, 12, tzinfo=dt.UTC)
"""Two weeks after the last of DAYS: the morning that the benchmark asks for."""

GONE_ON, HEARD_ON = "2026-01-30", "2026-02-01"
"""Within the week before NOW, and the day before it."""

TALKED_OF = (
    ("Quirina Gonefield", kinds.LOST, GONE_ON, "too slow"),
    ("Quillon Praiseworth", kinds.PRAISE, HEARD_ON, "the hem was perfect"),
)
"""Who left, and who praised: name, kind, day and words."""

ONE_RELATION_IN, ONE_NEED_IN, ONE_BIRTHDAY_IN, ONE_PROMISE_IN = 3_000, 10, 3, 500
ONE_PRAISE_IN = 500
NEEDS = (
    *("navy lining", "buttons of horn", "rye bread on Fridays", "a table by the door", "décor in brass"),
    *("wool for winter", "nothing with nuts", "a quiet room", "the paper’s last page", "thread in dark colours"),
)
NEWS = (("Autumn linings are in", "navy lining, thread"), ("Horn buttons came from Devon", "horn button"))
"""What is new, and the words of the needs that ask for it: three in ten of them."""

NEWS_ENDS = "2099-12-31"


class MadeUp(NamedTuple):
    """One person: the columns that are said, and the (kind, value) handles that find them."""

    name: str
    company: str | None
    usual_style: str | None
    handles: list[tuple[str, str]]


def store(folder: Path, size: int) -> Path:
    """Return the path of the store of `size` people in a folder; it is built where it is not there as it should be."""
    path = folder / f"people-{size}.db"
    draft = folder / f"people-{size}.new"
    draft.unlink(missing_ok=True)
    create.create(str(draft), lambda _: None)
    if path.exists() and _spelled(path) == _spelled(draft):
        draft.unlink()
        return path
    with closing(Store.at(str(draft), lambda _: None)) as made:
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE_KIB}"):
            made.change(f"PRAGMA {setting}")
        made.change("BEGIN")
        _fill(made, size)
        made.change("COMMIT")
        made.change(f"PRAGMA journal_mode = {journal_mode()}")
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(path)
    return path


def put_back(path: Path) -> None:
    """Take out of a store whatever was written after it was built, and let its tills serve nobody."""
    shutil.rmtree(f"{path}{FOLDER}", ignore_errors=True)
    with closing(Store.at(str(path), lambda _: None)) as made, made.writing():
        made.change("PRAGMA foreign_keys = ON")
        for table in ("interaction", "fact", "handle", "occasion", "telling", "news", "customer"):
            made.change(f"DELETE FROM {table} WHERE deed_id > ?", (DEED,))
        made.change("DELETE FROM deed WHERE id > ?", (DEED,))
        (margo,) = lookup.key_is(made, lookup.FULL, "klein margo", 1)
        made.change("UPDATE customer SET role = NULL WHERE id = ?", (margo,))
        rhythm.renew(made, margo, dt.date.today())


def _spelled(path: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()


def _fill(made: Store, size: int) -> None:
    append.deed(made, at=BEGUN, till="the old system", staff=None, verb=kinds.IMPORT, day=HEARD_ON)
    chance = random.Random(SEED)
    for numbers in _chunks(size):
        people = [_margo() if number == size // 2 + 1 else _person(chance, number) for number in numbers]
        _insert_people(made, numbers, people)
    for turn in range(len(HAPPENED)):
        for numbers in _chunks(size):
            entries = [_entry(number, turn, number + size * (turn + 1)) for number in numbers]
            _insert(made, Interaction, entries)
    for numbers in _chunks(size):
        promises = [
            _promise(number, number + size * (len(HAPPENED) + 1)) for number in _one_in(ONE_PROMISE_IN, numbers)
        ]
        _insert(made, Interaction, promises)
        praised = [_praise(number, number + size * (len(HAPPENED) + 2)) for number in _one_in(ONE_PRAISE_IN, numbers)]
        _insert(made, Interaction, praised)
        _insert(made, Fact, [_need(number) for number in _one_in(ONE_NEED_IN, numbers)])
        birthdays = [_birthday(number) for number in _one_in(ONE_BIRTHDAY_IN, numbers)]
        _insert(made, Occasion, birthdays)
    _add_full(made, size + 1)
    _add_talked_of(made, size + 2)
    for text, asked in NEWS:
        append.row(made, News, deed_id=DEED, text=text, words=asked, day=DAYS[-1], until=NEWS_ENDS, staff="Ana")
    rhythm.fill(made, dt.date.today())


def _insert(made: Store, row: type[Row], rows: Iterable[dict[str, Any]]) -> None:
    values = list(rows)
    if values:
        made.change_each(row.insert(values[0]), (tuple(one.values()) for one in values))


def _chunks(size: int) -> Iterator[range]:
    for first in range(1, size + 1, CHUNK):
        yield range(first, min(first + CHUNK, size + 1))


def _person(chance: random.Random, number: int) -> MadeUp:
    given, surname = often_the_first(chance, GIVEN), family(chance)
    area, line = 201 + chance.randrange(780), number * 7_919 % 10_000_000
    handles = [(kinds.PHONE, f"+1 {area} {line // 10_000:03} {line % 10_000:04}")]
    if chance.random() < 0.8:
        handles.append((kinds.EMAIL, f"{given}.{surname.replace('’', '')}{number}@example.com"))
    company = f"{often_the_first(chance, FAMILY)} {chance.choice(TRADES.split())}" if chance.random() < 0.3 else None
    return MadeUp(f"{given} {surname}", company, chance.choice(STYLES), handles)


def family(chance: random.Random) -> str:
    """Return a family name: mostly a common one, else one that hardly anybody shares."""
    if chance.random() >= RARE:
        return often_the_first(chance, FAMILY)
    return rare_family(chance)


def rare_family(chance: random.Random) -> str:
    """Return a family name that hardly anybody shares."""
    syllable = (ONSETS, NUCLEI, CODAS)
    return "".join(chance.choice(letters.split()) for letters in (*syllable, *syllable, TAILS)).capitalize()


def _margo() -> MadeUp:
    handles = [(kinds.PHONE, "+1 212 555 0143"), (kinds.EMAIL, "margo.klein@example.com")]
    return MadeUp(MARGO, "Acme", "hurried", handles)


def often_the_first(chance: random.Random, names: Sequence[str]) -> str:
    """Return one of the names, the first ones more often, as names are."""
    return names[int(len(names) * chance.random() ** 2)]


def _insert_people(made: Store, numbers: range, people: Sequence[MadeUp]) -> None:
    numbered = list(zip(numbers, people, strict=True))
    _insert(
        made,
        Customer,
        (
            {
                "id": number,
                "key": _key(number),
                "deed_id": DEED,
                "name": who.name,
                "company": who.company,
                "usual_style": who.usual_style,
                "relation": _relation(number),
                "added": _day(number, 0),
            }
            for number, who in numbered
        ),
    )
    _insert(
        made,
        Handle,
        (
            {"customer_id": number, "deed_id": DEED, "kind": kind, "value": value}
            for number, who in numbered
            for kind, value in who.handles
        ),
    )
    found_by = (
        (number, keys.of_customer(who.name, who.company, who.handles, relation=_relation(number)))
        for number, who in numbered
    )
    upkeep.add_keys(made, sorted((*key, number) for number, all_keys in found_by for key in all_keys))


def _entry(number: int, turn: int, serial: int) -> dict[str, Any]:
    kind, texts = HAPPENED[turn]
    text, staff = texts[number % len(texts)], ("Ana", "Ben")[number % 2]
    said = {"kind": kind, "day": _day(number, turn), "text": text, "staff": staff}
    return _whose(number, serial) | said | {"awaits": kind in kinds.AWAITING or None}


def _add_full(made: Store, number: int) -> None:
    """Add somebody of whom all that a card can say is so: an index finds each, among a timeline as anybody's."""
    _insert_people(made, range(number, number + 1), [MadeUp(FULL, "Acme", None, [(kinds.PHONE, "+1 212 555 0142")])])
    whose = {"customer_id": number, "deed_id": DEED, "day": DAYS[-1], "staff": "Ana"}
    append.row(made, Interaction, **whose | {"kind": kinds.VISIT, "day": DAYS[0]})
    for kind, more in (
        (kinds.STYLE, {"text": "cat at the vet", "style": "upset"}),
        (kinds.JOB, {"text": "CFO at Acme; was A/P at IBM"}),
        (kinds.COMPLAINT, {"text": "zip broke", "via": "review", "awaits": 1}),
        (kinds.WARNING, {"text": "the door sticks", "awaits": 1}),
        (kinds.PROMISE, {"text": "navy coat", "awaits": 1, "due": DAYS[-1]}),
        (kinds.REFERRAL, {"other_id": 1}),
        (kinds.NOTE, {"text": "asked for silk"}),
    ):
        append.row(made, Interaction, kind=kind, **whose | more)
    promise = append.row(made, Interaction, kind=kinds.PROMISE, text="hem", awaits=1, due=DAYS[-1], **whose)
    append.row(made, Interaction, kind=kinds.BROKEN, text="forgot", about_id=promise, **whose)
    for kind, text in ((kinds.NEED, NEEDS[0]), (kinds.PIN, "paper receipts")):
        append.row(made, Fact, kind=kind, text=text, **whose)
    append.row(
        made, Occasion, customer_id=number, deed_id=DEED, what="wedding", month=1, day=1, year=2026, yearly=False
    )


def _add_talked_of(made: Store, number: int) -> None:
    """Add somebody who left this week, and somebody who praised and waits for nothing else."""
    for at, (name, kind, day, text) in enumerate(TALKED_OF, number):
        _insert_people(made, range(at, at + 1), [MadeUp(name, None, None, [])])
        append.row(made, Interaction, customer_id=at, deed_id=DEED, kind=kind, day=day, text=text, staff="Ana")


def _whose(number: int, serial: int) -> dict[str, Any]:
    return {"key": _key(serial), "customer_id": number, "deed_id": DEED}


def _promise(number: int, serial: int) -> dict[str, Any]:
    """Return a promise of the last of DAYS, owed on a day around NOW."""
    due = (NOW + dt.timedelta(days=number // ONE_PROMISE_IN % 29 - 14)).date().isoformat()
    text = ("new lining by the weekend", "the book she asked for", "a call when it is ready")[number % 3]
    promised = {"kind": kinds.PROMISE, "awaits": 1, "day": DAYS[-1], "text": text, "staff": "Ana", "due": due}
    return _whose(number, serial) | promised


def _praise(number: int, serial: int) -> dict[str, Any]:
    return _whose(number, serial) | {"kind": kinds.PRAISE, "day": HEARD_ON, "text": "the hem was perfect"}


def _need(number: int) -> dict[str, Any]:
    text = NEEDS[number // ONE_NEED_IN % len(NEEDS)]
    return _whose(number, number) | {"kind": kinds.NEED, "day": _day(number, 1), "text": text, "staff": "Ben"}


def _birthday(number: int) -> dict[str, Any]:
    born = dt.date(1960, 1, 1) + dt.timedelta(days=number // ONE_BIRTHDAY_IN * 101 % 14_610)  # over forty years
    day = {"month": born.month, "day": born.day, "year": born.year, "yearly": True}
    return {"customer_id": number, "deed_id": DEED, "what": "birthday"} | day


def _relation(number: int) -> str | None:
    turn, rest = divmod(number, ONE_RELATION_IN)
    return None if rest else RELATIONS[turn % len(RELATIONS)]


def _day(number: int, turn: int) -> str:
    return DAYS[turn * DAYS_APART + number * 37 % DAYS_APART]


def _one_in(share: int, numbers: range) -> range:
    """Return every so-manieth of the numbers."""
    return range(numbers.start + -numbers.start % share, numbers.stop, share)


def _key(serial: int) -> str:
    """Return a key in the form of the program's own: it grows with time, and ends in what looks like chance."""
    scattered = serial * 0x9E3779B97F4A7C15 & (1 << 64) - 1
    return f"{BEGUN_MS + serial:012x}7{scattered & 0xFFF:03x}8{scattered >> 4:015x}"
