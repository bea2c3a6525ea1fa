"""find: everybody whom words may mean, by name or by what was said of them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence

from ....domain.finding import mentions
from ....domain.finding.ranking import Candidate
from ....domain.language.text import quoted
from ....domain.shop import rules
from ....errors import NotFound, Refused, Usage
from ....store.counter import read
from ....store.database.connection import Store
from ...screens.as_json import candidate
from ...terminal import streams
from ...terminal.till import Till
from ...terminal.welcome import nobody_yet

MOST_ANSWERED = 20  # candidates of one line of `oc find -`
LONGEST_LINE = 4_000  # characters: what a longer line goes on with is skipped
MOST_SKIPPED = 1_000_000  # characters
ONE_A_LINE = "oc find - reads one query a line"


def find(till: Till, words: Sequence[str], *, relation: str | None, as_json: bool) -> None:
    """List everybody whom the words mean, and who is this relation to us.

    Raises: Usage where nobody is asked for; NotFound.
    """
    query = " ".join(words)
    store = till.open()
    if not query and relation is None:
        raise Usage("Whom are you looking for?", "oc find WORDS, oc find @ibm or oc find --as supplier")
    today = till.moment().today
    with store.reading():
        found = _found(store, query, relation, today)
    if as_json:
        streams.json_out("candidates", [candidate(one) for one in found], **till.as_of())
    elif found:
        from ...screens import tables

        tables.candidates(found, today)
    if not found:
        raise _nobody(store, query, relation)


def _nobody(store: Store, query: str, relation: str | None) -> NotFound:
    """Return the error that nobody is found; where nobody is in the store at all, with the ways to begin."""
    if store.is_copy and query:
        from ...terminal import joined  # a shop of one till has none of it

        if kept := joined.to_be_added(store, query):
            return kept
    if read.has_nobody(store):
        return nobody_yet(store)
    line = f"oc add NAME --as {quoted(relation, as_one=True)}" if relation is not None and not query else "oc add NAME"
    return NotFound(f"Nobody found for “{query or relation}”.", f"try fewer letters, or {line}")


def _found(store: Store, query: str, relation: str | None, today: dt.date) -> list[Candidate]:
    found = mentions.find(store, query, today, rules.order(store)).candidates if query else []
    if relation is None:
        return found
    named = {one.person.id for one in found}
    return [one for one in mentions.related(store, relation, today) if not query or one.person.id in named]


def answer_each(till: Till) -> None:
    """Answer every line of stdin with one JSON object, in one process; a line that cannot be asked says why.

    Shape: `unasked` is the reference of the one whose card `oc serve` would print at once; of a line that is too long,
    `query` is its beginning.
    Raises: Refused where a line does not end.
    """
    store = till.open()
    today = till.moment().today
    order = rules.order(store)
    for query in _lines():
        try:
            _check_length(query)
            with store.reading():
                found = mentions.find(store, query, today, order)
        except Refused as error:
            streams.json_out("candidates", [], query=query, unasked=None, error=error.sentence, **till.as_of())
        else:
            unasked = found.unasked.ref if found.unasked else None
            answered = [candidate(one) for one in found.candidates[:MOST_ANSWERED]]
            streams.json_out("candidates", answered, query=query, unasked=unasked, **till.as_of())


def _check_length(query: str) -> None:
    """Refuse the beginning of a line that is too long to be asked.

    Raises: Refused.
    """
    if len(query) > LONGEST_LINE:
        raise Refused(f"The line has more than {LONGEST_LINE:,} characters.", ONE_A_LINE)


def _lines() -> Iterator[str]:
    """Yield the lines of stdin, each in bounded memory: of a line that is too long its beginning, and an …."""
    while line := sys.stdin.readline(LONGEST_LINE):
        yield line.rstrip("\r\n") if line.endswith("\n") or len(line) < LONGEST_LINE else f"{line}…"
        skipped = 0
        while line and not line.endswith("\n"):
            line = sys.stdin.readline(LONGEST_LINE)
            skipped += len(line)
            if skipped > MOST_SKIPPED:
                raise Refused(f"A line does not end after {MOST_SKIPPED:,} characters.", ONE_A_LINE)
