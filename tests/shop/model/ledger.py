"""What a shop must have in the end: each write that a till acknowledged, by its deed's key, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onecustomer.store.shop.changed import TABLES
from tests.shop.model import sound
from tests.shop.tills import Till
from tests.words import Ran

OWN = "SELECT key, id FROM deed WHERE till LIKE '% · ' || (SELECT number FROM shop) ORDER BY id"
WHOSE = "SELECT key FROM customer WHERE id = ? UNION SELECT whose.key FROM alias JOIN customer AS whose"
WHOSE += " ON whose.id = alias.customer_id WHERE alias.id = ?"
PROVISIONAL = 10**15
CODES = range(7)
INSIDE = ("Traceback", "went wrong inside", "cannot be read")
VISITED = "SELECT customer.key FROM customer JOIN interaction ON customer_id = customer.id WHERE kind = 'visit'"
"""Who was here is here once a day, at whichever till: a second visit of the day that waited is none of its own."""

UNSURE = "Nobody knows yet"
WHOLE_SHOP: frozenset[str] = frozenset({"anybody"})
SAID_IN = ("interaction", "fact")


@dataclass(frozen=True)
class Asked:
    """A command: its words, whom it is about by number, the word that it alone says, and whether that is an entry's."""

    words: str
    people: tuple[int, ...] = ()
    token: str = ""
    is_entry: bool = False


@dataclass
class Written:
    """An acknowledged write: its command, and the keys of whom it is about."""

    asked: Asked
    people: frozenset[str]


@dataclass
class Ledger:
    """Every acknowledged write of a shop's tills, by key, and each rule that may have taken one out."""

    written: dict[str, Written] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)
    in_doubt: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    together: list[frozenset[str]] = field(default_factory=list)
    mended: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    numbers: dict[int, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def run(self, till: Till, asked: Asked) -> Ran:
        """Run a command at a till, and keep what it acknowledged."""
        before = dict(till.rows(OWN))
        people = frozenset(key for one in asked.people for (key,) in till.rows(WHOSE, one, one))
        verb = asked.words.split()[0]
        if verb == "merge":
            self.together.append(people)
        elif verb == "forget":
            self.forgotten |= people
        elif verb == "mend":
            self.mended |= {text for (text,) in till.rows("SELECT text FROM interaction UNION SELECT text FROM fact")}
        elif verb == "undo" and before:
            self.in_doubt.add(list(before)[-1])
        ran = till(asked.words)
        self.said.append(f"{till.folder.name}: oc {asked.words} -> {ran.code} {ran.out[:100]}{ran.err[:300]}")
        if ran.code not in CODES or any(word in ran.err for word in INSIDE):
            self.wrong.append(f"{till.folder.name}: {asked.words} ended with {ran.code}: {ran.err}")
        if ran.code and asked.token and UNSURE not in ran.err:
            self.refused.add(asked.token)
        if ran.code == 0:
            self._acknowledge(till, asked, people, before, dict(till.rows(OWN)))
        return ran

    def _acknowledge(
        self, till: Till, asked: Asked, people: frozenset[str], before: dict[str, int], after: dict[str, int]
    ) -> None:
        verb = asked.words.split()[0]
        if verb == "undo":
            self.undone |= before.keys() - after.keys()
            return
        if verb == "forget":
            self.erased |= people
        new = after.keys() - before.keys()
        if asked.is_entry and not new:
            self.wrong.append(f"{till.folder.name}: {asked.words} was acknowledged and is not in its own copy")
        for key in sorted(new, key=lambda one: after[one])[:-1]:
            self.written[key] = Written(Asked("what an earlier command did not know"), WHOLE_SHOP)
        for key in sorted(new, key=lambda one: after[one])[-1:]:
            self.written[key] = Written(asked, people)
        for key, number in after.items():
            if number < PROVISIONAL and self.numbers.setdefault(number, key) != key:
                self.wrong.append(f"the number {number} was given to two deeds")

    def lost(self, tills: Sequence[Till]) -> list[str]:
        """Return which acknowledged writes are missing, or are there though they were taken back; a sentence each."""
        aside = {key for till in tills for key, _, _ in sound.outbox(till)}
        there = {key for (key,) in tills[0].rows("SELECT key FROM deed")}
        visited = {key for (key,) in tills[0].rows(VISITED)}
        found = list(self.wrong)
        for key, written in self.written.items():
            gone = self._forgotten_with()
            of_gone = bool(gone) if written.people is WHOLE_SHOP else bool(written.people & gone)
            is_visit = written.asked.words.startswith("serve ") and bool(written.people & visited)
            is_named = of_gone or is_visit or key in self.undone | self.in_doubt | aside
            if key not in there and not is_named:
                found.append(f"missing: {written.asked.words}")
            if key in there and key in self.undone - aside:  # what was built upon it is said
                found.append(f"taken back, and still there: {written.asked.words}")
            if key in there and not is_named:
                found += self._unsaid(tills[0], key, written.asked)
        has = repr([tills[0].rows(f"SELECT * FROM {table}") for table in TABLES])
        found += [f"refused, and there: {token}" for token in self.refused if token in has]
        kept = {key for (key,) in tills[0].rows("SELECT key FROM customer UNION SELECT key FROM alias")}
        found += [f"erased, and still there: {key}" for key in self.erased & kept]
        return found

    def _unsaid(self, till: Till, key: str, asked: Asked) -> list[str]:
        """Return whether the words of a write that is there are not."""
        token = asked.token
        if not asked.is_entry or token in self.mended:
            return []
        count = "SELECT count(*) FROM {table} JOIN deed ON deed.id = deed_id WHERE deed.key = ? AND text = ?"
        times = sum(till.rows(count.format(table=table), key, token)[0][0] for table in SAID_IN)
        return [] if times == 1 else [f"{token} is there {times} times"]

    def _forgotten_with(self) -> set[str]:
        """Return the keys of those whom somebody wanted to forget, and of all who were ever merged with them."""
        found = set(self.forgotten)
        for _ in self.together:
            for two in self.together:
                if two & found:
                    found |= two
        return found
