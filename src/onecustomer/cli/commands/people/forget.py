"""forget: somebody is erased on request, from the store and all that lies beside it; or a name of the staff is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ....domain.finding import keys
from ....domain.language import days, names
from ....domain.language.counts import listed
from ....domain.language.text import quoted
from ....domain.overview.unfinished import CutShort, cut_short
from ....domain.people import forget
from ....domain.people.forget import Going, Named, Receipt
from ....errors import Ambiguous, Refused, StoreError, Usage
from ....store import kinds
from ....store.counter import alias, read
from ....store.database.connection import Store
from ....store.erasure.finish import SetAside
from ....store.health import place
from ....store.record import Record
from ....store.rows import REFERENCE, Customer, number_of
from ...terminal import streams
from ...terminal.till import Till
from .. import choose
from ..erasing import check_can_erase, erasing

MOST_NAMED = 20  # lines of others that are shown
LONGEST = 60  # columns of such a line
NOT_SHOWN = "words that are not shown, as they want no notes"
ELSEWHERE = "the other tills erase them with their next command; the server's own backups hold them until they go"
COUNTED = (
    ("interaction", "entry", "entries"),
    ("fact", "pin or need", "pins and needs"),
    ("occasion", "day to remember", "days to remember"),
    ("handle", "telephone, e-mail, nickname or the like", "telephones, e-mails, nicknames and the like"),
    ("telling", "piece of news told", "pieces of news told"),
)
"""What is counted in words, by its table; the rest is made from it."""

WHOLE = (kinds.PHONE, kinds.EMAIL, kinds.CARD)
"""The handles that name somebody where the whole of one is typed."""


class Forgotten(Record):
    """That somebody was erased, as it may be filed: no name is in it; and which imports are not finished.

    Shape: `doubles` are the names of files beside the store that a program which syncs folders made of it;
    `is_of_shop` tells that other tills and a server had them too.
    """

    receipt: Receipt
    unfinished: Sequence[CutShort] = ()
    doubles: Sequence[str] = ()
    is_of_shop: bool = False

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        day = days.full(days.of_iso(self.receipt.day))
        if self.receipt.key is None:
            count = sum(self.receipt.rows.values())
            what = f"“former staff” stands in {count} place{'' if count == 1 else 's'} now"
        else:
            what = f"one customer with {_counted(self.receipt.rows)}"
        what += _in_copies(self.receipt)
        number = f" Receipt {self.receipt.key}." if self.receipt.key else ""
        named = len(self.receipt.named)
        no_trace = "no trace is left in the store, nor in what oc keeps beside it"
        if named:
            left = f"{named} line{'' if named == 1 else 's'} of others may still name them; beside that, {no_trace}"
        else:
            left = no_trace.capitalize()
        return f"Erased on {day}: {what}. {left}.{number}"

    @property
    def hints(self) -> Sequence[str]:
        """What is said beside it on stderr."""
        beside = [f"beside the store lies what oc does not touch, and it may hold them: {', '.join(self.doubles)}"]
        doubles = beside if self.doubles else []
        kept = "copies of the store that you made yourselves hold what they held: remove them, or make them anew"
        back = "an old file of another system, imported again, would bring them back as somebody new"
        again = [one.brings_back() for one in self.unfinished if not one.is_taken_back]
        return [
            kept,
            *([ELSEWHERE] if self.is_of_shop else []),
            *doubles,
            *([back, *again] if self.receipt.key else []),
        ]

    def as_json(self) -> dict[str, object]:
        """Return the receipt for programs; `copies_until` is none where no copy that oc keeps holds them."""
        receipt = self.receipt
        return {
            "key": receipt.key,
            "day": receipt.day,
            "rows": dict(receipt.rows),
            "copies": [copy.path for copy in receipt.copies],
            "copies_until": receipt.until.isoformat() if receipt.until else None,
            "named": list(receipt.named),
            "finished": receipt.left is None,
        }


def _in_copies(receipt: Receipt) -> str:
    """Return from how many copies something went too; empty where it was in none."""
    if not receipt.copies:
        return ""
    newest = days.full(receipt.copies[-1].day)
    count = len(receipt.copies)
    return f", also in a copy of {newest}" if count == 1 else f", also in {count} copies, the newest of {newest}"


def run(till: Till, who: Sequence[str], *, staff: str | None, yes: bool, as_json: bool) -> None:
    """Erase a customer, or a name of the staff, and give the receipt.

    Raises: StoreError where traces are left, which the next command that writes clears away.
    """
    if staff is not None and who:
        raise Usage("A customer, or somebody of the staff: one of them.", "oc forget WHO, or oc forget --staff NAME")
    receipt = _forget(till, who, yes=yes) if staff is None else _forget_staff(till, staff, yes=yes)
    if as_json:
        streams.json_out("receipt", Forgotten(receipt).as_json())
    if receipt.left:
        raise _in_part(receipt, receipt.left) if isinstance(receipt.left, SetAside) else receipt.left
    if not as_json:
        store = till.open()
        streams.report(Forgotten(receipt, cut_short(store), place.conflicting(store.path), store.is_copy))


def _in_part(receipt: Receipt, left: SetAside) -> StoreError:
    """Return the error of an erasure that is done but for files in which nothing can be erased."""
    count = len(left.paths)
    held = "One file still holds them" if count == 1 else f"{count} files still hold them"
    number = f" Receipt {receipt.key}." if receipt.key else ""
    return StoreError(
        f"Erased from view: they are hidden from every command.{number} {held}: {' and '.join(left.paths)}",
        f"remove {'it' if count == 1 else 'them'}, and the next note finishes the erasure",
    )


def _forget(till: Till, who: Sequence[str], *, yes: bool) -> Receipt:
    """Erase the customer whom the words mean, once somebody agreed.

    Raises: Usage where nobody is named; NotFound; Ambiguous, also where --yes stands behind a part of a name; Refused
    where nobody agrees.
    """
    signed = till.signed()
    store = till.open()
    name = " ".join(who) or (streams.ask("Who is to be erased? Enter for nobody:") if till.interactive else "")
    if not name:
        raise Usage("Say who is to be erased.", "oc forget WHO, or oc forget --staff NAME")
    found = choose.find(till, store, name, "oc forget")
    person = found.person
    if yes and found.query and not _is_named(store, person, name):
        raise Ambiguous(f"“{name}” may be {person.name}, and is not their name.", f"oc forget {person.ref} --yes")
    check_can_erase(store)
    with store.reading():
        going = forget.look(store, person, signed.today)
    _show_named(till, going, person)
    if not yes:
        whom, what = f"{person.name} {person.ref}", _counted(going.rows)
        question = f"Erase {whom} for good, with {what}? Nothing brings them back."
        _ask(till, question, f"{whom} would be erased for good, with {what}.", f"oc forget {person.ref} --yes")
    with erasing(till):
        return forget.forget(store, signed, person, going)


def _is_named(store: Store, person: Customer, typed: str) -> bool:
    """Tell whether what is typed is somebody's alone and whole: anything less is a guess.

    That is their reference; whole words of their name or of a nickname; a whole telephone, e-mail or card.
    """
    number = number_of(typed, REFERENCE) if typed else None
    if number is not None and alias.by_number(store, number) == person:
        return True
    handles = read.handles(store, person.id)
    whole = [(handle.kind, handle.value) for handle in handles if handle.kind in WHOLE]
    if any(keys.same((kind, typed), (kind, value)) for kind, value in whole):
        return True
    called = [person.name, *(handle.value for handle in handles if handle.kind == kinds.NICK)]
    words = set(names.fold(typed))
    return bool(words) and any(words <= names.search_words(one) for one in called)


def _forget_staff(till: Till, typed: str, *, yes: bool) -> Receipt:
    if not typed.strip():
        raise Usage("Say whose name is to be erased.", "oc forget --staff NAME")
    signed = till.signed()
    store = till.open()
    check_can_erase(store)
    with store.reading():
        name = forget.staff(store, typed)
    if not yes:
        question = f"Write “former staff” in place of {name}, wherever it stands? Nothing brings the name back."
        again = f"oc forget --staff {quoted(name, as_one=True)} --yes"
        _ask(till, question, f"“former staff” would stand in place of {name}, wherever it stands.", again)
    with erasing(till):
        return forget.forget_staff(store, signed, name)


def _ask(till: Till, question: str, otherwise: str, again: str) -> None:
    """Ask once.

    Raises: Refused where the answer is no, or nobody can be asked.
    """
    if till.interactive and streams.agrees(question):
        return
    raise Refused("Nothing was erased." if till.interactive else otherwise, f"{again} does it without asking")


def _show_named(till: Till, going: Going, person: Customer) -> None:
    """Show the words of others that name somebody, each with the command that mends it."""
    if not going.named:
        return
    streams.say(f"Words of others that name {person.name}, or may, stay as they are; mend these first:")
    shown = going.named[:MOST_NAMED]
    streams.listed(row for one in shown for row in _line(one, till))
    if len(going.named) > MOST_NAMED:
        streams.listed([f"    and {len(going.named) - MOST_NAMED} more: oc find WORDS lists them"])


def _line(named: Named, till: Till) -> list[str]:
    said = NOT_SHOWN if named.text is None else streams.kept(" ".join(named.text.split()))
    return streams.fitted(f"{named.ref}  {named.whose}: {said}  →  {till.typed(named.command)}", streams.width())


def _counted(rows: Mapping[str, int]) -> str:
    said = [f"{count} {one if count == 1 else many}" for table, one, many in COUNTED if (count := rows.get(table, 0))]
    return listed(said) or "nothing beside the name"
