"""News: told once to each of those who asked for such things, had such an idea or complained; or to everybody."""

from __future__ import annotations

import datetime as dt

from ...errors import Refused
from ...store import kinds
from ...store.counter import append, read
from ...store.record import Record
from ...store.rows import Fact, Interaction, News, Telling
from ..language import days, names
from . import deed, entries
from .entries import NewEntry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...store.database.connection import Store
    from ...store.rows import Customer
    from .deed import Signed

NEWS_LIMIT = 200
WORDS_LIMIT = 200  # of all that says whom news is for: each alternative makes a query longer
SHORTEST_PLURAL = 4
EVERYBODY = ("everybody", "everyone")
"""The words that mean everybody, where one stands alone."""
COMES_BACK = (kinds.IDEA, kinds.COMPLAINT)
"""The kinds of entry that news answers."""
SPAN = 10_000  # customers that are looked through at a time, so that the first are found without the last
MOST_SAID = 20  # entries of one kind and customer, the latest, in which the words are looked for


class ToTell(Record):
    """A piece of news for a customer, and what asks for it: a pin or need, an idea or complaint; none for everybody."""

    news: News
    because: Fact | Interaction | None


class Audience(Record):
    """A piece of news with who was told, by name, day (ISO) and staff, and the names of who is still to be told.

    Shape: nobody is still to be told by name where it is for everybody.
    """

    news: News
    told: Sequence[tuple[str, str, str | None]]
    to_tell: Sequence[str]


def alternatives(words: str) -> list[list[str]]:
    """Return the folded words of each alternative; `navy lining, thread` asks for both of the first, or the second.

    Shape: a plural loses its s, as a word also asks for what it begins: `lining` for lining and linings.
    """
    return [[_singular(word) for word in folded] for one in words.split(",") if (folded := names.fold(one))]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > SHORTEST_PLURAL else word


def is_for_everybody(news: News) -> bool:
    """Tell whether a piece of news is for everybody, and not for those who said some words."""
    return any(map(_means_everybody, alternatives(news.words)))


def _means_everybody(alternative: Sequence[str]) -> bool:
    return len(alternative) == 1 and alternative[0] in EVERYBODY


def for_customer(store: Store, customer_id: int, facts: Sequence[Fact], live: Sequence[News]) -> list[ToTell]:
    """Return the live news that a customer is to be told and was not; what is for everybody last."""
    found = []
    for news in live:
        is_for_all, asked = is_for_everybody(news), alternatives(news.words)
        because = None if is_for_all else _fact(facts, asked) or said(store, customer_id, asked)
        if (because or is_for_all) and not read.telling(store, news.id, customer_id):
            found.append(ToTell(news, because))
    return sorted(found, key=lambda one: one.because is None)


def _fact(facts: Sequence[Fact], asked: Sequence[Sequence[str]]) -> Fact | None:
    return next((fact for fact in facts if names.says(fact.text, asked)), None)


def said(store: Store, customer_id: int, asked: Sequence[Sequence[str]]) -> Interaction | None:
    """Return the latest idea of a customer, or else the latest complaint, that has the words of one alternative."""
    for kind in COMES_BACK:
        for entry in read.of_kind(store, customer_id, kind, MOST_SAID):
            if names.says(entry.text or "", asked):
                return entry
    return None


def in_words(one: ToTell, today: dt.date) -> str:
    """Return a piece of news with why it is for this customer: "Silk is in (your idea, 22 Jun)"."""
    return f"{one.news.text} ({_why(one.because, today)})"


def _why(because: Fact | Interaction | None, today: dt.date) -> str:
    if because is None:
        return "for everybody"
    if because.kind not in COMES_BACK:
        return f"asked for: {because.text}"
    return f"your {because.kind}, {days.short(days.of_iso(because.day), today)}"


def already_told(store: Store, customer_id: int, today: dt.date) -> News | None:
    """Return a piece of live news that a customer was told; none where there is none."""
    live = read.live_news(store, today.isoformat())
    return next((news for news in live if read.telling(store, news.id, customer_id)), None)


def audience(store: Store, news: News) -> Audience:
    """Return who was told a piece of news, and who is still to be told."""
    from ...store.overview import morning

    people = [read.customer(store, customer_id) for customer_id, _, _ in untold(store, [news])]
    return Audience(news, morning.were_told(store, news.id), [person.name for person in people if person])


