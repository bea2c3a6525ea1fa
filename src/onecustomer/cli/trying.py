"""The demo: five people in a store of their own, made anew each time it is asked for without a command."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence

import typer

from ..domain import demo as made_up
from ..domain import matching
from ..store import counter as lane
from ..store.connect import open_store
from ..store.place import demo_store
from . import counter, streams
from .till import Till

NEXT = """
Try, in this store of five made-up people:
  oc demo serve alecia             upset today, and why
  oc demo note likes the blue one  no name: it goes to the one just served
  oc demo thank for waiting
  oc demo find @ibm                two people, never one account
  oc demo undo                     takes the last one back

With your own: oc import customers.csv, or oc add NAME. oc --help has the rest.
"""


def demo(words: Sequence[str]) -> None:
    """Show a card and what to try next; or run a command in the demo's store.

    Raises: typer.Exit with the command's exit code.
    """
    path = demo_store()
    till = Till(path)
    if not words or not os.path.exists(path):
        _make(till)
    if words:
        from ..__main__ import main

        streams.program = "oc demo"
        try:
            raise typer.Exit(main(["--db", path, *words]))
        finally:
            streams.program = "oc"
    store = till.open()
    found = matching.candidates(store, made_up.EXAMPLE, till.moment().today)
    person = lane.person(store, found[0].person.id)
    if person:
        counter.show_card(till, store, person)
    streams.listed(NEXT.splitlines())


def _make(till: Till) -> None:
    """Make the demo's store anew; whom its tills served is forgotten with it."""
    shutil.rmtree(os.path.dirname(till.path), ignore_errors=True)
    made_up.fill(lambda: open_store(till.path, lambda _: None, make=True), till.moment())
