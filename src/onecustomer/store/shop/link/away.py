"""That the shop's server is away, for whatever reason: the caller goes on from the copy."""

from __future__ import annotations

from ....errors import NewerStore, StoreError

AGAIN = "type it again once it answers"


class Unreachable(StoreError):
    """The server cannot be asked now; what it was asked last was not done, as far as anybody knows.

    Shape: `reason` is a clause without a full stop, as "the server does not answer"; it never holds a password.
    `by_network` is true where the way to the host failed, and false where a server answered and refused.
    """

    is_unsure = False

    def __init__(self, reason: str, *, by_network: bool = False, hint: str = AGAIN) -> None:
        super().__init__(f"Nothing was written, as this needs the server: {reason}.", hint)
        self.reason = reason
        self.by_network = by_network


class Unsure(Unreachable):
    """The server went away while it kept what was written, and nobody knows whether it did."""

    is_unsure = True

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.sentence = f"Nobody knows yet whether this was written: {reason}."
        self.hint = "the next command that reaches the server says so"


class Cut(Unreachable):
    """The connection was cut before the end of a write, which was not kept; there is another one by now."""

    def __init__(self) -> None:
        super().__init__("the connection was cut")


class Outdated(Unreachable):
    """The shop takes nothing from this till until it has fetched a copy anew; so nothing of it waits either."""

    def __init__(self, reason: str, service: str) -> None:
        super().__init__(reason)
        self.sentence = f"Nothing was written: {reason}."
        self.hint = f"oc shop join service={service} fetches it anew"


class ServerFault(Exception):
    """The server took a statement and refused it; the connection is still good.

    Shape: `code` is its SQLSTATE; `words` are the server's own first line, for callers and never for a clerk.
    """

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"{code}: {words}")
        self.code = code
        self.words = words


class OtherSchema(NewerStore):
    """The server has another schema than this program; the copy is read as it is."""


def other_schema(theirs: int, ours: int) -> OtherSchema:
    """Return why nothing is written: the server's schema is not this program's."""
    newer, older = "install the newer onecustomer here", "whoever owns the shop's schema types oc shop upgrade"
    says = f"The shop's server has schema {theirs}, and this onecustomer writes {ours}."
    return OtherSchema(says, newer if theirs > ours else older)
