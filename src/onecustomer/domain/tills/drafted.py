"""Who is to be added at this till once the server answers, and is in no list of the shop until then."""

from __future__ import annotations

from ...errors import NotFound
from ..language import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.shop.shared import Shared


def meant(store: Shared, query: str) -> NotFound | None:
    """Return the error that whom a query means is kept at this till and not added yet; none where nobody is."""
    typed = names.fold(query)
    for draft in store.outbox.drafts() if typed else []:
        name, words = draft.said["name"], names.search_words(draft.said["name"])
        if all(any(word.startswith(part) for word in words) for part in typed):
            once = "" if store.server else "once the server answers: "
            return NotFound(f"{name} waits at this till, and is not added yet.", f"{once}oc shop send")
    return None
