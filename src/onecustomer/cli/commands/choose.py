"""From words to one person: found at once, chosen from a short list, or the one being served."""

from __future__ import annotations

from ...errors import Ambiguous, NobodyCurrent
from ...store import current
from ...store.counter import read
from ...store.current import Current
from ...store.record import Record
from ...store.rows import Customer
from ..terminal import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...domain.finding.in_front import InFront
    from ...domain.finding.ranking import Candidate
    from ...store.database.connection import Store
    from ..terminal.till import Till

LAPSE = 30 * 60  # seconds for which a till goes on serving somebody
SHOWN = 9  # people of a list


class Found(Record):
    """Whom words mean, or who is being served.

    Shape: `is_unasked` tells that nobody had to choose, and that it was not by a number or code.
    """

    person: Customer
    query: str = ""
    is_unasked: bool = False
    is_current: bool = False


def person(till: Till, store: Store, query: str, again: str) -> Customer:
    """Return the one customer that the words mean.

    `again` is the command to be typed with a reference instead, as in "oc serve".
    Raises: NotFound; Ambiguous where nobody is at the terminal to choose.
    """
    return find(till, store, query, again).person


def find(till: Till, store: Store, query: str, again: str, *, as_json: bool = False) -> Found:
    """Return the one customer that the words mean, and whether somebody chose.

    Raises: NotFound; Ambiguous where nobody is at the terminal to choose.
    """
    from ...domain.finding import matching

    with store.reading():
        answer = matching.answer(store, query, till.moment().today, is_list=False)
    if answer.unasked:
        return Found(_fresh(store, answer.unasked), query, is_unasked=answer.tier in matching.OF_NAMES)
    found = answer.candidates
    if as_json and not found:
        streams.json_out("candidates", [], **till.as_of())
    if not found:
        from ..terminal.welcome import nobody

        raise nobody(store, query)
    if not as_json and answer.tier:
        streams.say(f"“{query}” may be {len(found)}{' or more' * (len(found) > SHOWN)} people:")
    elif not as_json:
        streams.say(f"Nobody is called “{query}”; the nearest:")
    _show(till, found, as_json=as_json)
    chosen = _chosen(found) if till.interactive and not as_json else None
    if chosen is None:
        raise Ambiguous("Nobody was chosen.", f"{again} {found[0].ref}, or type more of the name")
    return Found(_fresh(store, chosen))


def _fresh(store: Store, found: Customer) -> Customer:
    """Return a customer as the shop has them now.

    Raises: NotFound where another till took them out.
    """
    if not store.is_copy:
        return found
    from ..terminal import joined

    return joined.fresh(store, found)


def serving(till: Till) -> Current | None:
    """Return whom this till serves; none where nobody is, or since is half an hour away, by a clock set back too."""
    kept = current.get(till.path, till.name, till.session)
    return kept if kept and abs(till.moment().now.timestamp() - kept.at) < LAPSE else None


def customer_served(till: Till, store: Store) -> Customer | None:
    """Return the customer being served on this till, none where nobody is."""
    kept = serving(till)
    served = _of(store, kept) if kept else None
    if kept and served is None and store.is_copy:
        streams.say("Who was being served here was taken out of the shop, or erased, at another till.")
    return _fresh(store, served) if served else None


def _say_who_is_gone(till: Till, store: Store) -> None:
    """Say once that another till of the shop has taken out whom this one was serving."""
    kept = serving(till) if store.is_copy else None
    if kept and _of(store, kept) is None:
        current.clear(till.path, till.name)
        streams.say("Whoever was being served here was taken out of the shop meanwhile.")


def _of(store: Store, kept: Current) -> Customer | None:
    if person := read.by_key(store, kept.key):
        return person
    from ...store.counter import alias

    return alias.by_key(store, kept.key)


def make_current(till: Till, person: Customer, *, is_logged: bool) -> bool:
    """Let this till serve a customer, and tell whether it could be kept; where not, it serves nobody."""
    try:
        current.set(till.path, till.name, till.session, Current(person.key, till.moment().now.timestamp(), is_logged))
    except OSError:
        current.clear(till.path, till.name)
        return False
    return True


def forget_visit(till: Till, *people: Customer | None) -> None:
    """Let a visit be logged again of whom this till serves, where theirs was mended: it is no longer as it was."""
    kept = serving(till)
    for person in people:
        if kept and person and person.key == kept.key:
            make_current(till, person, is_logged=False)


def may_be_about(till: Till, named: InFront | None, ref: str) -> list[str]:
    """Return what is said where the first words of what was written name somebody else; nothing where they do not.

    `ref` is the number by which it can be moved; empty where it has none yet.
    """
    if named is None:
        return []
    if not ref:
        return [till.typed(f"about {named.person.name}? oc undo, then say it again --for {named.person.ref}")]
    return [till.typed(f"about {named.person.name}? oc mend {ref} --move {named.person.ref}")]


def let_go(till: Till, store: Store, customer_id: int | None) -> None:
    """Let this till serve nobody, where it was serving the customer of this number."""
    kept = current.get(till.path, till.name, till.session)
    served = _of(store, kept) if kept else None
    if served and served.id == customer_id:
        current.clear(till.path, till.name)


def served_or_named(till: Till, store: Store, who: str | None, command: str, *, option: str = " --for") -> Customer:
    """Return the customer named with --for, or the one being served; on a terminal, ask where there is neither.

    `option` is empty where the command takes the name as its words.
    Raises: NobodyCurrent, NotFound, Ambiguous.
    """
    again = f"oc {command} …{option}" if option else f"oc {command}"
    if who is not None:
        return person(till, store, who, again)
    served = customer_served(till, store)
    if served:
        return served
    _say_who_is_gone(till, store)
    if till.interactive:
        from . import asking

        question = "Nobody is being served here. For whom?"
        if found := asking.whom(question, lambda answer: person(till, store, answer, again)):
            return found
        streams.say(asking.LOST)
    raise NobodyCurrent(f"oc serve WHO first, or oc {command}{option} WHO")


def asked_for(till: Till, store: Store, who: Sequence[str], command: str, *, as_json: bool = False) -> Found:
    """Return the customer whom a reading command names, or the one being served.

    Raises: NobodyCurrent, NotFound, Ambiguous.
    """
    if who:
        return find(till, store, " ".join(who), f"oc {command}", as_json=as_json)
    served = customer_served(till, store)
    if served is None:
        _say_who_is_gone(till, store)
        raise NobodyCurrent(f"oc {command} WHO")
    return Found(served)


def option_for(person: Customer, who: str | None) -> str:
    """Return the option by which a command goes to the same customer again; empty for the one being served."""
    return f" --for {person.ref}" if who is not None else ""


def _show(till: Till, found: list[Candidate], *, as_json: bool) -> None:
    if as_json:
        from ..screens.as_json import candidate

        streams.json_out("candidates", [candidate(one) for one in found], **till.as_of())
        return
    from ..screens.candidates import rows

    streams.listed(rows(found, till.moment().today, streams.width(), SHOWN))


def _chosen(found: list[Candidate]) -> Customer | None:
    """Return the one whose number is typed; Enter never takes anybody."""
    shown = found[:SHOWN]
    people = {str(number): one.person for number, one in enumerate(shown, 1)} | {one.ref: one.person for one in shown}
    question = f"Which one? {f'1–{len(shown)}' if len(shown) > 1 else '1'}, or Enter for none:"
    takes = f"Type {f'1 to {len(shown)}' if len(shown) > 1 else '1'}, or a reference such as {shown[0].ref}."
    return people.get(streams.one_of(people, question, takes))
