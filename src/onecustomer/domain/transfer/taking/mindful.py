"""Memos with words that a till would ask about before it keeps them: here they are kept, and said."""

from __future__ import annotations

from ....store import kinds
from ....store.counter import read
from ....store.database.connection import Store
from ....store.rows import Interaction
from ...language.sensitive import asking, telling

SAME_WORDS = "WHERE customer_id = ? AND kind = ? AND text = ? ORDER BY id DESC LIMIT 1"


class Mindful:
    """What a shop wants to be asked about."""

    def __init__(self, store: Store, *, is_dry: bool) -> None:
        self.store, self.is_dry = store, is_dry
        self.own = read.setting(store, kinds.OWN_WORDS) or ""
        self.always = read.setting(store, kinds.ALWAYS) or ""

    def kind_of(self, memo: str) -> str | None:
        """Return the kind of words of a memo that is asked about; none where it is kept without a word."""
        found = telling.kinds_in(memo)
        return asking.kind_of(memo, found, self.own, self.always) if found or self.own else None

    def sentence(self, kind: str, number: int, memo: str) -> str:
        """Return what is said of a memo that somebody of this number was given, and how to take it out again."""
        what = "words of your own" if kind == asking.OWN else f"words of {kind}"
        if self.is_dry:
            return f"the memo has {what}, and would be kept"
        entry = self.store.first(Interaction, SAME_WORDS, number, kinds.NOTE, memo)
        return f"the memo has {what}; kept" + (f", oc mend e{entry.id} --drop takes it out" if entry else "")
