"""What it means for a till that the shop's server took a statement and refused it."""

from __future__ import annotations

from ....errors import Refused
from ...database import sqlite
from .away import Outdated, ServerFault, Unreachable, other_schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ....errors import OnecustomerError

NO_TILL, OTHER_SCHEMA, OLD_SECRET, CANNOT_HOLD = "OC005", "OC006", "OC007", "OC008"
IS_TAKEN = "55P03"
NO_SHOP = ("3F000", "42883", "42P01")
WRITING = "another till is writing"
ABSENT = "there is no shop of this name on the server"
EXPELLED = "this till was taken out of the shop"
COPIED = "this till's store was copied or set back"


class Taken(Unreachable):
    """Another till had the turn to write all the while."""


def of(fault: ServerFault, service: str) -> OnecustomerError:
    """Return the error of a till whose statement was refused; `service` is how its shop is called."""
    if fault.code == OTHER_SCHEMA:
        theirs = "".join(letter for letter in fault.words if letter.isdecimal())
        return other_schema(int(theirs[:9] or 0), sqlite.SCHEMA)
    if fault.code in (NO_TILL, OLD_SECRET):
        return Outdated(EXPELLED if fault.code == NO_TILL else COPIED, service)
    if fault.code == CANNOT_HOLD:  # it would be refused again and again, and what waits behind it with it
        return Refused("The shop's server cannot hold this.", "oc shop send, then type it again")
    if fault.code == IS_TAKEN:
        return Taken(WRITING)
    if fault.code in NO_SHOP:
        return Unreachable(ABSENT)
    return Unreachable(f"the server refuses what this till asks ({fault.code})")
