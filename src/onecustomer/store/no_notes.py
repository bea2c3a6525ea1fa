"""Who wants no notes: what goes on of them all the same, and the condition that finds them."""

from __future__ import annotations

from .kinds import BROKEN, CONTACT, EXCEEDED, JOB, KEPT, LOST, PROMISE, STYLE, THANKS, TOLD, VISIT

SAID_ANYWAY = (PROMISE, KEPT, EXCEEDED, BROKEN, TOLD, JOB)
"""The kinds of entry that go on with all their words."""
LOGGED_ANYWAY = (VISIT, CONTACT, THANKS, STYLE, LOST, *SAID_ANYWAY)
"""The kinds of entry that go on; those in front without their words."""

WANTS_NONE = "{whose} IN (SELECT person.id FROM counter_person AS person WHERE person.no_notes IS NOT NULL)"
"""Holds for the customer whose number stands in this column, where they want none: few are in that index, or nobody."""
