"""Why a server is away, in a clause for the clerk, of what libpq and the server say about it.

No SQLSTATE is handed out for a connection that was not made, so it is told by the words. Source: libpq writes its own
in English unless the program sets a locale; a server's message has two blanks behind "FATAL:" in every language.
"""

from __future__ import annotations

import os

from .address import password_file, service_files
from .away import Unreachable

SILENT = "the server does not answer"
SLOW = "the server takes too long"
CLOSED = "the server closed the connection"
REFUSED_PASSWORD = "the server refuses this till's password"  # noqa: S105  it is none
REFUSED_ROLE = "the server does not let this till in"
NO_PASSWORD = "there is no password for the server in the password file"  # noqa: S105  it is none
OPEN_TO_OTHERS = "the password file is open to others, so its password is not used"
NOT_LISTED = "the server lets nobody in from this computer as this role into this database"
OF_THAT_USER = "the server lets this role in only for the computer's user of its name"
NO_DATABASE = "the server has no such database"
ASK = "ask who runs the server"
NO_WRITES = "the server takes no writes now"
STARTING = "the server is starting or stopping"
FULL = "the server has no connection left"
WRONG_SETTING = "the service has a setting that the driver does not know"
NOT_UNDERSTOOD = "the server's answer cannot be understood"
NOT_TRUSTED = "the server's certificate is not to be trusted"
ANOTHER_NAME = "the server's certificate is of another name"
UNCLEAR_REFUSAL, UNCLEAR = "the server refuses this till", "the server cannot be reached"

OF_SERVER = (
    ("Peer authentication failed", OF_THAT_USER),
    ("Ident authentication failed", OF_THAT_USER),
    ("password authentication failed", REFUSED_PASSWORD),
    ("authentication failed", REFUSED_PASSWORD),
    ("is not permitted to log in", REFUSED_ROLE),
    ("permission denied for database", REFUSED_ROLE),
    ("pg_hba.conf", NOT_LISTED),
    ("the database system is", STARTING),
    ("terminating connection", CLOSED),
    ("too many", FULL),
    ("remaining connection slots", FULL),
    ("no more connections allowed", FULL),  # PgBouncer's
    ("login rejected", NOT_LISTED),  # PgBouncer's, by its own pg_hba.conf
    ("no such user", REFUSED_ROLE),
    ("no such database", NO_DATABASE),
)
OF_LIBPQ = (
    ("no password supplied", NO_PASSWORD),
    ("does not match host name", ANOTHER_NAME),
    ("could not read root certificate", "the certificate that vouches for the server cannot be read"),
    ("root certificate file", "the certificate that vouches for the server is not on this computer"),
    ("certificate", NOT_TRUSTED),
    ("SSL error", NOT_TRUSTED),
    ("does not support SSL", "the server has no TLS"),
    ("authentication method", "the server asks for what this till cannot prove"),
    ("channel binding", "the server asks for what this till cannot prove"),
)
BY_NETWORK = (
    ("session is read-only", NO_WRITES),
    ("server is in hot standby", NO_WRITES),
    ("onnection refused", "nothing answers at the server's address"),
    ("No such file or directory", "there is no server at its socket"),
    ("unreachable", "there is no way to the server"),
    ("No route", "there is no way to the server"),
    ("timed out", SILENT),
    ("closed the connection", CLOSED),
    ("onnection reset", CLOSED),
    ("SSL SYSCALL", CLOSED),
)
CODES = {
    "28P01": REFUSED_PASSWORD,
    "28000": REFUSED_ROLE,
    "42501": REFUSED_ROLE,
    "25006": NO_WRITES,
    "57P01": CLOSED,
    "57P02": CLOSED,
    "57P03": STARTING,
    "25P03": CLOSED,
    "57P05": CLOSED,
}
CLASSES = {"08": CLOSED, "53": "the server has no room left", "58": "the server has a fault of its own"}


def of_connecting(words: str, passwords: str) -> Unreachable:
    """Return why no connection was made, by the words of libpq; they may name a role and are not repeated.

    Shape: `passwords` is the path of the password file.
    """
    if "no password supplied" in words and is_open_to_others(passwords):
        return Unreachable(OPEN_TO_OTHERS, hint=f"chmod 600 {passwords}")
    if words.startswith(("invalid ", "could not match", "the connection string")) or "for connection option" in words:
        return Unreachable(WRONG_SETTING, hint=_look())
    server = ":  " in words
    if server and "does not exist" in words:
        is_role = words.partition(":  ")[2].startswith("role")
        return Unreachable(REFUSED_ROLE if is_role else NO_DATABASE, hint=ASK)
    for part, reason in OF_SERVER if server else (*OF_LIBPQ, *BY_NETWORK):
        if part in words:
            return _away(reason, ASK if server else _look())
    return _away(UNCLEAR_REFUSAL) if server else Unreachable(UNCLEAR, by_network=True)


def is_open_to_others(file: str) -> bool:
    """Tell whether others on this computer may open a password file, so that libpq does not read it."""
    try:
        return os.name != "nt" and bool(os.stat(file).st_mode & 0o077)
    except OSError:
        return False


def of_statement(code: str, *, is_closed: bool) -> Unreachable | None:
    """Return why a statement's failure means that the server is away; none where the server only refused it."""
    reason = CODES.get(code) or CLASSES.get(code[:2]) or (CLOSED if is_closed else "")
    return _away(reason) if reason else None


def _away(reason: str, hint: str = ASK) -> Unreachable:
    """Return a reason with what is to be done: to wait helps only where it is not this till that is refused."""
    if reason in OFF:
        return Unreachable(reason, by_network=True)
    if reason == REFUSED_PASSWORD:
        return Unreachable(reason, hint=f"write the right one into {password_file()}, or ask who runs the server")
    return Unreachable(reason) if reason in (FULL, *CLASSES.values()) else Unreachable(reason, hint=hint)


def _look() -> str:
    return f"look at {service_files()[0]} and {password_file()}"


OFF = frozenset({STARTING, CLOSED, *(reason for _, reason in BY_NETWORK)})
"""Reasons to leave a host out for a while: it is not this till that is refused."""
