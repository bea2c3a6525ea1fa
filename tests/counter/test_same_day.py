"""What else is promised by the day of a new promise: the hands of a day are not for one alone."""

from __future__ import annotations

import pytest

from tests.words import Oc, at

SAID = "Promised Margo Klein by Fri 27 Nov 2026: navy coat\n"


def said_too(shop: Oc, *options: str) -> str:
    """Promise Margo a coat by friday, and return what is said besides."""
    promised = shop("promise", "navy coat", "--by", "friday", "--for", "klein", *options)
    assert (0, SAID) == (promised.code, promised.out)
    return promised.err


@pytest.fixture
def owed(shop: Oc) -> Oc:
    """A shop in which Jim and Alecia are owed something on Friday."""
    for what, who in (("coat", "jim"), ("hem", "ruiz")):
        shop(f"promise {what} --by friday --for {who}")
    return shop


def test_nothing_is_said_where_nothing_else_is_due_that_day(shop: Oc) -> None:
    shop("promise hem --by saturday --for jim")
    shop("note --complaint the zip --for jim")
    shop("note --gesture a card --for jim")
    assert "" == said_too(shop)


def test_a_promise_says_what_else_is_due_that_day_of_everybody(owed: Oc) -> None:
    assert "oc: That day too: Jim O’Neil (coat), Alecia Ruiz (hem).\n" == said_too(owed)


def test_her_own_other_promises_of_that_day_count_too(shop: Oc) -> None:
    shop("promise cuffs --by friday --for klein")
    assert "oc: That day too: Margo Klein (cuffs).\n" == said_too(shop)


def test_three_are_named_and_the_rest_counted(owed: Oc) -> None:
    owed("promise cuffs --by friday --for klein")
    assert "oc: That day too: Jim O’Neil (coat), Alecia Ruiz (hem), Margo Klein (cuffs).\n" == said_too(owed)
    told = "oc: That day too: Jim O’Neil (coat), Alecia Ruiz (hem), Margo Klein (cuffs), and {} more.\n"
    assert told.format(1) == said_too(owed)
    assert told.format(2) == said_too(owed)


@pytest.mark.parametrize("ended", ["done", "done --beyond more", "done --broken moths"])
def test_what_is_ended_is_not_due(owed: Oc, ended: str) -> None:
    owed(f"{ended} --for jim")
    assert "oc: That day too: Alecia Ruiz (hem).\n" == said_too(owed)
    owed("undo")
    owed("undo")
    assert "oc: That day too: Jim O’Neil (coat), Alecia Ruiz (hem).\n" == said_too(owed)


def test_a_day_that_is_past_has_its_others_too(shop: Oc) -> None:
    shop("promise hem --by friday --for jim")
    late = shop("promise coat --by 2026-11-27 --late --for klein", OC_NOW=at("2026-11-30"))
    assert "oc: That day too: Jim O’Neil (hem).\n" == late.err


def test_it_is_said_beside_whom_the_words_may_be_about(owed: Oc) -> None:
    owed("serve klein")
    promised = owed("promise jim navy coat --by friday")
    told = "oc: That day too: Jim O’Neil (coat), Alecia Ruiz (hem).\noc: about Jim O’Neil? oc mend e4 --move c2\n"
    assert told == promised.err


def test_long_words_are_cut(shop: Oc) -> None:
    shop(f"promise {'word ' * 30} --by friday --for jim")
    assert f"oc: That day too: Jim O’Neil ({'word ' * 11}word…).\n" == said_too(shop)


def test_a_promise_that_is_refused_says_nothing_of_its_day(owed: Oc) -> None:
    assert "That day too" not in owed("promise '' --by friday --for klein").complained(1)
