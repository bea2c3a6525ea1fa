"""Three tills of one shop, random commands, the line to the server cut at random: nothing goes missing by itself.

Two thousand examples by hand: `HYPOTHESIS_PROFILE=thorough pytest -n 0 -m long tests/shop/test_three_tills.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from tests.shop.lines import Cut
from tests.shop.model import sound
from tests.shop.model.ledger import Asked, Ledger
from tests.shop.model.moment import Moment
from tests.shop.model.steps import ANYWHERE, DEAD, GOOD, MEANWHILE, SWALLOWS, Step, steps, words
from tests.shop.proxy import Proxy, at_commit, at_random
from tests.shop.servers import Server
from tests.shop.tills import Till
from tests.words import Oc

PEOPLE = (
    "add Ada Arden --phone '+1 212 555 0001'",
    "add Ben Brook --email ben@example.com",
    "add Cleo Crane --style languid",
    "add Dora Dunn --at Acme",
)
CHANCE = 0.2
FEW = 12  # examples, each day
PATIENT = 20  # times that a till sends: on a busy machine an answer may come too late
PHASES = Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink
"""Without the one that explains: it would run a failing example some hundred times more."""


class Shop:
    """Three tills, each with a line of its own to the server; `again` makes all as it was in the beginning."""

    def __init__(self, server: Server, tills: list[Till], doors: list[Proxy], moment: Moment) -> None:
        self.server, self.tills, self.doors, self.moment = server, tills, doors, moment

    def again(self) -> None:
        """Put everything back."""
        for number in range(len(self.tills)):
            self.mend_line(number)
        self.moment.put_back()

    def mend_line(self, number: int) -> None:
        """Let a till's line be good again, and half a minute be over."""
        door = self.doors[number]
        door.rule = None
        if door.is_swallowing:
            door.answer()
        self.tills[number].db.with_name("shop.db-hosts").unlink(missing_ok=True)

    def settle(self, ledger: Ledger) -> None:
        """Let every till send what waits, and then fetch what all have sent."""
        for number in (0, 1, 2, 0, 1):
            for _ in range(PATIENT):
                self.mend_line(number)
                said = ledger.run(self.tills[number], Asked("find nobody")).err
                if "As of" not in said and "is behind" not in said:
                    break

    def change_line(self, number: int, how: Cut | str | None, seed: int = 0) -> None:
        """Let a till's line do something from now on."""
        door = self.doors[number]
        if how == GOOD:
            self.mend_line(number)
        elif isinstance(how, Cut) and door.rule is not dead:
            door.rule = at_commit(how)
        elif how == MEANWHILE:
            door.rule = dying()
        elif how == ANYWHERE:
            door.rule = at_random(CHANCE, seed)
        elif how == DEAD:
            door.rule = dead
        elif how == SWALLOWS:
            door.swallow()


def dead(_: bytes) -> Cut:
    """Cut at every message."""
    return Cut.UNSENT


def dying():  # type: ignore[no-untyped-def]
    """Cut at every message from a COMMIT on, whose answer is the first that is lost."""
    seen: list[bytes] = []

    def rule(message: bytes) -> Cut | None:
        if seen:
            return Cut.UNSENT
        if b"COMMIT" in message:
            seen.append(message)
            return Cut.UNHEARD
        return None

    return rule


@pytest.fixture
def shop(server: Server, oc: Oc, tmp_path: Path) -> Iterator[Shop]:
    with ExitStack() as kept:
        doors = [kept.enter_context(Proxy(server.cluster.by_socket)) for _ in range(3)]
        tills = []
        for number, door in enumerate(doors, 1):
            folder = tmp_path / "tills" / f"till{number}"
            folder.mkdir(parents=True)
            env = server.service(role=server.owner, at=[door.address], place=folder)
            tills.append(Till(oc, {**env, "HOME": str(folder), "OC_DB": str(folder / "shop.db")}, folder))
        for command in PEOPLE:
            tills[0](command).printed_or_said()
        tills[0]("shop start service=shop").printed_or_said()
        for till in tills[1:]:
            till("shop join service=shop").printed_or_said()
        (tmp_path / "kept").mkdir()
        yield Shop(server, tills, doors, Moment(server, tills, tmp_path / "kept"))


@settings(phases=PHASES, max_examples=FEW)
@given(what=steps())
def test_three_tills_lose_nothing_that_no_rule_takes_and_end_alike(shop: Shop, what: list[Step]) -> None:
    hold(shop, what)


@pytest.mark.long
@settings(phases=PHASES)
@given(what=steps())
def test_nor_do_they_in_many_examples(shop: Shop, what: list[Step]) -> None:
    hold(shop, what)


def hold(shop: Shop, what: list[Step]) -> None:
    """Take these steps in a shop, and assert that nothing is lost."""
    shop.again()
    ledger, made = Ledger(), words()
    for step in what:
        shop.change_line(step.till, step.line, step.first + 6 * step.second)
        asked = made(shop.tills[step.till], step)
        if asked:
            ledger.run(shop.tills[step.till], asked)
    shop.settle(ledger)
    assert [] == ledger.lost(shop.tills) + sound.wrong(shop.server, shop.tills), ledger.said
