"""What waits at a till of a shop and cannot be read: it is set aside, so that the counter goes on."""

from __future__ import annotations

import datetime as dt
import os

from ...errors import StoreError
from ...store.database.faults import Damaged
from ...store.restore import placing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.shop.shared import Shared

SET_ASIDE = (
    "What waited here for the shop cannot be read, and is set aside: {0}. This till's cards still show it:"
    " type it again, then oc shop join service={1} --yes."
)


def set_aside(store: Shared, error: StoreError) -> None:
    """Give the file of what waits another name where it is damaged, and say so.

    Raises: StoreError where it is not; OSError.
    """
    if not isinstance(error, Damaged):
        raise error
    aside, *_ = placing.set_aside(store.outbox.path, dt.datetime.now(dt.UTC), of=store.path)
    store.tell(SET_ASIDE.format(os.path.basename(aside), store.copy.service))
