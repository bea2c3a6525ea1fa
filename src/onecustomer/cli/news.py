"""News, in commands: kept, listed with who was told and who is still to be told, and told."""

from __future__ import annotations

import datetime as dt

from ..domain import days, deeds, morning, news
from ..errors import Refused, Usage
from ..store import counter as lane
from ..store import kinds
from . import choose, streams, when
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..domain.morning import Audience
    from ..domain.news import ToTell
    from ..store.connect import Store
    from ..store.rows import Person

MOST_NAMED = 20
"""Names of one list that are printed; JSON has all of them."""


def add(till: Till, words: Sequence[str], *, wanted: Sequence[str], until: str | None) -> None:
    """Keep a piece of news for those who asked for such things.

    Raises: Usage where it is not said for whom, or until when.
    """
    text = deeds.words(" ".join(words), "news", news.NEWS_LIMIT)
    if not wanted or until is None:
        raise Usage(
            "For what needs, and until when?", 'oc news Autumn linings are in --for "navy lining" --until "5 Dec"'
        )
    store = till.open(make=True)
    moment = till.moment()
    day = when.coming(store, "--until", until, moment.today)
    asked = [deeds.words(one, "need", deeds.PIN_LIMIT) for one in wanted]
    number = news.add(store, moment, text, asked, day)
    with store.reading():
        added = lane.news(store, number)
        waiting = morning.audience(store, added).to_tell if added else []
    streams.out(f"News until {days.full(day)} for {', '.join(asked)}. To tell: {_named(waiting) or 'nobody yet'}.")


def show(till: Till, *, as_json: bool = False) -> None:
    """List the news that has not ended, with who was told and who is still to be told."""
    store = till.open()
    today = till.moment().today
    with store.reading():
        found = [morning.audience(store, fresh) for fresh in lane.live_news(store, today.isoformat())]
    if as_json:
        from .as_json import audience

        streams.json_out("news", [audience(one) for one in found])
        return
    rows = [row for one in found for row in _rows(till, one)]
    streams.drawn(rows or ["There is no news."])


def _rows(till: Till, one: Audience) -> list[str]:
    until = days.full(days.of_iso(one.news.until))
    said = [one.news.text, f"    For {one.news.words}, until {until}"]
    if one.told:
        said.append(f"    Told: {_named([f'{name} ({_by(staff, day)})' for name, day, staff in one.told])}")
    said.append(f"    To tell: {_named(one.to_tell) or 'nobody'}")
    return [row for line in said for row in streams.fitted(line, till.width, 6)]


def _by(staff: str | None, day: str) -> str:
    when = days.full(days.of_iso(day))[4:-5]
    return f"{staff}, {when}" if staff else when


def _named(names: Sequence[str]) -> str:
    more = f"; and {len(names) - MOST_NAMED} more: oc news --json" if len(names) > MOST_NAMED else ""
    return "; ".join(names[:MOST_NAMED]) + more


def told(till: Till, words: Sequence[str], *, who: str | None = None) -> None:
    """Keep that the customer being served or the one named was told their news; of several, the one of that number.

    Raises: Refused where there is nothing to tell, or the number is not on the list; Usage where words are left.
    """
    store = till.open()
    person = choose.served_or_named(till, store, who, "told")
    moment = till.moment()
    with store.reading():
        waiting = _waiting(store, person, moment.today)
        already = news.told_of(store, person.id, moment.today)
    if not waiting:
        said = f"{person.name} was told already: {already.text}" if already else f"There is no news for {person.name}."
        raise Refused(said, "oc news lists it, and who was told")
    which, more = choose.one_of(
        till,
        [f"{one.news.text} (asked for: {one.fact.text})" for one in waiting],
        words,
        f"There {'are' if len(waiting) > 1 else 'is'} {len(waiting)} piece{'s' * (len(waiting) > 1)} of news"
        f" for {person.name}.",
        f"oc told NUMBER{choose.named(person, who)}, with one of the list",
    )
    if more:
        raise Usage("oc told takes a number and no words.", "oc told, then oc note TEXT for what they said")
    news.tell(store, moment, person, waiting[which].news)
    streams.out(f"Told {person.name}: {waiting[which].news.text}")


def _waiting(store: Store, person: Person, today: dt.date) -> list[ToTell]:
    facts = [fact for kind in (kinds.NEED, kinds.PIN) for fact in lane.facts(store, person.id, kind)]
    return news.for_customer(store, person.id, facts, today)
