"""Erasing from the copies of a store: of any schema, each as sound as it was."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Protocol

from ...errors import OnecustomerError, StoreError
from .. import files
from ..copies import digest, making
from ..database import sqlite, traces
from ..database.connection import Store
from ..rows import Customer
from . import before, hers

NOBODY = -1  # the number of nobody
REMOVE = "remove it, or put it right"


class Left(OnecustomerError):
    """Traces may be left in a file; `sentence` says why."""

    exit_code = 5


class Opened(closing[Store]):
    """A copy of a store, of whichever schema; closed where its block ends, and as old then as it was.

    Raises: Left where it cannot be read as one.
    """

    def __init__(self, path: str) -> None:
        try:
            self.path, self.made = path, os.stat(path)
            copy = Store.at(path, lambda _: None)
        except (OnecustomerError, OSError):
            raise _unread(path) from None
        super().__init__(copy)
        try:
            copy.settle()
            is_ours = copy.value("PRAGMA application_id") == sqlite.APPLICATION_ID
        except OnecustomerError:
            is_ours = False
        if not is_ours:
            copy.close()
            self._put_back_its_day()
            raise _unread(path)

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        self._put_back_its_day()

    def _put_back_its_day(self) -> None:
        """Give a copy that was written the day back on which it was made: its time is over then."""
        with suppress(OSError):
            os.utime(self.path, ns=(self.made.st_atime_ns, self.made.st_mtime_ns))


def erase(path: str, keys: Collection[str]) -> int:
    """Erase the customers of these keys from a copy, without a trace; return how many of them were in it.

    Raises: Left where the copy cannot be read, or is in use.
    """
    with Opened(path) as copy:
        numbers = _numbers(copy, keys)
        if numbers:
            with _rewritten(copy) as new:
                _erase(new, numbers)
        return len(numbers)


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


def forget(path: str, store: Store, person: Customer, keys: Collection[str], named: Naming) -> bool:
    """Erase a customer from a copy by all keys that were hers, without a trace; tell whether she was in it.

    Words of others that still name her there are as they are in the store now: what the store no longer has goes, and
    what was kept for undo and surely names her. Nothing is changed where nothing names her.
    Raises: Left where the copy cannot be read, or is in use.
    """
    with Opened(path) as copy:
        numbers = _numbers(copy, keys)
        number = hers.number(copy, person.key) or NOBODY
        texts = [one for one in hers.others_words(copy, number, named.likes, named.fewest) if named.is_in(one.text)]
        now = [(one, hers.words_now(store, one, person.id)) for one in texts]
        changed = [(one, words) for one, words in now if words != one.text]
        if numbers or changed or before.cleared(copy, number, set(), named.is_surely_in):
            with _rewritten(copy) as new:
                before.clear(new, number, set(), named.is_surely_in)
                for one, words in changed:
                    hers.put_words(new, one, words)
                _erase(new, numbers)
        return bool(numbers)


def erase_staff(path: str, name: str) -> bool:
    """Erase a name of staff from a copy, without a trace; tell whether it was in it.

    Raises: Left where the copy cannot be read, or is in use.
    """
    with Opened(path) as copy:
        is_there = name in hers.staff_names(copy)
        if is_there:
            with _rewritten(copy) as new:
                hers.erase_staff(new, name)
        return is_there


def _numbers(copy: Store, keys: Collection[str]) -> list[int]:
    return [number for key in keys if (number := hers.number(copy, key)) is not None]


def _erase(copy: Store, numbers: Collection[int]) -> None:
    for number in numbers:
        hers.erase(copy, number, lambda _: False)
    hers.forget_words(copy)


@contextmanager
def _rewritten(copy: Store) -> Iterator[Store]:
    """Yield a draft that has what a copy has, within a write; it takes the copy's place at the end, and has no trace.

    Shape: where that is cut short, the copy is as it was.
    Raises: Left where the copy is in use, is no longer what it was, or cannot be written anew.
    """
    draft = None
    try:
        draft = files.make_draft(copy.path)
        making.fill(copy, draft)
        with closing(Store.at(draft, lambda _: None)) as new:
            new.settle()
            new.change("PRAGMA synchronous = OFF")
            with new.writing():
                yield new
            new.change("VACUUM")
        files.sync(draft)
        copy.close()
        _put_in_place(draft, copy.path)
    except Left:
        raise
    except (StoreError, OSError) as error:
        raise _unwritten(copy.path, error) from None
    finally:
        with suppress(FileNotFoundError):
            os.remove(draft or "")


def _put_in_place(draft: str, path: str) -> None:
    if len(traces.files_of(path)) > 1:
        raise _in_use(path)
    was_right = digest.is_right(path)
    if was_right is False:
        raise Left(f"A copy is no longer what it was when it was made, and may hold who was erased: {path}", REMOVE)
    digest.remove(path)
    try:
        os.replace(draft, path)
    except PermissionError:  # so says Windows of what is open
        raise _in_use(path) from None
    if was_right:
        digest.write(path, digest.of(path))
    files.sync_folder(path)


def _in_use(path: str) -> Left:
    return Left(f"A copy is in use, and traces remain in it: {path}", "close what reads it")


def _unread(path: str) -> Left:
    return Left(f"A copy cannot be read, and may hold who was erased: {path}", REMOVE)


def _unwritten(path: str, error: StoreError | OSError) -> Left:
    """Return the error of a copy that could not be written anew, with what the system says of it where it does."""
    why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
    folder = os.path.dirname(path)
    hint = f"remove it, or see that {folder} has room and may be written to"
    return Left(f"A copy cannot be written anew, and may hold who was erased{why}: {path}", hint)
