"""The program as it was called, so that what is printed can be pasted."""

from __future__ import annotations

import os
import sys

from ...domain.language.text import quoted

NAMES = ("oc", "oc.exe", "onecustomer", "onecustomer.exe")
LONGEST = 20  # columns; a longer path would push what is said off the screen
PLAIN = "/._-+,@:~"  # letters of a path that no shell changes, beside letters and digits
BARE = ("demo", "help", "--help", "--version", "--db")
"""What is the same for every store, or has one of its own: no prefix stands before it."""

BEGINNING = (":", ";", ",", "?", "or", "then")
"""How the words end behind which a command begins in a hint; else an `oc` is a word of somebody's."""


def program() -> str:
    """Return the path by which the program was called; `oc` where the shell found it, or the path is long."""
    folder, name = os.path.split(sys.argv[0])
    is_found = not folder or folder in os.environ.get("PATH", "").split(os.pathsep)
    return "oc" if is_found or name not in NAMES or len(sys.argv[0]) > LONGEST or " " in folder else sys.argv[0]


def typed(hint: str, prefix: str) -> str:
    """Return a hint whose commands begin as they are typed now: the program as it was called, then the prefix.

    Shape: what stands in quotes is left as it is.
    """
    words = hint.split(" ")
    is_quoted = False
    for at, word in enumerate(words):
        if word == "oc" and not is_quoted and (at == 0 or words[at - 1].endswith(BEGINNING)):
            is_bare = not prefix or "".join(words[at + 1 : at + 2]) in BARE
            words[at] = program() if is_bare else f"{program()} {prefix}"
        elif word.replace("\\\\", "").replace('\\"', "").count('"') % 2:
            is_quoted = not is_quoted
    return " ".join(words)


def in_a_shell(path: str) -> str:
    """Return a path as a shell takes it for one word."""
    return path if all(letter.isalnum() or letter in PLAIN for letter in path) else quoted(path, as_one=True)
