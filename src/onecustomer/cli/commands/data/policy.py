"""policy: the page that says what is kept of customers, the notice for the counter, and the record of processing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence

from ....domain.shop.policy import Section, facts_of, notice_of, page_of, record_of
from ....errors import Usage
from ...terminal import streams
from ...terminal.streams import NARROW
from ...terminal.till import Till

LABEL = 13  # columns of a heading and its gap: the longest is "Who sees it"
LABEL_OF_RECORD = 20
INDENT = 2


def policy(till: Till, *, notice: bool, record: bool, as_json: bool) -> None:
    """Print the page for customers, or the notice, or the record.

    Raises: Usage where two of them are asked for at once.
    """
    if notice and record:
        raise Usage("The notice or the record, not both.", "oc policy --notice; oc policy --record")
    store = till.open()
    with store.reading():
        facts = facts_of(store, till.moment().today, is_private=_is_private(store.path))
    if as_json:
        streams.json_out(
            "policy",
            vars(facts)
            | {
                "periods": dict(facts.periods),
                "today": facts.today.isoformat(),
                "page": _json(page_of(facts)),
                "notice": notice_of(facts),
                "record": _json(record_of(facts)),
            },
            **till.as_of(),
        )
        return
    width = streams.width()
    if notice:
        streams.drawn(streams.fitted(notice_of(facts), width, 0))
    elif record:
        streams.drawn(_rows("Record of processing", record_of(facts), width, LABEL_OF_RECORD))
    else:
        streams.drawn(_rows("What we keep about you", page_of(facts), width, LABEL))
    if not facts.shop:
        hint = 'It does not say yet who you are: oc setting shop "NAME, ADDRESS, TELEPHONE"'
        streams.say(till.typed(hint))


def _is_private(path: str) -> bool | None:
    """Tell whether only the file's owner can open it; none where the system keeps its rights in another way."""
    return None if os.name == "nt" else not os.stat(path).st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def _rows(title: str, sections: Sequence[Section], width: int, label: int) -> Iterator[str]:
    """Yield a page's rows: headings beside the text, or above it on a narrow screen."""
    yield title
    indent = INDENT if width < NARROW else label
    for section in sections:
        yield ""
        head = f"{section.title:<{label}}"
        if width < NARROW:
            yield section.title
            head = " " * indent
        for paragraph in section.paragraphs:
            rows = streams.fitted(paragraph, width - indent, 0)
            yield from (f"{head if not number else ' ' * indent}{row}" for number, row in enumerate(rows))
            head = " " * indent


def _json(sections: Sequence[Section]) -> list[dict[str, object]]:
    return [{"title": one.title, "paragraphs": list(one.paragraphs)} for one in sections]
