"""Somebody new with whom no other row of a batch shares anything: what their row says is what is written."""

from __future__ import annotations

from ....store import kinds
from .asked import Asked
from .completing import birthday, said_columns
from .folded import Handle
from .here import Day, folded_text

MEMO = ["memo"]
NOTHING: list[str] = []
NO_DAYS: list[Day] = []


class SurelyNew:
    """What a row gives somebody new, as `Here` has it of others; `gave` says whether there was a memo."""

    __slots__ = ("gave", "name", "new_days", "new_handles", "new_texts", "new_visits", "number", "values")

    def __init__(self, asked: Asked, today: str) -> None:
        row, details = asked.row, asked.row.details
        self.number = 0
        self.name = details.name or ""
        self.values: dict[str, object] = {"name": self.name, **said_columns(details)}
        if details.why:
            self.values["why_day"] = today  # when it was said
        self.new_handles: list[Handle] = details.handles
        self.new_visits = [row.last_visit.isoformat()] if row.last_visit else NOTHING
        self.new_days = [birthday(details.birthday)] if details.birthday else NO_DAYS
        self.gave = MEMO if row.memo else NOTHING
        self.new_texts = [(kinds.NOTE, row.memo)] if row.memo else []
        if row.records:
            records: dict[str, str] = {}
            for text in row.records:
                records.setdefault(folded_text(text), text)
            self.new_texts += [(kinds.RECORD, text) for text in records.values()]
