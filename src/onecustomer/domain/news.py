"""News: told once to each of those who asked for such things, and to nobody else."""

from __future__ import annotations

import datetime as dt
import sqlite3

from ..errors import Refused
from ..store import counter, kinds
from ..store.connect import Store
from ..store.rows import Fresh
from . import days, deeds, names
from .deeds import Written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..store.rows import Lasting, Person
    from .moment import Moment

NEWS_LIMIT = 200
WORDS_LIMIT = 200  # of all that says whom news is for: each alternative is a question of the morning
SHORTEST_PLURAL = 4


class ToTell:
    """A piece of news for a customer, and the pin or need for which it is."""

    def __init__(self, news: Fresh, fact: Lasting) -> None:
        self.news = news
        self.fact = fact


def alternatives(words: str) -> list[list[str]]:
    """Return the folded words of each alternative; `navy lining, thread` asks for both of the first, or the second.

    Shape: without the s of a plural, as a word also asks for what it begins: linings, and then lining too.
    """
    return [[_singular(word) for word in folded] for one in words.split(",") if (folded := names.words(one))]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > SHORTEST_PLURAL else word


def for_customer(
    connection: sqlite3.Connection, customer_id: int, facts: Sequence[Lasting], today: dt.date
) -> list[ToTell]:
    """Return the live news for which a customer's facts ask, and which nobody told them; what ends first in front."""
    if not facts:
        return []
    found = []
    for news in counter.live_news(connection, today.isoformat()):
        asked = alternatives(news.words)
        fact = next((fact for fact in facts if names.says(fact.text, asked)), None)
        if fact and not counter.telling(connection, news.id, customer_id):
            found.append(ToTell(news, fact))
    return found


def told_of(connection: sqlite3.Connection, customer_id: int, today: dt.date) -> Fresh | None:
    """Return a piece of live news that a customer was told."""
    live = counter.live_news(connection, today.isoformat())
    return next((news for news in live if counter.telling(connection, news.id, customer_id)), None)


def add(store: Store, moment: Moment, text: str, words: Sequence[str], until: dt.date) -> int:
    """Keep a piece of news until the end of a day, and return its number.

    Raises: Refused where its words are none or too many, the day is past, or the same is news already.
    """
    asked = ", ".join(dict.fromkeys(words))
    if len(asked) > WORDS_LIMIT:
        raise Refused(
            f"The words that say whom it is for have more than {WORDS_LIMIT} characters.", "name fewer of them"
        )
    if not alternatives(asked):
        raise Refused(
            "There is no word that says whom the news is for.", 'oc news TEXT --for "navy lining" --until DAY'
        )
    if until < moment.today:
        raise Refused(f"{days.full(until)} is past; nobody would be told.", "oc news … --until a day to come")
    with store.writing():
        if any(
            names.words(live.text) == names.words(text) for live in counter.live_news(store, moment.today.isoformat())
        ):
            raise Refused(f"That is news already: {text}", "oc news lists it; oc undo takes back what was just written")
        deed_id = counter.append_deed(
            store, at=moment.now, till=moment.till, staff=moment.staff, verb=kinds.NEWS, customer_id=None
        )
        return counter.append_news(
            store,
            deed_id=deed_id,
            text=text,
            words=asked,
            day=moment.today.isoformat(),
            until=until.isoformat(),
            staff=moment.staff,
        )


def tell(store: Store, moment: Moment, person: Person, news: Fresh) -> None:
    """Keep that a customer was told a piece of news.

    Raises: Refused where somebody else told them meanwhile, or took the news back.
    """
    with store.writing():
        if counter.news(store, news.id) is None:
            raise Refused(
                f"That is news no more; another till took it back: {news.text}", "oc news lists what there is"
            )
        deed_id = deeds.begin(store, moment, person, kinds.TOLD)
        day = moment.today.isoformat()
        if not counter.append_telling(
            store, news_id=news.id, customer_id=person.id, deed_id=deed_id, day=day, staff=moment.staff
        ):
            earlier = counter.telling(store, news.id, person.id)
            by = f" by {earlier.staff}" if earlier and earlier.staff else ""
            raise Refused(f"{person.name} was told that already{by}: {news.text}", "nothing was written twice")
        deeds.write(store, moment, person, deed_id, Written(kinds.TOLD, news.text, moment.today))
