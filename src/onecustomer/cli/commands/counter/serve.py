"""serve and show: a customer's card; serve then logs the visit and makes them current here."""

from __future__ import annotations

import datetime as dt

from ....domain.card.card import card_of
from ....domain.language import names
from ....domain.language.days import of_iso, short
from ....errors import NobodyCurrent, OnecustomerError, Usage
from ....store import current, kinds
from ....store.counter import read
from ...screens.card import draw
from ...terminal import streams
from .. import choose
from ..choose import Found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....domain.finding.found_by import FoundBy
    from ....domain.timeline.deed import Signed
    from ....domain.timeline.entries import NewEntry
    from ....store.database.connection import Store
    from ....store.rows import Customer
    from ...terminal.till import Till


def serve(
    till: Till,
    who: Sequence[str],
    *,
    brief: bool = False,
    on: str | None = None,
    via: str | None = None,
    as_json: bool = False,
) -> None:
    """Print a customer's card, then make them current here and log the visit; no words means the one being served.

    Shape: a contact that came another way is no visit; `brief`, or the shop's rule, prints the name and how to be with
    them only.
    Raises: NobodyCurrent where nobody is named and nobody is being served; NotFound; Ambiguous.
    """
    if brief and as_json:
        raise Usage("--brief is for people, --json for programs.", "leave one of them out")
    before = choose.serving(till)
    visit = None
    if on is not None or via is not None:
        from . import visits  # a plain call does not wait for it

        visit = visits.described(till.open(), till.signed(), on, via)
    if who:
        current.clear(till.path, till.name)  # whoever was here has left, whatever becomes of the search
    signed = till.signed()
    store = till.open()
    found = _found(till, store, who, as_json=as_json)
    person = found.person
    brief = brief or read.setting(store, kinds.BRIEF) == kinds.YES
    show_card(till, store, found, as_json=as_json, is_here=visit is None, brief=brief)
    if found.is_current and visit is None:
        return  # looked at once more
    was_here = before is not None and before.logged and before.key == person.key
    _begin_serving(till, store, signed, person, visit, was_here=was_here)


def _found(till: Till, store: Store, who: Sequence[str], *, as_json: bool) -> Found:
    def find(query: str) -> Found:
        return choose.find(till, store, query, "oc serve", as_json=as_json)

    if who:
        return find(" ".join(who))
    if served := choose.customer_served(till, store):
        return Found(served, is_current=True)
    if till.interactive:
        from .. import asking

        if found := asking.whom("Whom are you serving?", find, keeps=False):
            return found
    raise NobodyCurrent("oc serve WHO: part of a name, a phone, an e-mail")


def show(till: Till, who: Sequence[str], *, as_json: bool = False) -> None:
    """Print the card of somebody, or of the one being served.

    Raises: NobodyCurrent; NotFound; Ambiguous.
    """
    store = till.open()
    found = choose.asked_for(till, store, who, "show", as_json=as_json)
    show_card(till, store, found, as_json=as_json, whole=True)


def show_card(
    till: Till,
    store: Store,
    found: Found,
    *,
    as_json: bool = False,
    is_here: bool = False,
    brief: bool = False,
    whole: bool = False,
) -> None:
    """Print a customer's card, and after it what speaks against its being the right one.

    `is_here` says that they are being served; a whole card has every line to its end.
    """
    today = till.moment().today
    with store.reading():
        card = card_of(store, found.person, today, is_here=is_here, clock=till.clock())
    if card.person.no_notes:
        from ....domain.card import unnoted  # few want none

        card = unnoted.card(card)
    if as_json:
        from ...screens.as_json import card_parts, doubts

        streams.json_out("card", card_parts(card) | doubts(*_doubts(store, found, today)), **till.as_of())
    else:
        colour = streams.takes_colour()
        streams.drawn(draw(card, today, streams.width(), colour=colour, brief=brief, whole=whole))
        if whole and found.person.no_notes:
            from ....domain.timeline import quiet

            wish = till.typed(quiet.sentence(found.person))
            streams.drawn(streams.fitted(wish, streams.width()))
        near, found_by = _doubts(store, found, today)
        if near:
            streams.say(f"names like it: {', '.join(f'{other.name} {other.ref}' for other in near)}")
        if found_by:
            last = f"last here {short(of_iso(found_by.last_day), today)}" if found_by.last_day else ""
            who = [found.person.name, last or ("" if card.left else "never served before")]
            streams.say(f"found by “{found_by.word}” alone: {', '.join(filter(None, who))}")


def _doubts(store: Store, found: Found, today: dt.date) -> tuple[list[Customer], FoundBy | None]:
    """Return whose name is a letter away from what was typed, and what somebody seldom here was found by."""
    if not found.is_unasked:
        return [], None
    try:
        is_whole = "-" in found.query and names.whole(found.query) == names.whole(found.person.name)
        if is_whole or len(found.query.split()) > 1:
            from ....domain.finding import near  # the card is out

            return near.find(store, found.query, found.person), None
        from ....domain.finding import found_by

        return [], found_by.find(store, found.query, found.person, today)
    except OnecustomerError:  # a card that is out is no failure
        return [], None


def _begin_serving(
    till: Till, store: Store, signed: Signed, person: Customer, visit: NewEntry | None, *, was_here: bool
) -> None:
    """Log the visit, once for as long as the same person is served here, and make the customer current here.

    The card is on the screen already; what fails here is said, and never leaves the one before current.
    """
    is_logged = was_here
    try:
        if visit or not was_here:
            from ....domain.timeline import entries  # who is served on is not logged again

            is_new = entries.add_visit(store, signed, person, visit)
            is_logged = was_here or visit is None
            if visit:
                from . import visits

                streams.say(visits.logged(visit, signed, is_new=is_new))
    except (OnecustomerError, OSError) as error:
        streams.say(f"The visit is not logged. {error}")
        return
    finally:  # after Ctrl-C too, as her card is on the screen
        is_current = choose.make_current(till, person, is_logged=is_logged)
    if not is_current:
        streams.say(f"This till cannot remember whom it serves: write notes with --for {person.ref}.")
