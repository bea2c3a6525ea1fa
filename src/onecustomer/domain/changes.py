"""What a deed replaced, as the deed keeps it, so that undo can put it back."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ROW, VALUES, STYLE, RULE = "row", "values", "style", "rule"
"""What a deed may have replaced: a row of a table, values of a customer, the shop's line on a style, a rule of it."""

Change = tuple[str, "str | int", "dict[str, object] | str | None"]


def row_was(table: str, row: dict[str, object]) -> Change:
    """Return the change that puts a removed row back."""
    return (ROW, table, row)


def values_were(customer_id: int, values: dict[str, object]) -> Change:
    """Return the change that gives a customer the values back."""
    return (VALUES, customer_id, values)


def style_was(name: str, advice: str | None) -> Change:
    """Return the change that gives a style its line of advice back, or none."""
    return (STYLE, name, advice)


def rule_was(name: str, value: str | None) -> Change:
    """Return the change that gives a rule of the shop's own its value back, or none."""
    return (RULE, name, value)


def of(*made: Change) -> str | None:
    """Return changes as a deed keeps them; none where nothing was replaced."""
    if not made:
        return None
    import json  # most deeds replace nothing

    return json.dumps(made)


def kept(before: str | None) -> list[Any]:
    """Return the changes that a deed kept."""
    if before is None:
        return []
    import json

    made: list[Any] = json.loads(before)
    return made
