"""Which server a shop is on: a service of libpq's service file, and what that file may say.

Source: https://www.postgresql.org/docs/17/libpq-pgservice.html, and parseServiceFile of libpq's fe-connect.c.
"""

from __future__ import annotations

import os

from ....errors import Refused
from ...record import Record

PREFIX = "service="
PORT = "5432"
MARK = "\ufeff"  # which an editor of Windows may write before the first line
SAFE = "verify-full"
PASSWORDS = ("password", "sslpassword")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
OF_A_SCHEMA = LETTERS | frozenset("0123456789_")
OF_A_SERVICE = OF_A_SCHEMA | frozenset("-ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LONGEST = 58  # bytes: 63 of an identifier, less the end of the name of the tills' role
TAKEN = (
    "all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation"
    " column concurrently constraint create cross current_catalog current_date current_role current_schema current_time"
    " current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze"
    " from full grant group having ilike in information_schema initially inner intersect into is isnull join lateral"
    " leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps"
    " placing primary public references returning right select session_user similar some symmetric system_user table"
    " tablesample then to trailing true union unique user using variadic verbose when where window with"
)
"""Words that name no schema unless they are quoted, and the schemas that every database has."""


class Host(Record):
    """One host of a server; a name that begins with / or @ is a unix socket's. `addr` is empty until it is known."""

    name: str
    addr: str
    port: str

    @property
    def is_socket(self) -> bool:
        """Tell whether no network is between."""
        return self.name.startswith(("/", "@"))


class Address(Record):
    """Where a shop's server is, as the service file says it.

    Shape: `hosts` is never empty; `settings` are the other settings by libpq's names, and hold no password.
    """

    service: str
    hosts: tuple[Host, ...]
    settings: dict[str, str]

    @property
    def schema(self) -> str:
        """Return the schema of the shop, which is called as the service is and needs no quotes."""
        return self.service


def read(typed: str) -> Address:
    """Return the server that `service=NAME` means.

    Raises: Refused where it is no such thing, the service is not there, or the way to it is not safe. What was typed
    is never repeated, as it may hold a password.
    """
    name = _name(typed)
    settings, file = _settings(name)
    if any(one in settings for one in PASSWORDS):
        raise Refused(
            f"The service “{name}” has a password in it.",
            f"its password belongs into the password file: move it from {file} to {password_file()}",
        )
    hosts = _hosts(name, settings, file)
    if settings.get("sslmode") != SAFE and not all(host.is_socket for host in hosts):
        raise Refused(
            f"The way to the service “{name}” is not safe.",
            f"write sslmode={SAFE} into it in {file}, or have it use a unix socket",
        )
    return Address(name, hosts, {key: value for key, value in settings.items() if key not in OF_HOSTS})


OF_HOSTS = ("host", "hostaddr", "port")


def _name(typed: str) -> str:
    """Return the service's name."""
    name = typed.strip().removeprefix(PREFIX)
    if name == typed.strip() or not name or not set(name) <= OF_A_SERVICE:
        if "password" in typed.lower() or "@" in typed:
            raise Refused(
                "No address has a password in it.",
                f"its password belongs into the password file, {password_file()}; the address is service=NAME",
            )
        raise Refused("The address of a server is service=NAME.", f"the service stands in {service_files()[0]}")
    if not set(name) <= OF_A_SCHEMA or name[0] not in LETTERS or len(name) > LONGEST:
        raise Refused(
            f"“{name}” cannot be the name of a shop.",
            f"take small letters, digits and _, a letter first, and at most {LONGEST} of them",
        )
    if name in TAKEN.split() or name.startswith("pg_"):
        raise Refused(f"“{name}” means something else to PostgreSQL.", "take another name for the service")
    return name


def _settings(name: str) -> tuple[dict[str, str], str]:
    """Return the settings of a service and the file that they are from; the first file that has the service counts."""
    files = service_files()
    for file in files:
        found = _section(file, name)
        if found is not None:
            return found, file
    raise Refused(f"There is no service “{name}” on this computer.", f"write it into {files[0]}, as the README shows")


def _section(file: str, name: str) -> dict[str, str] | None:
    """Return the settings of a section, each as it is first given; none where there is no such section or file."""
    try:
        lines = _lines(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused(f"The service file cannot be read: {error.strerror}.", f"it is {file}") from None
    found: dict[str, str] | None = None
    for number, line in enumerate(lines, 1):
        if line.startswith("["):
            if found is not None:
                break
            found = {} if line == f"[{name}]" else None
        elif found is not None and line and not line.startswith("#"):
            key, equals, value = line.partition("=")
            if not equals or key.strip() == "service":
                raise Refused(f"Line {number} of the service file is no setting.", f"mend it in {file}")
            found.setdefault(key.strip(), value.strip())
    return found


def _lines(file: str) -> list[str]:
    with open(file, encoding="utf-8", errors="surrogateescape") as opened:
        return [line.strip() for line in opened.read().removeprefix(MARK).split("\n")]


def _hosts(name: str, settings: dict[str, str], file: str) -> tuple[Host, ...]:
    """Return the hosts of a service; a single port is that of all."""
    names, addrs, ports = (settings.get(key, "").split(",") for key in OF_HOSTS)
    count = len(names)
    addrs = addrs if addrs != [""] else [""] * count
    ports = ports if len(ports) > 1 else ports * count
    if not all(names) or count != len(addrs) or count != len(ports):
        raise Refused(
            f"The service “{name}” does not say which hosts it is on.",
            f"write host=… into it in {file}, and as many ports as hosts or one",
        )
    return tuple(Host(one, addr, port or PORT) for one, addr, port in zip(names, addrs, ports, strict=True))


def services() -> list[str]:
    """Return the names of services on this computer that can be a shop's, for TAB; none of an unreadable file."""
    found: dict[str, None] = {}
    for file in service_files():
        try:
            lines = _lines(file)
        except OSError:
            continue
        found.update(dict.fromkeys(line[1:-1] for line in lines if line.startswith("[") and line.endswith("]")))
    return [name for name in found if name and set(name) <= OF_A_SCHEMA]


def service_files() -> list[str]:
    """Return the service files in the order of libpq: the user's, then the computer's."""
    own = os.environ.get("PGSERVICEFILE") or os.path.join(_folder(), ".pg_service.conf")
    folder = os.environ.get("PGSYSCONFDIR")
    return [own, *([os.path.join(folder, "pg_service.conf")] if folder else [])]


def password_file() -> str:
    """Return the path of libpq's password file."""
    return os.environ.get("PGPASSFILE") or os.path.join(_folder(), "pgpass.conf" if os.name == "nt" else ".pgpass")


def _folder() -> str:
    if os.name == "nt":
        return os.path.join(os.environ.get("APPDATA", ""), "postgresql")
    return os.path.expanduser("~")
