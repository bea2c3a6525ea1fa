"""A changed job: an entry of the timeline, and the company before, by which a former colleague is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import cast

from ...store import kinds
from ...store.counter import read
from ...store.database.connection import Store
from ...store.index import spelling
from ...store.record import Record
from ...store.rows import Customer, Handle
from ..finding import keys
from ..language import jobs, names
from ..timeline.entries import NewEntry

SHORTEST = 4  # letters of what may have a slip of one letter in it


class NewJob(Record):
    """What an edit means for somebody's job.

    Shape: `entry` says the change, none where nothing is known to have changed; `left` is the company that they left,
    as handles; `back` are the handles of the company to which they came back.
    """

    entry: NewEntry | None
    left: Sequence[tuple[str, str]]
    back: Sequence[Handle]


def of(store: Store, person: Customer, values: Mapping[str, object], today: dt.date) -> NewJob:
    """Return what these values of the columns mean for the job of a person, as they are known before the edit.

    A job that was not known before is none that changed, nor is what was typed today of somebody added today, nor a
    slip of a letter.
    """
    company, role = (cast("str | None", values.get(column, vars(person)[column])) for column in ("company", "role"))
    is_new = person.added == today.isoformat()
    has_left = not is_new and _is_other(person.company, company)
    is_changed = has_left or (not is_new and _is_other(person.role, role))
    former = [handle for handle in read.handles(store, person.id) if handle.kind == kinds.FORMER]
    left = [(kinds.FORMER, person.company)] if has_left and person.company else []
    return NewJob(
        NewEntry(kinds.JOB, _text(person, company, role), today) if is_changed else None,
        [one for one in left if not _among(former, one[1])],
        _among(former, company) if company and "company" in values else [],
    )


def _is_other(before: str | None, now: str | None) -> bool:
    """Tell whether something known is another now, and not the same with a slip of a letter put right."""
    one, other = ("".join(names.fold(said or "")) for said in (before, now))
    is_slip = min(len(one), len(other)) >= SHORTEST and spelling.distance(one, other) <= 1
    return bool(one) and one != other and not is_slip


def _among(former: Sequence[Handle], company: str) -> list[Handle]:
    return [one for one in former if keys.same((one.kind, one.value), (kinds.FORMER, company))]


def _text(person: Customer, company: str | None, role: str | None) -> str:
    before = jobs.job(person.company, person.role)
    now = jobs.in_words(company, role)
    return f"{now}; was {before}" if now else f"no longer {before}"
