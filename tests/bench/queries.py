"""What a busy counter types, two thousand times: people of a store itself, rightly, in part, wrongly, and nobody."""

from __future__ import annotations

import random
from collections.abc import Callable

from onecustomer.domain.language import names, phones
from onecustomer.store import kinds
from onecustomer.store.database.connection import Store

SEED, QUERIES = 2026, 2_000
A_NUMBER = "2125550143"  # asked for where somebody has none

Typed = Callable[[random.Random, str, str], str]


def mixed(store: Store) -> list[tuple[str, str]]:
    """Return (kind, query) of people of the store, the same every time, the kinds in turn and then shuffled."""
    chance = random.Random(SEED)
    last = store.value("SELECT max(id) FROM customer")
    phone = "SELECT value FROM handle WHERE customer_id = ? AND kind = ? LIMIT 1"
    queries: list[tuple[str, str]] = []
    while len(queries) < QUERIES:
        kind = list(TYPED)[len(queries) % len(TYPED)]
        somebody = store.ask("SELECT id, name FROM customer WHERE id >= ? LIMIT 1", (chance.randint(1, last),))[0]
        number = store.value(phone, (somebody[0], kinds.PHONE)) or A_NUMBER
        query = TYPED[kind](chance, " ".join(names.fold(somebody[1])), number)
        queries.append((kind, query))
    chance.shuffle(queries)
    return queries


def _one_word(chance: random.Random, name: str) -> str:
    return chance.choice(name.split())


def _misspelt(chance: random.Random, word: str, edits: int = 1) -> str:
    """Return the word with letters changed, left out, put in or swapped with a neighbour; short ones stay."""
    for _ in range(edits if len(word) >= 4 else 0):
        at = chance.randrange(len(word) - 1)
        letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
        before, one, two, after = word[:at], word[at], word[at + 1], word[at + 2 :]
        word = before + chance.choice((letter + two, two, letter + one + two, two + one)) + after
    return word


def _misspelt_one(chance: random.Random, name: str) -> str:
    words = name.split()
    at = max(range(len(words)), key=lambda number: len(words[number]))
    words[at] = _misspelt(chance, words[at])
    return " ".join(words)


def _misspelt_twice(chance: random.Random, name: str) -> str:
    return _misspelt(chance, max(name.split(), key=len), edits=2)


def _sounding(name: str) -> str:
    for letters, same in (("ph", "f"), ("ck", "k"), ("c", "k"), ("y", "i"), ("ei", "ai"), ("v", "w"), ("th", "t")):
        name = name.replace(letters, same)
    return name


TYPED: dict[str, Typed] = {
    "exact name": lambda _, name, __: name,
    "a beginning": lambda chance, name, _: _one_word(chance, name)[: chance.randint(2, 5)],
    "one letter": lambda chance, name, _: _one_word(chance, name)[:1],
    "two beginnings": lambda chance, name, _: " ".join(word[: chance.randint(1, 4)] for word in name.split()),
    "last four digits": lambda _, __, phone: phones.digits(phone)[-4:],
    "whole phone": lambda _, __, phone: phone,
    "word and digits": lambda chance, name, phone: f"{_one_word(chance, name)} {phones.digits(phone)[-4:]}",
    "one edit, one word": lambda chance, name, _: _misspelt(chance, _one_word(chance, name)),
    "one edit, full name": lambda chance, name, _: _misspelt_one(chance, name),
    "two edits, one word": lambda chance, name, _: _misspelt_twice(chance, name),
    "both words misspelt": lambda chance, name, _: " ".join(_misspelt(chance, word) for word in name.split()),
    "sounds alike": lambda _, name, __: _sounding(name),
    "a miss": lambda chance, _, __: "".join(chance.choices("bcdfghjkqvwxz", k=chance.randint(3, 10))),
    "a miss of two words": lambda chance, name, _: f"{name.split()[0]} {''.join(chance.choices('bcdfgqvwxz', k=8))}",
}
"""What is typed, from chance, the folded name of somebody in the store, and the telephone."""
