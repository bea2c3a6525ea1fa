"""What a till knows of its shop: its secrets and its unsure writes, in a file beside the store.

Shape: lines of fields with a tab between, a first line that says what it is and a last one that says it is whole.
A file that is torn, of another kind or not there is as an empty one.

Who writes this file holds the write lock of the copy, so that no two terminals of a till write it at once: what is
kept of the one would be lost by the other. Who makes the copy is alone with it. What the till knows of the hosts is in
a file of its own, as every command may write that.
"""

from __future__ import annotations

import os
import time

from ...current import again
from ...database import shop_files, sqlite
from ...record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST, LAST = "onecustomer shop 1", "end"
ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))
SECRET = 32  # hex digits


class Secret(Record):
    """What only the till of this number knows, and the server: by it a copied disk is known."""

    till: int
    digits: str


class Unsure(Record):
    """A write whose COMMIT was sent and not answered: its turn's key, what a person calls it, when, and whose it is.

    Shape: `whose` is the key of the customer, who is named by the copy alone, so that no name is left here when they
    are erased; empty where it is nobody's.
    Units: `at` is Unix time in seconds.
    """

    key: str
    words: str
    at: float
    whose: str = ""


class State(Record):
    """The secrets one of which the server has, the newest last, and the unsure writes, in their order."""

    secrets: tuple[Secret, ...] = ()
    unsure: tuple[Unsure, ...] = ()


def read(store: str) -> State:
    """Return what the till of the store at `store` knows; nothing where its file cannot be read."""
    secrets: list[Secret] = []
    unsure: list[Unsure] = []
    for kind, *fields in read_lines(store + shop_files.STATE):
        try:
            if kind == "secret":
                till, digits = fields
                secrets.append(Secret(int(till), digits))
            elif kind == "unsure":
                key, words, at, *whose = fields
                unsure.append(Unsure(key, words, float(at), *whose[:1]))
        except ValueError:
            continue
    return State(tuple(secrets), tuple(unsure))


def write(store: str, state: State) -> None:
    """Put in place what the till of the store at `store` knows, whole and on the disk; when it heard stays as it was.

    Raises: OSError.
    """
    secrets = [("secret", str(secret.till), secret.digits) for secret in state.secrets]
    unsure = [("unsure", one.key, one.words, repr(one.at), one.whose) for one in state.unsure]
    write_lines(store + shop_files.STATE, [*secrets, *unsure], safe=True)


def note_secret(store: str, till: int, new: str, has: str = "") -> list[str]:
    """Keep the secret that a till is about to give the server, on the disk, and return those which it may have now.

    Shape: `has` is how the one ends that the server has. All others of this till are forgotten then, and that one never
    is, however many turns in a row nobody answered. Where none ends so, the server has another disk's: nothing is kept,
    and none returned. What a copy that is just being fetched will be known by stays.
    Raises: OSError.
    """
    known = read(store)
    may = [one for one in known.secrets if one.till == till and one.digits.endswith(has)]
    if may or not has:
        others = [one for one in known.secrets if (one.till > till if has else one.till != till)]
        write(store, State((*others, *may, Secret(till, new)), known.unsure))
    return [one.digits for one in may]


def note_unsure(store: str, key: str, words: str, whose: str) -> None:
    """Keep that nobody knows whether a turn of this key was kept; where it cannot be kept, it is not."""
    known = read(store)
    try:
        write(store, State(known.secrets, (*known.unsure, Unsure(key, words, time.time(), whose))))
    except OSError:
        return


def settle(store: str) -> None:
    """Forget the writes of which nobody knew.

    Raises: OSError.
    """
    write(store, State(read(store).secrets))


def hear(store: str) -> None:
    """Say that the server was heard now; nothing is written but the moment of the file."""
    try:
        os.utime(store + shop_files.STATE)
    except OSError:
        return


def heard(store: str) -> float | None:
    """Return when the server was last heard, in Unix time; none where this till has no file of a shop."""
    try:
        return os.stat(store + shop_files.STATE).st_mtime
    except OSError:
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
    from ... import files  # most commands only read

    if _begins(path).startswith(sqlite.BEGINNING):
        import errno

        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    body = ["\t".join(map(_escaped, fields)) for fields in lines]
    draft = files.make_draft(path)
    try:
        with open(draft, "wb") as file:
            file.write("\n".join([FIRST, *body, LAST, ""]).encode("utf-8", "backslashreplace"))
            file.flush()
            if safe:
                os.fsync(file.fileno())
        _keep_moment(path, draft)
        again(lambda: os.replace(draft, path))
    except BaseException:
        _remove(draft)
        raise
    if safe:
        files.sync_folder(path)


def note_lines(path: str, lines: Iterable[Iterable[str]]) -> None:
    """Put a file of lines in place that any command may lose; where it cannot be written, it stays as it was."""
    try:
        write_lines(path, lines, safe=False)
    except OSError:
        return


def _keep_moment(path: str, draft: str) -> None:
    try:
        moment = os.stat(path)
    except FileNotFoundError:
        return
    os.utime(draft, ns=(moment.st_atime_ns, moment.st_mtime_ns))


def _remove(draft: str) -> None:
    try:
        os.remove(draft)
    except OSError:
        return


def _begins(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(len(sqlite.BEGINNING))
    except FileNotFoundError:
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
