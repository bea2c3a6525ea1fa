"""news and told: news is added, listed with who was told and who is still to be told, and told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ....domain.language import days, fields
from ....domain.timeline import news
from ....domain.timeline.news import Audience, ToTell
from ....errors import Refused, Usage
from ....store import kinds
from ....store.counter import read
from ....store.database.connection import Store
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import streams
from ...terminal.days import coming
from ...terminal.till import Till
from .. import choose, pick

MOST_NAMED = 20
"""Names of one list that are printed; JSON has all of them."""


class Added(Record):
    """A piece of news that was added: its last day, the needs it is for, and who is to be told; none for everybody."""

    text: str
    until: dt.date
    asked: Sequence[str]
    to_tell: Sequence[str]
    is_for_everybody: bool

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        if self.is_for_everybody:
            opening = f"News until {days.full(self.until)} for everybody: {streams.kept(self.text)}"
            return f"{opening}. It is the lowest line of each card until they are told."
        waiting = _named(self.to_tell) or "nobody yet"
        opening = f"News until {days.full(self.until)} for {', '.join(self.asked)}: {streams.kept(self.text)}"
        return f"{opening}. To tell: {waiting}."


class Told(Record):
    """That a customer was told a piece of news."""

    person: Customer
    text: str

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        return f"Told {self.person.name}: {streams.kept(self.text)}"


def add(till: Till, words: Sequence[str], *, wanted: Sequence[str], until: str | None) -> Added:
    """Add a piece of news for those who asked for such things.

    Raises: Usage where it is not said for whom, or until when.
    """
    text = fields.accept_note(" ".join(words), "news", news.NEWS_LIMIT)
    if not wanted or until is None:
        raise Usage(
            "Whom is the news for, and until when?",
            'oc news Autumn linings are in --for "navy lining" --until "in 2 weeks"',
        )
    signed = till.signed()
    store = till.open(make=True)
    day = coming(store, "--until", until, signed.today)
    asked = [fields.accept_note(one, "need", fields.LINE_LIMIT) for one in wanted]
    number = news.add(store, signed, text, asked, day)
    with store.reading():
        added = read.news(store, number)
        waiting = news.audience(store, added).to_tell if added else []
    return Added(text, day, asked, waiting, added is not None and news.is_for_everybody(added))


def show(till: Till, *, as_json: bool = False) -> None:
    """List the news that has not ended, with who was told and who is still to be told."""
    store = till.open()
    today = till.moment().today
    with store.reading():
        found = [news.audience(store, piece) for piece in read.live_news(store, today.isoformat())]
    if as_json:
        from ...screens.as_json import audience

        streams.json_out("news", [audience(one) for one in found], **till.as_of())
        return
    rows = [row for one in found for row in _rows(one, streams.width())]
    streams.drawn(rows or ["There is no news."])


def told(till: Till, words: Sequence[str], *, who: str | None = None) -> Told:
    """Log that the customer being served or the one named was told their news; of several, the first word says which.

    Raises: Refused where there is nothing to tell, or the number is not on the list; Usage where words are left.
    """
    store = till.open()
    person = choose.served_or_named(till, store, who, "told")
    signed = till.signed()
    with store.reading():
        waiting = _waiting(store, person, signed.today)
        already = news.already_told(store, person.id, signed.today)
    if not waiting:
        said = f"{person.name} was told already: {already.text}" if already else f"There is no news for {person.name}."
        raise Refused(said, "oc news lists it, and who was told")
    which, left = pick.one(
        till,
        [news.in_words(one, signed.today) for one in waiting],
        words,
        f"There {'are' if len(waiting) > 1 else 'is'} {len(waiting)} piece{'s' * (len(waiting) > 1)} of news"
        f" for {person.name}.",
        f"oc told NUMBER{choose.option_for(person, who)}, with one of the list",
    )
    if left:
        raise Usage("oc told takes a number and no words.", "oc told, then oc note TEXT for what they said")
    news.tell(store, signed, person, waiting[which].news)
    return Told(person, waiting[which].news.text)


def _waiting(store: Store, person: Customer, today: dt.date) -> list[ToTell]:
    if person.no_notes:
        live = read.live_news(store, today.isoformat())
        return [one for one in news.for_customer(store, person.id, [], live) if one.because is None]
    facts = [fact for kind in (kinds.NEED, kinds.PIN) for fact in read.facts(store, person.id, kind)]
    return news.for_customer(store, person.id, facts, read.live_news(store, today.isoformat()))


def _rows(one: Audience, width: int) -> list[str]:
    until = days.full(days.of_iso(one.news.until))
    if news.is_for_everybody(one.news):
        lines = [one.news.text, f"    For everybody, told {len(one.told)}, until {until}"]
    else:
        lines = [one.news.text, f"    For {one.news.words}, until {until}"]
        if one.told:
            lines.append(f"    Told: {_named([f'{name} ({_by(staff, day)})' for name, day, staff in one.told])}")
        lines.append(f"    To tell: {_named(one.to_tell) or 'nobody'}")
    return [row for line in lines for row in streams.fitted(line, width, 6)]


def _by(staff: str | None, day: str) -> str:
    when = days.full(days.of_iso(day))[4:-5]
    return f"{staff}, {when}" if staff else when


def _named(names: Sequence[str]) -> str:
    more = f"; and {len(names) - MOST_NAMED} more: oc news --json" if len(names) > MOST_NAMED else ""
    return "; ".join(names[:MOST_NAMED]) + more
