"""Taking back this till's last write, whatever it was."""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds, no_notes, rhythm
from ...store.counter import append, read, undo
from ...store.index import upkeep
from ...store.record import Record
from ...store.rows import Customer, Handle, Interaction, Occasion
from ..finding import renew
from ..finding.keys import REGION
from . import called
from .back.built_upon import is_built_upon
from .deed import CHANGED, CONFIRMED, ROW, SETTING, STYLE, VALUES
from .replaced import OF_ROWS, in_words, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ...store.database.connection import Store
    from ...store.rows import Deed
    from .deed import Signed


class TakenBack(Record):
    """A write that is to be taken back, or was: what it wrote, about whom, and what stands again without it.

    Shape: `verb` is the deed's, of a note its kind; `words` are those that are gone, or are there again; `day` is when
    it was written and `of_day` when it happened, both ISO; `is_there` tells whether anything of it is left.
    Of an import `file` names the files, `stay` counts of whom more was written since, `names` has the first of them.
    """

    deed_id: int
    verb: str
    customer_id: int | None
    name: str | None
    words: str | None
    day: str | None
    of_day: str | None
    is_of_this_session: bool
    is_there: bool
    file: str | None = None
    stay: int = 0
    names: tuple[str, ...] = ()


def last(store: Store, signed: Signed) -> TakenBack:
    """Return this till's last write that still stands.

    Raises: Refused where there is none.
    """
    with store.reading():
        deed = _last_deed(store, signed.till)
        if deed.verb != kinds.IMPORT:
            return _result(store, deed, signed)
    return _result(store, deed, signed)  # each till would wait until all its people are counted


def is_next(store: Store, till: str, deed_id: int) -> bool:
    """Tell whether undo at a till takes back this deed, and no other."""
    try:
        return _last_deed(store, till).id == deed_id
    except Refused:
        return False


def take_back(store: Store, signed: Signed, deed_id: int | None = None) -> TakenBack:
    """Take back this till's last write that still stands; where a number is given, only if it is still that deed.

    Raises: Refused where there is none, or where another till has built upon it since.
    """
    with store.undoing(signed.till):
        deed = _last_deed(store, signed.till)
        if deed_id not in (None, deed.id):
            raise Refused("Something else was written on this till meanwhile.", "nothing was taken back: oc undo")
        if deed.verb == kinds.IMPORT:
            from .back import of_import  # of the office, which no other undo loads

            of_import.begin(store, deed.id)
        else:
            return _taken_back(store, deed, signed)
    return _import_taken_back(store, deed, signed)


def _taken_back(store: Store, deed: Deed, signed: Signed) -> TakenBack:
    taken = _result(store, deed, signed)
    if is_built_upon(store, deed):
        noun = CALLED.get(taken.verb, taken.verb)
        raise Refused(
            f"The last write here, “{noun}”, cannot be taken back alone:"
            f" more was written of the same {_subject(deed)} since.",
            "take those back first, on the till that wrote them; or oc mend, with a number of oc history",
        )
    if not taken.is_there:
        undo.remove(store, deed.id)
        return taken
    to_find_again = undo.given_handles(store, deed.id)
    happened_with = undo.whose_timelines(store, deed.id) | _whose_were_mended(store, deed)
    gone = undo.keys_of_added(store, deed.id)
    undo.remove(store, deed.id)
    changed = _put_back(store, deed)
    for customer_id in to_find_again | changed:
        renew.one(store, customer_id)
    for customer_id in happened_with | changed:
        rhythm.renew(store, customer_id, signed.today)
    upkeep.unlearn(store, upkeep.spelled(gone))
    return taken


