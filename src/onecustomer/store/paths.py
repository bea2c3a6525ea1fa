"""Where a till keeps its data."""

from __future__ import annotations

import os
import sys

APP = "onecustomer"
FILE = "customers.db"


def data_folder() -> str:
    """Return this user's folder for onecustomer, as the operating system has it.

    Raises: StoreError where the user has no home.
    Source: platformdirs. Importing it takes as long as the start of Python, and most tills can do without.
    """
    return _plain_folder() or _asked_folder()


def _plain_folder() -> str | None:
    """Return the folder where the rule is plain: that of Linux and macOS for a user with a home; none elsewhere."""
    home, given = os.environ.get("HOME", ""), os.environ.get("XDG_DATA_HOME", "")
    is_android = hasattr(sys, "getandroidapilevel") or "ANDROID_DATA" in os.environ
    if is_android or not os.path.isabs(given or home):
        return None
    if sys.platform == "linux":
        return os.path.join(given or home.rstrip("/") + "/.local/share", APP)
    if sys.platform == "darwin" and not given:
        return os.path.join(home.rstrip("/") + "/Library/Application Support", APP)
    return None


def _asked_folder() -> str:
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
