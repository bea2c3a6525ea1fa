"""Somebody whom a row of a file may be about: who is here, or who came in a row before and is not written yet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ....store import kinds
from ....store.rows import Occasion
from ...finding import compatible
from ...language import names
from .folded import Handle, Shared, is_end, number, shared

Day = dict[str, object]
"""The columns of a day to remember: what, month, day, year."""


class Latest:
    """What another system said last of one thing: by one import, each text by its folded form.

    Shape: `deed_id` is the import's, `affirmed` is what a row of this import says again.
    """

    def __init__(self, deed_id: int) -> None:
        self.deed_id = deed_id
        self.texts: dict[str, str] = {}
        self.affirmed: dict[str, str] = {}


class Here:
    """What a batch knows and learns of one person.

    Shape: `number` is theirs in the store, 0 where they are new; `values` are the columns as they are, `was` has what
    those were that the batch changes. `occasions`, `texts` by kind of entry and `visits` are filled in where a row says
    such a thing; `cleared` is what the shop took out of their record. What begins with `new_` is to be written, `gone`
    is to be taken out.
    """

    __slots__ = (
        "by_shared",
        "cleared",
        "deed_id",
        "folded_texts",
        "gone",
        "handles",
        "known_words",
        "new_days",
        "new_handles",
        "new_texts",
        "new_visits",
        "number",
        "occasions",
        "outgrown",
        "records",
        "region",
        "texts",
        "values",
        "visits",
        "was",
    )

    def __init__(self, number: int, values: dict[str, object], deed_id: int, region: str | None) -> None:
        self.number = number
        self.values = values
        self.deed_id = deed_id
        self.region = region
        self.handles: set[Handle] = set()
        self.by_shared: dict[Shared, list[Handle]] | None = None
        self.known_words: list[list[str]] | None = None
        self.occasions: list[Occasion] = []
        self.texts: dict[str, set[str]] = {}
        self.folded_texts: dict[str, set[str]] = {}
        self.records: dict[str, Latest] = {}
        self.visits: set[str] = set()
        self.cleared: set[tuple[str, str]] = set()
        self.was: dict[str, object] = {}
        self.new_handles: list[Handle] = []
        self.outgrown: list[Handle] = []
        self.new_days: list[Day] = []
        self.new_visits: list[str] = []
        self.new_texts: list[tuple[str, str]] = []
        self.gone: list[Occasion] = []

    @property
    def name(self) -> str:
        """What they are called."""
        return str(self.values.get("name") or "")

    @property
    def wants_no_notes(self) -> bool:
        """Whether nothing is to be noted of them."""
        return bool(self.values.get("no_notes"))

    @property
    def is_changed(self) -> bool:
        """Whether the batch has something to write of somebody who was here."""
        return bool(self.was or self.new_handles or self.new_days or self.new_visits or self.new_texts)

    def words(self) -> list[list[str]]:
        """Return the folded words of the name, and of each nickname."""
        if self.known_words is None:
            nicks = [value for kind, value in self.handles if kind == kinds.NICK]
            self.known_words = [names.fold(text) for text in (self.name, *nicks)]
        return self.known_words

    def is_nameless(self) -> bool:
        """Tell whether nobody ever said their name."""
        return compatible.is_made_up(self.name, self.handles)

    def has(self, handle: Handle) -> bool:
        """Tell whether a handle is theirs, in whichever form; a number with its area is no one without."""
        if handle in self.handles:
            return True
        if self.by_shared is None:
            self.by_shared = {}
            for mine in self.handles:
                self.by_shared.setdefault(shared(*mine), []).append(mine)
        alike = self.by_shared.get(shared(*handle), [])
        if handle[0] != kinds.PHONE:
            return bool(alike)
        asked = number(handle[1], self.region) if alike else None
        theirs = (number(value, self.region) for _, value in alike)
        return any(one.is_one_with(asked) and not is_end(one, asked) for one in theirs if asked)

    def ends_of(self, handle: Handle) -> list[Handle]:
        """Return their telephones without an area that a telephone ends in."""
        if handle[0] != kinds.PHONE or self.by_shared is None:
            return []
        whole = number(handle[1], self.region)
        alike = self.by_shared.get(shared(*handle), [])
        return [mine for mine in alike if is_end(number(mine[1], self.region), whole)]

    def replace(self, old: Handle) -> None:
        """Take out a telephone in place of which a longer one came, as far as the same import brought it."""
        if old in self.new_handles:
            self.new_handles.remove(old)
        elif self.number:
            self.outgrown.append(old)
        self.handles.discard(old)
        if self.by_shared is not None:
            self.by_shared[shared(*old)].remove(old)

    def give(self, handle: Handle) -> None:
        """Give them a handle that they have not."""
        self.handles.add(handle)
        self.new_handles.append(handle)
        if self.by_shared is not None:
            self.by_shared.setdefault(shared(*handle), []).append(handle)
        if handle[0] == kinds.NICK:
            self.known_words = None

    def give_first(self, handles: Iterable[Handle]) -> None:
        """Give somebody new their first handles."""
        self.handles.update(handles)
        self.new_handles.extend(handles)

    def is_called(self, text: str) -> bool:
        """Tell whether each word of a name is found in their name or in one of their nicknames."""
        words = names.fold(text)
        return any(
            all(word in own or (len(word) == 1 and any(one[0] == word for one in own)) for word in words)
            for own in self.words()
        )

    def change(self, column: str, value: object) -> None:
        """Give a column another value, and keep what it was."""
        self.was.setdefault(column, self.values.get(column))
        self.values[column] = value
        if column == "name":
            self.known_words = None

    def has_text(self, kind: str, text: str) -> bool:
        """Tell whether an entry of a kind says the same words."""
        texts = self.texts.get(kind)
        if not texts or text in texts:
            return bool(texts)
        if kind not in self.folded_texts:
            self.folded_texts[kind] = {folded_text(one) for one in texts}
        return folded_text(text) in self.folded_texts[kind]

    def give_text(self, kind: str, text: str) -> None:
        """Give them an entry of a kind."""
        self.texts.setdefault(kind, set()).add(text)
        if kind in self.folded_texts:
            self.folded_texts[kind].add(folded_text(text))
        self.new_texts.append((kind, text))

    def knows_record(self, text: str, deed_id: int) -> None:
        """Learn what another system said by an import, one text after the other."""
        thing = _thing(text)
        latest = self.records.get(thing)
        if latest is None or latest.deed_id != deed_id:
            latest = self.records[thing] = Latest(deed_id)
        latest.texts[folded_text(text)] = text

    def take_record(self, text: str, deed_id: int) -> bool:
        """Take what another system says now, and tell whether it is other than what it said last.

        Shape: where several rows of a file say different things of one person, what the last said before is said again
        beside what is new, so that the same file brings nothing the next time.
        """
        thing, folded = _thing(text), folded_text(text)
        latest = self.records.get(thing)
        if latest is not None and folded in latest.texts:
            latest.affirmed[folded] = text
            return False
        if latest is None or latest.deed_id != deed_id:
            again = latest.affirmed if latest else {}
            latest = self.records[thing] = Latest(deed_id)
            latest.texts.update(again)
            self.new_texts.extend((kinds.RECORD, other) for other in again.values())
        latest.texts[folded] = text
        self.new_texts.append((kinds.RECORD, text))
        return True


@lru_cache(1_000)
def _thing(text: str) -> str:
    """Return of what a record is: "Square says: e-mail marketing: yes" is of all that stands before the last colon."""
    return folded_text(text.rpartition(":")[0] or text)


@lru_cache(1_000)
def folded_text(text: str) -> str:
    """Return a text as it is compared."""
    return " ".join(names.fold(text))
