"""What the screen can show: its width, and whether it takes colours."""

from __future__ import annotations

import os
import sys

WIDEST, USUAL, NARROWEST = 120, 80, 20
NARROW = 60  # columns; on less, what stands side by side elsewhere stands one below the other


def width() -> int:
    """Return how many columns are drawn: those of COLUMNS, or else of the terminal, within reason."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        columns = int(given)
    else:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns or USUAL
        except (OSError, ValueError, AttributeError):  # no terminal
            columns = USUAL
    return max(NARROWEST, min(columns, WIDEST))


def takes_colour() -> bool:
    """Tell whether stdout is a terminal that obeys escape codes, and nobody asked for none."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return False
    return os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM"))
