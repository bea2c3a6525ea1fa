"""What waits for the server: a small SQLite file beside a till's copy, as the copy may be thrown away and this may not.

It is written under the copy's write lock alone, so that one command at a time adds, sends or takes back. The file goes
with its last entry, so it is opened anew each time: no terminal goes on with one that is gone.
"""

from __future__ import annotations

import os
from contextlib import closing

from .. import files
from ..database import shop_files, sqlite
from ..database.connection import FAULTS
from ..database.faults import error_of
from ..record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DRAFT = "add"  # the verb of an entry that is a draft of a new customer, and no append

MADE = """
CREATE TABLE IF NOT EXISTS entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    append TEXT NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0,
    back INTEGER NOT NULL DEFAULT 0,
    reason TEXT
)
"""
COLUMNS = "id, key, append, sent, back, reason"


class Entry(Record):
    """One append that waits: the key of its deed, what is to be written, as JSON, and how far it came.

    Shape: `sent` is 1 from before it was first sent; `back` is 1 where it is to be taken back; `reason` says why a rule
    refused it, none while it waits.
    """

    id: int
    key: str
    append: str
    sent: int
    back: int
    reason: str | None

    @property
    def said(self) -> dict[str, Any]:
        """What is to be written: of whom, when, by whom, and the entries; of a draft, what was typed."""
        import json

        said: dict[str, Any] = json.loads(self.append)
        return said

    @property
    def is_draft(self) -> bool:
        """Whether somebody new is to be added, which is done at a terminal."""
        return bool(self.said["verb"] == DRAFT)

    @property
    def waits(self) -> bool:
        """Whether it is to be sent: no rule refused it, and nobody has to be asked."""
        return self.reason is None and not self.is_draft


class Outbox:
    """The outbox of the copy at a path. Raises: StoreError, wherever it reads or writes."""

    def __init__(self, path: str) -> None:
        self.path = path + shop_files.OUTBOX

    def waiting(self) -> list[Entry]:
        """Return what is to be sent, in the order in which it was written."""
        return [entry for entry in self.all() if entry.waits]

    def drafts(self) -> list[Entry]:
        """Return the customers who are to be added at a terminal."""
        return [entry for entry in self.all() if entry.reason is None and entry.is_draft]

    def set_aside(self) -> list[Entry]:
        """Return what a rule refused."""
        return [entry for entry in self.all() if entry.reason is not None]

    def all(self) -> list[Entry]:
        """Return all entries, in the order in which they were written."""
        if not os.path.exists(self.path):
            return []
        return [Entry(*row) for row in self._do(f"SELECT {COLUMNS} FROM entry ORDER BY id")]  # noqa: S608

    def has(self, key: str) -> Entry | None:
        """Return the entry whose deed has this key, where it is here."""
        return next((entry for entry in self.all() if entry.key == key), None)

    def leave_no_trace(self) -> None:
        """Rewrite the file, so that no freed page of it holds what was dropped."""
        if os.path.exists(self.path):
            self._do("VACUUM")
            self._do("PRAGMA wal_checkpoint(TRUNCATE)")

    def add(self, key: str, append: str, *, sent: bool) -> None:
        """Keep an append; it is on the disk where this returns."""
        if not os.path.exists(self.path):
            files.make_new(self.path)
            files.sync_folder(self.path)
        self._do("INSERT INTO entry (key, append, sent) VALUES (?, ?, ?)", (key, append, int(sent)))

    def mark_sent(self, key: str) -> None:
        """Note that an entry is about to be sent: from now on the server may have it."""
        self._do("UPDATE entry SET sent = 1 WHERE key = ?", (key,))

    def put_aside(self, key: str, reason: str) -> None:
        """Keep an entry that a rule refused, with the reason."""
        self._do("UPDATE entry SET reason = ? WHERE key = ?", (reason, key))

    def try_again(self, key: str) -> None:
        """Let an entry wait again that a rule refused."""
        self._do("UPDATE entry SET reason = NULL WHERE key = ?", (key,))

    def take_back(self, key: str, back: int = 1) -> None:
        """Note that an entry is to be taken back, or is not: it is not sent any more, or taken back there."""
        self._do("UPDATE entry SET back = ? WHERE key = ?", (back, key))

    def drop_unsent(self, key: str) -> None:
        """Let an entry go that was taken back before it was ever sent."""
        self._do("DELETE FROM entry WHERE key = ? AND sent = 0", (key,))
        self._leave()

    def drop(self, key: str) -> None:
        """Let an entry go."""
        self._do("DELETE FROM entry WHERE key = ?", (key,))
        self._leave()

    def _leave(self) -> None:
        """Remove the file where nothing is in it any more."""
        if not self._do("SELECT 1 FROM entry LIMIT 1"):
            os.remove(self.path)

    def _do(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Carry out a statement; nothing where there is no file, as another terminal has sent all that was in it."""
        try:
            with closing(sqlite.connected(self.path)) as connection:
                sqlite.settle(connection)
                connection.execute(MADE)
                return connection.execute(sql, values).fetchall()
        except FAULTS as error:
            if not os.path.exists(self.path):
                return []
            raise error_of(error, self.path) from None
