"""A picture's file: which options go together, and where it may be put."""

from __future__ import annotations

import os

from ...errors import Refused, Usage
from ...store import files
from ..terminal import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..screens.bars import Picture
    from ..terminal.till import Till


def check(svg: str | None, *, force: bool, as_json: bool) -> None:
    """Refuse options that do not go together.

    Raises: Usage.
    """
    if force and svg is None:
        raise Usage("--force goes with --svg.", "--svg FILE --force writes over FILE")
    if svg is not None and as_json:
        raise Usage("--svg writes a picture, and --json prints data.", "ask for one, then for the other")


def show(till: Till, picture: Picture, svg: str | None, *, force: bool) -> None:
    """Draw a picture on the screen, or write it to a file.

    Raises: Refused where something is there that is not to be written over; OSError with the path.
    """
    if svg is not None:
        _write(till, picture, svg, force=force)
        return
    from ..screens import bars, tables

    console = tables.console()
    made_of = bars.HASHES if console.options.ascii_only else bars.BLOCKS
    for row in bars.rows(picture, streams.width(), made_of):
        console.print(row, soft_wrap=True)


def _write(till: Till, picture: Picture, path: str, *, force: bool) -> None:
    """Write a picture to a file for its owner only, and say so; `force` writes over a file that is there."""
    from ..screens.svg import svg

    _check_place(till, path, force)
    try:
        _put(svg(picture).encode("utf-8"), os.path.abspath(path), force)
    except FileExistsError:
        raise _is_there(path) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    streams.out(f"Wrote {path}.")


def _check_place(till: Till, path: str, force: bool) -> None:
    if not os.path.basename(path) or os.path.isdir(path):
        raise Refused(f"{path or 'That'} is no file that can be written.", "--svg FILE names one, as week.svg")
    if os.path.islink(path):
        raise Refused(f"{path} is a link, and is left as it is.", "name a file")
    if os.path.lexists(path):
        if not force:
            raise _is_there(path)
        if not os.path.isfile(path) or (os.path.exists(till.path) and os.path.samefile(path, till.path)):
            raise Refused(f"{path} is no picture, and is left as it is.", "choose another name")


def _is_there(path: str) -> Refused:
    return Refused(f"{path} is there already, and is left as it is.", "--force writes over it")


def _put(content: bytes, path: str, force: bool) -> None:
    """Put content in its place through a draft beside it, so that no link is followed and nothing is half written."""
    draft = os.path.join(os.path.dirname(path), f".oc-{os.urandom(8).hex()}.svg")
    try:
        files.write_new(draft, content)
        if force:
            os.replace(draft, path)
        else:
            files.put_in_place(draft, path)
    finally:
        if os.path.lexists(draft):
            os.remove(draft)
