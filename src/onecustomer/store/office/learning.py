"""Words that are learnt by the thousand, none asked for twice."""

from __future__ import annotations

from ..database.connection import Store
from ..index import upkeep

MOST_REMEMBERED = 100_000  # words


class Learning:
    """The words that one command knows to be known, so that none is asked for twice.

    Another till may take the last one of a word away: `forget` it all where others have written.
    """

    def __init__(self) -> None:
        self.known: set[str] = set()

    def learn(self, store: Store, words: set[str]) -> None:
        """Add the fragments and sounds of words that are not known yet."""
        new = words - self.known
        upkeep.learn(store, new)
        if len(self.known) > MOST_REMEMBERED:
            self.forget()
        self.known |= new

    def forget(self) -> None:
        """Know nothing any more."""
        self.known.clear()
