"""The program as it was called, so that what is printed can be pasted."""

from __future__ import annotations

import os
import sys

NAMES = ("oc", "oc.exe", "onecustomer", "onecustomer.exe")
LONGEST = 24  # columns; a longer path would push what is said off the screen


def program() -> str:
    """Return the path by which the program was called; `oc` where the shell found it, or the path is long."""
    folder, name = os.path.split(sys.argv[0])
    is_found = not folder or folder in os.environ.get("PATH", "").split(os.pathsep)
    return "oc" if is_found or name not in NAMES or len(sys.argv[0]) > LONGEST or " " in folder else sys.argv[0]
