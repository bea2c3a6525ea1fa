"""import: people come in from files, and what became of each file is said."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from tempfile import TemporaryDirectory

from ....domain.language.counts import are, people
from ....domain.overview.unfinished import cut_short
from ....domain.shop import rules
from ....domain.timeline import undo
from ....domain.timeline.called import PIPED
from ....domain.timeline.deed import Signed
from ....domain.transfer.reading import digest, source
from ....domain.transfer.reading.incoming import Wishes
from ....domain.transfer.reading.tables.mapping import said
from ....domain.transfer.taking import importing
from ....domain.transfer.taking.counted import Counted
from ....domain.transfer.taking.importing import OwnExport
from ....errors import OnecustomerError, Usage
from ....store import files, lost, marker, spools
from ....store.copies import plain
from ....store.copies.making import copy_into
from ....store.database.connection import Store
from ....store.erasure import erased_keys
from ....store.open import is_absent, make_filled, open_store
from ....store.overview.morning import last_customer
from ...terminal import streams
from ...terminal.till import Till
from .import_opened import Opened, opened
from .import_progress import BRINGING, LOOKING, Phases, phases
from .import_report import Report, end


def import_files(till: Till, files: Sequence[str], wishes: Wishes, *, dry_run: bool, update: bool) -> None:
    """Bring the people of all files in, and say what became of each; a dry run writes nothing.

    Raises: Usage; Refused where a file cannot be read, and then nobody of any is in.
    """
    if files.count(PIPED) > 1:
        raise Usage("What is piped can be read once.", "oc import - other.csv")
    signed = till.signed()
    spools.sweep(till.path)
    with phases(till) as bars, _piped(till, files, wishes) as file_of:
        read = _looked_through(till, files, file_of, wishes, signed, bars)
        known_by = digest.of_files([file_of(path) for path in files])
        counts = _brought_in(till, signed, read, known_by, bars, dry_run=dry_run, update=update)
    for one, counted in zip(read, counts, strict=True):
        one.finish(counted)
        for sentence in Report(one, counted, dry_run, till.typed).sentences():
            streams.out(sentence)
    streams.out(till.typed(end(counts, is_dry=dry_run, is_undone=not dry_run and _is_undone(till, counts))))


def _is_undone(till: Till, counts: Sequence[Counted]) -> bool:
    """Tell whether undo at this till would take back all that came in: another till may have begun it before."""
    deed_id = 0 if any(one.is_restored for one in counts) else max(one.deed_id for one in counts)
    return bool(deed_id) and undo.is_next(till.open(), till.name, deed_id)


def _looked_through(
    till: Till, files: Sequence[str], file_of: Callable[[str], str], wishes: Wishes, signed: Signed, bars: Phases
) -> list[Opened]:
    """Return all files, each looked through, and say what is to be said of each as a whole.

    Raises: Refused where one cannot be read.
    """
    store = None if is_absent(till.path) else till.open()
    erased = erased_keys.of(store) if store else erased_keys.known(till.path)
    order = rules.order(store) if store else None
    read = []
    for path in files:
        bars.begin(LOOKING, 0)
        read.append(opened(path, file_of(path), wishes, signed, order, erased))
    for one in read:
        for note in one.notes:
            streams.say(till.typed(f"{said(one.path)}: {note}"))
    return read


@contextmanager
def _piped(till: Till, files: Sequence[str], wishes: Wishes) -> Iterator[Callable[[str], str]]:
    """Yield what says where a file lies; what is piped lies beside the store until the block ends.

    Raises: Refused where nothing is piped, or nothing to import.
    """
    if PIPED not in files:
        yield lambda path: path
        return
    with source.piped(sys.stdin.buffer, till.path, wishes) as file:
        yield lambda path: file if path == PIPED else path


def _brought_in(
    till: Till, signed: Signed, read: Sequence[Opened], known_by: str, bars: Phases, *, dry_run: bool, update: bool
) -> list[Counted]:
    """Bring the people in, and return what became of each file's; a dry run does it to a copy that is gone afterwards.

    So a dry run does the whole work and its counts are exact, no till waits for it, and a read-only store will do.
    """
    sizes = {one.path: one.size for one in read}
    taken = [one.take(bars.later(BRINGING, one.size)) for one in read]
    sources = [one if isinstance(one, OwnExport) else bars.counting(one) for one in taken]

    def bring_in(store: Store) -> list[Counted]:
        return importing.bring_in(
            *(store, signed, sources, lambda path: bars.begin(BRINGING, sizes[path])),
            read=known_by,
            size=sum(sizes.values()),
            is_updating=update,
            is_dry=dry_run,
        )

    if not dry_run:
        counts: list[Counted] = []
        has_own = any(isinstance(one, OwnExport) for one in taken)
        is_first = has_own and is_absent(till.path)  # a fault of it is found where it stands: then no store is made
        if is_first and make_filled(till.path, streams.say, lambda store: counts.extend(bring_in(store))):
            return counts
        store = till.open(make=True)
        _say_unfinished(till, store, signed, known_by)
        try:
            counts = bring_in(store)
            lost.mark(store, signed.today.isoformat())
            return counts
        except (KeyboardInterrupt, OnecustomerError):
            bars.sentences += _how_far(till, store, known_by)
            raise
    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "dry-run.db")
        if not is_absent(till.path):
            files.make_new(path)
            copy_into(till.open(), path)
            till.close()
            plain.make_plain(path)
        with closing(open_store(path, lambda _: None, make=True)) as store:
            marker.remove(path)  # nobody misses it
            return bring_in(store)


def _say_unfinished(till: Till, store: Store, signed: Signed, read: str) -> None:
    """Say which imports were cut short: the one of these files goes on, others wait."""
    for one in cut_short(store):
        if not one.is_taken_back:  # that is refused
            said = one.goes_on(store) if one.is_of(read) else one.sentence(signed.today, store.till_of(till.name))
            streams.say(till.typed(said))


def _how_far(till: Till, store: Store, read: str) -> Iterator[str]:
    """Yield how many people are in of an import that is cut short here; nothing where nothing was written."""
    for one in cut_short(store):
        if one.is_of(read):
            if not last_customer(store):
                yield till.typed("Nobody is in yet: the same command begins anew.")
                continue
            count = one.people(store)
            takes_back = ", oc undo takes them back" if one.is_next and one.till == store.till_of(till.name) else ""
            yield till.typed(f"{people(count)} {are(count)} in: the same command goes on{takes_back}.")
