"""serve and show: a customer's card; serve then logs the visit and makes them current here."""

from __future__ import annotations

from ....domain.card.card import card_of
from ....errors import NobodyCurrent, OnecustomerError
from ....store import current
from ....store.current import Current
from ...screens.card import draw
from ...terminal import streams
from .. import choose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....domain.timeline.deed import Signed
    from ....store.database.connection import Store
    from ....store.rows import Customer
    from ...terminal.till import Till


def serve(till: Till, who: Sequence[str], *, as_json: bool = False) -> None:
    """Print a customer's card, then make them current here and log the visit; no words means the one being served.

    Raises: NobodyCurrent where no words are given and nobody is being served; NotFound; Ambiguous.
    """
    before = choose.serving(till)
    if who:
        current.clear(till.path, till.name)  # whoever was here has left, whatever becomes of the search
    signed = till.signed()
    store = till.open()
    if who:
        person = choose.person(till, store, " ".join(who), "oc serve", as_json=as_json)
    elif served := choose.customer_served(till, store):
        person = served
    else:
        raise NobodyCurrent("oc serve WHO: part of a name, a phone, an e-mail")
    show_card(till, store, person, as_json=as_json, is_here=True)
    is_logged = before is not None and before.logged and before.key == person.key
    _begin_serving(till, store, signed, person, is_logged=is_logged)


def show(till: Till, who: Sequence[str], *, as_json: bool = False) -> None:
    """Print the card of somebody, or of the one being served.

    Raises: NobodyCurrent; NotFound; Ambiguous.
    """
    store = till.open()
    show_card(till, store, choose.asked_for(till, store, who, "show", as_json=as_json), as_json=as_json)


def show_card(till: Till, store: Store, person: Customer, *, as_json: bool = False, is_here: bool = False) -> None:
    """Print a customer's card; `is_here` says that they are being served."""
    today = till.moment().today
    with store.reading():
        card = card_of(store, person, today, is_here=is_here)
    if as_json:
        from ...screens.as_json import card_parts

        streams.json_out("card", card_parts(card))
    else:
        streams.drawn(draw(card, today, streams.width(), colour=streams.takes_colour()))


def _begin_serving(till: Till, store: Store, signed: Signed, person: Customer, *, is_logged: bool) -> None:
    """Log the visit, once for as long as the same person is served here, and make the customer current here.

    The card is on the screen already; what fails here is said, and never leaves the one before current.
    """
    try:
        if not is_logged:
            from ....domain.timeline import entries  # who is served on is not logged again

            entries.add_visit(store, signed, person)
            is_logged = True
    except (OnecustomerError, OSError) as error:
        streams.say(f"The visit is not logged. {error}")
        return
    finally:  # after Ctrl-C too, as her card is on the screen
        is_current = _make_current(till, signed, person, is_logged=is_logged)
    if not is_current:
        streams.say(f"This till cannot keep whom it serves: notes need --for {person.ref}.")


def _make_current(till: Till, signed: Signed, person: Customer, *, is_logged: bool) -> bool:
    """Make the customer current here, and tell whether it could be done; where not, nobody is."""
    try:
        current.set(till.path, till.name, till.session, Current(person.key, signed.now.timestamp(), is_logged))
    except OSError:
        current.clear(till.path, till.name)
        return False
    return True
