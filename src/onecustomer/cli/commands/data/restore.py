"""restore: a copy takes the store's place; it is looked through first, and what is not in it is shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from ....domain import restoring
from ....domain.language import days
from ....domain.language.counts import listed, people
from ....domain.language.text import clean
from ....domain.restoring import Ready, Restored
from ....errors import NewerStore, OnecustomerError, Refused, StoreError
from ....store.copies import named
from ....store.copies.named import Copy
from ....store.record import Record
from ....store.restore import candidates, present
from ....store.restore.difference import Difference
from ....store.restore.present import DAMAGED, SOUND
from ....store.rows import reference
from ...terminal import streams, way_back
from ...terminal.program import in_a_shell
from ...terminal.till import Till
from . import counted, which_copy

INDENT = 4
ASKED = {
    named.DAILY: "made by itself",
    named.ASKED: "that somebody asked for",
    named.IMPORT: "from before an import",
    named.MERGE: "from before two were merged",
    named.TIDY: "from before a tidying",
    named.RESTORE: "from before a restore",
}
"""Why a copy was made, as it is said behind its day."""


class Done(Record):
    """What was restored, and where what was there before is kept."""

    restored: Restored
    typed: Callable[[str], str]

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        ready = self.restored.ready
        return f"Restored: {people(ready.people)}, {_last(ready)}, from {clean(ready.copy.path)}."

    @property
    def hints(self) -> list[str]:
        """Where the store of before is, and what every till has to do."""
        kept, was = self.restored.kept, self.restored.ready.present.state
        served = "Nobody is being served at any till now."
        if kept and was == SOUND:
            back = self.typed(f"oc restore {in_a_shell(os.path.basename(kept[0]))}")
            return [f"The store of before is kept; {back} brings it back.", served]
        if kept:
            what = "What was damaged" if was == DAMAGED else "What was left of the store that is gone"
            aside = ", ".join(kept)
            return [f"{what} is set aside, and may hold people; remove it when you miss nothing: {aside}", served]
        return [served]


def restore(till: Till, file: str | None, *, yes: bool, as_json: bool) -> None:
    """Put a copy in the store's place: the file, or the newest copy; it is shown and asked about first.

    Raises: Refused where nobody agrees, or nobody can be asked; StoreError or NewerStore where the copy is none, the
    store is in use, or there is no room: then the store is as it was.
    """
    signed = till.signed()
    now = present.look(till.path, streams.say)
    copy = _sound(till, file)
    with restoring.prepared(now, copy, signed) as ready:
        if not as_json:
            streams.listed(_rows(ready))
        _ask(till, copy, yes=yes)
        restored = restoring.put(ready, signed)
    till.open()
    if as_json:
        streams.json_out("restore", _json(restored))
    else:
        streams.report(Done(restored, till.typed))


def _sound(till: Till, file: str | None) -> Copy:
    """Return the copy that is meant, looked through; where the newest is damaged, the next if the owner agrees.

    Raises: Refused, StoreError, NewerStore.
    """
    copy = which_copy.meant(till.path, file)
    try:
        candidates.check(copy.path)
    except (StoreError, NewerStore) as error:
        if file is None and till.interactive and (better := way_back.newest_sound(till.path, but=copy.path)):
            streams.say(error.sentence)
            if streams.agrees(f"Take the next copy, {_dated(better)}?"):
                return _sound(till, better.path)
        hint = way_back.offer(till.path, but=copy.path)
        raise type(error)(error.sentence, f"{error.hint}\n{hint}".strip()) from None
    return copy


def _ask(till: Till, copy: Copy, *, yes: bool) -> None:
    """Ask whether the copy is to take the store's place.

    Raises: Refused where it is not, or nobody can be asked.
    """
    if yes or (till.interactive and streams.agrees("Put this copy in the store’s place?")):
        return
    name = in_a_shell(copy.name if copy.reason else copy.path)
    raise Refused("Nothing was restored.", f"oc restore {name} --yes does it without asking")


def _rows(ready: Ready) -> Iterator[str]:
    """Yield what is shown, broken between words; a path is never cut."""
    for line in _lines(ready):
        yield from streams.broken(line, streams.width(), INDENT)


def _lines(ready: Ready) -> Iterator[str]:
    """Yield what is in the copy and what is not, a line each."""
    copy, path = ready.copy, ready.present.path
    yield f"The copy {_dated(copy)}: {clean(copy.path)}"
    yield f"In it: {people(ready.people)}, {_last(ready)}."
    if ready.erased:
        yield f"Erased since, and erased from it again: {people(ready.erased)}."
    if not ready.has_a_list:
        yield (
            f"No list of who was erased is found: whoever was after {days.full(copy.day)} is in it again. See your"
            " receipts, and erase them anew."
        )
    if ready.quiet:
        yield f"Said since that they want no notes, and it stays so: {people(ready.quiet)}."
    if ready.lost:
        yield from _lost(ready.lost)
        yield f"The store as it is now is kept, as a copy in {named.folder_of(path)}."
    elif ready.present.state == DAMAGED:
        yield f"What was written since cannot be read: the damaged store is kept beside {clean(path)}."


def _lost(lost: Difference) -> Iterator[str]:
    if lost.is_empty:
        yield "Nothing was written since."
    else:
        yield f"Written since, at this till and others, and NOT in it: {listed(_counted(lost))}."
    if lost.back:
        yield f"Taken out since, and there again: {_many(lost.back, ('entry', 'entries'))}."
    if lost.tidied:
        yield "Tidied since, and there again: what was past its time; oc tidy erases it anew."
    if lost.staff:
        named = _many(lost.staff, ("name of staff", "names of staff"))
        yield f"Erased since, and perhaps there again: {named}; oc forget --staff NAME erases one anew."


def _counted(lost: Difference) -> Iterator[str]:
    if lost.people:
        named = [f"{clean(name)} {reference(number)}" for number, name in lost.first]
        yield f"{people(lost.people)} ({', '.join([*named, *['…'] * (lost.people > len(named))])})"
    if lost.entries:
        yield counted.of_each(lost.entries)
    if lost.corrections:
        yield _many(lost.corrections, ("line corrected or taken out", "lines corrected or taken out"))
    if lost.changes:
        yield _many(lost.changes, ("change of what was there", "changes of what was there"))


def _many(count: int, called: Sequence[str]) -> str:
    return f"{count:,} {called[count != 1]}"


def _dated(copy: Copy) -> str:
    before = f"from before schema {copy.reason.removeprefix(named.OF_SCHEMA)} was left"
    why = before if copy.reason.startswith(named.OF_SCHEMA) else ASKED.get(copy.reason, "")
    if not copy.reason and named.day_in(copy.path) is None:
        why = "as the date of the file has it"
    return f"of {days.full(copy.day)}{', ' if why else ''}{why}"


def _last(ready: Ready) -> str:
    try:
        return f"the last entry of {days.full(days.of_iso(ready.last_day))}" if ready.last_day else "no entry"
    except OnecustomerError:
        return "the last entry of a day that cannot be read"


def _json(restored: Restored) -> dict[str, object]:
    ready, lost = restored.ready, restored.ready.lost
    return {
        "copy": ready.copy.path,
        "day": ready.copy.day.isoformat(),
        "reason": ready.copy.reason or None,
        "people": ready.people,
        "last_entry": ready.last_day,
        "erased_again": ready.erased,
        "erased_is_known": ready.has_a_list,
        "no_notes_kept": ready.quiet,
        "not_in_it": lost
        and {
            "people": lost.people,
            "entries": dict(lost.entries),
            "corrections": lost.corrections,
            "changes": lost.changes,
        },
        "there_again": lost and lost.back,
        "tidied_since": lost and lost.tidied,
        "staff_erased_since": lost and lost.staff,
        "store_was": ready.present.state,
        "kept": restored.kept[0] if restored.kept else None,
    }
