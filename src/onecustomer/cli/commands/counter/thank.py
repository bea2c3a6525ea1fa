"""thank: a thank-you given to a customer."""

from __future__ import annotations

import datetime as dt

from ....domain.finding import in_front
from ....domain.language import fields, offers
from ....domain.language.text import quoted
from ....domain.timeline import entries
from ....domain.timeline.entries import NewEntry
from ....errors import Ambiguous, Usage
from ....store import kinds
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import days, streams
from .. import choose, mindful

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ....domain.finding.in_front import InFront
    from ...terminal.till import Till


class Thanked(Record):
    """A thank-you that was logged, what for where it was said, and `day` where one was named."""

    person: Customer
    reason: str | None
    day: dt.date | None
    via: str | None
    hints: Sequence[str]

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        reason = f": {streams.kept(self.reason)}" if self.reason else ""
        return f"Thanked {self.person.name}{days.ending(self.day, self.via)}{reason or '.'}"


def check(
    till: Till, words: Sequence[str], options: Mapping[str, str | None], *, unthanked: bool, as_json: bool
) -> None:
    """Refuse options that do not go together: `options` are those of a thank-you that is logged.

    Raises: Usage.
    """
    till.open()  # a new shop is greeted, whatever was typed
    if unthanked and (words or any(value is not None for value in options.values())):
        raise Usage("--unthanked only lists.", "oc thank --unthanked\noc thank --for WHO")
    if as_json and not unthanked:
        raise Usage("--json goes with --unthanked.", "oc thank --unthanked --json")


def list_unthanked(till: Till, *, as_json: bool) -> None:
    """List everybody who was never thanked, who is here the longest in front."""
    from ....domain.overview.parts import NEVER_THANKED
    from ..morning.today import print_json, whole

    if as_json:
        print_json(till, [NEVER_THANKED])
    else:
        whole(till, NEVER_THANKED)


def thank(
    till: Till, words: Sequence[str], *, who: str | None = None, on: str | None = None, via: str | None = None
) -> Thanked:
    """Log a thank-you given to the customer being served or the one named; what for may be left out.

    Raises: Ambiguous where the words are somebody's name and no more, and nobody says whose thank-you it is.
    """
    reason = fields.accept_note(" ".join(words), "reason") if words else None
    signed = till.signed()
    store = till.open()
    day = days.past(store, on, signed.today)
    way = fields.accept_via(via)
    person = choose.served_or_named(till, store, who, "thank")
    if till.interactive and not words and not person.no_notes:
        typed = streams.line(f"What do you thank {person.name} for? Enter for no reason:", may_be_empty=True)
        reason = fields.accept_note(typed, "reason") if typed else None
    named = in_front.find(store, reason, person.id) if reason and who is None else None
    if named and not named.rest:
        person, reason = _told_apart(till, person, named)
        named = None
    mindfully = mindful.hints(till, store, reason)
    written = entries.add(store, signed, person, kinds.THANKS, NewEntry(kinds.THANKS, reason, day, via=way))
    hints = [*choose.may_be_about(till, named, written.refs[0]), *_sells(reason, way), *mindfully]
    return Thanked(person, reason, day if on is not None else None, way, hints)


def _sells(*said: str | None) -> list[str]:
    """Return what is said where the words of a thank-you, or its way, read like an offer; nothing where none do."""
    is_offer = any(words and offers.is_offer(words) for words in said)
    return ["A thank-you sells nothing: this reads like an offer."] if is_offer else []


def _told_apart(till: Till, served: Customer, named: InFront) -> tuple[Customer, str | None]:
    """Return whom a thank-you is for and what for, where the reason is somebody's name: `oc thank margo`.

    Raises: Ambiguous where nobody says.
    """
    reason = named.name
    forms = (f"oc thank --for {named.person.ref}", f"oc thank --for {served.ref} {quoted(reason)}")
    lines = (
        f" 1  {till.typed(forms[0])}: {named.person.name}, without a reason",
        f" 2  {till.typed(forms[1])}: {served.name}, for “{reason}”",
    )
    streams.listed(row for line in lines for row in streams.fitted(line, streams.width()))
    question = "Whose thank-you is it? 1–2, or Enter for none:"
    answer = streams.one_of(("1", "2"), question, "Type 1 or 2.") if till.interactive else ""
    if not answer:
        raise Ambiguous(
            f"“{reason}” may be the one you thank, or what for.", "nothing was written: type one of the two lines"
        )
    return (named.person, None) if answer == "1" else (served, reason)
