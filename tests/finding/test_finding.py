"""Finding the right person: every case of the table, against one store with the whole cast in it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest

from onecustomer.domain.finding.matching import Candidate, candidates, the_only
from onecustomer.domain.language import names, phones
from onecustomer.domain.people.details import Details
from onecustomer.errors import NotFound
from onecustomer.store import kinds
from onecustomer.store.database.connection import Store, connect
from onecustomer.store.rows import Customer
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
            assert the_only(found, query) is None, query
    assert near >= FEWEST_NEAR


def test_a_card_without_asking_is_of_the_one_who_is_meant(whole_cast: Store) -> None:
    for case in CASES:
        found = candidates(whole_cast, case.query, TODAY)
        person = the_only(found, case.query) if found else None
        assert person is None or person.name in case.first, case.query


@pytest.mark.parametrize("tier", [5, 6, 7])
def test_one_who_is_only_near_is_asked_about(tier: int) -> None:
    assert the_only([_found(tier)], "margo") is None


@pytest.mark.parametrize("tier", [1, 2, 3, 4])
def test_one_who_is_named_is_not_asked_about(tier: int) -> None:
    only = the_only([_found(tier)], "margo")
    assert only is not None
    assert "Margo Klein" == only.name


def _found(tier: int) -> Candidate:
    return Candidate(Customer(1, "k", "Margo Klein", *[None] * (len(Customer.fields) - 3)), tier, None, "43")


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda stranger: stranger.query)
def test_nobody_is_taken_for_somebody_else(whole_cast: Store, stranger: Stranger) -> None:
    found = candidates(whole_cast, stranger.query, TODAY)
    if stranger.nobody:
        assert [] == [candidate.person.name for candidate in found]
        with pytest.raises(NotFound):
            the_only(found, stranger.query)
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
