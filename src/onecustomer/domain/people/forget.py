"""Erasing somebody on request: every row, key and word of theirs, and every trace of it in files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice

from ...errors import Ambiguous, NotFound, OnecustomerError
from ...store import kinds
from ...store.copies import kept
from ...store.copies.named import Copy, of_store
from ...store.counter import append, read
from ...store.database.connection import Store
from ...store.erasure import erased_keys, finish, from_copies, hers
from ...store.erasure.from_copies import Left
from ...store.no_notes import SAID_ANYWAY
from ...store.rare_rows import Erasure
from ...store.record import Record
from ...store.rows import ENTRY, FACT, OCCASION, Customer, Fact, Interaction, Occasion
from ..language import names
from ..shop import settings, styles
from ..timeline import deed, mending, quiet
from ..timeline.deed import Signed
from . import naming

MOST_VALUES = 80  # of whom is erased, for which every byte is looked through
PIECE, APART = 32, 400  # characters of a long text that are looked for, and how far apart: it lies in several pages
THE_SHOP = "the shop"
MARKS = {"interaction": ENTRY, "fact": FACT, "occasion": OCCASION}
OPTIONS = {"company": "--at TEXT", "role": "--role TEXT", "relation": "--as TEXT", "why": "--why TEXT"} | {
    "name": "--name NAME",
    "value": "--nick WORD",
}
"""By which option of oc edit a column is given other words."""

OF_THE_SHOP = {"style": "oc style {row} --advice TEXT", "setting": "oc setting {row} TEXT"}
UNDO, KEPT_FOR_UNDO = "undo", "kept for oc undo alone; oc tidy erases it in time"


class Named(Record):
    """Words of somebody else, or of the shop, that name her or may: whose they are, and the command that mends them.

    Shape: `text` is none where they want no notes.
    """

    ref: str
    whose: str
    text: str | None
    command: str


class Going(Record):
    """How many rows of each table go with somebody, and which words of others stay that name her, or may."""

    rows: Mapping[str, int]
    named: Sequence[Named]


class Receipt(Record):
    """That somebody was erased: the random key, the day, how many rows of each table, the copies that held her.

    Shape: `key` is none for somebody of the staff; `copies` are by age, the oldest first; `named` has where words of
    others stay that name her, or may; `left` says why traces remain, none where there are none; `until` is the last day
    on which a copy that could not be cleaned is kept.
    """

    key: str | None
    day: str
    rows: Mapping[str, int]
    copies: Sequence[Copy]
    named: Sequence[str]
    left: Left | None
    until: dt.date | None


def look(store: Store, person: Customer, today: dt.date) -> Going:
    """Return what goes where a customer is erased."""
    named = naming.of(store, person)
    texts = [one for one in hers.others_words(store, person.id, named.likes, named.fewest) if named.is_in(one.text)]
    texts += [one for one in hers.others_names(store, person.id, named.likes) if named.is_in_name(one.text)]
    kept = hers.undo_words(store, person.id)
    texts += [one for one in kept if named.is_in(one.text) and not named.is_surely_in(one.text)]
    return Going(hers.counts(store, person.id), [_named(store, one, today) for one in texts])


def _named(store: Store, words: hers.OthersWords, today: dt.date) -> Named:
    other = read.customer(store, words.customer_id) if words.customer_id else None
    whose = other.name if other else THE_SHOP
    if words.table in MARKS:
        ref = f"{MARKS[words.table]}{words.row}"
        row = mending.READ[MARKS[words.table]](store, int(words.row))
        is_shown = not (other and other.no_notes) or (isinstance(row, Interaction) and row.kind in SAID_ANYWAY)
        return Named(ref, whose, words.text if is_shown else None, _mending(ref, row, words.column, is_shown=is_shown))
    if words.column == "before":
        return Named(UNDO, whose, None if other and other.no_notes else words.text, KEPT_FOR_UNDO)
    if other:
        is_shown = not other.no_notes or words.column not in quiet.NO_WORDS
        return Named(other.ref, whose, words.text if is_shown else None, _editing(other, words.column, today))
    command = OF_THE_SHOP.get(words.table, "oc news; it ends by itself").format(row=words.row)
    return Named(words.table, whose, words.text, command)


def _mending(ref: str, row: Interaction | Fact | Occasion | None, column: str, *, is_shown: bool) -> str:
    """Return the command that gives a line other words, or takes it out where it can have none."""
    if isinstance(row, Interaction) and row.kind == kinds.TOLD:
        return "news that was told; it stays"
    is_wordless = isinstance(row, Interaction) and (row.kind in kinds.WORDLESS or column == "via")
    return f"oc mend {ref} --drop" if is_wordless or not is_shown else f"oc mend {ref} NEW WORDS"


def _editing(other: Customer, column: str, today: dt.date) -> str:
    """Return the command that gives a column of somebody else other words, or none where they want no notes."""
    why = "" if other.no_notes else " --why TEXT"
    if column == "usual_why":
        return f"oc style {other.usual_style or styles.AS_USUAL} --usually{why} --for {other.ref}"
    if column == "later_why":
        until = other.later if other.later and other.later >= today.isoformat() else "DAY"
        return f"oc later {other.ref} --until {until}{why}"
    if column == "why" and other.no_notes:
        return f"oc edit {other.ref} --why ''"
    return f"oc edit {other.ref} {OPTIONS[column]}"


def forget(store: Store, signed: Signed, person: Customer, going: Going) -> Receipt:
    """Erase a customer, and leave no trace; where that cannot be yet, they are erased from view all the same.

    `going` is what was shown before.
    Shape: the copies go first, as what names her is known only until she is gone. Her keys are on the list before she
    is: a kill between leaves her in the store, and in no copy that is put back.
    Raises: Refused where another till has taken them out meanwhile; StoreError where nothing could be erased.
    """
    with store.reading():
        named = naming.of(store, person)
        values = _values(hers.her_words(store, person.id))
        her_keys = hers.keys(store, person.id)
    held: list[Copy] = []
    in_use: list[Copy] = []
    for copy in of_store(store.path):
        try:
            if from_copies.forget(copy.path, store, person, her_keys, named):
                held.append(copy)
        except (OnecustomerError, OSError):
            in_use.append(copy)  # it is asked for again at the end
    with store.writing():
        deed.begin(store, signed, kinds.FORGET, person)
        store.erases(her_keys)
        rows = hers.erase(store, person.id, named.is_surely_in)
        for key in her_keys:
            append.row(store, Erasure, key=key, day=signed.today.isoformat())
            with suppress(OSError):  # what finishes the erasure tries it again, and says so
                erased_keys.add(store.path, key, signed.today.isoformat())
    left = _left(store, values)
    until = _until(store, in_use, her_keys) if left else None
    return Receipt(person.key, signed.today.isoformat(), rows, held, [one.ref for one in going.named], left, until)


def _until(store: Store, in_use: Sequence[Copy], her_keys: Sequence[str]) -> dt.date | None:
    """Return the last day on which the shop keeps a copy that may hold her; none where no copy does."""
    made = [copy.day for copy in in_use]
    made += [copy.day for copy in kept.holding(store.path, her_keys)]
    return settings.period(store, settings.COPIES).after(max(made)) if made else None


def _left(store: Store, values: Sequence[str]) -> Left | None:
    """Return why traces remain; none where there are none."""
    try:
        finish.finish(store, values)
    except Left as left:
        return left
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
    held: list[Copy] = []
    in_use: Left | None = None
    for copy in of_store(store.path):
        try:
            if from_copies.erase_staff(copy.path, name):
                held.append(copy)
        except (OnecustomerError, OSError) as error:
            in_use = finish.remains(error, "")
    today = signed.today.isoformat()
    with store.writing():
        deed.begin(store, signed, kinds.FORGET)
        rows = hers.erase_staff(store, name)
        store.erases((), [name])
        finish.is_to_come(store, today)
    return Receipt(None, today, rows, held, [], _left(store, [name]) or in_use, None)
