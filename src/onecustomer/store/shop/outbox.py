"""What waits for the server: a small SQLite file beside a till's copy, as the copy may be thrown away and this may not.

It is written under the copy's write lock alone, so that one command at a time adds, sends or takes back. The file goes
with its last entry, so it is opened anew each time: no terminal goes on with one that is gone.
"""

from __future__ import annotations

import os

from ..database import shop_files, sqlite
from ..database.connection import FAULTS
from ..record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DRAFT = "add"  # the verb of an entry that is a draft of a new customer, and no append
DRAFTED = {"verb": str, "name": str, "given": dict, "today": str, "brought_by": str | None}
"""What is said in a draft."""

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
        """What is to be written: of whom, when, by whom, and the entries; of a draft, what was typed.

        Shape: whatever another version or damage has left; empty where it is no JSON of ours.
        """
        import json

        try:
            said = json.loads(self.append)
        except (ValueError, RecursionError):
            return {}
        return said if isinstance(said, dict) else {}

    @property
    def texts(self) -> list[str]:
        """The words of its entries."""
        return self._each("text")

    @property
    def ends(self) -> list[str]:
        """The keys of what its entries end."""
        return self._each("about_id")

    def _each(self, column: str) -> list[str]:
        entries = self.said.get("entries")
        found = [one.get(column) for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
        return [value for value in found if value and isinstance(value, str)]

    @property
    def is_draft(self) -> bool:
        """Whether somebody new is to be added, which is done at a terminal; not where it cannot be read."""
        said = self.said
        is_read = all(isinstance(said.get(name), type_) for name, type_ in DRAFTED.items())
        return is_read and said["verb"] == DRAFT

    @property
    def waits(self) -> bool:
        """Whether it is to be sent: no rule refused it, and nobody has to be asked."""
        return self.reason is None and not self.is_draft


class Outbox:
    """The outbox of the copy at a path. Raises: StoreError, wherever it reads or writes."""

    def __init__(self, path: str) -> None:
        self.path = path + shop_files.OUTBOX

    @property
    def is_there(self) -> bool:
        """Whether anything waits."""
        return os.path.exists(self.path)

    def waiting(self) -> list[Entry]:
        """Return what is to be sent, in the order in which it was written."""
        return [entry for entry in self.all() if entry.waits]

    def drafts(self) -> list[Entry]:
        """Return the customers who are to be added at a terminal."""
        return [entry for entry in self.all() if entry.reason is None and entry.is_draft]

    def set_aside(self) -> list[Entry]:
        """Return what a rule refused."""
        return [entry for entry in self.all() if entry.reason is not None]

    def kept(self) -> int:
        """Return how much is kept here that is to be in the shop, drafts too."""
        return sum(entry.reason is None for entry in self.all())

    def all(self) -> list[Entry]:
        """Return all entries, in the order in which they were written."""
        if not self.is_there:
            return []
        return [Entry(*row) for row in self._do(f"SELECT {COLUMNS} FROM entry ORDER BY id")]  # noqa: S608

    def has(self, key: str) -> Entry | None:
        """Return the entry whose deed has this key, where it is here."""
        if not self.is_there:
            return None
        found = self._do(f"SELECT {COLUMNS} FROM entry WHERE key = ?", (key,))  # noqa: S608  our own words
        return Entry(*found[0]) if found else None

    def sent(self) -> set[str]:
        """Return the keys of the deeds that the server may have."""
        return {key for (key,) in self._do("SELECT key FROM entry WHERE sent = 1")} if self.is_there else set()

    def leave_no_trace(self) -> None:
        """Rewrite the file, so that no freed page of it holds what was dropped."""
        if self.is_there:
            self._do("VACUUM")
            self._do("PRAGMA wal_checkpoint(TRUNCATE)")

    def add(self, key: str, append: str, *, sent: bool) -> None:
        """Keep an append; it is on the disk where this returns."""
        if not self.is_there:
            from .. import files  # most often something waits already, or nothing is kept

            files.make_new(self.path)
            files.sync_folder(self.path)
        self._do("INSERT INTO entry (key, append, sent) VALUES (?, ?, ?)", (key, append, int(sent)))

    def say(self, key: str, said: dict[str, Any]) -> None:
        """Let an entry say something else."""
        import json

        self._do("UPDATE entry SET append = ? WHERE key = ?", (json.dumps(said), key))

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
        """Remove the file where nothing is in it any more; another terminal that sent the last entry has done so."""
        if self.is_there and not self._do("SELECT 1 FROM entry LIMIT 1"):
            os.remove(self.path)

    def _do(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Carry out a statement; nothing where there is no file, as another terminal has sent all that was in it."""
        try:
            connection = sqlite.connected(self.path)
            try:
                sqlite.settle(connection)
                connection.execute(MADE)
                return connection.execute(sql, values).fetchall()
            finally:
                connection.close()
        except FAULTS as error:
            if not self.is_there:
                return []
            from ..database.faults import error_of  # no fault, no import

            raise error_of(error, self.path) from None
