"""What is piped in: kept beside the store while it is read, and nothing endless is waited for."""

from __future__ import annotations

import io
import itertools
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onecustomer.domain.transfer.reading import source, spool
from onecustomer.domain.transfer.reading.incoming import Source
from onecustomer.errors import Refused
from tests.words import EXPORTS, SQUARE, TODAY


class Stream(io.RawIOBase):
    """Bytes without an end, or with one."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.left = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray) -> int:  # type: ignore[override]
        self.left = self.left or next(self.pieces, b"")
        taken = self.left[: len(room)]
        self.left = self.left[len(room) :]
        room[: len(taken)] = taken
        return len(taken)


def stream(*pieces: bytes, endless: bytes = b"") -> io.BufferedReader:
    return io.BufferedReader(Stream(itertools.chain(pieces, itertools.repeat(endless * 1_000) if endless else ())))


@contextmanager
def piped(given: io.BufferedReader, db: Path) -> Iterator[tuple[Path, Source]]:
    wishes = source.wishes()
    with source.piped(given, str(db), wishes) as path:
        yield Path(path), source.open_source(path, wishes, TODAY, None, shown="-")


def test_what_is_piped_in_is_read_from_a_file_of_ones_own_that_is_gone_afterwards(db: Path) -> None:
    content = (EXPORTS / "square.csv").read_bytes()
    with piped(stream(content[:100], content[100:]), db) as (path, found):
        assert ("-", "Square customer export, UTF-8", len(content)) == (found.path, found.told, found.size)
        assert 0o600 == stat.S_IMODE(path.stat().st_mode) or os.name == "nt"
        assert path.parent == db.parent
        assert 10 < len(list(found.people(lambda _: None)))
    assert [] == [left for left in db.parent.iterdir() if left.is_file()]


def test_cards_and_our_own_json_may_be_piped_in(db: Path) -> None:
    for content, kind in (
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n", source.CARDS),
        (b'{"schema": 1, "onecustomer": "export"}', source.OWN_JSON),
    ):
        with source.piped(stream(content), str(db), source.wishes()) as path:
            assert kind == source.kind_of(path, "-")


ROW = b"Ann,Lee,,2125550100,A1,tea,,\n"


@pytest.mark.parametrize(
    "given,sentence",
    [
        (stream, "Nothing was piped in."),
        (lambda: stream(endless=b"y\n"), "none of “y” is understood"),
        (lambda: stream(endless=b"\0"), "stdin is no text."),
        (lambda: stream(endless=os.urandom(999)), "stdin is no text."),
        (lambda: stream(endless=b"a"), "is understood"),
        (lambda: stream(endless=b"name,phone\n"), "stdin has nobody in its first 64 KiB."),
        (lambda: stream(SQUARE.encode(), endless=ROW), "says the same line over and over"),
        (lambda: stream(SQUARE.encode(), ROW * 9_999, b'Bo,"', endless=b"a\n"), "Line 10001 of stdin has a quote"),
        (lambda: stream(SQUARE.encode(), ROW * 9_999, endless=b"a"), "A line of stdin does not end"),
    ],
)
def test_what_does_not_end_ends_in_one_sentence(
    db: Path, given: Callable[[], io.BufferedReader], sentence: str
) -> None:
    started = time.process_time()
    with pytest.raises(Refused) as refused, piped(given(), db):
        pass
    assert sentence in refused.value.sentence
    assert refused.value.hint
    assert [] == [left for left in db.parent.iterdir() if left.is_file()]
    assert time.process_time() - started < 5


def test_a_stream_has_a_limit(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "MOST_BYTES", 1 << 20)
    rows = (b"Ann,Lee,,2125550100,A%d,tea,,\n" % number for number in itertools.count())
    endless = io.BufferedReader(Stream(itertools.chain([SQUARE.encode()], rows)))
    with pytest.raises(Refused, match="Stdin has more than"), piped(endless, db):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows does not remove what is open")
def test_what_a_killed_program_left_is_removed_and_what_another_reads_is_not(db: Path) -> None:
    program = (
        "import sys, io; from onecustomer.domain.transfer.reading import source\n"
        "with source.piped(io.BytesIO(b'Name\\nAnn\\n'), sys.argv[1], source.wishes()):\n"
        "    print('in', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    other = subprocess.Popen([sys.executable, "-c", program, str(db)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout
    assert b"in\n" == other.stdout.readline()
    (theirs,) = db.parent.glob("*.stdin-*")
    with piped(stream(b"Name\nBo\n"), db):
        assert theirs.exists()
    other.kill()
    other.communicate()
    assert theirs.exists()
    with piped(stream(b"Name\nBo\n"), db):
        assert not theirs.exists()
