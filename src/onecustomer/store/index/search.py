"""Queries of the search index: the customers who match each of several words.

Four plain tables stand behind it: search keys of customers, fragments of the distinct words of names (for near
spelling), codes of their sounds, and short forms. Every look-up of a key goes to a B-tree.
"""

from __future__ import annotations

from ..rows import SearchKey
from .lookup import LAST_TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..database.connection import Store

COUNTED = 4_000  # rows after which counting stops, and a word is only known to be common
SCANNED = 1_000  # keys of the rarest word that are looked through first
SKIMMED = 400  # keys of the rarest word that a fuzzy search looks through
FETCHED = 2_000  # keys of a word that are fetched to be compared with another's
MANY = 10  # customers found, more than a list shows
MOST_HOLES = 500  # values bound in one query
LATEST = 1_000  # entries among which the lately served are looked for

SAMPLED = 100  # customers with a word, from whose numbers their count is estimated
NTH_WITH = "SELECT customer_id FROM counter_key WHERE kind = ? AND folded = ? ORDER BY customer_id LIMIT 1 OFFSET ?"
FEW_WITH = "SELECT count(*) FROM (SELECT 1 FROM counter_key WHERE kind = ? AND folded = ? LIMIT ?)"
ANSWERS = "EXISTS (SELECT 1 FROM counter_key AS other WHERE other.customer_id = {whose} AND ({condition}))"
LAST_ENTRY = "SELECT max(id) FROM counter_entry"
LATELY_SERVED = "SELECT customer_id FROM counter_entry WHERE id > ? AND kind = ?"
OWN_KEYS = "SELECT customer_id, kind, folded FROM counter_key WHERE customer_id IN ({people}) AND kind IN ({kinds})"
FRAGMENT_WORDS = "SELECT DISTINCT word FROM counter_fragment WHERE text IN ({holes})"
SOUND_WORDS = "SELECT DISTINCT word FROM counter_sound WHERE code IN ({holes})"
SHORT_FORMS = (
    "SELECT DISTINCT other.word FROM counter_short_form AS mine"
    " JOIN counter_short_form AS other ON other.full_form = mine.full_form WHERE mine.word = ?"
)


class WordQuery:
    """What one typed word may match: keys of a kind that begin so, or that are one of several words."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, list[object]]] = []
        self.counted: int | None = None

    def begins(self, kind: int, beginning: str) -> WordQuery:
        """Let it match keys of a kind that begin so; return itself."""
        part = "{key}.kind = ? AND {key}.folded >= ? AND {key}.folded < ?"
        self.parts.append((part, [kind, beginning, beginning + LAST_TEXT]))
        return self

    def is_one_of(self, kinds: int | Sequence[int], words: Iterable[str]) -> WordQuery:
        """Let it match keys of one kind, or of several, that are one of these words; return itself."""
        if values := sorted(words):
            of_kinds = [kinds] if isinstance(kinds, int) else list(kinds)
            part = "{key}.kind IN (" + holes(of_kinds) + ") AND {key}.folded IN (" + holes(values) + ")"
            self.parts.append((part, [*of_kinds, *values]))
        return self

    def condition(self) -> tuple[str, list[object]]:
        """Return the SQL condition, with its values, that a customer's other key matches this word."""
        # a plus keeps SQLite from seeking each of many words: a customer has a handful of keys, which are read instead
        other = "+other" if any(len(values) > MANY for _, values in self.parts) else "other"
        parts = [part.replace("{key}", other) for part, _ in self.parts]
        return " OR ".join(f"({part})" for part in parts), [value for _, values in self.parts for value in values]


def everybody(store: Store, asked: Sequence[WordQuery], limit: int) -> list[int]:
    """Return customers who match every word, at most `limit`, in the order of the rarest word's keys.

    Shape: all of them where fewer than MANY and than `limit` are returned, else some of them.
    """
    rarest, others = _by_rarity(store, asked)
    found = _answering(store, rarest, others, limit, SCANNED)
    is_whole = not others or frequency(store, rarest) <= SCANNED
    return found if len(found) >= MANY or is_whole else _answering(store, rarest, others, limit)


def some(store: Store, asked: Sequence[WordQuery], limit: int) -> list[int]:
    """Return some of the customers who match every word: those among the first SKIMMED keys of the rarest word."""
    rarest, others = _by_rarity(store, asked)
    if not others or any(frequency(store, other) > FETCHED for other in others):
        return _answering(store, rarest, others, limit, SKIMMED)
    found = _matching(store, rarest, SKIMMED)  # so few are sooner fetched than asked about one by one
    for other in others:
        also = set(_matching(store, other, FETCHED))
        found = [customer_id for customer_id in found if customer_id in also]
    return found[:limit]


