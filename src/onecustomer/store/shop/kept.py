"""An append as a till of a shop keeps it while the server is away: whom and what it is about by key, not by number."""

from __future__ import annotations

from ...errors import StoreError
from .. import kinds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..database.connection import Store
    from ..rows import Customer
    from .copy import Copy

LEFT_OUT = {
    kinds.PIN: "a pin",
    kinds.NEED: "a need",
    kinds.LOST: "this",
    kinds.TOLD: "news that was told",
}

ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\"} | {chr(code): f"\\u{code:04x}" for code in range(32)})

KEY_OF = "SELECT key FROM {table} WHERE id = ?"  # of our own tables alone


def said(
    store: Copy, signed: Any, person: Customer, verb: str, written: Sequence[Any], *, is_visit: bool = False
) -> dict[str, Any]:
    """Return an append as it is kept.

    Raises: StoreError where it must not wait: a pin or a need, as nobody has more than three or one twice; that
    somebody left, as that is said once.
    """
    for kind in {entry.kind for entry in written} & LEFT_OUT.keys():
        without = f"note it without --{kind}, or " if kind in kinds.OF_FACT else ""
        why = store.away or store.stale or "what was noted here before is sent first"
        then = "oc shop send, then type it again" if store.server else "type it again once it answers"
        raise StoreError(f"Nothing was written, as {LEFT_OUT[kind]} needs the server: {why}.", f"{without}{then}")
    return {
        "person": person.key,
        "name": person.name,
        "verb": verb,
        "is_visit": is_visit,
        "now": signed.now.isoformat(),
        "today": signed.today.isoformat(),
        "till": signed.till,
        "staff": signed.staff,
        "session": signed.session,
        "entries": [_entry(store, entry) for entry in written],
    }


def as_json(value: object) -> str:
    """Return what is kept as JSON: of text, whole numbers, truth and nothing, in lists and by names.

    Source: `import json` takes 0.08 of the start of Python, and 0.4 where nothing else loads `re` (measured 2026-11).
    """
    if isinstance(value, dict):
        return f"{{{', '.join(f'{as_json(name)}: {as_json(one)}' for name, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_json, value))}]"
    if isinstance(value, str):
        return f'"{value.translate(ESCAPES)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else f"{value:d}"


def _entry(store: Store, entry: Any) -> dict[str, Any]:
    due = entry.due and entry.due.isoformat()
    kept: dict[str, Any] = vars(entry) | {"day": entry.day.isoformat(), "due": due}
    kept["about_id"] = _key(store, "interaction", entry.about_id)
    kept["other_id"] = _key(store, "customer", entry.other_id)
    return kept


def _key(store: Store, table: str, number: int | None) -> str | None:
    key: str | None = store.value(KEY_OF.format(table=table), (number,)) if number else None
    return key
