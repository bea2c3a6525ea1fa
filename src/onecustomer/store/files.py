"""Files and folders that are their owner's only, or a group's by choice, and put in place whole or not at all."""

from __future__ import annotations

import os
import stat
import time

DRAFT = ".new-"  # added to a path, with random letters behind it
RANDOM, HEX = 8, frozenset("0123456789abcdef")  # bytes, and the letters that they are written in
JOURNALS = ("-journal", "-wal", "-shm")  # added to the path of a draft while SQLite writes to it
OF_GROUP = 0o2770  # of a folder that several users of one computer share
ABANDONED = 60 * 60  # seconds after which nobody writes to a draft any more


def beside(path: str, end: str) -> list[str]:
    """Return the files that have a path's name with this behind it, and anything behind that."""
    folder, name = os.path.split(path)
    with os.scandir(folder or ".") as entries:
        return sorted(entry.path for entry in entries if entry.name.startswith(name + end))


def make_folder(folder: str) -> None:
    """Make a folder, and the missing ones above it, for their owner only; within a group's folder for the group.

    Source: since Python 3.7 the mode of os.makedirs is that of the last folder only.
    """
    if os.path.isdir(folder):
        return
    make_folder(os.path.dirname(folder))
    try:
        os.mkdir(folder, 0o700)
        if is_shared(os.path.dirname(folder)):
            os.chmod(folder, OF_GROUP)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise


def make_new(path: str) -> None:
    """Make an empty file, for its owner only; in a group's folder for the group.

    Raises: FileExistsError where something is there.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600))
    share(path)


def share(path: str) -> None:
    """Let the group write to a file that was made in its folder, whatever the umask."""
    if is_shared(os.path.dirname(path)):
        os.chmod(path, 0o660)


def is_shared(folder: str) -> bool:
    """Tell whether a folder was given to a group on purpose: what is made in it is the group's, and nobody else's."""
    return os.name == "posix" and stat.S_IMODE(os.stat(folder or ".").st_mode) == OF_GROUP


def make_draft(path: str) -> str:
    """Make an empty draft of what is to stand at `path`, beside it, and return the draft's path.

    Drafts that a killed program left there long ago are removed.
    """
    _sweep(path)
    draft = f"{path}{DRAFT}{random_letters()}"
    make_new(draft)
    return draft


def drafts(path: str) -> list[str]:
    """Return the drafts of what is to stand at a path, and of all whose names are longer, with the journals of them."""
    return [file for file in beside(path, ".") if is_draft(file) and os.path.isfile(file)]


def is_draft(path: str) -> bool:
    """Tell whether a file is called as `make_draft` calls one, or as SQLite calls the journal of one."""
    of = next((path.removesuffix(end) for end in JOURNALS if path.endswith(end)), path)
    _, mark, letters = of.rpartition(DRAFT)
    return bool(mark) and are_random(letters)


def random_letters() -> str:
    """Return letters that make a name nobody else's."""
    return os.urandom(RANDOM).hex()


def are_random(letters: str) -> bool:
    """Tell whether letters are as `random_letters` makes them."""
    return len(letters) == 2 * RANDOM and set(letters) <= HEX


def may(path: str, right: int) -> bool:
    """Tell whether this user has a right (os.R_OK, os.W_OK, os.X_OK) to a file or folder, as far as the system says."""
    return os.access(path, right, effective_ids=os.access in os.supports_effective_ids)


def _sweep(path: str) -> None:
    try:
        for draft in filter(is_draft, beside(path, DRAFT)):
            if time.time() - os.stat(draft).st_mtime > ABANDONED:
                os.remove(draft)
    except OSError:  # another till swept it
        return


def sync(path: str) -> None:
    """Bring a file onto the disk."""
    with open(path, "r+b") as file:
        os.fsync(file.fileno())


def sync_folder(path: str) -> None:
    """Bring the names in a file's folder onto the disk; Windows does that by itself."""
    if os.name == "nt":
        return
    folder = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY)
    try:
        os.fsync(folder)
    except OSError:  # a share that knows no such thing
        pass
    finally:
        os.close(folder)


def put_in_place(draft: str, path: str) -> None:
    """Give a finished draft its name, unless something has it by now.

    Where the disk has no hard links, as a memory stick or a share, the draft is renamed if nothing is there.
    Raises: FileExistsError.
    """
    try:
        if os.name == "nt":
            os.rename(draft, path)  # on Windows it never replaces
        else:
            os.link(draft, path)
            os.remove(draft)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError from None
        os.rename(draft, path)
