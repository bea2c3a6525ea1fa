"""What a row says of somebody and is not known of them yet, and what it says otherwise than is known."""

from __future__ import annotations

from ....store import kinds
from ....store.rows import Occasion
from ...finding import compatible
from ...language import names
from ...language.days import YearlyDay
from ...people.details import Details
from ...timeline.occasions import BIRTHDAY
from ...timeline.quiet import NO_WORDS
from .. import quieted
from ..returning import cleared
from .asked import Asked
from .counted import COMPLETED, KNOWN, UPDATED
from .folded import shared
from .here import Day, Here

SAID = ("say", "company", "role", "relation", "since", "since_said", "why", "every")
"""The columns that a row may give, besides the name."""

CALLED = {
    "say": "pronunciation",
    "since": "first visit",
    "why": "reason",
    "since_said": "first visit",
}
OF_HANDLE = {
    kinds.PHONE: "telephone",
    kinds.EMAIL: "e-mail",
    kinds.CARD: "card",
    kinds.NICK: "nickname",
    kinds.FORMER: "former company",
}
OF_ENTRY = {kinds.NOTE: "memo", kinds.RECORD: "record"}
"""What each is called that somebody is given."""
NOT_SAID = (None, "")

TOGETHER = {"since_said": "since"}
"""A column that says more of another, and goes with it."""


class Completing:
    """What rows add to people, where each is told how much came of it.

    Shape: `today` is ISO; `deed_id` is the import's, 0 before it is begun; where `is_updating`, what the first row of
    somebody says stands in place of what is known. `gave` is what the last row gave that was missing, in words, and
    `stays` how much of it the shop took out since.
    """

    def __init__(self, today: str, deed_id: int, *, is_updating: bool) -> None:
        self.today = today
        self.deed_id = deed_id
        self.is_updating = is_updating
        self.gave: list[str] = []
        self.stays = 0

    def take(self, person: Here, asked: Asked, *, is_first: bool) -> tuple[int, list[str]]:
        """Give a person what a row says, and return how much came of it, and what differs and stays as it is."""
        row = asked.row
        differs: list[str] = []
        self.gave, self.stays = [], 0
        may_replace = self.is_updating and is_first
        became = max(
            self._take_columns(person, asked, differs, may_replace=may_replace), self._take_handles(person, asked)
        )
        if row.details.birthday or row.days:
            became = max(became, self._take_days(person, asked, differs, may_replace=may_replace))
        if self._take_entries(person, asked):
            became = max(became, COMPLETED)
        return became, differs

    def take_new(self, person: Here, asked: Asked) -> None:
        """Give somebody new what the first row of theirs says, as `take` would; of nobody new is anything known."""
        row, details = asked.row, asked.row.details
        self.gave, self.stays = [], 0
        values = self._columns(person, asked)
        if details.why:
            values["why_day"] = self.today
        person.values.update(values)
        person.was.update(dict.fromkeys(values))
        if details.birthday and not row.days:
            self._add_day(person, BIRTHDAY, details.birthday)
        elif row.days:
            self._take_days(person, asked, [], may_replace=False)
        self._take_entries(person, asked)

    def _take_columns(self, person: Here, asked: Asked, differs: list[str], *, may_replace: bool) -> int:
        became = KNOWN
        for column, value in self._columns(person, asked).items():
            here = person.values.get(column)
            if here == value:
                continue
            if self._is_missing(person, asked, column, here):
                if self._was_taken_out(person, cleared.of_column(column, value)):
                    continue
                self._change(person, column, value)
                self.gave.append(CALLED.get(column, column))
                became = max(became, COMPLETED)
            elif _is_alike(here, value) or _is_less(column, here, value, asked):
                continue
            elif column == "name" and self._is_nick(person, asked, may_replace=may_replace):
                if self._take_name(person, asked):
                    self.gave.append(OF_HANDLE[kinds.NICK])
                    became = max(became, COMPLETED)
            elif may_replace:
                self._change(person, column, value)
                became = UPDATED
            elif column not in TOGETHER:
                differs.append(_stays(column, here, value))
        return became

    def _take_handles(self, person: Here, asked: Asked) -> int:
        became = KNOWN
        for handle in asked.row.details.handles:
            if handle not in person.handles and not person.has(handle):
                if person.cleared and self._was_taken_out(person, shared(*handle)):
                    continue
                for end in person.ends_of(handle):
                    person.replace(end)
                person.give(handle)
                if handle[0] != kinds.SOURCE:
                    self.gave.append(OF_HANDLE[handle[0]])
                    became = COMPLETED
        return became

    def _columns(self, person: Here, asked: Asked) -> dict[str, object]:
        """Return the columns that a row gives, as the store has them."""
        details = asked.row.details
        given = said_columns(details)
        if person.wants_no_notes:
            given = {column: value for column, value in given.items() if column not in NO_WORDS}
        return {"name": details.name} | given if asked.row.is_named else given

    def _is_nick(self, person: Here, asked: Asked, *, may_replace: bool) -> bool:
        """Tell whether another name is only another name of theirs, and no difference.

        Shape: it is one of their nicknames; or the row was found to be them by its telephone or e-mail, and says
        nothing more, or is not asked to stand.
        """
        if any(sorted(words) == sorted(asked.words) for words in person.words()[1:]):
            return True
        if (kinds.SOURCE, asked.row.source) in person.handles:
            return False
        return not may_replace or person.is_called(asked.row.details.name or "")

    def _take_name(self, person: Here, asked: Asked) -> bool:
        """Let a person be found by another name, and tell whether they were not."""
        name = asked.row.details.name or ""
        if person.is_called(name) or names.whole(name) == names.whole(person.name):
            return False
        person.give((kinds.NICK, name))
        return True

    def _change(self, person: Here, column: str, value: object) -> None:
        if column == "name" and not person.is_nameless():
            person.give((kinds.NICK, person.name))
        person.change(column, value)
        if column == "why":
            person.change("why_day", self.today)  # when it was said

    def _is_missing(self, person: Here, asked: Asked, column: str, here: object) -> bool:
        if column == "name":
            return person.is_nameless() and bool(asked.words)
        if column in TOGETHER:
            return here is None and TOGETHER[column] in person.was and person.was[TOGETHER[column]] is None
        return here is None

    def _take_days(self, person: Here, asked: Asked, differs: list[str], *, may_replace: bool) -> int:
        if person.wants_no_notes and not quieted.takes(BIRTHDAY):
            return KNOWN
        became = KNOWN
        birthday = asked.row.details.birthday
        for what, day in (*([(BIRTHDAY, birthday)] if birthday else []), *asked.row.days):
            here = next((one for one in person.occasions if names.fold(one.what) == names.fold(what)), None)
            if here is None:
                if self._was_taken_out(person, cleared.of_day(what, day.month, day.day)):
                    continue
                self._add_day(person, what, day)
                self.gave.append(what)
                became = max(became, COMPLETED)
            elif (here.month, here.day) != (day.month, day.day) or (day.year and here.year not in (None, day.year)):
                if may_replace:
                    self._take_out(person, here)
                    self._add_day(person, what, day)
                    became = UPDATED
                else:
                    differs.append(f"the {what} stays as it is, the file says another day")
        return became

    def _add_day(self, person: Here, what: str, day: YearlyDay) -> None:
        person.new_days.append(_day(what, day))
        person.occasions.append(Occasion(0, person.number, 0, what, day.month, day.day, day.year, 1, None))

    def _take_out(self, person: Here, occasion: Occasion) -> None:
        person.occasions.remove(occasion)
        if occasion.id:
            person.gone.append(occasion)
        else:
            person.new_days = [one for one in person.new_days if one["what"] != occasion.what]

    def _take_entries(self, person: Here, asked: Asked) -> bool:
        """Give a person the memo, what the other system says, and the last visit; tell whether any was new."""
        row, is_new = asked.row, False
        if (
            row.last_visit
            and (day := row.last_visit.isoformat()) not in person.visits
            and not self._was_taken_out(person, cleared.of_entry(kinds.VISIT, day))
        ):
            person.visits.add(day)
            person.new_visits.append(day)
            self.gave.append("last visit")
            is_new = True
        if row.memo and not self._is_unwanted(person, kinds.NOTE) and not self._has_memo(person, row.memo):
            person.give_text(kinds.NOTE, row.memo)
            self.gave.append(OF_ENTRY[kinds.NOTE])
            is_new = True
        for text in () if self._is_unwanted(person, kinds.RECORD) else row.records:
            if person.take_record(text, self.deed_id):
                self.gave.append(OF_ENTRY[kinds.RECORD])
                is_new = True
        return is_new

    def _has_memo(self, person: Here, memo: str) -> bool:
        """Tell whether a memo is there, or was until the shop took it out or put other words for it."""
        return person.has_text(kinds.NOTE, memo) or self._was_taken_out(person, cleared.of_entry(kinds.NOTE, memo))

    def _was_taken_out(self, person: Here, one: cleared.Out) -> bool:
        """Tell whether the shop took this very thing out of the record of somebody, and count it."""
        if one not in person.cleared:
            return False
        self.stays += 1
        return True

    def _is_unwanted(self, person: Here, kind: str) -> bool:
        return person.wants_no_notes and not quieted.takes(kind)


