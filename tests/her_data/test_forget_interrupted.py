"""An erasure that was cut short, or that other terminals are in the way of: she is hidden at once, it is finished."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.errors import StoreError
from onecustomer.store.database import traces
from onecustomer.store.database.sqlite import journal_mode
from onecustomer.store.erasure import finish
from tests.bench.kills_of_forget import forked
from tests.bench.processes import short_form
from tests.her_data.conftest import HERS, Kept
from tests.words import Json, Oc, Rows, copy_of, older_store

UNFINISHED = f"oc: {finish.UNFINISHED}\n"
FINISHED = f"oc: {finish.FINISHED}\n"
COPIED = ("deed", "customer", "handle", "interaction", "fact", "occasion", "search_key", "fragment", "sound")


@pytest.fixture
def cut_short(shop_of_hers: Oc, monkeypatch: pytest.MonkeyPatch) -> Oc:
    """The shop where the erasure of Margo Klein was killed as soon as she was hidden."""
    with monkeypatch.context() as here:

        def killed(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        here.setattr("onecustomer.store.erasure.finish.finish", killed)
        assert 130 == shop_of_hers("forget klein --yes").code
    return shop_of_hers


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no other terminal."""
    monkeypatch.setattr(traces, "PATIENCE_MS", 20)


@pytest.fixture(params=["delete", "wal"])
def reader(shop_of_hers: Oc, db: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[
    sqlite3.Connection
]:  # fmt: skip
    """Another terminal that has the store open, in either mode; it reads from the first question on."""
    monkeypatch.setattr("onecustomer.store.database.sqlite.journal_mode", lambda: request.param)
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {request.param}")
        yield other


@pytest.mark.long
def test_killed_at_random_moments_it_is_finished_by_the_next_note() -> None:
    if not hasattr(os, "fork"):
        pytest.skip("Windows forks nothing")
    ran = short_form("kills_of_forget", "--kills", "10")
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert "wrong" not in ran.stdout


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
def test_she_is_hidden_at_once_and_every_read_says_so(cut_short: Oc, db: Path) -> None:
    before = db.read_bytes()
    for command in ("show jim", "find jim", "history jim", "today"):
        answer = cut_short(command)
        assert (0, True) == (answer.code, answer.err.endswith(UNFINISHED))
        assert "Klein" not in answer.out
    assert cut_short("show klein").complained(3).endswith(UNFINISHED)
    assert before == db.read_bytes()


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
@pytest.mark.parametrize(
    "command", ["note --for jim hello", "serve jim", "add Bo Ray", "edit jim --role tailor", "setting quiet 60d"]
)
def test_the_next_command_that_writes_finishes_it(
    cut_short: Oc, rows: Rows, db: Path, kept: Kept, command: str
) -> None:
    answer = cut_short(command)
    assert 0 == answer.code
    assert FINISHED in answer.err
    assert [] == [value for value in HERS if value.encode() in kept()]
    assert [] == rows("SELECT * FROM erasure")
    assert 1 == len((db.parent / "shop.db-erased").read_text().splitlines())
    again = cut_short("note --for jim once more")
    assert "erasure" not in again.err


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
def test_served_her_card_is_first_and_the_erasure_after(cut_short: Oc) -> None:
    answer = cut_short("serve jim")
    assert answer.out.startswith("Jim O’Neil")
    assert FINISHED in answer.err


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
def test_where_it_cannot_be_finished_the_note_is_kept_all_the_same(
    cut_short: Oc, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as here:
        here.setattr(traces, "leave_none", lambda *_: False)
        answer = cut_short("note --for jim hello")
    assert "Noted for Jim O’Neil: hello\n" == answer.out
    assert UNFINISHED == answer.err
    assert 1 == len(rows("SELECT * FROM erasure"))
    assert FINISHED in cut_short("note --for jim again").err


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
@pytest.mark.usefixtures("hasty")
def test_with_a_reader_she_is_erased_from_view_and_traces_remain(
    reader: sqlite3.Connection, shop_of_hers: Oc, kept: Kept, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    mode = reader.execute("PRAGMA journal_mode").fetchone()[0]
    reads = finish.finish

    def begin_reading(*words: object, **more: object) -> None:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM deed").fetchone()
        reads(*words, **more)  # type: ignore[arg-type]

    if mode == "wal":
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM deed").fetchone()
    else:
        monkeypatch.setattr("onecustomer.store.erasure.finish.finish", begin_reading)
    complained = shop_of_hers("forget klein --yes").complained(5)
    assert "oc: Erased from view; traces remain until other terminals close.\n" in complained
    monkeypatch.setattr("onecustomer.store.erasure.finish.finish", reads)
    assert "Klein" not in shop_of_hers("today").out
    assert 1 == len(rows("SELECT * FROM erasure"))
    reader.execute("ROLLBACK")
    reader.close()
    assert FINISHED in shop_of_hers("note --for jim hello").err
    assert [] == [value for value in HERS if value.encode() in kept()]


@pytest.mark.one_till("the shop has written what a copy cannot yet")
@pytest.mark.skipif(journal_mode() == "wal", reason="this SQLite keeps WAL mode")
@pytest.mark.usefixtures("hasty", "hurried")
def test_in_delete_mode_somebody_who_reads_keeps_her_whole(shop_of_hers: Oc, db: Path, rows: Rows) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM deed").fetchone()
        assert "nothing was written" in shop_of_hers("forget klein --yes").complained(5)
        assert [("Margo Klein",)] == rows("SELECT name FROM customer WHERE id = 1")
    assert 0 == shop_of_hers("forget klein --yes").code


def test_in_wal_mode_the_log_is_empty_afterwards(
    shop_of_hers: Oc, db: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onecustomer.store.database.sqlite.journal_mode", lambda: "wal")
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = wal").fetchone()
        other.execute("SELECT count(*) FROM deed").fetchone()
        shop_of_hers("note --for klein zip broke in the log")
        assert b"broke in the log" in Path(f"{db}-wal").read_bytes()
        assert 0 == shop_of_hers("forget klein --yes").code
        assert 0 == os.path.getsize(f"{db}-wal")
        assert [] == [value for value in (*HERS, "broke in the log") if value.encode() in kept()]


def test_the_receipt_says_that_it_is_not_finished(
    shop_of_hers: Oc, as_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "leave_none", lambda *_: False)
    answer = shop_of_hers("forget klein --yes --json")
    assert 5 == answer.code
    assert not as_json(answer.out)["receipt"]["finished"]


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
@pytest.mark.fault(6)
def test_a_disk_without_room_is_said_and_it_is_finished_later(
    shop_of_hers: Oc, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise StoreError("The store cannot be rewritten.", "free some space")

    with monkeypatch.context() as here:
        here.setattr(traces, "leave_none", full)
        assert "The store cannot be rewritten." in shop_of_hers("forget klein --yes").complained(5)
    assert [] == rows("SELECT name FROM customer WHERE id = 1")
    assert FINISHED in shop_of_hers("note --for jim hello").err


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
@pytest.mark.skipif(os.name != "posix" or (os.geteuid() == 0 and not Path("/dev/full").exists()), reason="needs Linux")
def test_where_the_list_cannot_be_written_it_is_not_finished(shop_of_hers: Oc, db: Path, rows: Rows) -> None:
    listed = Path(f"{db}-erased")
    listed.mkdir()
    assert "traces remain" in shop_of_hers("forget klein --yes").complained(5)
    assert 1 == len(rows("SELECT * FROM erasure"))
    listed.rmdir()
    assert FINISHED in shop_of_hers("note --for jim hello").err
    assert 1 == len(listed.read_text().splitlines())


@pytest.mark.parametrize("schema", [1, 4, 7])
def test_copies_of_older_schemas_hold_everybody_but_her(
    shop_of_hers: Oc, db: Path, kept: Kept, as_json: Json, schema: int
) -> None:
    copy = db.with_name(f"shop.db.schema-{schema}.1")
    older_store(db, schema, *(table for table in COPIED if schema > 1 or table != "occasion")).rename(copy)
    with closing(sqlite3.connect(copy)) as made:
        made.execute(f"PRAGMA application_id = {0x6F633143}")
        made.execute("INSERT INTO fragment VALUES ('kle', 'klein')")  # as another version of us may have kept it
        made.commit()
    assert b"black umbrella" in copy.read_bytes()
    receipt = as_json(shop_of_hers("forget klein --yes --json").printed())["receipt"]
    assert [str(copy)] == receipt["copies"]
    assert [] == [value for value in HERS if value.encode() in kept()]
    with closing(sqlite3.connect(copy)) as made:
        assert ("ok",) == made.execute("PRAGMA integrity_check").fetchone()
        assert 8 == made.execute("SELECT count(*) FROM customer").fetchone()[0]
        assert schema == made.execute("PRAGMA user_version").fetchone()[0]
        assert [] == made.execute("SELECT * FROM fragment WHERE word = 'klein'").fetchall()


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
def test_a_trace_in_a_file_beside_the_store_keeps_it_from_being_finished(shop_of_hers: Oc, db: Path) -> None:
    stray = db.parent / "shop.db-tills" / "stray"
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("she wrote from margo.klein@example.com")
    assert "traces remain in a file beside the store" in shop_of_hers("forget klein --yes").complained(5)
    stray.unlink()
    assert FINISHED in shop_of_hers("note --for jim hello").err


def test_what_was_mended_names_her_in_no_copy_either(shop: Oc, db: Path) -> None:
    shop("note --for jim came with Margo Klein")
    shop("note --for jim said that Margo Klein moved")
    copy = db.with_name("shop.db.schema-7.1")
    older_store(db, 7, *COPIED).rename(copy)
    with closing(sqlite3.connect(copy)) as made:
        made.execute(f"PRAGMA application_id = {0x6F633143}")
    shop("mend e1 came with a friend")
    shop("mend e2 --drop")
    shop("forget klein --yes")
    assert b"Margo Klein" not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as made:
        assert [("came with a friend",), ("",)] == made.execute("SELECT text FROM interaction ORDER BY id").fetchall()


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
def test_a_copy_that_cannot_be_read_keeps_it_from_being_finished(shop_of_hers: Oc, db: Path) -> None:
    copy = db.with_name("shop.db.schema-3.1")
    copy.write_bytes(b"Margo Klein is in no store" * 100)
    complained = shop_of_hers("forget klein --yes").complained(5)
    assert "oc: Erased from view; traces remain. A copy cannot be read, and may hold who was erased: " in complained
    assert f"{copy}\noc: hint: remove it, or put it right; then oc tidy or the next command that writes" in complained
    assert UNFINISHED in shop_of_hers("today").err
    copy.unlink()
    assert FINISHED in shop_of_hers("note --for jim hello").err


def test_what_a_killed_migration_left_goes(shop_of_hers: Oc, db: Path, kept: Kept) -> None:
    db.with_name("shop.db.new-0123456789abcdef").write_bytes(db.read_bytes())
    shop_of_hers("forget klein --yes")
    assert b"black umbrella" not in kept()


def test_a_large_store_is_rewritten_only_where_a_trace_is_found(
    shop_of_hers: Oc, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten: list[object] = []
    whole = traces.leave_none
    monkeypatch.setattr(finish, "LARGE", 0)
    monkeypatch.setattr(traces, "leave_none", lambda *words: bool(rewritten.append(words)) or whole(*words))
    shop_of_hers("forget klein --yes")
    assert [] == rewritten
    assert [] == [value for value in HERS if value.encode() in kept()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows forks nothing")
def test_a_draft_of_a_copy_that_a_kill_left_goes_and_a_file_of_the_owners_stays(
    shop_of_hers: Oc, db: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = copy_of(db).parent
    with monkeypatch.context() as here:
        here.setattr("onecustomer.store.files.sync", lambda _: os._exit(9))
        assert 9 == forked(lambda: shop_of_hers("forget jim --yes").code, None)
    (draft,) = backups.glob("*.new-*")
    draft.with_name(f"{draft.name}-journal").write_bytes(draft.read_bytes())
    own = backups / "shop.db.new-shop"
    own.write_text("how the new shop is to look")
    assert 0 == shop_of_hers("forget klein --yes").code
    assert [own] == [*backups.glob("*.new-*")]
    assert [] == [value for value in HERS if value.encode() in kept()]


def test_a_copy_that_gets_its_name_while_drafts_are_swept_is_asked_for_her(
    shop_of_hers: Oc, db: Path, monkeypatch: pytest.MonkeyPatch, kept: Kept
) -> None:
    made = copy_of(db)
    draft = made.rename(db.with_name("made"))
    sweeps = finish._sweep_drafts

    def meanwhile(path: str) -> None:
        draft.rename(made)
        sweeps(path)

    monkeypatch.setattr(finish, "_sweep_drafts", meanwhile)
    assert 0 == shop_of_hers("forget klein --yes").code
    assert [] == [value for value in HERS if value.encode() in kept()]


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
def test_a_copy_that_was_altered_is_named_and_the_note_after_it_is_removed_finishes_it(
    shop_of_hers: Oc, db: Path
) -> None:
    copy = copy_of(db)
    with copy.open("ab") as altered:
        altered.write(b" " * 100)
    complained = shop_of_hers("forget klein --yes").complained(5)
    assert complained.startswith("oc: Erased from view; traces remain. A copy is no longer what it was")
    assert "NOT" not in complained
    assert 3 == shop_of_hers("show klein").code
    copy.unlink()
    assert FINISHED in shop_of_hers("note --for jim hello").err


@pytest.mark.one_till("each command, and no write alone, ends what an erasure left")
def test_a_copy_that_cannot_be_written_anew_is_said_to_hold_her_until_it_is_removed(
    shop_of_hers: Oc, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_of(db)
    makes = os.open

    def full(path: str, *more: int) -> int:
        if f"{copy}.new-" in str(path):
            raise OSError(28, "No space left on device", path)
        return makes(path, *more)

    monkeypatch.setattr(os, "open", full)
    complained = shop_of_hers("forget klein --yes").complained(5)
    assert "oc: Erased from view; traces remain. A copy cannot be written anew" in complained
    assert "then oc tidy or the next command that writes clears the rest away" in complained
    assert 3 == shop_of_hers("show klein").code
    copy.unlink()
    assert FINISHED in shop_of_hers("note --for jim hello").err


def test_a_folder_that_is_called_as_a_copy_is_in_nobodys_way(shop_of_hers: Oc, db: Path) -> None:
    (db.parent / "backups" / "shop.db.2026-11-20.asked").mkdir(parents=True)
    assert 0 == shop_of_hers("forget klein --yes").code
