"""psycopg2's compiled half, loaded without what it has no need of here.

Source: `import psycopg2` takes 2.5 times `python -c "import sqlite3"`, this 1.6 (measured 2026-11). The compiled half
imports `ssl` to have Python set up the locks of OpenSSL before 1.1, and does without where Python has no `ssl`; the
other half registers decimals, ranges and JSON. So no tuple, decimal or dict is a value of a statement here; lists are.
Where the half does not load alone, all is loaded: the wheels for Windows say in the other half where libpq lies.
"""

from __future__ import annotations

import sys

from ....errors import StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PACKAGE = "psycopg2"
HALF = "psycopg2._psycopg"


def load() -> Any:
    """Return the module `psycopg2._psycopg`.

    Raises: StoreError where psycopg2 is not installed, or cannot be loaded on this computer.
    """
    if HALF in sys.modules:
        return sys.modules[HALF]
    try:
        return _alone()
    except ImportError:
        pass
    try:
        return _half()  # Python loads the package before it
    except ImportError:
        raise StoreError(
            "The driver for the server of a shop is not installed.",
            '.venv/bin/pip install ".[shop]", where onecustomer lies',
        ) from None


def _alone() -> Any:
    """Load the half as if the package were empty. Raises: ImportError."""
    if PACKAGE in sys.modules:
        return _half()
    modules: dict[str, Any] = sys.modules
    package = type(sys)(PACKAGE)
    found = next(filter(None, (finder.find_spec(PACKAGE, None) for finder in sys.meta_path)), None)
    package.__path__ = list(found.submodule_search_locations or []) if found else []
    if not package.__path__:
        raise ImportError
    with_ssl = "ssl" in sys.modules
    sys.modules[PACKAGE] = package
    if not with_ssl:
        modules["ssl"] = None  # Python's own way to say that this is not to be imported
    try:
        return _half()
    finally:
        if not with_ssl:
            del sys.modules["ssl"]
        del sys.modules[PACKAGE]  # whoever imports all of it later gets it around this half


def _half() -> Any:
    from psycopg2 import _psycopg  # importlib's own function for it comes with modules that take longer

    return _psycopg
