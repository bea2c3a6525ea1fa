"""From words to one person: found at once, chosen from a short list, or the one being served."""

from __future__ import annotations

import datetime as dt

from ..domain import days, matching
from ..domain.matching import Candidate
from ..domain.text import cells, clean, cut
from ..errors import NobodyCurrent, Refused, Several
from ..store import counter, tills
from ..store.connect import Store
from ..store.rows import Person
from . import streams
from .till import Till

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LAPSE = 30 * 60  # seconds for which a till goes on serving somebody
SHOWN = 9
TRIES = 3
NARROW = 60  # columns; on less, what tells people apart stands on a line below
INDENT = 4


def person(till: Till, store: Store, query: str, again: str, *, as_json: bool = False) -> Person:
    """Return the one customer that the words mean.

    `again` is the command to be typed with a reference instead, as in "oc serve".
    Raises: Nobody; Several where nobody is at the terminal to choose.
    """
    with store.reading():
        found = matching.candidates(store, query, till.moment().today)
    if as_json and not found:
        streams.json_out("candidates", [])
    only = matching.the_only(found, query)
    if only:
        return only
    if as_json:
        streams.json_out("candidates", [described(candidate) for candidate in found])
    else:
        streams.listed(rows(till, found))
    sentence = (
        f"“{query}” may be {len(found)}{' or more' * (len(found) > SHOWN)} people."
        if len(found) > 1
        else f"“{query}” is near this name, and not it."
    )
    hint = f"{again} {found[0].ref}, or type more of the name"
    chosen = _chosen(found, or_first=matching.stands_out(found)) if till.interactive and not as_json else None
    if chosen is None:
        raise Several(sentence, hint)
    return chosen


def remembered(till: Till) -> tuple[int, bool] | None:
    """Return the number of the customer being served on this till, and whether the visit is logged.

    Shape: none where nobody is served, or was for longer than half an hour.
    """
    told = tills.recall(till.path, till.name, till.session)
    if told is None or not 0 <= till.moment().now.timestamp() - told[1] < LAPSE:
        return None
    return told[0], told[2]


def current(till: Till, store: Store) -> Person | None:
    """Return the customer being served on this till, none where nobody is."""
    served = remembered(till)
    return counter.person(store, served[0]) if served else None


def let_go(till: Till, customer_id: int | None) -> None:
    """Let this till serve nobody, where it was serving the customer of this number."""
    served = tills.recall(till.path, till.name, till.session)
    if served and served[0] == customer_id:
        tills.forget(till.path, till.name)


def served_or_named(till: Till, store: Store, named: str | None, command: str, *, option: str = " --for") -> Person:
    """Return the customer named with --for, or the one being served; on a terminal, ask where there is neither.

    `option` is empty where the command takes the name as its words.
    Raises: NobodyCurrent, Nobody, Several.
    """
    again = f"oc {command} …{option}" if option else f"oc {command}"
    if named is not None:
        return person(till, store, named, again)
    served = current(till, store)
    if served:
        return served
    if till.interactive and (answer := streams.ask("Nobody is being served here. For whom?")):
        return person(till, store, answer, again)
    raise NobodyCurrent(f"oc serve WHO first, or oc {command}{option} WHO")


def _chosen(found: list[Candidate], *, or_first: bool) -> Person | None:
    shown = found[:SHOWN]
    entered = "the first" if or_first else "none"
    for _ in range(TRIES):
        answer = streams.ask(f"Which one? {f'1–{len(shown)}' if len(shown) > 1 else '1'}, or Enter for {entered}:")
        if not answer:
            return found[0].person if or_first else None
        for number, candidate in enumerate(shown, 1):
            if answer in (str(number), candidate.ref):
                return candidate.person
    return None


def named(person: Person, who: str | None) -> str:
    """Return the option by which a command goes to the same customer again; empty for the one being served."""
    return f" --for {matching.reference(person.id)}" if who is not None else ""


def one_of(till: Till, listed: Sequence[str], words: Sequence[str], said: str, hint: str) -> tuple[int, Sequence[str]]:
    """Return which line of a list is meant, from 0, and the words that are left.

    The only one is meant without its number; of several, that of the first word, or of the answer on a terminal.
    Shape: a number alone is never taken for words.
    Raises: Refused with what is `said` of the list and the hint, where nobody chose or the number is not on it.
    """
    is_numbered = bool(words) and words[0].isdecimal()
    if len(listed) == 1 and not (is_numbered and len(words) == 1):
        return 0, words
    number = int(words[0][:9]) if is_numbered else 0
    if 0 < number <= len(listed):
        return number - 1, words[1:]
    for number, line in enumerate(listed, 1):
        streams.listed(streams.fitted(f"{number:>2}  {line}", till.width, INDENT))
    answer = ""
    if till.interactive and not is_numbered:
        answer = streams.ask(f"Which one? 1–{len(listed)}, or Enter for none:")
    if answer in map(str, range(1, len(listed) + 1)):
        return int(answer) - 1, words
    off_list = words[0] if is_numbered else answer
    raise Refused(f"{off_list} is not on the list: {said}" if off_list else said, hint)


def rows(till: Till, found: list[Candidate]) -> list[str]:
    """Return a numbered list of candidates, each with what tells them apart."""
    shown = found[:SHOWN]
    today = till.moment().today
    widest = min(30, max(cells(clean(candidate.person.name)) for candidate in shown))
    longest = max(len(candidate.ref) for candidate in shown)
    lines = []
    for number, candidate in enumerate(shown, 1):
        detail = clean(" · ".join(details(candidate, today)))
        if till.width < NARROW:
            name = cut(clean(candidate.person.name), till.width - INDENT - 2 - len(candidate.ref))
            lines.append(f"{number:>2}  {name}  {candidate.ref}")
            below = streams.broken(detail, till.width - INDENT, 0) if detail else []
            lines += [" " * INDENT + cut(row, till.width - INDENT) for row in below]
            continue
        name = cut(clean(candidate.person.name), widest)
        name += " " * (widest - cells(name))
        lines.append(cut(f"{number:>2}  {name}  {candidate.ref:<{longest}}  {detail}".rstrip(), till.width))
    if len(found) > SHOWN:
        lines.append("    and more: type more of the name")
    return lines


def details(candidate: Candidate, today: dt.date) -> list[str]:
    """Return what tells a candidate from the others: workplace, last seen, how the telephone number ends."""
    told = []
    if candidate.person.company:
        told.append(candidate.person.company)
    elif candidate.person.relation:
        told.append(candidate.person.relation)
    if candidate.last_day:
        told.append(f"last here {days.short(days.of_iso(candidate.last_day), today)}")
    if candidate.phone_end:
        told.append(f"phone …{candidate.phone_end}")
    return told


def described(candidate: Candidate) -> dict[str, object]:
    """Return a candidate as JSON has it."""
    return {
        "name": candidate.person.name,
        "ref": candidate.ref,
        "tier": candidate.tier,
        "company": candidate.person.company,
        "last_seen": candidate.last_day,
        "phone_end": candidate.phone_end or None,
    }
