"""Finding the right person: every case of the table, against one store with the whole cast in it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest

from onecustomer.domain.finding.matching import answer, candidates
from onecustomer.domain.language import names, phones
from onecustomer.domain.people.details import Details
from onecustomer.store import kinds
from onecustomer.store.database.connection import Store, connect
from tests.bench.finding import make_store
from tests.finding.finding_cases import CASES, CAST, FEWEST, STRANGERS, Case, Somebody, Stranger

TODAY = dt.date(2026, 11, 21)
FIRST_BY_NEARNESS = 5  # the first of the tiers that only ever ask
FEWEST_NEAR = 100  # cases that those tiers must answer, so that what is said of them is said of something


@pytest.fixture(scope="session")
def whole_cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with everybody of the cast, brought in as an import does it."""
    path = tmp_path_factory.mktemp("cast") / "cast.db"
    make_store(path, map(_details, CAST))
    store = connect(str(path), lambda _: None)
    yield store
    store.close()


def _details(somebody: Somebody) -> Details:
    handles = (
        (kinds.PHONE, somebody.phone),
        (kinds.NICK, somebody.nick),
        (kinds.EMAIL, somebody.email),
        (kinds.CARD, somebody.card),
    )
    said = Details(name=somebody.name, say=somebody.say, company=somebody.company)
    said.handles = [(kind, value) for kind, value in handles if value]
    return said


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.query}")
def test_the_one_who_is_meant_stands_first(whole_cast: Store, case: Case) -> None:
    found = [candidate.person.name for candidate in candidates(whole_cast, case.query, TODAY)]
    assert set(case.first) == set(found[: len(case.first)]), found[:8]


def test_a_near_or_misspelt_query_never_yields_a_card_without_asking(whole_cast: Store) -> None:
    near = 0
    for query in [case.query for case in CASES] + [stranger.query for stranger in STRANGERS]:
        found = candidates(whole_cast, query, TODAY)
        if found and found[0].tier >= FIRST_BY_NEARNESS:
            near += 1
            assert answer(whole_cast, query, TODAY).unasked is None, query
    assert near >= FEWEST_NEAR


def test_a_card_without_asking_is_of_the_one_who_is_meant(whole_cast: Store) -> None:
    for case in CASES:
        person = answer(whole_cast, case.query, TODAY, is_list=False).unasked
        assert person is None or person.name in case.first, case.query
        assert person == answer(whole_cast, case.query, TODAY).unasked


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda stranger: stranger.query)
def test_nobody_is_taken_for_somebody_else(whole_cast: Store, stranger: Stranger) -> None:
    found = candidates(whole_cast, stranger.query, TODAY)
    if stranger.nobody:
        assert [] == [candidate.person.name for candidate in found]
        assert answer(whole_cast, stranger.query, TODAY).unasked is None
    else:
        sure = {candidate.person.name for candidate in found if candidate.tier < FIRST_BY_NEARNESS}
        assert sure <= set(stranger.may_be)


def test_the_table_has_enough_of_every_kind() -> None:
    counted = Counter(case.kind for case in CASES)
    assert set(FEWEST) == set(counted)
    assert not {kind: counted[kind] for kind, fewest in FEWEST.items() if counted[kind] < fewest}
    assert len(CASES) == len({case.query for case in CASES})


def test_the_table_names_people_of_the_cast_and_each_of_them_is_somebody_else() -> None:
    cast = [somebody.name for somebody in CAST]
    assert set() == {name for case in CASES for name in case.first} - set(cast)
    assert len(cast) == len(set(map(names.whole, cast)))
    endings = [phones.digits(somebody.phone)[-phones.TAIL :] for somebody in CAST if somebody.phone]
    assert len(endings) == len(set(endings))
