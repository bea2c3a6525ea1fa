"""backup: a copy of the store, whole and checked, with its digest beside."""

from __future__ import annotations

import datetime as dt
import os

from ....domain.language.counts import people, size
from ....domain.shop import copies
from ....errors import Refused, Usage
from ....store.copies import digest, kept, making, named
from ....store.database.connection import Store
from ....store.record import Record
from ....store.shop.shared import Shared
from ...terminal import streams
from ...terminal.till import Till
from .. import output

HINT = "oc backup FILE; oc backup alone copies into the folder backups beside the store"
PIPE = "-"
NEEDS_NONE = "This till's copy of the shop needs no backup: all of it is on the shop's server."
OF_THE_SERVER = "whoever runs the server backs it up; oc export -o FILE.json writes everybody into a file"


class Made(Record):
    """A copy that was made: how many people it has, its size in bytes, its SHA-256, and when it was made."""

    path: str
    people: int
    bytes: int
    sha256: str
    made: dt.datetime

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        return f"Copied {people(self.people)} to {self.path} ({size(self.bytes)})."


def backup(till: Till, path: str | None, *, force: bool, as_json: bool) -> None:
    """Copy the store to a file, or into the folder of its copies, and say what is in the copy.

    Raises: Refused where something is there that is not to be written over; NotMade; StoreError.
    """
    if path == PIPE:
        raise Usage("A copy goes into a file, and not into a pipe.", HINT)
    moment = till.moment()
    store = till.open()
    if isinstance(store, Shared):
        store.is_told = True  # nothing of the copy is shown
        raise Refused(NEEDS_NONE, OF_THE_SERVER)
    if path is None:
        copy = copies.make(store, named.ASKED, moment)
    else:
        copy = os.path.abspath(os.path.expanduser(path))
        _to_file(till, store, copy, force=force)
    made = Made(copy, kept.people(copy), os.path.getsize(copy), digest.written_for(copy) or "", moment.now)
    if as_json:
        streams.json_out("backup", vars(made) | {"made": made.made.isoformat()})
    else:
        streams.report(made)


def _to_file(till: Till, store: Store, path: str, *, force: bool) -> None:
    """Copy the store to a file, over another copy where `force` says so, and over nothing else of a store."""
    if making.is_elsewhere(path, till.path):
        if not force:
            raise output.is_there(path)
    else:
        output.check_place(till, path, force=force, noun="copy", hint=HINT)
        output.check_place(till, path + digest.END, force=force, noun="copy", hint=HINT)
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        raise Refused(f"There is no folder {folder}.", "make it first, or name another place")
    with output.in_its_place(path):
        making.to_file(store, path, force=force)
