"""A style said at three visits running: the line that makes it the usual one."""

from __future__ import annotations

import datetime as dt

from ...domain.language.text import quoted
from ...domain.shop import habit
from ...errors import OnecustomerError
from . import choose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ...store.rows import Customer
    from ..terminal.till import Till


def hints(till: Till, store: Store, person: Customer, style: str, today: dt.date, who: str | None) -> list[str]:
    """Return the line that makes a style the usual one, where it was that of three visits running; nothing elsewhere.

    It is asked once the style is written, so that nothing here can fail that.
    """
    try:
        with store.reading():
            is_third = habit.is_third(store, person, style, today)
    except OnecustomerError:  # the style is written, and that is said
        return []
    if not is_third:
        return []
    command = f"oc style {quoted(style, as_one=True)} --usually{choose.option_for(person, who)}"
    return [till.typed(f"{style[:1].upper()}{style[1:]} three times now. As a rule: {command}")]
