"""Before words of health, faith and the like are kept: asked once at a terminal, said once elsewhere."""

from __future__ import annotations

from ...domain.language.sensitive import words
from ...errors import Refused
from ...store import kinds
from ...store.counter import read
from ..terminal import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store.database.connection import Store
    from ..terminal.till import Till


def hints(till: Till, store: Store, text: str | None) -> list[str]:
    """Ask whether words are to be kept, and return what is said afterwards where nobody can be asked.

    Shape: nothing where they tell nothing that must be asked about; "always" is kept, and asks no more.
    Raises: Refused where they are not to be kept.
    """
    own = read.setting(store, kinds.OWN_WORDS) or ""
    found = words.kinds_in(text or "")
    return _asked(till, store, text or "", found, own) if found or own else []


def _asked(till: Till, store: Store, text: str, found: Sequence[str], own: str) -> list[str]:
    from ...domain.language.sensitive import asking  # most words wait for nothing

    always = read.setting(store, kinds.ALWAYS) or ""
    kind = asking.kind_of(text, found, own, always)
    if kind is None:
        return []
    if not till.interactive:
        return [asking.reminder(kind)]
    answer = streams.ask(f"{asking.question(kind)} y/N/always:").casefold()
    if answer in ("a", "always"):
        from ...domain.shop import settings

        settings.put(store, till.signed(), kinds.ALWAYS, asking.with_kind(always, kind))
    elif answer not in ("y", "yes"):
        raise Refused("Nothing was written.", "say it in other words: the service, and not the person")
    return []
