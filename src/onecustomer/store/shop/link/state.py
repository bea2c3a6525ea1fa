"""What a till knows of its shop: its secrets and an unsure write, in a file beside the store.

Shape: lines of fields with a tab between, a first line that says what it is and a last one that says it is whole.
A file that is torn, of another kind or not there is as an empty one.

Only who holds the turn on the server writes this file, so that no two write it at once. What the till knows of the
hosts is in a file of its own, as every command may write that.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress

from ... import files
from ...current import again
from ...database import shop_files, sqlite
from ...record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST, LAST = "onecustomer shop 1", "end"
ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))
SECRET = 32  # hex digits
MOST_SECRETS = 32  # of turns in a row whose end nobody answered


class Unsure(Record):
    """A write whose COMMIT was sent and not answered: the key of its turn, what a person calls it, and when.

    Units: `at` is Unix time in seconds.
    """

    key: str
    words: str
    at: float


class State(Record):
    """The secrets one of which the server has, the newest last, and an unsure write."""

    secrets: tuple[str, ...] = ()
    unsure: Unsure | None = None


def read(store: str) -> State:
    """Return what the till of the store at `store` knows; nothing where its file cannot be read."""
    secrets: list[str] = []
    unsure = None
    for kind, *fields in read_lines(store + shop_files.STATE):
        with suppress(ValueError):
            if kind == "secret":
                (secret,) = fields
                secrets.append(secret)
            elif kind == "unsure":
                key, words, at = fields
                unsure = Unsure(key, words, float(at))
    return State(tuple(secrets[-MOST_SECRETS:]), unsure)


def write(store: str, state: State) -> None:
    """Put in place what the till of the store at `store` knows, whole and on the disk; when it heard stays as it was.

    Raises: OSError.
    """
    lines = [("secret", secret) for secret in state.secrets[-MOST_SECRETS:]]
    unsure = state.unsure
    write_lines(
        store + shop_files.STATE,
        [*lines, *([("unsure", unsure.key, unsure.words, repr(unsure.at))] if unsure else [])],
        safe=True,
    )


def note_secret(store: str, new: str) -> list[str]:
    """Keep the secret that a turn is about to give the server, on the disk, and return those which it may have now.

    Raises: OSError.
    """
    known = read(store)
    write(store, State((*known.secrets, new), known.unsure))
    return list(known.secrets)


def take_back_secret(store: str, new: str) -> None:
    """Forget a secret that the server never took; where it cannot be forgotten, it is one more to be tried."""
    known = read(store)
    with suppress(OSError):
        write(store, State(tuple(secret for secret in known.secrets if secret != new), known.unsure))


def note_unsure(store: str, key: str, words: str) -> None:
    """Keep that nobody knows whether a turn of this key was kept; where it cannot be kept, it is not."""
    with suppress(OSError):
        write(store, State(read(store).secrets, Unsure(key, words, time.time())))


def settle(store: str) -> None:
    """Forget the write of which nobody knew.

    Raises: OSError.
    """
    write(store, State(read(store).secrets))


def hear(store: str) -> None:
    """Say that the server was heard now; nothing is written but the moment of the file."""
    with suppress(OSError):
        os.utime(store + shop_files.STATE)


def heard(store: str) -> float | None:
    """Return when the server was last heard, in Unix time; none where this till has no file of a shop."""
    with suppress(OSError):
        return os.stat(store + shop_files.STATE).st_mtime
    return None


def read_lines(path: str) -> list[list[str]]:
    """Return the fields of each line of a file; no line where it is not whole, or not there."""
    try:
        lines = again(lambda: _text(path)).split("\n")
    except (OSError, ValueError):
        return []
    if lines[0] != FIRST or lines[-2:] != [LAST, ""]:
        return []
    return [[_plain(field) for field in line.split("\t")] for line in lines[1:-2]]


def write_lines(path: str, lines: Iterable[Iterable[str]], *, safe: bool) -> None:
    """Put a file of lines in place, whole or not at all; where `safe`, it is on the disk before this returns.

    Raises: OSError, of which FileExistsError where a store is called so.
    """
    if _begins(path).startswith(sqlite.BEGINNING):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    body = ["\t".join(map(_escaped, fields)) for fields in lines]
    draft = files.make_draft(path)
    try:
        with open(draft, "wb") as file:
            file.write("\n".join([FIRST, *body, LAST, ""]).encode("utf-8", "backslashreplace"))
            file.flush()
            if safe:
                os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            moment = os.stat(path)
            os.utime(draft, ns=(moment.st_atime_ns, moment.st_mtime_ns))
        again(lambda: os.replace(draft, path))
    except BaseException:
        with suppress(OSError):
            os.remove(draft)
        raise
    if safe:
        files.sync_folder(path)


def _begins(path: str) -> bytes:
    with suppress(FileNotFoundError), open(path, "rb") as file:
        return file.read(len(sqlite.BEGINNING))
    return b""


def _text(path: str) -> str:
    with open(path, encoding="utf-8", newline="\n") as file:
        return file.read()


def _escaped(field: str) -> str:
    for plain, escape in ESCAPES:
        field = field.replace(plain, escape)
    return field


def _plain(field: str) -> str:
    """Return a field as it was before it was escaped."""
    first, *others = field.split("\\\\")
    parts = [first, *others]
    for plain, escape in ESCAPES[1:]:
        parts = [part.replace(escape, plain) for part in parts]
    return "\\".join(parts)
