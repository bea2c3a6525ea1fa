"""What is made of rows, against the rows: search keys, words for near spelling and sound, the rhythm of timelines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from ...store import kinds, rhythm
from ...store.checks import derived
from ...store.database.connection import Store
from ...store.index import sounds, spelling, upkeep
from ...store.open import open_store
from ...store.rows import Customer, Rhythm, reference
from ..finding import renew
from ..finding.keys import of_customer
from .asked import Asked
from .finding import Finding, right, wrong

if TYPE_CHECKING:
    from ...store.database.connection import Tell

    Happenings = Sequence[tuple[object, object, int]]

MOST_NAMED = 5
FIX = "oc doctor --deep says first whether words were changed too; then oc doctor --fix makes it anew"
LEFT = "oc doctor --deep says what differs from a copy, and is to be put right first"


class Wrong:
    """What was found otherwise than it is made of the rows: of whom the keys, of whom the rhythm, and which words."""

    def __init__(self) -> None:
        self.keys: list[int] = []
        self.rhythms: list[int] = []
        self.words: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self.keys or self.rhythms or self.words)


def check(store: Store, asked: Asked, left: Collection[int] = ()) -> list[Finding]:
    """Return whether what finds people is as it would be made now: of everybody, or of some in a large shop.

    `left` are those of whom nothing was made anew.
    """
    parts = derived.parts(store, whole=asked.deep)
    found = look(store, asked, parts)
    counted = sum(derived.count(store, first, last) for first, last in parts)
    everybody = int(store.value("SELECT count(*) FROM customer"))
    whose = "everybody" if counted >= everybody else f"{counted:,} of {everybody:,} people (--deep: everybody)"
    values = {
        "looked_at": counted,
        "keys": [reference(one) for one in found.keys],
        "rhythms": [reference(one) for one in found.rhythms],
        "words": len(found.words),
    }
    if not found:
        return [right("index", f"What finds people, and their rhythm, is as their rows say: {whose}.", **values)]
    people = [reference(one) for one in sorted({*found.keys, *found.rhythms})]
    named = ", ".join(people[:MOST_NAMED]) + (f" and {len(people) - MOST_NAMED:,} more" * (len(people) > MOST_NAMED))
    of_whom = f" of {named}" if people else ""
    hint = LEFT if left else FIX
    return [wrong("index", f"What finds people is not as the rows say{of_whom}; looked at: {whose}.", hint, **values)]


def look(store: Store, asked: Asked, parts: Collection[derived.Part]) -> Wrong:
    """Return what is otherwise than it would be made now, of the customers of these numbers."""
    found = Wrong()
    region = renew.region(store)
    known: set[str] = set()
    for first, last in parts:
        with store.reading():
            people = derived.people(store, first, last)
            kept = derived.keys(store, first, last)
            for person, handles in people:
                made = of_customer(
                    person.name, person.company, handles, say=person.say, relation=person.relation, region=region
                )
                if made != kept.get(person.id, set()):
                    found.keys.append(person.id)
                words = upkeep.spelled(made) - known
                found.words |= {word for word in words if not _is_known(store, word)}
                known |= words
            found.rhythms += _other_rhythms(store, asked, [person for person, _ in people], first, last)
    if derived.is_whole(parts):
        found.words |= derived.words_of_nobody(store, upkeep.SPELLED)
    return found


def _is_known(store: Store, word: str) -> bool:
    return derived.has(store, word, spelling.kept_fragments(word), sounds.codes(word))


def _other_rhythms(store: Store, asked: Asked, people: Collection[Customer], first: int, last: int) -> Iterator[int]:
    """Yield whose rhythm is not that of their timeline; of whom a day lies ahead, nobody can say what it was."""
    kept = derived.rhythms(store, first, last)
    happened = derived.happened(store, first, last)
    until = asked.today.toordinal() + kinds.DAYS_AHEAD
    for person in people:
        if not _is_so(store, person, kept.get(person.id), happened.get(person.id, ()), until):
            yield person.id


def _is_so(store: Store, person: Customer, kept: Rhythm | None, mine: Happenings, until: int) -> bool:
    """Tell whether a rhythm is that of the timeline, up to today or to a day to which a clock had gone back."""
    if kept == rhythm.of(person, mine, until) or derived.has_a_day_ahead(store, person.id, until):
        return True
    days = derived.days_gone_back_to(store)
    return any(kept == rhythm.of(person, mine, day + kinds.DAYS_AHEAD) for day in days)


def mend(asked: Asked, tell: Tell, but: Collection[int]) -> set[int]:
    """Make anew, in the store of everybody, what is otherwise than it would be made now; return who was left out.

    `but` are those of whom nothing is made anew.
    Raises: StoreError.
    """
    with closing(open_store(asked.path, tell)) as store:
        found = look(store, asked, derived.parts(store, whole=True))
        with store.writing_here() if store.is_copy else store.writing():  # what is made of rows is each till's own
            for number in found.keys:
                if number not in but:
                    renew.one(store, number)
            for number in found.rhythms:
                if number not in but:
                    rhythm.renew(store, number, asked.today)
            derived.learn_anew(store, found.words)
    return {*found.keys, *found.rhythms} & {*but}
