"""The counter at a till of a shop: its parts, the server near and 5 ms away, and the server away.

Each command runs right behind the floor and, where it is held against a store without a shop, right behind that one.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from onecustomer.store.database import shop_files
from tests.bench import processes
from tests.bench.processes import Case, Command, verdict
from tests.bench.shops import Shops, Till
from tests.shop.clusters import Address
from tests.shop.proxy import Proxy

A_WAY = 0.0025  # seconds in each direction: 5 ms a round trip
NEAR, FAR = 5.5, 12.0  # times the floor, at the most
FIRST, LATER = 0.3, 0.3  # more than a store without a shop: seconds, and times the floor
SERVE, NOTE = ("serve", "margo"), ("note", "zip", "broke", "again")

DRIVER = "from onecustomer.store.shop.link import driver; driver.load()"
OPENED = "import sys; from onecustomer.store.open import open_store; store = open_store(sys.argv[1], print)"
CONNECTED = f"{OPENED}; store.connect(); assert store.server, store.away"
NOTED = "note … --for margo"
FED = f"{CONNECTED}; store.take(); assert not store.away, store.away"
PARTS = {"the driver": DRIVER, "a copy opened": OPENED, "… and connected": CONNECTED, "… and fed with nothing new": FED}


def parts(shop: Shops, asked: argparse.Namespace) -> list[str]:
    """Measure what a command at a till of a shop is made of."""
    till = shop.first()
    cases = [_case(label, None, till, [sys.executable, "-c", code, str(till.db)]) for label, code in PARTS.items()]
    cases.append(_case(NOTED, None, till, till.argv("note", "zip", "broke", "--for", "margo")))
    _in_turn([cases], asked.runs)
    return _table(cases, asked)


def counter(shop: Shops, asked: argparse.Namespace) -> list[str]:
    """Measure serve and note with the server at no distance, and 5 ms away."""
    alone, till = shop.alone(), shop.first()
    groups = []
    with Proxy(shop.near, delay=A_WAY) as far:
        for place, at, most in (("no distance", shop.near, NEAR), ("5 ms a round trip", far.address, FAR)):
            one = _moved(till, f"at {place}", at, shop)
            groups.append([_case(f"{words[0]}, {place}", most, one, one.argv(*words)) for words in (SERVE, NOTE)])
        groups.append([_case(f"{words[0]}, no shop", None, alone, alone.argv(*words)) for words in (SERVE, NOTE)])
        _in_turn(groups, asked.runs)
        reached = f"{far.connections} of {2 * asked.runs} commands reached the server that is 5 ms away"
    return [*_table([case for group in groups for case in group], asked), f"{reached}: one that did not is no figure"]


def away(shop: Shops, asked: argparse.Namespace) -> list[str]:
    """Measure serve and note while the server is away in each of the ways that a server can be."""
    alone, till = shop.alone(), shop.first()
    till.run("show", "margo")
    lines: list[tuple[str, ...]] = []
    cases: list[Case] = []
    for name, gone in AWAY.items():
        with gone(shop) as address:
            till.at(address)
            for words in (SERVE, NOTE):
                plain = _case("", None, alone, alone.argv(*words))
                first = _case(f"{words[0]}, {name}: the first command", None, till, till.argv(*words))
                later = _case(f"{words[0]}, {name}: within 30 s", None, till, till.argv(*words))
                for turn in range(asked.runs):
                    _forget_hosts(till)
                    _in_turn([[plain], [first], [later]], 1, turn)
                cases += [plain, first, later]
                lines += [_more(plain, first, asked, in_seconds=True), _more(plain, later, asked, in_seconds=False)]
        _bring_back(till, shop)
    return [*processes.heading(cases), *processes.table(lines)]


@contextmanager
def _frozen(shop: Shops) -> Iterator[Address]:
    shop.cluster.freeze()
    yield shop.near
    shop.cluster.thaw()


@contextmanager
def _refused(shop: Shops) -> Iterator[Address]:
    with Proxy(shop.near) as door:
        door.shut()
        yield door.address
        door.open()


@contextmanager
def _swallowing(shop: Shops) -> Iterator[Address]:
    with Proxy(shop.near) as door:
        door.swallow()
        yield door.address


@contextmanager
def _unknown(_: Shops) -> Iterator[Address]:
    yield ("nowhere.invalid", 5432)


AWAY: dict[str, Callable[[Shops], Iterator[Address]]] = {
    "a frozen server": _frozen,
    "a port that refuses": _refused,
    "a port that swallows": _swallowing,
    "a name that is nowhere": _unknown,
}


def _moved(till: Till, name: str, at: Address, shop: Shops) -> Till:
    """Return the same till with a service file that leads to another address."""
    folder = till.folder.parent / name.replace(" ", "-")
    folder.mkdir()
    moved = Till(name, folder, shop.server, store=till.db)
    moved.at(at)
    return moved


def _forget_hosts(till: Till) -> None:
    Path(f"{till.db}{shop_files.HOSTS}").unlink(missing_ok=True)


def _bring_back(till: Till, shop: Shops) -> None:
    """Let the till reach the server again, and send what it noted meanwhile."""
    till.at(shop.near)
    _forget_hosts(till)
    till.run("shop", "send")


def _case(label: str, holds: float | None, till: Till, argv: Sequence[str]) -> Case:
    return Case(Command(label, holds), 0, argv, till.env)


def _in_turn(groups: Sequence[Sequence[Case]], runs: int, first: int = 0) -> None:
    """Run what each group does in a row, each time as another terminal: one that serves twice logs no second visit."""
    for turn in range(first, first + runs):
        for number, group in enumerate(groups):
            for case in group:
                case.run(turn * len(groups) + number)


def _table(cases: Sequence[Case], asked: argparse.Namespace) -> list[str]:
    for case in cases:
        case.size = asked.people
    return [*processes.heading(cases), *processes.table(case.line() for case in cases)]


def _more(plain: Case, case: Case, asked: argparse.Namespace, *, in_seconds: bool) -> tuple[str, ...]:
    """Return the line of how much more a command takes than in a store without a shop."""
    more = [one - beside for one, beside in zip(case.took, plain.took, strict=True)]
    if not in_seconds:
        more = [one / floor for one, floor in zip(more, plain.floor, strict=True)]
    low, middle, high = statistics.quantiles(more, n=4, method="inclusive") if len(more) > 1 else more * 3
    unit, most = ("s", FIRST) if in_seconds else ("×", LATER)
    figures = f"+ {middle:.2f} {unit}", f"{low:.2f}–{high:.2f}", f"+ {most} {unit}"
    return (case.command.label, f"{asked.people:,}", *figures, verdict(middle, most, case.failed or plain.failed))
