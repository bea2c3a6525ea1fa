"""restore: a copy takes the store's place; it is looked through first, and what is not in it is shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from ....domain import restoring
from ....domain.language import days
from ....domain.language.counts import listed, people
from ....domain.language.text import clean
from ....domain.restoring import Ready, Restored
from ....domain.shop import said_of_copies
from ....errors import NewerStore, OnecustomerError, Refused, StoreError
from ....store.checks.in_a_shop import shop_of
from ....store.copies import good, making, named
from ....store.copies.named import Copy
from ....store.database.faults import DiskFull
from ....store.lost import was_here
from ....store.record import Record
from ....store.restore import present
from ....store.restore.difference import Difference, OneSide
from ....store.restore.present import DAMAGED, FOREIGN, GONE, SOUND
from ....store.rows import reference
from ...terminal import streams, way_back
from ...terminal.program import in_a_shell
from ...terminal.till import Till
from . import counted, which_copy

Typed = Callable[[str], str]

INDENT = 4
RESCUE = "rescue.json"  # what is proposed as the name of an export out of a damaged store


class Done(Record):
    """What was restored, and where what was there before is kept."""

    restored: Restored
    typed: Typed

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
            return ["The store of before is kept; this brings it back:", f" {back}", served]
        if kept:
            return [*self._of_what_is_set_aside(kept), served]
        return [served]

    def _of_what_is_set_aside(self, kept: Sequence[str]) -> list[str]:
        """Return what is said of the files that stood in the store's place."""
        ready, aside = self.restored.ready, ", ".join(kept)
        if ready.present.state == FOREIGN:
            return [f"The other program’s file is kept: {aside}"]
        what = "What was damaged" if ready.present.state == DAMAGED else "What was left of the store that is gone"
        said = f"{what} is set aside, and may hold people; remove it when you miss nothing: {aside}"
        export, back = f"oc --db {in_a_shell(kept[0])} export -o {RESCUE}", self.typed(f"oc import {RESCUE}")
        return [said, *([f"What can still be read of it: {export}; then {back}"] if ready.is_in_part else [])]


def restore(till: Till, file: str | None, *, yes: bool, as_json: bool) -> None:
    """Put a copy in the store's place: the file, or the newest copy; it is shown and asked about first.

    Raises: Refused where nobody agrees, or nobody can be asked; StoreError or NewerStore where the copy is none, the
    store is in use, or there is no room: then the store is as it was.
    """
    if service := shop_of(till.path):
        raise Refused(
            "This till's copy of the shop is not restored: the shop's server has all of it.",
            f"oc shop join service={service} --yes fetches it anew",
        )
    try:
        restored = _restored(till, file, yes=yes, as_json=as_json)
    except DiskFull as error:
        raise DiskFull(error.path, "nothing was restored") from None
    till.open()
    if as_json:
        streams.json_out("restore", _json(restored))
    else:
        streams.report(Done(restored, till.typed))


def _restored(till: Till, file: str | None, *, yes: bool, as_json: bool) -> Restored:
    signed = till.signed()
    now = present.look(till.path, streams.say)
    copy = _sound(till, file)
    with restoring.prepared(now, copy, signed) as ready:
        if not as_json:
            streams.listed(_rows(ready, till.typed))
        _ask(till, copy, yes=yes)
        return restoring.put(ready, signed, streams.say)


def _sound(till: Till, file: str | None) -> Copy:
    """Return the copy that is meant, looked through; where the newest is damaged, the next if the owner agrees.

    Raises: Refused, StoreError, NewerStore.
    """
    copy = which_copy.meant(till, file)
    try:
        good.check(copy.path, deep=True)
    except (StoreError, NewerStore) as error:
        if file is None and till.interactive and (better := way_back.newest_sound(till, but=copy.path)):
            streams.say(error.sentence)
            if streams.agrees(f"Take the next copy, of {said_of_copies.when(better)}?"):
                return _sound(till, better.path)
        hint = way_back.offer(till, but=copy.path)
        kind = NewerStore if isinstance(error, NewerStore) else StoreError
        raise kind(error.sentence, f"{error.hint}\n{hint}".strip()) from None
    return copy


def _ask(till: Till, copy: Copy, *, yes: bool) -> None:
    """Ask whether the copy is to take the store's place.

    Raises: Refused where it is not, or nobody can be asked.
    """
    if yes or (till.interactive and streams.agrees("Put this copy in the store’s place?")):
        return
    name = in_a_shell(copy.name if copy.reason else copy.path)
    hint = "oc restore --list lists all copies; this does it without asking:"
    raise Refused("Nothing was restored.", hint, f"oc restore {name} --yes")


def _rows(ready: Ready, typed: Typed) -> Iterator[str]:
    """Yield what is shown, broken between words; a path is never cut."""
    for line in _lines(ready, typed):
        yield from streams.broken(line, streams.width(), INDENT)


