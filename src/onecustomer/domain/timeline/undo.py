"""Taking back this till's last write, whatever it was."""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds, rhythm
from ...store.counter import append, read, undo
from ...store.index import upkeep
from ...store.record import Record
from ...store.rows import Customer, Interaction
from ..finding import keys
from .deed import CHANGED, ROW, SETTING, STYLE, VALUES
from .replaced import in_words, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ...store.database.connection import Store
    from ...store.rows import Deed
    from .deed import Signed


class TakenBack(Record):
    """A write that is to be taken back, or was: what it wrote, about whom, and what stands again without it.

    Shape: `verb` is the deed's, of a note its kind; `words` are those that are gone, or are there again; `day` is ISO.
    """

    deed_id: int
    verb: str
    customer_id: int | None
    name: str | None
    words: str | None
    day: str | None
    is_of_this_session: bool


def last(store: Store, signed: Signed) -> TakenBack:
    """Return this till's last write that still stands.

    Raises: Refused where there is none.
    """
    with store.reading():
        return _result(store, _last_deed(store, signed), signed)


def take_back(store: Store, signed: Signed, deed_id: int | None = None) -> TakenBack:
    """Take back this till's last write that still stands; where a number is given, only if it is still that deed.

    Raises: Refused where there is none, or where another till has built upon it since.
    """
    with store.writing():
        deed = _last_deed(store, signed)
        if deed_id not in (None, deed.id):
            raise Refused("Something else was written on this till meanwhile.", "nothing was taken back: oc undo")
        if deed.verb == kinds.MEND and deed.before is None:
            raise Refused(
                f"The last write here is a correction of {deed.day}, whose old words were kept for that day only.",
                "oc history WHO, then oc mend with the number of the line",
            )
        if _is_built_upon(store, deed):
            raise Refused(
                f"The last write here was “{deed.verb}”, and more was written of the same {_subject(deed)} since.",
                "take those back first, on the till that wrote them",
            )
        taken = _result(store, deed, signed)
        to_find_again = undo.given_handles(store, deed.id)
        happened_with = undo.whose_timelines(store, deed.id) | _whose_were_mended(store, deed)
        gone = undo.keys_of_added(store, deed.id)
        undo.remove(store, deed.id)
        changed = _put_back(store, deed)
        for customer_id in to_find_again | changed:
            keys.renew(store, customer_id)
        for customer_id in happened_with | changed:
            rhythm.renew(store, customer_id, signed.today)
        upkeep.unlearn(store, upkeep.spelled(gone))
    return taken


def _last_deed(store: Store, signed: Signed) -> Deed:
    deed = undo.last_deed(store, signed.till)
    if deed is None:
        raise Refused("This till has nothing to take back.", "oc history WHO shows what was written, and by whom")
    return deed


def _subject(deed: Deed) -> str:
    return SUBJECTS.get(deed.verb, "person")


SUBJECTS = {kinds.ADVICE: "style", kinds.IMPORT: "people", kinds.SETTING: "rule", kinds.NEWS: "news"}


def _is_built_upon(store: Store, deed: Deed) -> bool:
    """Tell whether a later deed stands on this one: taking both back, in this order, would mix up what was there.

    That is so where a later one answers its entry, took away what it wrote, wrote of people it added, or changed
    something of a person, style or setting of which this one has something to put back.
    """
    if undo.is_built_upon(store, deed.id):
        return True
    if deed.verb == kinds.IMPORT and undo.wrote_of_same(store, deed.id):
        return True
    mine = replaced(deed.before)
    if any(_is_in_the_way(store, deed, *change) for change in mine):
        return True
    touched = {_whose(change) for change in mine} | undo.added(store, deed.id)
    later = [change for before in undo.replaced_since(store, deed) for change in replaced(before)]
    return any(_whose(change) in touched or _wrote(change) == deed.id for change in later)


