"""duplicates: who may be here twice, or that two who look like one are two."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ....domain.people import doubles, merge
from ....errors import Usage
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import streams
from ...terminal.till import Till
from .. import choose

SHOWN = 20  # pairs at a terminal
AGAIN = "oc duplicates --two"


class Apart(Record):
    """That two are two, and whether that was new."""

    one: Customer
    other: Customer
    is_new: bool

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        both = f"{self.one.name} ({self.one.ref}) and {self.other.name} ({self.other.ref})"
        if not self.is_new:
            return f"It is known already that {both} are two people."
        return f"{both} are two people, and are proposed no more."


def duplicates(till: Till, who: Sequence[str], *, whole: bool, as_json: bool) -> None:
    """List the pairs of people who may be one, likeliest first; only those with one person, where one is named.

    Shape: those who share a name or a telephone, and are likelier two, are only listed with one person, or with all.
    Raises: NotFound; Ambiguous.
    """
    store = till.open()
    person = choose.person(till, store, " ".join(who), "oc duplicates") if who else None
    found = doubles.alike(store, person)
    asked = found if whole or person else [pair for pair in found if pair.is_likely]
    shown = asked if whole or as_json or not sys.stdout.isatty() else asked[:SHOWN]
    today = till.moment().today
    described = doubles.described(store, shown, today)
    from ...screens import twins

    if as_json:
        streams.json_out("duplicates", [twins.as_json(one) for one in described], **till.as_of())
        return
    if not described:
        streams.say(f"Nobody looks like {person.name}." if person else "Nobody seems to be here twice.")
    else:
        streams.drawn(twins.doubles(described, today, streams.width(), till.typed))
    whose = f" {person.ref}" if person else ""
    if more := len(asked) - len(shown):
        streams.say(till.typed(f"and {more:,} more: oc duplicates{whose} --all"))
    if others := len(found) - len(asked):
        pairs = "1 pair shares" if others == 1 else f"{others:,} pairs share"
        streams.say(till.typed(f"{pairs} a name, a telephone or an e-mail and may well be two: oc duplicates --all"))


def tell_apart(till: Till, who: Sequence[str]) -> Apart:
    """Remember that two people are two.

    Raises: Usage where it is not two who are named; NotFound; Ambiguous; Refused where they are one.
    """
    one, other = two_of(who, AGAIN)
    signed = till.signed()
    store = till.open()
    first = choose.person(till, store, one, AGAIN)
    second = choose.person(till, store, other, f"{AGAIN} {first.ref}")
    return Apart(first, second, merge.tell_apart(store, signed, first, second))


def two_of(who: Sequence[str], command: str) -> tuple[str, str]:
    """Return the two that are named.

    Raises: Usage where they are not two.
    """
    if len(who) != 2:
        raise Usage(
            "Two people are needed, each by a reference or by a name in quotes.",
            f'{command} c12 c31, or {command} "Margo Klein" c31; oc duplicates lists who may be here twice',
        )
    return who[0], who[1]
