"""Where a till keeps its data."""

from __future__ import annotations

import os

APP = "onecustomer"
FILE = "customers.db"


def data_folder() -> str:
    """Return this user's folder for onecustomer, as the operating system has it.

    Raises: StoreError where the user has no home.
    Source: platformdirs. Importing it doubles the start of Python, so a path that is given spares it.
    """
    from platformdirs import user_data_dir

    try:
        folder = user_data_dir(APP, appauthor=False)
    except RuntimeError:  # so says pathlib of a user without a home
        folder = ""
    if not os.path.isabs(folder):
        from ..errors import StoreError

        raise StoreError("You have no home folder where the store could be.", "oc --db PATH … says where it is")
    return folder


def default_store() -> str:
    """Return the path of the shop's own store."""
    return os.path.join(data_folder(), FILE)


def demo_store() -> str:
    """Return the path of the store that `oc demo` plays in."""
    return os.path.join(data_folder(), "demo", FILE)
