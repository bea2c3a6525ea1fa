"""Taking back this till's last write, whatever it was."""

from __future__ import annotations

from ..errors import Refused
from ..store import counter, kinds, rhythm, undoing, words
from ..store.connect import Store
from ..store.rows import Entry
from . import changes, indexing
from .changes import ROW, RULE, VALUES
from .moment import Moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..store.rows import Done


class TakenBack:
    """What was taken back: the verb, of whom, and the words that are gone, to be typed again if need be."""

    def __init__(self, verb: str, customer_id: int | None, name: str | None, text: str | None) -> None:
        self.verb = verb
        self.customer_id = customer_id
        self.name = name
        self.text = text


def take_back(store: Store, moment: Moment) -> TakenBack:
    """Take back this till's last write that still stands.

    Raises: Refused where there is none, or where another till has built upon it since.
    """
    with store.writing():
        deed = undoing.last_deed(store, moment.till)
        if deed is None:
            raise Refused("This till has nothing to take back.", "oc history WHO shows what was written, and by whom")
        if _is_built_upon(store, deed):
            raise Refused(
                f"The last write here was “{deed.verb}”, and more was written of the same {_subject(deed)} since.",
                "take those back first, on the till that wrote them",
            )
        taken = _told(store, deed)
        to_find_again = undoing.touched(store, deed.id)
        happened_with = undoing.timelines(store, deed.id)
        gone = undoing.words_of_added(store, deed.id)
        undoing.remove(store, deed.id)
        changed = _put_back(store, deed)
        for customer_id in to_find_again | changed:
            indexing.renew(store, customer_id)
        for customer_id in happened_with | changed:
            rhythm.renew(store, customer_id)
        words.unlearn(store, words.spelled(gone))
    return taken


def _subject(deed: Done) -> str:
    return SUBJECTS.get(deed.verb, "person")


SUBJECTS = {kinds.ADVICE: "style", kinds.IMPORT: "people", kinds.SETTING: "rule", kinds.NEWS: "news"}


def _is_built_upon(store: Store, deed: Done) -> bool:
    """Tell whether a later deed stands on this one: taking both back, in this order, would mix up what was there.

    That is so where a later one answers its entry, took away what it wrote, wrote of people it added, or changed
    something of a person or a style of whom this one has something to put back.
    """
    if undoing.is_built_upon(store, deed.id):
        return True
    if deed.verb == kinds.IMPORT and undoing.wrote_of_same(store, deed.id):
        return True
    mine = changes.kept(deed.before)
    for kind, what, value in mine:
        if kind == ROW and undoing.wrote_since(store, deed.id, str(what), value["customer_id"]):
            return True
    touched = {_whose(change) for change in mine} | undoing.added(store, deed.id)
    later = [change for before in undoing.replaced_since(store, deed) for change in changes.kept(before)]
    return any(_whose(change) in touched or _wrote(change) == deed.id for change in later)


def _whose(change: Any) -> int | str:
    """Return the customer, or the name of the style or rule, whose change this is."""
    kind, what, value = change
    whose: int | str = value["customer_id"] if kind == ROW else what
    return f"{RULE} {whose}" if kind == RULE else whose


def _wrote(change: Any) -> int | None:
    """Return the deed that wrote the row which this change puts back."""
    deed_id: int | None = change[2]["deed_id"] if change[0] == ROW else None
    return deed_id


def _told(store: Store, deed: Done) -> TakenBack:
    person = counter.person(store, deed.customer_id) if deed.customer_id else None
    return TakenBack(deed.verb, deed.customer_id, person.name if person else None, _words(store, deed))


def _words(store: Store, deed: Done) -> str | None:
    """Return the words that a deed wrote: of its entry, fact, day to remember or news."""
    if deed.verb == kinds.REMEMBER and (occasion := undoing.occasion_of(store, deed.id)):
        return occasion.what
    if deed.verb == kinds.SETTING:
        return ", ".join(str(what) for _, what, _ in changes.kept(deed.before))
    entry = undoing.entry_of(store, deed.id) or undoing.fact_of(store, deed.id) or undoing.news_of(store, deed.id)
    about = counter.entry(store, entry.about_id) if isinstance(entry, Entry) and entry.about_id else None
    said = (
        getattr(entry, "style", None),
        entry.text if entry else None,
        f"open again: {about.text}" if about else None,
    )
    return ", ".join(words for words in said if words) or None


def _put_back(store: Store, deed: Done) -> set[int]:
    """Put back what the deed replaced, and return the customers who must be found by other keys now."""
    changed = {deed.customer_id} if deed.verb == kinds.EDIT and deed.customer_id else set()
    for kind, what, value in changes.kept(deed.before):
        if kind == ROW:
            undoing.put_back_row(store, what, value)
        elif kind == VALUES:
            undoing.put_back_values(store, what, value)
            changed.add(what)
        elif kind == RULE:
            counter.put_rule(store, what, value)
        else:
            counter.put_own_style(store, what, value)
    return changed