def _is_in_the_way(store: Store, deed: Deed, kind: str, what: str, value: Any) -> bool:
    """Tell whether a later deed wrote where this change puts something back, mended it once more, or ended it."""
    if kind not in (ROW, CHANGED):
        return False
    now = store.first(undo.TABLES[what], read.BY_ID, value["id"])
    if kind == CHANGED and (now is None or vars(now)["mended_id"] != deed.id):
        return True
    if what != Interaction.table:
        return undo.wrote_since(store, deed.id, what, value["customer_id"])
    is_moved = now is not None and vars(now)["customer_id"] != value["customer_id"]
    ended = value["about_id"] if kind == ROW else value["id"] if is_moved else None
    ending = read.ending(store, ended) if ended else None
    return ending is not None and ending.mended_id != deed.id


def _whose_were_mended(store: Store, deed: Deed) -> set[int]:
    """Return the customers whose timelines a deed mended: whose an entry was, and whose it is."""
    if deed.verb != kinds.MEND:
        return set()
    rows = [(undo.TABLES[what], value) for kind, what, value in replaced(deed.before) if kind in (ROW, CHANGED)]
    now = [store.first(table, read.BY_ID, value["id"]) for table, value in rows]
    return {value["customer_id"] for _, value in rows} | {vars(row)["customer_id"] for row in now if row}


def _whose(change: Any) -> int | str:
    """Return the customer, or the name of the style or setting, whose change this is; an entry is its own."""
    kind, what, value = change
    if kind in (ROW, CHANGED):
        whose: int | str = f"{what} {value['id']}" if what == Interaction.table else value["customer_id"]
        return whose
    return f"{SETTING} {what}" if kind == SETTING else what


def _wrote(change: Any) -> int | None:
    """Return the deed that wrote the row which this change puts back."""
    deed_id: int | None = change[2]["deed_id"] if change[0] in (ROW, CHANGED) else None
    return deed_id


def _result(store: Store, deed: Deed, signed: Signed) -> TakenBack:
    person = read.customer(store, deed.customer_id) if deed.customer_id else None
    wrote = undo.entry_of(store, deed.id) or undo.fact_of(store, deed.id)
    return TakenBack(
        deed.id,
        wrote.kind if wrote and deed.verb == kinds.NOTE else deed.verb,
        deed.customer_id,
        person.name if person else None,
        _words(store, deed),
        deed.day,
        is_of_this_session=None in (deed.session, signed.session) or deed.session == signed.session,
    )


def _words(store: Store, deed: Deed) -> str | None:
    """Return the words that a deed wrote: of its entry, fact, day to remember or news; or what stands again."""
    if deed.verb == kinds.REMEMBER and (occasion := undo.occasion_of(store, deed.id)):
        return occasion.what
    if deed.verb in PUT_BACK:
        return ", ".join(words for change in replaced(deed.before) for words in in_words(change)) or None
    entry = undo.entry_of(store, deed.id) or undo.fact_of(store, deed.id) or undo.news_of(store, deed.id)
    about = read.interaction(store, entry.about_id) if isinstance(entry, Interaction) and entry.about_id else None
    words = (
        getattr(entry, "style", None),
        entry.text if entry else None,
        f"open again: {about.text}" if about else None,
    )
    return ", ".join(word for word in words if word) or None


PUT_BACK = (kinds.EDIT, kinds.USUALLY, kinds.SETTING, kinds.MEND)
"""Verbs that write nothing of their own: what is said of them is what stands again without them."""


def _put_back(store: Store, deed: Deed) -> set[int]:
    """Put back what the deed replaced, and return the customers whose search keys may change by it."""
    changed = {deed.customer_id} if deed.verb == kinds.EDIT and deed.customer_id else set()
    for kind, what, value in replaced(deed.before):
        if kind == ROW:
            undo.put_back_row(store, what, value)
        elif kind == CHANGED:
            undo.change_row(store, what, value["id"], value)
        elif kind == VALUES:
            undo.change_row(store, Customer.table, what, value)
            changed.add(what)
        elif kind == SETTING:
            append.setting(store, what, value)
        elif kind == STYLE:
            append.style(store, what, value)
    return changed
