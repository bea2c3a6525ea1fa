"""The SHA-256 of a copy, in a file beside it, as `sha256sum -c` takes it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ...errors import StoreError
from .. import files

END = ".sha256"
"""Added to a copy's path."""


def of(path: str) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(path: str, digest: str) -> None:
    """Write the digest of a copy beside it, onto the disk; one that is there is replaced.

    Raises: OSError.
    """
    draft = files.make_draft(path + END)
    with open(draft, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{digest}  {os.path.basename(path)}\n")
    files.sync(draft)
    os.replace(draft, path + END)


def is_right(path: str) -> bool | None:
    """Tell whether a copy is, byte for byte, what its digest says; none where no digest lies beside it."""
    try:
        with open(path + END, encoding="utf-8", errors="replace") as file:
            written = file.read(200).split()
    except FileNotFoundError:
        return None
    return written[:1] == [of(path)]


@contextmanager
def renewed(path: str) -> Iterator[None]:
    """Make the digest of a copy anew where its block ends, if it had one; meanwhile it has none.

    Raises: StoreError, before anything is changed, where the copy is not what its digest says.
    """
    is_so = is_right(path)
    if is_so is False:
        raise StoreError(f"A copy is no longer what it was when it was made: {path}", "remove it, or put it right")
    remove(path)
    yield
    if is_so:
        write(path, of(path))


def remove(path: str) -> None:
    """Remove the digest of a copy; what is gone already is gone."""
    with suppress(FileNotFoundError):
        os.remove(path + END)