def _import_taken_back(store: Store, deed: Deed, signed: Signed) -> TakenBack:
    """Take an import back in batches of its own.

    Raises: Refused where of everybody more was written since.
    """
    from .back import of_import

    made = of_import.take_back(store, signed, deed.id)
    words = of_import.in_words(made.added, made.completed)
    if made.stay and not words:
        raise Refused(
            f"The last write here, the import of {called.files(deed.file)}, cannot be taken back:"
            " more was written of the same people since.",
            "take those back first, on the till that wrote them; or oc mend, with a number of oc history",
        )
    return TakenBack(
        *(deed.id, deed.verb, None, None, words, deed.day, deed.day),
        is_of_this_session=True,
        is_there=words is not None or deed.before is not None,
        file=deed.file and called.files(deed.file),
        stay=made.stay,
        names=made.names,
    )


def _last_deed(store: Store, till: str) -> Deed:
    deed = undo.half_taken_back(store, till) or undo.last_deed(store, till)
    if deed is None:
        raise Refused("This till has nothing to take back.", "oc history WHO shows what was written, and by whom")
    _refuse_what_is_for_good(deed)
    if any(kind == kinds.ERASED for kind, _, _ in replaced(deed.before)):
        raise Refused("What it said before named somebody who was erased since.", NOT_BEFORE)
    return deed


NOT_BEFORE = "oc mend, with a number of oc history, corrects what was written before that"

CALLED = {
    kinds.THANKS: "thank-you",
    kinds.EXCEEDED: "more than promised",
    kinds.BROKEN: "not kept",
    kinds.LOST: "left",
    kinds.ADD: "new customer",
    kinds.EDIT: "change",
    kinds.ADVICE: "style of the shop",
    kinds.REMEMBER: "day to remember",
    kinds.MEND: "correction",
    kinds.LATER: "putting aside",
    kinds.MERGE: "merging",
    kinds.APART: "word that they are two",
}
"""What a write is called where its verb is no noun."""


def _refuse_what_is_for_good(deed: Deed) -> None:
    """Refuse to take back what cannot be.

    Raises: Refused.
    """
    if deed.verb == kinds.FORGET:
        raise Refused("Somebody was erased here last, and nothing can bring them back.", NOT_BEFORE)
    if deed.verb == kinds.RESTORE:
        raise Refused("The last write here was an import into an empty store, which is there as it was.", NOT_BEFORE)
    if deed.verb == kinds.BACK:
        from .back.of_restore import PutBack  # few tills come upon one

        raise PutBack(deed.day, NOT_BEFORE)
    if deed.verb == kinds.TIDY:
        raise Refused("The last write here was oc tidy, which erases for good.", NOT_BEFORE)


def _subject(deed: Deed) -> str:
    return SUBJECTS.get(deed.verb, "person")


SUBJECTS = {kinds.ADVICE: "style", kinds.IMPORT: "people", kinds.SETTING: "rule", kinds.NEWS: "news"}


def _whose_were_mended(store: Store, deed: Deed) -> set[int]:
    """Return the customers whose timelines a deed mended: whose an entry was, and whose it is."""
    if deed.verb not in (kinds.MEND, kinds.NOTE) or deed.before is None:
        return set()
    rows = [(undo.TABLES[what], value) for kind, what, value in replaced(deed.before) if kind in OF_ROWS]
    now = [store.first(table, read.BY_ID, value["id"]) for table, value in rows]
    return {value["customer_id"] for _, value in rows} | {vars(row)["customer_id"] for row in now if row}


def _result(store: Store, deed: Deed, signed: Signed) -> TakenBack:
    person = read.customer(store, deed.customer_id) if deed.customer_id else None
    wrote = undo.entry_of(store, deed.id) or undo.fact_of(store, deed.id)
    return TakenBack(
        deed.id,
        wrote.kind if wrote and deed.verb == kinds.NOTE else deed.verb,
        deed.customer_id,
        person.name if person else None,
        None if person and person.no_notes and deed.verb not in SAID_ANYWAY else _words(store, deed),
        deed.day,
        wrote.day if wrote else deed.day,
        is_of_this_session=None in (deed.session, signed.session) or deed.session == signed.session,
        is_there=deed.before is not None or undo.wrote_anything(store, deed.id),
        file=deed.file and called.files(deed.file),
    )


