"""Erasing from the copies of a store: of any schema, each as sound as it was."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing, suppress
from typing import Protocol

from ...errors import OnecustomerError
from ..copies import digest
from ..database import sqlite, traces
from ..database.connection import Store
from ..rows import Customer
from . import before, hers

NOBODY = -1  # the number of nobody


class Left(OnecustomerError):
    """Traces may be left in a file; `sentence` says why."""

    exit_code = 5


class Opened(closing[Store]):
    """A copy of a store, of whichever schema; closed where its block ends, and as old then as it was.

    Raises: Left where it cannot be read as one.
    """

    def __init__(self, path: str) -> None:
        self.path, self.made = path, os.stat(path)
        copy = Store.at(path, lambda _: None)
        super().__init__(copy)
        try:
            copy.settle()
            is_ours = copy.value("PRAGMA application_id") == sqlite.APPLICATION_ID
        except OnecustomerError:
            is_ours = False
        if not is_ours:
            copy.close()
            self._put_back_its_day()
            raise Left(f"A copy cannot be read, and may hold who was erased: {path}", "remove it, or put it right")

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        self._put_back_its_day()

    def _put_back_its_day(self) -> None:
        """Give a copy that was written the day back on which it was made: its time is over then."""
        with suppress(OSError):
            os.utime(self.path, ns=(self.made.st_atime_ns, self.made.st_mtime_ns))


def erase(path: str, key: str, patience_ms: int | None = None) -> bool:
    """Erase the customer of this key from a copy, without a trace; tell whether they were in it.

    Raises: Left where the copy cannot be read, or is in use.
    """
    with Opened(path) as copy:
        number = hers.number(copy, key)
        if number is not None:
            with digest.renewed(path):
                with copy.writing():
                    hers.erase(copy, number, lambda _: False)
                    hers.forget_words(copy)
                _leave_none(copy, patience_ms)
        return number is not None


class Naming(Protocol):
    """By what somebody is named, as the domain has it."""

    @property
    def likes(self) -> Sequence[str]:
        """One of these is in a text that names her, but for accents; or so many digits as in `fewest`."""

    @property
    def fewest(self) -> int:
        """From how many digits a text may have a telephone of hers; 0 where she has none."""

    def is_in(self, text: str) -> bool:
        """Tell whether a text names her, or may."""

    def is_surely_in(self, text: str) -> bool:
        """Tell whether a text names her, and can name nobody else."""


def follow(path: str, store: Store, person: Customer, named: Naming) -> None:
    """Give a copy the words of others that the store has now, where those of the copy still name her.

    What the store no longer has goes, and what was kept for undo and surely names her. Nothing is changed where nothing
    names her.
    Raises: Left where the copy cannot be read, or is in use.
    """
    with Opened(path) as copy:
        number = hers.number(copy, person.key) or NOBODY
        texts = hers.others_words(copy, number, named.likes, named.fewest)
        with digest.renewed(path):
            with copy.writing():
                changed = before.clear(copy, number, set(), named.is_surely_in)
                for words in [one for one in texts if named.is_in(one.text)]:
                    now = hers.words_now(store, words, person.id)
                    if now != words.text:
                        hers.put_words(copy, words, now)
                        changed += 1
            if changed:
                _leave_none(copy, None)


def erase_staff(path: str, name: str) -> bool:
    """Erase a name of staff from a copy, without a trace; tell whether it was in it.

    Raises: Left where the copy cannot be read, or is in use.
    """
    with Opened(path) as copy:
        is_there = name in hers.staff_names(copy)
        if is_there:
            with digest.renewed(path):
                with copy.writing():
                    hers.erase_staff(copy, name)
                _leave_none(copy, None)
        return is_there


def _leave_none(copy: Store, patience_ms: int | None) -> None:
    if not traces.leave_none(copy, patience_ms):
        raise Left(f"A copy is in use, and traces remain in it: {copy.path}", "close what reads it")
