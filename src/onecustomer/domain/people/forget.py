"""Erasing somebody on request: every row, key and word of theirs, and every trace of it in files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice

from ...errors import Ambiguous, NotFound, OnecustomerError
from ...store import kinds
from ...store.counter import append, read
from ...store.database import copies
from ...store.database.connection import Store
from ...store.erasure import finish, from_copies, hers
from ...store.record import Record
from ...store.rows import ENTRY, FACT, OCCASION, Customer, Erasure, reference
from ..language import names
from ..timeline import deed
from ..timeline.deed import Signed
from . import naming

MOST_VALUES = 80  # of whom is erased, for which every byte is looked through
PIECE, APART = 32, 400  # characters of a long text that are looked for, and how far apart: it lies in several pages
THE_SHOP = "the shop"
MARKS = {"interaction": ENTRY, "fact": FACT, "occasion": OCCASION}
OPTIONS = {"company": "--at", "role": "--role", "relation": "--as", "why": "--why"}


class Named(Record):
    """Words of somebody else, or of the shop, that name her or may: whose they are, and the command that mends them."""

    ref: str
    whose: str
    text: str
    command: str


class Going(Record):
    """What goes with somebody: how many rows of each table; and where the words of others name her."""

    rows: Mapping[str, int]
    named: Sequence[Named]


class Receipt(Record):
    """That somebody was erased: the random key, the day, how many rows of each table, the copies that held her.

    Shape: `key` is none for somebody of the staff; `left` says why traces remain, none where there are none.
    """

    key: str | None
    day: str
    rows: Mapping[str, int]
    copies: Sequence[str]
    left: OnecustomerError | OSError | None


def look(store: Store, person: Customer) -> Going:
    """Return what goes where a customer is erased."""
    named = naming.of(store, person)
    texts = [one for one in hers.others_words(store, person.id, named.likes) if named.is_in(one.text)]
    return Going(hers.counts(store, person.id), [_named(store, one) for one in texts])


def _named(store: Store, words: hers.OthersWords) -> Named:
    other = read.customer(store, words.customer_id) if words.customer_id else None
    if words.table in MARKS:
        ref = f"{MARKS[words.table]}{words.row}"
        command = f"oc mend {ref} NEW WORDS"
    elif words.customer_id:
        ref = reference(words.customer_id)
        option = OPTIONS.get(words.column)
        command = f"oc edit {ref} {option} TEXT" if option else f"oc history {ref}"
    else:
        ref = words.table
        command = {"style": f"oc style {words.row} --advice TEXT", "setting": f"oc setting {words.row} TEXT"}.get(
            words.table, "oc news; it ends by itself"
        )
    return Named(ref, other.name if other else THE_SHOP, words.text, command)


def forget(store: Store, signed: Signed, person: Customer) -> Receipt:
    """Erase a customer, and leave no trace; where that cannot be yet, they are erased from view all the same.

    Shape: the copies go first, as what names her is known only until she is gone.
    Raises: Refused where another till has taken them out meanwhile; StoreError where nothing could be erased.
    """
    with store.reading():
        named = naming.of(store, person)
        values = _values(hers.her_words(store, person.id))
    held = []
    for copy in copies.of_store(store.path):
        with suppress(OnecustomerError):  # in use: it is asked for again at the end
            from_copies.follow(copy, store, person, named.likes, named.is_in)
            if from_copies.erase(copy, person.key):
                held.append(copy)
    with store.writing():
        deed.begin(store, signed, kinds.FORGET, person)
        rows = hers.erase(store, person.id, named.is_in)
        append.row(store, Erasure, key=person.key, day=signed.today.isoformat())
    return Receipt(person.key, signed.today.isoformat(), rows, held, _left(store, values))


def _left(store: Store, values: Sequence[str]) -> OnecustomerError | OSError | None:
    """Return why traces remain; none where there are none."""
    try:
        finish.finish(store, values)
    except (OnecustomerError, OSError) as error:
        return error
    return None


def _values(words: Iterator[str]) -> list[str]:
    """Return what must stand nowhere any more: words as typed, folded, as JSON has them; of a long text, pieces."""
    pieces = chain.from_iterable(_pieces(one) for one in words)
    return list(dict.fromkeys(islice(pieces, MOST_VALUES)))


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), APART):
        piece = text[start : start + PIECE]
        yield piece
        yield " ".join(names.fold(piece))
        if not piece.isascii():
            yield json.dumps(piece)[1:-1]


def staff(store: Store, typed: str) -> str:
    """Return the name of somebody of the staff as it is written in the store.

    Raises: NotFound where nobody of the staff has it; Ambiguous where several spellings may be meant.
    """
    written = hers.staff_names(store) - {hers.FORMER_STAFF}
    if typed in written:
        return typed
    alike = sorted(name for name in written if names.fold(name) == names.fold(typed))
    if len(alike) > 1:
        raise Ambiguous(f"“{typed}” may be {' or '.join(alike)}.", f"oc forget --staff {alike[0]}")
    if not alike:
        raise NotFound(f"Nobody of the staff is called {typed}.", "oc history WHO says who wrote each line")
    return alike[0]


def forget_staff(store: Store, signed: Signed, name: str) -> Receipt:
    """Write that it was former staff wherever this name of staff stands, and leave no trace of the name.

    Raises: StoreError where nothing could be erased.
    """
    held, in_use = [], None
    for copy in copies.of_store(store.path):
        try:
            if from_copies.erase_staff(copy, name):
                held.append(copy)
        except OnecustomerError as error:
            in_use = error
    today = signed.today.isoformat()
    with store.writing():
        deed.begin(store, signed, kinds.FORGET)
        rows = hers.erase_staff(store, name)
        finish.is_to_come(store, today)
    return Receipt(None, today, rows, held, _left(store, [name]) or in_use)
