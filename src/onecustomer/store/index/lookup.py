"""The search keys of customers, and each looked up by its beginning or whole: one seek of an index."""

from __future__ import annotations

from ..rows import SearchKey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..database.connection import Store

CODE = 1  # a card or an e-mail address: only ever whole
FULL = 2  # the whole name, or a whole nickname
PHONE = 3  # digits from the last to the first, and a + behind a country code where the shop has a region
WORD = 4  # a word of the name or of a nickname
COMPANY = 5  # a word of the company
SOURCE = 6  # the number in the system a customer was imported from
SAID = 7  # a word of how the name is pronounced
RELATION = 8  # a word of what somebody is to us
LATIN = 9  # a word of a name of another script, in Latin letters: a guess
FORMER = 10  # a word of a company where they no longer work
"""The kinds of search key."""

LAST_TEXT = chr(0x10FFFF)
KEY_IS = "WHERE kind = ? AND folded = ? LIMIT ?"
DIALLED_HERE = "WHERE kind = ? AND folded >= ? AND folded < ? AND substr(folded, -1) <> '+' LIMIT ?"
KEY_BEGINS = "WHERE kind = ? AND folded >= ? AND folded < ? LIMIT ?"
OTHERS_WITH = "SELECT 1 FROM counter_key WHERE kind = ? AND folded BETWEEN ? AND ? AND customer_id <> ? LIMIT 1"


def key_is(store: Store, kind: int, folded: str, limit: int) -> list[int]:
    """Return the customers with exactly this key."""
    return [key.customer_id for key in store.all(SearchKey, KEY_IS, kind, folded, limit)]


def key_begins(store: Store, kind: int, beginning: str, limit: int) -> list[int]:
    """Return the customers with a key that begins so; one may come twice."""
    rows = store.all(SearchKey, KEY_BEGINS, kind, beginning, beginning + LAST_TEXT, limit)
    return [key.customer_id for key in rows]


def dialled_here(store: Store, beginning: str, limit: int) -> list[int]:
    """Return the customers with a telephone whose digits, from the last, begin so, without those of a country code."""
    rows = store.all(SearchKey, DIALLED_HERE, PHONE, beginning, beginning + LAST_TEXT, limit)
    return [key.customer_id for key in rows]


def others_with(store: Store, kind: int, word: str, customer_id: int, *, begins: bool) -> bool:
    """Tell whether anybody but one customer has a key that is this word, or begins so."""
    last = word + LAST_TEXT if begins else word
    return store.value(OTHERS_WITH, (kind, word, last, customer_id)) is not None
