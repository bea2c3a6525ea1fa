"""What a till knows of its shop is kept whole or as it was, and for its owner only."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.store import files
from onecustomer.store.shop.link import state
from onecustomer.store.shop.link.state import Secret, State, Unsure
from tests.words import Oc

SECRETS = Secret(1, "a" * 32), Secret(2, "b" * 32)
KNOWN = State(
    SECRETS, (Unsure("c" * 32, "a note for Klein", 1795000000.25), Unsure("d" * 32, "", 1795000001.0, "e" * 32))
)


def file_of(db: Path) -> Path:
    return db.with_name(f"{db.name}-shop")


@given(words=st.text(), secrets=st.lists(st.text("0123456789abcdef", min_size=32, max_size=32), max_size=9))
def test_what_was_kept_is_read(db: Path, words: str, secrets: list[str]) -> None:
    for unsure in ((), (Unsure("d" * 32, words, 0.1), Unsure("e" * 32, words, 0.2))):
        known = State(tuple(Secret(number, digits) for number, digits in enumerate(secrets)), unsure)
        state.write(str(db), known)
        assert known == state.read(str(db))


def test_a_write_that_was_noted_before_it_was_said_whose_it_is_is_read(db: Path) -> None:
    file_of(db).write_text("onecustomer shop 1\nunsure\tabc\tedit\t1795000000.25\nend\n", encoding="utf-8")
    assert (Unsure("abc", "edit", 1795000000.25, ""),) == state.read(str(db)).unsure


def test_a_file_that_is_torn_anywhere_is_as_an_empty_one(db: Path) -> None:
    state.write(str(db), KNOWN)
    whole = file_of(db).read_bytes()
    assert KNOWN == state.read(str(db))
    for length in range(len(whole)):
        file_of(db).write_bytes(whole[:length])
        assert State() == state.read(str(db)), length


@given(st.binary())
def test_no_bytes_at_all_are_an_exception(db: Path, torn: bytes) -> None:
    for begins in (b"", b"onecustomer shop 1\n"):
        for ends in (b"", b"\nend\n"):
            file_of(db).write_bytes(begins + torn + ends)
            state.read(str(db))


def test_to_hear_the_server_writes_no_byte(db: Path) -> None:
    assert state.heard(str(db)) is None
    state.hear(str(db))
    assert not file_of(db).exists()
    state.write(str(db), KNOWN)
    os.utime(file_of(db), (1, 1))
    before = file_of(db).read_bytes(), file_of(db).stat().st_ino
    state.write(str(db), State())
    state.write(str(db), KNOWN)
    assert 1 == state.heard(str(db)), "to keep something is not to hear the server"
    state.hear(str(db))
    heard = state.heard(str(db))
    assert heard and heard > 1
    assert before[0] == file_of(db).read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_it_is_its_owners_only_or_the_groups(db: Path) -> None:
    state.write(str(db), KNOWN)
    assert 0o600 == stat.S_IMODE(file_of(db).stat().st_mode)
    db.parent.chmod(files.OF_GROUP)
    state.write(str(db), KNOWN)
    assert 0o660 == stat.S_IMODE(file_of(db).stat().st_mode)


def test_a_disk_that_is_full_leaves_what_was_known(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    state.write(str(db), KNOWN)
    before = sorted(db.parent.iterdir())
    with monkeypatch.context() as here:
        here.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            state.write(str(db), State())
    assert (before, KNOWN) == (sorted(db.parent.iterdir()), state.read(str(db)))


def test_a_store_that_is_called_so_is_not_written_over(oc: Oc, db: Path) -> None:
    oc("add Bo", OC_DB=str(file_of(db)))
    before = file_of(db).read_bytes()
    with pytest.raises(FileExistsError):
        state.write(str(db), KNOWN)
    assert before == file_of(db).read_bytes()
