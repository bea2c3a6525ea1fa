"""What must not get out: through a link into another's file, into an error, or into memory without an end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onecustomer.store.database.connection import Store
from tests.words import Oc

WRITING = (
    *("export -o {}", "export --csv -o {}", "export --vcard -o {}", "export klein --plain -o {}"),
    *("export --staff Ana --plain -o {}", "pulse --svg {}", "history klein --graph --svg {}"),
)
COMMANDS = (
    *("serve", "show", "history", "find", "export", "duplicates", "forget --yes", "lost --why x", "edit --role x"),
    *("note --for c1", "thank --for c1", "style upset --for c1 --why", "promise --by friday --for c1", "done --for c1"),
    *("mend e1", "remember --for c1 friday", "news --for all --until friday", "later c1 --until friday --why", "add"),
    *("setting may", "merge c1", "told --for", "pulse --since", "tidy --yes", "today", "policy", "undo"),
)


@pytest.mark.fault(51)
@pytest.mark.skipif(os.name == "nt", reason="a link takes a right that few have on Windows")
@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("force", ["", " --force"])
def test_a_link_to_anothers_file_leaves_that_file_as_it_is(shop: Oc, till: Path, command: str, force: str) -> None:
    shop("note --for klein hello", OC_STAFF="Ana")
    (till / "victim").write_text("hers")
    (till / "link").symlink_to(till / "victim")
    shop(command.format(till / "link") + force)
    assert "hers" == (till / "victim").read_text()


@pytest.mark.fault(56)
@pytest.mark.parametrize("broken", ["first", "ask", "insert", "change"])
def test_no_word_of_a_note_is_in_an_error_or_a_file(
    shop: Oc, till: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fails(*given: object) -> None:
        raise RuntimeError(f"marker of a secret {given}")

    monkeypatch.setattr(Store, broken, fails)
    for command in COMMANDS:
        answer = shop(*command.split(), "zanzibar")
        told = answer.err.replace("“zanzibar”", "")  # what was typed as a name or a day is said back
        is_fault = "Something went wrong inside onecustomer (RuntimeError)" in told
        assert "marker" not in answer.out + told, command
        assert not is_fault or "zanzibar" not in answer.out + told, command
    kept = [path for path in till.rglob("*") if path.is_file() and path.name != "shop.db"]
    assert [] == [path for path in kept if b"zanzibar" in path.read_bytes()]


@pytest.mark.fault(43)
@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="there is no endless file")
def test_of_a_stream_without_an_end_no_more_is_read_than_is_taken(shop: Oc) -> None:
    with subprocess.Popen(["yes", "é" * 50], stdout=subprocess.PIPE) as endless:
        noted = subprocess.run(
            [sys.executable, "-m", "onecustomer", "note", "--for", "klein", "-"],
            stdin=endless.stdout,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        endless.kill()
    assert (1, "") == (noted.returncode, noted.stdout)
    assert "4,000 is the most" in noted.stderr