def _words(store: Store, deed: Deed) -> str | None:
    """Return the words that a deed wrote: of its entry, fact, day to remember or news; or what stands again."""
    if deed.verb == kinds.REMEMBER and (occasion := undo.occasion_of(store, deed.id)):
        return occasion.what
    if deed.verb == kinds.IMPORT:
        return _brought_in(store, deed)
    if deed.verb == kinds.MERGE:
        from .back import merged

        return merged.name(replaced(deed.before)) or None
    if deed.verb in PUT_BACK:
        return ", ".join(_again(store, deed)) or None
    entry = undo.entry_of(store, deed.id) or undo.fact_of(store, deed.id) or undo.news_of(store, deed.id)
    about = read.interaction(store, entry.about_id) if isinstance(entry, Interaction) and entry.about_id else None
    confirmed = [read.fact(store, value["id"]) for kind, _, value in replaced(deed.before) if kind == CONFIRMED]
    words = (
        getattr(entry, "style", None),
        entry.text if entry else None,
        f"via {entry.via}" if isinstance(entry, Interaction) and entry.kind == kinds.CONTACT else None,
        f"open again: {about.text}" if about else None,
        *(fact.text for fact in confirmed if fact),
    )
    return ", ".join(word for word in words if word) or None


def _brought_in(store: Store, deed: Deed) -> str | None:
    from ...store.office import taking_back
    from .back import of_import

    return of_import.in_words(*taking_back.counts(store, deed.id))


def _again(store: Store, deed: Deed) -> list[str]:
    """Return what stands again once a deed is taken back that wrote nothing of its own, or gave handles."""
    changes = replaced(deed.before)
    words = [said for change in changes for said in in_words(change)]
    unsaid = {kinds.FORMER}  # it goes with the company
    before = unsaid | {value["kind"] for kind, what, value in changes if kind == ROW and what == Handle.table}
    words += [f"{kind} none" for kind in undo.kinds_of_handles(store, deed.id) if kind not in before]
    occasion = undo.occasion_of(store, deed.id)
    if occasion and not any(kind == ROW and what == Occasion.table for kind, what, _ in changes):
        words.append(f"{occasion.what} none")
    moved = [now for kind, what, value in changes if kind == CHANGED and (now := _now_with(store, what, value))]
    return words + [f"from {person.name} again" for person in moved[:1]]


def _now_with(store: Store, what: str, value: Any) -> Customer | None:
    """Return whose a changed row is now, where it was given to somebody else."""
    row = store.first(undo.TABLES[what], read.BY_ID, value["id"])
    is_moved = row is not None and vars(row)["customer_id"] != value["customer_id"]
    return read.customer(store, vars(row)["customer_id"]) if row and is_moved else None


SAID_ANYWAY = (*no_notes.SAID_ANYWAY, kinds.EDIT)
"""Verbs whose words are said even of who wants no notes."""

PUT_BACK = (kinds.EDIT, kinds.USUALLY, kinds.SETTING, kinds.MEND, kinds.LATER, kinds.MERGE)
"""Verbs that write nothing of their own: what is said of them is what stands again without them."""


def _put_back(store: Store, deed: Deed) -> set[int]:
    """Put back what the deed replaced, and return the customers whose search keys may change by it."""
    if deed.verb == kinds.MERGE:
        from .back import merged

        return merged.take_apart(store, replaced(deed.before)) | ({deed.customer_id} if deed.customer_id else set())
    changed = {deed.customer_id} if deed.verb == kinds.EDIT and deed.customer_id else set()
    for kind, what, value in replaced(deed.before):
        if kind == ROW:
            undo.put_back_row(store, what, value)
        elif kind in (CHANGED, CONFIRMED):
            undo.change_row(store, what, value["id"], value)
        elif kind == VALUES:
            undo.change_row(store, Customer.table, what, value)
            changed.add(what)
        elif kind == SETTING:
            append.setting(store, what, value)
            if what == REGION:
                renew.everybody(store)
        elif kind == STYLE:
            append.style(store, what, value)
    return changed
