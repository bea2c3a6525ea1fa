"""The SHA-256 of a copy, in a file beside it, as `sha256sum -c` takes it."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress

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
    with open(draft, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.write(f"{digest}  {os.path.basename(path)}\n")
    files.sync(draft)
    os.replace(draft, path + END)


def is_right(path: str) -> bool | None:
    """Tell whether a copy is, byte for byte, what its digest says; none where no digest lies beside it."""
    written = written_for(path)
    return None if written is None else written == of(path)


def written_for(path: str) -> str | None:
    """Return the digest that lies beside a copy, without reading the copy; none where none does."""
    try:
        with open(path + END, encoding="utf-8", errors="replace") as file:
            return next(iter(file.read(200).split()), "")
    except FileNotFoundError:
        return None


def remove(path: str) -> None:
    """Remove the digest of a copy; what is gone already is gone."""
    with suppress(FileNotFoundError):
        os.remove(path + END)