def _lines(ready: Ready, typed: Typed) -> Iterator[str]:
    """Yield what is in the copy and what is not, a line each."""
    copy, path = ready.copy, ready.present.path
    yield f"The copy {_dated(copy)}: {clean(copy.path)}"
    if copy.reason == named.RESTORE:
        yield f"This takes back the restore of {said_of_copies.when(copy)}."
    yield f"In it: {people(ready.people)}, {_last(ready)}."
    if ready.erased:
        yield f"Erased since, and not brought back: {people(ready.erased)}.{_still_held(ready, typed)}"
    if not ready.has_a_list:
        yield (
            f"No list of who was erased is found: whoever was after {days.full(copy.day)} is in it again. See your"
            " receipts, and erase them anew."
        )
    if ready.quiet:
        yield f"Said since that they want no notes, and it stays so: {people(ready.quiet)}."
    if ready.present.state == FOREIGN:
        yield f"The file of another program that stands in the store’s place is kept beside {clean(path)}."
    elif ready.present.state == GONE and was_here(path):
        yield "What was written after that is not in it, and cannot be listed."
    if ready.lost:
        yield from _lost(ready.lost, is_in_part=ready.is_in_part)
    if ready.present.state == SOUND:
        yield f"The store as it is now is kept, as a copy in {named.folder_of(path)}."
    elif ready.present.state == DAMAGED:
        yield from _damaged(ready, typed)


def _still_held(ready: Ready, typed: Typed) -> str:
    """Return what is said of a file elsewhere that has people who were erased; nothing of a copy that oc keeps."""
    copy = ready.copy
    if copy.reason:
        return ""
    again = typed(f"oc backup --force {in_a_shell(copy.path)}")
    is_of_backup = making.is_elsewhere(copy.path, ready.present.path)
    return f" The file itself still holds them: {f'{again} makes it anew' if is_of_backup else 'remove it'}."


def _damaged(ready: Ready, typed: Typed) -> Iterator[str]:
    """Yield what can be done for what a damaged store has and the copy has not."""
    if not ready.is_in_part:
        yield "What was written since cannot be read."
    else:
        if not ready.lost:
            yield f"Not in it: what was written since {days.full(ready.copy.day)}."
        first, afterwards = typed(f"oc export -o {RESCUE}"), typed(f"oc import {RESCUE}")
        yield f"Much of it may still be read: first {first}; afterwards {afterwards} brings it back."
    yield f"The damaged store is kept beside {clean(ready.present.path)}."


def _lost(lost: Difference, *, is_in_part: bool) -> Iterator[str]:
    """Yield what is not in the copy, and what is in it alone."""
    where = "as far as it can still be read" if is_in_part else "at this till and others"
    if not lost.is_empty:
        yield f"Written since, {where}, and NOT in it: {listed([*_counted(lost.gone), *_changed(lost)])}."
    elif not is_in_part and lost.back.is_empty:
        yield "Nothing was written since."
    if not lost.back.is_empty:
        yield f"In it, and not in the store now: {listed(_counted(lost.back))}."
    if lost.tidied:
        yield "Tidied since, and there again: what was past its time; oc tidy erases it anew."
    if lost.staff:
        named = _many(lost.staff, ("name of staff", "names of staff"))
        yield f"Erased since, and perhaps there again: {named}; oc forget --staff NAME erases one anew."


def _counted(side: OneSide) -> Iterator[str]:
    if side.people:
        first = [f"{clean(name)} {reference(number)}" for number, name in side.first]
        yield f"{people(side.people)} ({', '.join([*first, *['…'] * (side.people > len(first))])})"
    if side.entries:
        yield counted.of_each(side.entries)


def _changed(lost: Difference) -> Iterator[str]:
    if lost.corrections:
        yield _many(lost.corrections, ("line corrected or taken out", "lines corrected or taken out"))
    if lost.changes:
        yield _many(lost.changes, ("change of what was there", "changes of what was there"))


def _many(count: int, called: Sequence[str]) -> str:
    return f"{count:,} {called[count != 1]}"


def _dated(copy: Copy) -> str:
    why = said_of_copies.why(copy)
    if not copy.reason and named.day_in(copy.path) is None:
        why = "as the date of the file has it"
    return f"of {said_of_copies.when(copy)}{', ' if why else ''}{why}"


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
        "not_in_it": lost and {**_side(lost.gone), "corrections": lost.corrections, "changes": lost.changes},
        "there_again": lost and _side(lost.back),
        "tidied_since": lost and lost.tidied,
        "staff_erased_since": lost and lost.staff,
        "store_was": ready.present.state,
        "kept": restored.kept[0] if restored.kept else None,
    }


def _side(side: OneSide) -> dict[str, object]:
    return {"people": side.people, "entries": dict(side.entries)}
