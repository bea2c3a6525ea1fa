"""This till's copy of before, kept where everything is fetched anew: what the server lost stands nowhere else."""

from __future__ import annotations

from ..copies import kept, making, named
from ..database.connection import Store
from ..erasure import from_copies, hers
from ..rows import PROVISIONAL
from . import erasing

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

DEEDS = f"SELECT key FROM deed WHERE id < {PROVISIONAL} ORDER BY id DESC"  # noqa: S608
HAS_DEED = "SELECT 1 FROM deed WHERE key = ?"


def keep(store: Store, today: dt.date) -> str:
    """Keep a till's copy as one of its copies, as a store of its own, and return the path.

    Raises: StoreError where it cannot be kept; then it is not to be replaced.
    """
    try:
        return making.make_plain(store, named.ANEW, today)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise making.NotMade(
            f"This till's copy of before cannot be kept ({why}): {named.folder_of(store.path)}",
            "see that there is room, and that you may write there",
        ) from None


def is_needed(path: str, fresh: Store) -> bool:
    """Erase from a copy of before whom the shop has erased, and tell whether it then has what was fetched has not.

    Raises: Left.
    """
    former = (key for (key,) in fresh.each(erasing.OF_FORMER_STAFF, (hers.FORMER_STAFF,)))
    with from_copies.Opened(path) as copy:
        names = erasing.names(copy, former)
    from_copies.erase(path, [key for (key,) in fresh.ask(erasing.ERASED)])
    for name in names:
        from_copies.erase_staff(path, name)
    with from_copies.Opened(path) as copy:
        return any(fresh.value(HAS_DEED, (key,)) is None for (key,) in copy.each(DEEDS))


def shows(path: str) -> str:
    """Return the command that shows what the shop lost, a clause."""
    return f"{_export(path)} shows what is not in the shop any more"


def next_step(path: str) -> str:
    """Return what shows what the shop lost, and what brings it back, each on a line."""
    return f"{shows(path)}\n{_export(path)} -o before.json, then oc import before.json brings it back"


def _export(path: str) -> str:
    return f'oc --db "{path}" export' if " " in path else f"oc --db {path} export"


def of_till(path: str, today: dt.date) -> list[str]:
    """Return the paths of the copies of before that are kept of the store at `path`, the oldest first."""
    return [copy.path for copy in named.of_store(path, today) if copy.reason == named.ANEW]


def drop(path: str) -> None:
    """Let a copy of before go: nothing was fetched, or all of it."""
    kept.remove([path])
