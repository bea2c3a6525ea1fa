"""Every error a person can meet: its exit code, its sentence and the next step.

                            exit  when
    OnecustomerError         1    anything else, as a screen that takes no output
    ├── Refused              1    bad input
    ├── Usage                2    the command is used wrongly
    │   └── NobodyCurrent    2    no customer is being served on this till
    ├── NotFound             3    no customer found
    ├── Ambiguous            4    several found, or one uncertainly, and nobody chose
    ├── StoreError           5    missing, foreign, locked, full, read-only, damaged
    └── NewerStore           6    made by a newer version

Ctrl-C ends with 130 and a closed pipe with 0; `cli.main` sees to both.
"""

from __future__ import annotations

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
    """The command is used wrongly: something is missing, or its options do not go together."""

    exit_code = 2


class NobodyCurrent(Usage):
    """The command is for the customer being served, and this till serves nobody."""

    def __init__(self, hint: str) -> None:
        super().__init__("Nobody is being served on this till.", hint)


class NotFound(OnecustomerError):
    """No customer matches the words typed."""

    exit_code = 3


class Ambiguous(OnecustomerError):
    """The words match several customers, or one uncertainly, and nobody chose."""

    exit_code = 4


class StoreError(OnecustomerError):
    """The store is missing, foreign, locked, full, read-only or damaged; nothing was written."""

    exit_code = 5


class NewerStore(OnecustomerError):
    """The store was made by a newer onecustomer; it is neither read nor written."""

    exit_code = 6
