"""What a command writes for others: to stdout, or to a file that is there whole or not at all, for its owner only."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

from ...errors import OnecustomerError, Refused
from ...store import files, places
from ..terminal import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from ..terminal.till import Till


def put(till: Till, pieces: Iterable[str], path: str, *, force: bool, noun: str, hint: str) -> None:
    """Write pieces of text to a file as UTF-8; `force` writes over a file that is there.

    `noun` is what the file is to be, `hint` how one is named.
    Raises: Refused where something is there that is not to be written over; OSError with the path.
    """
    check_place(till, path, force=force, noun=noun, hint=hint)
    with _file(path, force=force) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8", "replace"))


def show(pieces: Iterable[str]) -> None:
    """Print pieces of text that a renderer has made plain already, as they come.

    Raises: BrokenPipeError; OnecustomerError where the screen or file takes no output.
    """
    stream = sys.stdout
    try:
        if stream.isatty():
            for piece in pieces:
                stream.write(piece.replace("\r\n", "\n"))
        else:
            stream.flush()
            for piece in pieces:  # as bytes, as Windows would make \r\r\n of a line's end
                stream.buffer.write(piece.encode(stream.encoding, "replace"))
            stream.buffer.flush()
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        streams.drop(stream)
        raise OnecustomerError(f"The screen or file took no output ({error.strerror}).") from None


@contextmanager
def _file(path: str, *, force: bool) -> Iterator[BinaryIO]:
    """Yield a draft beside the file's place, put there where the block ends; where it raises, nothing is left."""
    draft = ""
    try:
        with in_its_place(path):
            draft = files.make_draft(os.path.abspath(path))
            with open(draft, "r+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if force:
                os.replace(draft, path)
            else:
                files.put_in_place(draft, os.path.abspath(path))
    finally:
        if draft and os.path.lexists(draft):
            os.remove(draft)


@contextmanager
def in_its_place(path: str) -> Iterator[None]:
    """Let what goes wrong with a file that is put in place be said with its path, and not with that of its draft.

    Raises: Refused where something is there by now; OSError.
    """
    try:
        yield
    except FileExistsError:
        raise is_there(path) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


def check_place(till: Till, path: str, *, force: bool, noun: str, hint: str) -> None:
    """Refuse a place where no file is to be written.

    Raises: Refused.
    """
    if not os.path.basename(path) or os.path.isdir(path):
        raise Refused(f"{path or 'That'} is no file that can be written.", hint)
    if os.path.islink(path):
        raise Refused(f"{path} is a link, and is left as it is.", "name a file")
    if places.is_of_store(path, till.path):
        raise Refused(f"{path} is a store’s own place, and no {noun} is written there.", "choose another name")
    if os.path.lexists(path):
        if not force:
            raise is_there(path)
        if not os.path.isfile(path) or (os.path.exists(till.path) and os.path.samefile(path, till.path)):
            raise Refused(f"{path} is no {noun}, and is left as it is.", "choose another name")


def is_there(path: str) -> Refused:
    """Return the error of a file that is there already."""
    return Refused(f"{path} is there already, and is left as it is.", "--force writes over it")
