"""Every error a person can meet: its exit code, its sentence and the next step.

    OnecustomerError         1
    ├── Refused              1
    ├── Usage                2
    │   └── NobodyCurrent    2
    ├── NotFound             3
    │   └── NobodyYet        3
    ├── Ambiguous            4
    ├── StoreError           5
    └── NewerStore           6

Ctrl-C ends with 130 and a closed pipe with 0; `cli.main` sees to both.
"""

from __future__ import annotations

INTERRUPTED = 130

EXITS = {
    0: "done",
    1: "refused input, or a fault",
    2: "usage, or nobody is being served",
    3: "nobody found",
    4: "several found, and nobody chose",
    5: "the store or its server is missing, locked, full, read-only or damaged",
    6: "the store was made by a newer version",
    INTERRUPTED: "Ctrl-C",
}
"""When the program ends with each code."""


class OnecustomerError(Exception):
    """A sentence for a person, and what to type or do next.

    Shape: `sentence` ends with a full stop; `hint` is empty where there is nothing to do; `command` is to paste.
    """

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "", command: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.command = command


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


class NobodyYet(NotFound):
    """Nobody was added yet; the hint is a list of ways to begin, a line each."""


class Ambiguous(OnecustomerError):
    """The words match several customers, or one uncertainly, and nobody chose."""

    exit_code = 4


class StoreError(OnecustomerError):
    """The store is missing, foreign, locked, full, read-only or damaged; nothing was written."""

    exit_code = 5


class NewerStore(OnecustomerError):
    """The store was made by a newer onecustomer; it is neither read nor written."""

    exit_code = 6
