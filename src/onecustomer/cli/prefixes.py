"""What stands before a command and says in which store it runs: --db PATH, and demo."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import Usage
from ..store.paths import demo_store
from .terminal.program import in_a_shell
from .terminal.till import Till

DEMO = "demo"
HELP = ("-h", "--help")


def take_off(till: Till, words: Sequence[str]) -> list[str]:
    """Point the till at the store that the prefixes name, and return the words that are left.

    Shape: --db PATH is a prefix wherever it stands before a bare `--`. `demo` with words behind it is one, and
    alone it is a command.
    Raises: Usage where --db has no path, or stands beside the demo.
    """
    till.given, left = _without_db(words)
    if left[:1] != [DEMO]:
        till.prefix = f"--db {in_a_shell(till.given)}" if till.given else ""
        return left
    if till.given is not None:
        raise Usage("The demo has a store of its own.", "oc demo, without --db")
    command = left[2:] if left[1:2] == ["--"] else left[1:]
    if command[:1] == [DEMO]:
        raise Usage("The demo has a store of its own.", "oc demo COMMAND")
    till.given = demo_store()
    if not command or command[0] in HELP:
        return left
    till.prefix = DEMO
    return command


def _without_db(words: Sequence[str]) -> tuple[str | None, list[str]]:
    end = list(words).index("--") if "--" in words else len(words)
    paths: list[str] = []
    left: list[str] = []
    before = iter(words[:end])
    for word in before:
        if word == "--db":
            paths.append(next(before, ""))
        elif word.startswith("--db="):
            paths.append(word.removeprefix("--db="))
        else:
            left.append(word)
    if "" in paths:
        raise Usage("--db needs the path of a store.", "oc --db PATH …")
    return paths[-1] if paths else None, [*left, *words[end:]]
