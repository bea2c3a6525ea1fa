"""What happens in a shop of three tills, drawn at random: who types what, and what the line to the server does."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.shop.lines import Cut
from tests.shop.model.ledger import PROVISIONAL, Asked
from tests.shop.tills import Till

DEAD = "dead"  # every word is lost from now on
MEANWHILE = "meanwhile"  # every word is lost from the next COMMIT on, whose answer is lost too
GOOD = "good"
SWALLOWS = "swallows"

ANYWHERE = "anywhere"  # a cut at any message from now on, with some chance

LINES = (*[None] * 14, *Cut, ANYWHERE, ANYWHERE, Cut.UNHEARD, MEANWHILE, DEAD, SWALLOWS, *[GOOD] * 4)
"""What a line does from a step on: the same as before, a cut at its next COMMIT, or one of the above."""

SIMPLE = (
    *(
        "note --for {a} {w}",
        "note --complaint --for {a} {w}",
        "note --praise --for {a} {w}",
        "note --idea --for {a} {w}",
    ),
    *("thank --for {a} {w}", "promise {w} --by friday --for {a}", "note --gesture --for {a} --on yesterday {w}"),
    *("note --warning --for {a} --via phone {w}", "note --today upset --for {a} {w}"),
)
TOGETHER = ("note --pin --for {a} {w}", "note --need --for {a} {w}", "note --referral {b} --for {a} {w}")
CHANGING = (
    *("edit {a} --at Acme-{w}", "edit {a} --role {w} --phone '+1 212 555 0{n:03}'", "edit {a} --say {w} --nick {w}"),
    *(
        "edit {a} --every 3w",
        "edit {a} --email {w}@example.com",
        "remember {w} '24 Dec' --for {a}",
        "lost {a} --why {w}",
    ),
    *("style upset --why {w} --for {a}", "style hurried --usually --for {a}", "later {a} --until 'in 2 weeks'"),
    *("setting quiet {n}d", "style calm --advice {w}", "news {w} are in --for {w} --until 'in 2 weeks'"),
    *("add {w} Person --phone '+1 212 666 0{n:03}' --yes", "add {w} Friend --brought-by {a} --yes", "serve {a}"),
)
OF_NUMBERS = (
    *("mend {e} better-{w}", "mend {e} --drop", "mend {e} --move {b}", "mend {f} --drop", "mend {f} other-{w}"),
    *("done --for {a}", "done 1 --for {a} --beyond {w}", "done 1 --for {a} --broken {w}"),
)
GRAVE = ("merge {a} {b} --yes", "forget {a} --yes", "duplicates --two {a} {b}", "tidy --yes")
READING = ("today", "show {a}", "find {w}", "shop", "shop send")

TYPED = (*SIMPLE * 3, *TOGETHER * 2, *CHANGING, *OF_NUMBERS, *["undo --yes"] * 8, *GRAVE, *READING)


@dataclass(frozen=True)
class Step:
    """One command at one till, on people and rows by their place in its copy, and what its line does from then on."""

    till: int
    typed: str
    line: Cut | str | None
    first: int
    second: int


def steps() -> st.SearchStrategy[list[Step]]:
    """Return some steps."""
    places = st.integers(0, 5)
    one = st.builds(Step, st.integers(0, 2), st.sampled_from(TYPED), st.sampled_from(LINES), places, places)
    return st.lists(one, min_size=4, max_size=12)


def words(counted: Iterator[int] | None = None) -> Callable[[Till, Step], Asked | None]:
    """Return what makes a command of a step; each of its words is there once in an example."""
    numbers = counted or itertools.count(1)

    def made(till: Till, step: Step) -> Asked | None:
        """Return the command; none where the till's copy has nothing that it is about."""
        number = next(numbers)
        people = [one for (one,) in till.rows("SELECT id FROM customer UNION SELECT id FROM alias ORDER BY 1")]
        entries = [one for (one,) in till.rows("SELECT id FROM interaction WHERE id < ? ORDER BY id DESC", PROVISIONAL)]
        facts = [one for (one,) in till.rows("SELECT id FROM fact ORDER BY id DESC")]
        said = {"{a}": people, "{b}": people, "{e}": entries, "{f}": facts}
        if any(name in step.typed and not there for name, there in said.items()):
            return None
        named = {"a": _at(people, step.first), "b": _at(people, step.second)}
        token = f"w{number}x"
        typed = step.typed.format(
            a=f"c{named['a']}",
            b=f"c{named['b']}",
            e=f"e{_at(entries, step.first)}",
            f=f"f{_at(facts, step.second)}",
            w=token,
            n=100 + number,
        )
        about = tuple(one for name, one in named.items() if one and f"{{{name}}}" in step.typed)
        return Asked(typed, about, token if "{w}" in step.typed else "", step.typed in (*SIMPLE, *TOGETHER))

    return made


def _at(rows: list[int], place: int) -> int:
    return rows[place % len(rows)] if rows else 0
