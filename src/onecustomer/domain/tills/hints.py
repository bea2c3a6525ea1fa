"""What is to be done where a shop is founded or joined, and its server is not reached or refuses."""

from __future__ import annotations

from ...store.shop.link import address, reasons, refusals
from ...store.shop.served import schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.shop.link.address import Address
    from ...store.shop.link.away import Unreachable

CERTIFICATE = "certificate that vouches"


def of(away: Unreachable, place: Address) -> str:
    """Return what is to be done where the server at an address cannot be reached, or does not let this till in."""
    service = address.service_files()[0]
    if away.reason == reasons.NO_PASSWORD:
        file = place.settings.get("passfile") or address.password_file()
        return f"write this line into {file}: {_line(place)}"
    if away.reason in (reasons.REFUSED_PASSWORD, reasons.OPEN_TO_OTHERS):
        return away.hint
    if away.reason == reasons.REFUSED_ROLE:
        return (
            f"is it the right user in {service}? Who owns the shop lets a till in:"
            f" GRANT {schema.group(place.schema)} TO {place.settings.get('user', 'ROLE')};"
        )
    if CERTIFICATE in away.reason:
        return f"sslrootcert in {service} says where the certificate lies"
    if away.reason == reasons.NOT_TRUSTED:
        return f"is sslrootcert in {service} the one that goes with the server, and this computer's clock right?"
    if away.reason == reasons.ANOTHER_NAME:
        return f"host in {service} is the name that the server's certificate is of, letter by letter"
    if away.reason in (reasons.NOT_LISTED, reasons.OF_THAT_USER):
        return f"are dbname and user right in {service}? Then whoever runs the server lets them in: pg_hba.conf there"
    if away.reason == reasons.NOT_UNDERSTOOD:
        return reasons.ASK
    if away.reason == refusals.WRITING:
        return "type it again"
    if away.by_network:
        return f"does it run, and are host and port right in {service}? Then type it again"
    return f"look at host, dbname and user in {service}"


def _line(place: Address) -> str:
    """Return the line of the password file that is looked for; of a socket, libpq asks by one name or another."""
    host, user = place.hosts[0], place.settings.get("user", "USER")
    name = "*" if host.is_socket else host.name
    return ":".join((name, host.port, place.settings.get("dbname", user), user, "PASSWORD"))