def _matching(store: Store, asked: WordQuery, most: int) -> list[int]:
    """Return the customers who match one word, each once, of so many keys of each kind at the most."""
    found: dict[int, None] = {}
    for part, values in asked.parts:
        found.update((customer_id, None) for _, _, customer_id in store.ask(_source(part), [*values, most]))
    return list(found)


def _by_rarity(store: Store, asked: Sequence[WordQuery]) -> tuple[WordQuery, list[WordQuery]]:
    rarest = min(asked, key=lambda one: frequency(store, one)) if len(asked) > 1 else asked[0]
    return rarest, [one for one in asked if one is not rarest]


def _answering(
    store: Store, rarest: WordQuery, others: Sequence[WordQuery], limit: int, scanned: int = -1
) -> list[int]:
    held, held_values = _held("mine.customer_id", others)
    found: dict[int, None] = {}
    for part, values in rarest.parts:
        sql = f"SELECT customer_id FROM ({_source(part)}) AS mine WHERE 1{held} LIMIT ?"  # noqa: S608  our own words
        rows = store.ask(sql, [*values, scanned, *held_values, limit])
        found.update(dict.fromkeys(customer_id for (customer_id,) in rows))
    return list(found)[:limit]


def own_keys(store: Store, people: Sequence[int], kinds: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Return the keys of these kinds of each of these customers: kind and folded form."""
    found: dict[int, list[tuple[int, str]]] = {}
    for start in range(0, len(people), MOST_HOLES):
        some = people[start : start + MOST_HOLES]
        sql = OWN_KEYS.format(people=holes(some), kinds=holes(kinds))
        for customer_id, kind, folded in store.ask(sql, [*some, *kinds]):
            found.setdefault(customer_id, []).append((kind, folded))
    return found


def lately_served(store: Store, visit: str, asked: Sequence[WordQuery]) -> list[int]:
    """Return the customers served of late who match every word, latest first: a broad query is about one of them."""
    held, values = _held("counter_entry.customer_id", asked)
    last = store.value(LAST_ENTRY) or 0
    rows = store.ask(LATELY_SERVED + held + " ORDER BY id DESC", [last - LATEST, visit, *values])
    return list(dict.fromkeys(customer_id for (customer_id,) in rows))


def near_words(store: Store, fragments: Iterable[str]) -> list[str]:
    """Return the words of names that share one of these fragments."""
    return _words(store, FRAGMENT_WORDS, fragments)


def sounding_words(store: Store, codes: Iterable[str]) -> list[str]:
    """Return the words of names that share one of these codes."""
    return _words(store, SOUND_WORDS, codes)


def short_forms(store: Store, word: str) -> list[str]:
    """Return the full forms and the other short forms of a name's word, the word itself left out."""
    return [other for (other,) in store.ask(SHORT_FORMS, (word,)) if other != word]


def _words(store: Store, sql: str, asked: Iterable[str]) -> list[str]:
    values = sorted(asked)
    if not values:
        return []
    return [word for (word,) in store.ask(sql.format(holes=holes(values)), values)]


def _held(whose: str, asked: Sequence[WordQuery]) -> tuple[str, list[object]]:
    sql, values = "", []
    for one in asked:
        condition, own = one.condition()
        sql += " AND " + ANSWERS.format(whose=whose, condition=condition)
        values += own
    return sql, values


def frequency(store: Store, asked: WordQuery) -> int:
    """Return how many keys match one word; each way of matching counts COUNTED at most."""
    if asked.counted is None:
        asked.counted = sum(_count(store, part, values, COUNTED) for part, values in asked.parts)
    return asked.counted


def is_rare(store: Store, asked: WordQuery, most: int) -> bool:
    """Tell whether no more than so many keys match one word."""
    return sum(_count(store, part, values, most + 1) for part, values in asked.parts) <= most


def _count(store: Store, part: str, values: Sequence[object], most: int) -> int:
    return int(store.value(f"SELECT count(*) FROM ({_source(part)})", [*values, most]))  # noqa: S608  our own words


def _source(part: str) -> str:
    """Return the query of the keys that match in one way, with a hole for how many at the most."""
    return SearchKey.select + "WHERE " + part.format(key="counter_key") + " LIMIT ?"


def estimate(store: Store, kind: int, word: str, people: int) -> int:
    """Return about how many customers have this word, of so many in all.

    Shape: exact where they are few; else from how far apart their numbers lie, as names are spread over them evenly.
    """
    found = store.value(NTH_WITH, (kind, word, SAMPLED - 1))
    if found is None:
        return int(store.value(FEW_WITH, (kind, word, SAMPLED)))
    return max(SAMPLED, round(SAMPLED * people / max(int(found), 1)))


def holes(values: Sequence[object]) -> str:
    """Return a hole for each value of a question."""
    return ", ".join("?" * len(values))