def said_columns(details: Details) -> dict[str, object]:
    """Return the columns that a row gives besides the name, as the store has them."""
    said = vars(details)
    given = {column: said[column] for column in SAID if said[column] not in NOT_SAID}
    if "since" in given:
        given["since"] = said["since"].isoformat()
    return given


def birthday(day: YearlyDay) -> Day:
    """Return the columns of a birthday."""
    return _day(BIRTHDAY, day)


def _day(what: str, day: YearlyDay) -> Day:
    return {"what": what, "month": day.month, "day": day.day, "year": day.year, "yearly": 1}


def _is_alike(here: object, given: object) -> bool:
    """Tell whether two values are the same to the eye: in other letters, or spelled out of order."""
    return isinstance(here, str) and isinstance(given, str) and names.whole(here) == names.whole(given)


def _is_less(column: str, here: object, given: object, asked: Asked) -> bool:
    """Tell whether a row only knows less of the same: a later day, as one of several profiles does, or A. Lee."""
    if column == "name":
        handles = asked.row.details.handles
        return _is_shorter(asked.words, names.fold(str(here))) or compatible.is_made_up(str(given), handles)
    return column == "since" and str(given) > str(here)


def _is_shorter(some: list[str], others: list[str]) -> bool:
    """Tell whether a name only says another with fewer words, or with initials in place of some."""
    is_less = len("".join(some)) < len("".join(others))
    return is_less and compatible.all_paired(
        some, others, lambda mine, word: mine == word or (len(mine) == 1 and word.startswith(mine))
    )


def _stays(column: str, here: object, given: object) -> str:
    """Return what differs, in words: "company stays Acme, the file says IBM"."""
    called = "here since" if column == "since" else column
    return f"{called} stays {here}, the file says {given}"
