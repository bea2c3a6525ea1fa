"""Every error a person can meet: its exit code, its sentence and the next step.

    OnecustomerError            exit  when
    ├── Refused                  1    bad input
    ├── Usage                    2    the words of the command are off
    │   └── NobodyCurrent        2    no customer is being served on this till
    ├── Nobody                   3    nobody found
    ├── Several                  4    several found and nobody chose
    ├── StoreTrouble             5    locked, full, read-only, damaged, unreachable
    └── NewerStore               6    made by a newer version

Ctrl-C ends with 130 and a closed pipe with 0; both are settled at the door.
"""

from __future__ import annotations

UNEXPECTED = 1
INTERRUPTED = 130


class OnecustomerError(Exception):
    """A sentence for a person, and what to type or do next.

    Shape: `sentence` ends with a full stop; `hint` is empty where there is nothing to do.
    """

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class Refused(OnecustomerError):
    """The input cannot be taken as it is; nothing was written."""


class Usage(OnecustomerError):
    """The words of the command are off."""

    exit_code = 2


class NobodyCurrent(Usage):
    """A command went to the customer being served, and there is none on this till."""

    def __init__(self, hint: str) -> None:
        super().__init__("Nobody is being served on this till.", hint)


class NotFound(OnecustomerError):
    """No customer is meant by the words typed."""

    exit_code = 3


class Ambiguous(OnecustomerError):
    """The words may mean several customers, and nobody was there to choose."""

    exit_code = 4


class StoreError(OnecustomerError):
    """The store is locked, full, read-only, damaged or unreachable; nothing was written."""

    exit_code = 5


class NewerStore(OnecustomerError):
    """The store was made by a newer onecustomer; it is neither read nor written."""

    exit_code = 6