def untold(store: Store, pieces: Sequence[News], behind: int = 0) -> Iterator[tuple[int, News, str | Interaction]]:
    """Yield each customer whom a piece of news is for and who was not told, with the piece and what asks for it.

    Shape: by the number of the customer, behind the one of this number; nobody for a piece that is for everybody. What
    asks is the text of a pin or need, or else an idea or complaint.
    """
    import heapq  # a card does not wait for it
    from itertools import groupby
    from operator import itemgetter

    from ...store.overview import morning

    asked = [(piece, alternatives(piece.words)) for piece in pieces if not is_for_everybody(piece)]
    if not asked:
        return
    words = [alternative for _, of_piece in asked for alternative in of_piece]
    for first in range(behind + 1, morning.last_customer(store) + 1, SPAN):
        span = (first, first + SPAN - 1)
        looking = ((number, text) for number, text in morning.asking(store, words, *span))
        heard = ((number, None) for number in morning.having_said(store, COMES_BACK, words, *span))
        for number, found in groupby(heapq.merge(looking, heard, key=itemgetter(0)), key=itemgetter(0)):
            texts = [text for _, text in found]
            for piece, of_piece in asked:
                because = _because(store, number, texts, of_piece)
                if because is not None and not read.telling(store, piece.id, number):
                    yield number, piece, because


def _because(
    store: Store, customer_id: int, texts: Sequence[str | None], asked: Sequence[Sequence[str]]
) -> str | Interaction | None:
    """Return the first text that asks for news; where there is a none among them, the customer may have said one."""
    fact = next((text for text in texts if text is not None and names.says(text, asked)), None)
    return said(store, customer_id, asked) if fact is None and None in texts else fact


def add(store: Store, signed: Signed, text: str, words: Sequence[str], until: dt.date) -> int:
    """Write a piece of news that lasts until the end of a day, and return its number.

    Raises: Refused where its words are none or too many, or everybody and others, the day is past, or the same is news
    already.
    """
    asked = ", ".join(dict.fromkeys(words))
    if len(asked) > WORDS_LIMIT:
        raise Refused(
            f"The words that say whom it is for have more than {WORDS_LIMIT} characters.", "name fewer of them"
        )
    everybody = [*map(_means_everybody, alternatives(asked))]
    if any(everybody) and not all(everybody):
        raise Refused(
            "What everybody is told is not also for those who asked.",
            "leave the other words out, or everybody: oc news TEXT --for WORDS --until DAY",
        )
    if not everybody:
        raise Refused(
            "There is no word that says whom the news is for.", 'oc news TEXT --for "navy lining" --until DAY'
        )
    if until < signed.today:
        raise Refused(f"{days.full(until)} is past; nobody would be told.", "oc news … --until a day to come")
    today = signed.today.isoformat()
    with store.writing():
        if any(names.fold(live.text) == names.fold(text) for live in read.live_news(store, today)):
            raise Refused(f"That is news already: {text}", "oc news lists it\noc undo takes back what was just written")
        deed_id = deed.begin(store, signed, kinds.NEWS)
        values = {"text": text, "words": asked, "day": today, "until": until.isoformat()}
        return append.row(store, News, deed_id=deed_id, staff=signed.staff, **values)


def tell(store: Store, signed: Signed, person: Customer, news: News) -> None:
    """Write that a customer was told a piece of news.

    Raises: Refused where somebody else told them meanwhile or took the news back, or the customer is gone.
    """
    with store.writing():
        if read.news(store, news.id) is None:
            raise Refused(f"Another till took that news back: {news.text}", "oc news lists what there is")
        deed_id = deed.begin(store, signed, kinds.TOLD, person)
        if earlier := read.telling(store, news.id, person.id):
            by = f" by {earlier.staff}" if earlier.staff else ""
            raise Refused(f"{person.name} was told that already{by}: {news.text}", "nothing was written twice")
        whose = {"news_id": news.id, "customer_id": person.id, "deed_id": deed_id}
        append.row(store, Telling, day=signed.today.isoformat(), staff=signed.staff, **whose)
        entries.write(store, signed, person, deed_id, NewEntry(kinds.TOLD, news.text, signed.today))
