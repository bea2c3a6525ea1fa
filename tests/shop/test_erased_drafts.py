"""Somebody is erased whom another till is still to add: what surely is theirs is dropped, the rest is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shop.proxy import Proxy
from tests.shop.tills import Till, back

Tills = tuple[Till, Till]
DROPPED = "Not sent, and dropped: 1 of what was noted here, of somebody whom the shop has erased."
ASKED = "Somebody was erased from the shop since, perhaps "
HERS = "add 'Ottilie Wachowski' --phone '+1 212 555 0177' --email ottilie@wachowski.example --birthday 11-26"


def said(folder: Path) -> set[str]:
    """Return which of her words stand in a byte of the files below a folder."""
    held = b"".join(path.read_bytes().lower() for path in folder.rglob("*") if path.is_file())
    return {word for word in ("ottilie", "wachowski", "5550177", "555 0177") if word.encode() in held}


@pytest.fixture
def tills(behind_a_door: Tills, door: Proxy) -> Tills:
    """Two tills; the shop has her, and the server is away from the first of them."""
    first, second = behind_a_door
    second(HERS).printed_or_said()
    first("find ottilie").printed()
    door.shut()
    return first, second


@pytest.mark.parametrize(
    "typed",
    [
        "'Ottilie Wachowski' --phone '(212) 555-0177'",
        "'O. Wachowski' --email OTTILIE@wachowski.example",
        "'Wachowski Ottilie' --birthday '26 Nov 1958'",
    ],
)
def test_a_draft_of_somebody_who_is_erased_at_another_till_is_dropped_and_said(
    tills: Tills, door: Proxy, typed: str
) -> None:
    first, second = tills
    first(f"add --away {typed} --why 'sent by her aunt'").printed_or_said()
    first("add --away Ada Byron").printed_or_said()
    second("forget ottilie --yes").printed_or_said()
    back(door, first)
    assert DROPPED in first("find klein").err
    assert set() == said(first.folder)
    assert "Ada Byron, to be added" in first("shop").out


def test_so_is_one_of_the_till_that_erases_her(tills: Tills, door: Proxy) -> None:
    first, _ = tills
    first("add --away 'Ottilie Wachowski' --phone '+1 212 555 0177'").printed_or_said()
    back(door, first)
    assert DROPPED in first("forget ottilie --yes").err
    assert set() == said(first.folder)


def test_and_one_of_a_till_whose_copy_is_fetched_anew(tills: Tills, door: Proxy) -> None:
    first, second = tills
    first("add --away 'Ottilie Wachowski' --phone '+1 212 555 0177'").printed_or_said()
    second("forget ottilie --yes").printed_or_said()
    door.open()
    first("shop join service=shop --yes").printed_or_said()
    first("find klein")
    assert set() == said(first.folder)


@pytest.mark.parametrize(
    "typed", ["'Ottilie Wachowski'", "'Ottilie Wachowski' --birthday 12-26", "Anton --phone '+1 212 555 0177'"]
)
def test_who_may_be_somebody_else_is_asked_about_and_stays_unless_somebody_agrees(
    tills: Tills, door: Proxy, typed: str
) -> None:
    first, second = tills
    first(f"add --away {typed}").printed_or_said()
    second("forget ottilie --yes").printed_or_said()
    back(door, first)
    assert DROPPED not in first("find klein").err
    sent = first("shop send", at_terminal=True, stdin="\n\n")
    assert ASKED in " ".join(sent.err.split())
    assert "Added" not in sent.out
    assert first.db.with_name("shop.db-outbox").exists()
    assert "Added" in first("shop send", at_terminal=True, stdin="a\n").out
    assert not first.db.with_name("shop.db-outbox").exists()


def test_whom_the_draft_is_of_may_be_dropped_with_all_that_was_typed(tills: Tills, door: Proxy) -> None:
    first, second = tills
    first("add --away 'Ottilie Wachowski' --birthday 12-26").printed_or_said()
    second("forget ottilie --yes").printed_or_said()
    back(door, first)
    dropped = first("shop send", at_terminal=True, stdin="d\n")
    assert "oc edit" not in dropped.err
    assert set() == said(first.folder)


def test_nobody_is_asked_where_nobody_was_erased_since(tills: Tills, door: Proxy) -> None:
    first, second = tills
    second("forget ottilie --yes").printed_or_said()
    back(door, first)
    first("find klein")
    door.shut()
    first("add --away Ada Byron").printed_or_said()
    back(door, first)
    sent = first("shop send", at_terminal=True)
    assert "Added Ada Byron" in sent.out
    assert ASKED not in " ".join(sent.err.split())


def test_who_was_to_bring_somebody_and_is_erased_brings_nobody(tills: Tills, door: Proxy) -> None:
    first, second = tills
    first("add --away Ada Byron --brought-by ottilie").printed_or_said()
    second("forget ottilie --yes").printed_or_said()
    back(door, first)
    first("find klein")
    assert set() == said(first.folder)
    assert "Added Ada Byron" in first("shop send", at_terminal=True, stdin="a\n").out
