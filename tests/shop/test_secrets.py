"""A till is known by its secret, whatever is cut, and whatever its other terminals do at the same moment."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from onecustomer.domain.finding import renew
from onecustomer.store.shop.link import state
from tests.shop.lines import Cut
from tests.shop.proxy import Proxy, at_commit
from tests.shop.tills import NewTill, Till, forget_hosts

Tills = tuple[Till, Till]


def secrets(till: Till) -> int:
    """Return how many secrets a till keeps."""
    return len(state.read(str(till.db)).secrets)


@pytest.mark.long
def test_a_till_is_known_however_many_ends_nobody_answered_after_one_that_was_kept(
    behind_a_door: Tills, door: Proxy
) -> None:
    first, second = behind_a_door
    for number in range(40):
        cut = Cut.UNSENT if number else Cut.UNHEARD
        door.cuts.clear()
        door.rule = lambda message, cut=cut: cut if b"COMMIT" in message else Cut.UNSENT if door.cuts else None
        assert "Nobody knows yet" in first(f"edit klein --role {number}").err
        door.rule = None
        forget_hosts(first)
        assert ("is in the shop" in first("find klein").err) == (number == 0)
    assert 0 == first("edit klein --role baker").code
    assert "baker" in second("show klein").out


def test_a_till_keeps_no_more_secrets_than_the_one_and_the_next(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    for number in range(4):
        door.rule = at_commit(Cut.UNHEARD if number % 2 else Cut.UNSENT)
        first(f"edit klein --role {number}")
        door.rule = None
        forget_hosts(first)
        first("note --for klein came again").printed_or_said()
        assert secrets(first) == 2, (number, state.read(str(first.db)))


def ended_or_waiting(another: subprocess.Popen[bytes]) -> bool:
    """Wait until another terminal has ended, or says that it waits for this one; tell whether it waits."""
    return any(b"Waiting for another terminal" in line for line in another.stderr or ())


def test_a_copy_that_is_fetched_anew_while_another_terminal_writes_is_known(
    behind_a_door: Tills, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = behind_a_door
    others: list[subprocess.Popen[bytes]] = []
    write = state.write

    def then_it_is_fetched(*known: Any) -> None:
        if not others:
            others.append(first.begun("shop", "join", "service=shop", "--yes", OC_TILL="another"))
            ended_or_waiting(others[0])
        write(*known)

    monkeypatch.setattr(state, "write", then_it_is_fetched)
    first("note --for klein zip broke")
    monkeypatch.undo()
    _, said = others[0].communicate()
    assert 0 == others[0].returncode, said
    first("note --for klein came again").printed()
    assert "came again" in second("show klein").out
    assert not first.db.with_name("shop.db-outbox").exists()


def test_what_other_terminals_write_while_a_copy_is_fetched_anew_leaves_its_secret(
    behind_a_door: Tills, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = behind_a_door
    everybody = renew.everybody

    def meanwhile(*copy: Any) -> None:
        for number in range(3):
            with first.begun("note", "--for", "klein", f"note {number}") as another:
                assert 0 == another.wait()
        everybody(*copy)

    monkeypatch.setattr(renew, "everybody", meanwhile)
    first("shop join service=shop --yes").printed_or_said()
    monkeypatch.undo()
    first("note --for klein came again").printed()
    said = second("show klein").out
    assert "came again" in said and "note 2" in said
    assert "note 2" in first("show klein").out


def test_of_two_that_make_one_copy_at_once_only_one_does(
    behind_a_door: Tills, new_till: NewTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, second = behind_a_door
    third = new_till("three")
    note = state.note_secret

    def while_another_does(*words: Any) -> Any:
        with third.begun("shop", "join", "service=shop") as another:
            assert (5, b"") == (another.wait(), another.stdout and another.stdout.read())
        return note(*words)

    monkeypatch.setattr(state, "note_secret", while_another_does)
    third("shop join service=shop").printed_or_said()
    monkeypatch.undo()
    third("note --for klein zip broke").printed()
    assert "zip broke" in second("show klein").out
