"""Which server a till asks is said by the name of a service, and a way that is not safe is not taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecustomer.errors import Refused
from onecustomer.store.shop.link import address
from onecustomer.store.shop.link.address import Host

SECRET = "s3same"
SOCKET = "host=/run/postgresql"


@pytest.fixture
def services(till: Path) -> Path:
    """The service file in a till's home."""
    return till / "home" / ".pg_service.conf"


def refused(typed: str) -> str:
    with pytest.raises(Refused) as error:
        address.read(typed)
    assert error.value.sentence.endswith(".")
    assert error.value.hint
    assert SECRET not in f"{error.value!r} {error.value.hint} {error.value.command} {error.value.__cause__!r}"
    return f"{error.value.sentence} {error.value.hint}"


def test_a_service_says_the_hosts_and_all_else(services: Path) -> None:
    services.write_text(
        "# of the shop\n[other]\nhost=elsewhere\n\n[shop_17]\n  host=one.example,two.example  \n#port=1\nport=5433\n"
        "sslmode=verify-full\nsslrootcert=/a = b\nuser=till\nuser=another\n[shop_18]\nuser=third\ndbname=x\n"
    )
    found = address.read("service=shop_17")
    assert "shop_17" == found.service == found.schema
    assert (Host("one.example", "", "5433"), Host("two.example", "", "5433")) == found.hosts
    assert {"sslmode": "verify-full", "sslrootcert": "/a = b", "user": "till"} == found.settings


def test_a_file_of_windows_is_read_from_its_first_line_on(services: Path) -> None:
    services.write_bytes(
        b"\xef\xbb\xbf[shop]\r\nhost=one.example\r\nsslmode=verify-full\r\nsslrootcert=C:\\Ana\\shop.crt\r\n"
    )
    assert {"sslmode": "verify-full", "sslrootcert": "C:\\Ana\\shop.crt"} == address.read("service=shop").settings
    assert ["shop"] == address.services()


def test_each_host_has_its_own_port_and_address(services: Path) -> None:
    services.write_text("[shop]\nhost=a.example,b.example\nhostaddr=,10.0.0.2\nport=,5433\nsslmode=verify-full\n")
    assert (Host("a.example", "", "5432"), Host("b.example", "10.0.0.2", "5433")) == address.read("service=shop").hosts


def test_the_users_own_file_comes_before_the_computers(
    services: Path, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSYSCONFDIR", str(till))
    (till / "pg_service.conf").write_text(f"[shop]\n{SOCKET}\nuser=computer\n[rare]\n{SOCKET}\nuser=computer\n")
    services.write_text(f"[shop]\n{SOCKET}\nuser=own\n")
    assert ["own", "computer"] == [address.read(f"service={name}").settings["user"] for name in ("shop", "rare")]
    (till / "named").write_text(f"[shop]\n{SOCKET}\nuser=named\n")
    monkeypatch.setenv("PGSERVICEFILE", str(till / "named"))
    assert "named" == address.read("service=shop").settings["user"]


@pytest.mark.parametrize(
    "typed",
    [
        f"service=shop password={SECRET}",
        f"postgres://till:{SECRET}@server/shop",
        f"service=shop:{SECRET}@x",
        f"host=server PASSWORD = {SECRET}",
    ],
)
def test_an_address_with_a_password_in_it_is_refused(services: Path, typed: str) -> None:
    services.write_text(f"[shop]\n{SOCKET}\n")
    assert "belongs into the password file" in refused(typed)


@pytest.mark.parametrize("key", ["password", "sslpassword", " password "])
def test_a_service_with_a_password_in_it_is_refused(services: Path, key: str) -> None:
    services.write_text(f"[shop]\n{SOCKET}\n{key}={SECRET}\n")
    assert "belongs into the password file" in refused("service=shop")


@pytest.mark.parametrize("typed", ["", "shop", "service=", "service", "host=server", "service=a b", "service=é", "x=y"])
def test_what_names_no_service_is_refused(services: Path, typed: str) -> None:
    services.write_text(f"[shop]\n{SOCKET}\n")
    assert "The address of a server is service=NAME." in refused(typed)


@pytest.mark.parametrize("name", ["Shop", "my-shop", "17", "_shop", "a" * 59, "order", "public", "pg_shop"])
def test_a_name_that_a_schema_has_only_in_quotes_is_refused(services: Path, name: str) -> None:
    services.write_text(f"[{name}]\n{SOCKET}\n")
    assert f"“{name}”" in refused(f"service={name}")


def test_a_service_that_is_not_there_is_refused(services: Path) -> None:
    assert str(services) in refused("service=shop")
    services.write_text(f"[shop2]\n{SOCKET}\n")
    assert "There is no service “shop” on this computer." in refused("service=shop")


@pytest.mark.parametrize(
    "lines",
    [
        "host=server.example",
        "host=server.example\nsslmode=require",
        "host=server.example\nsslmode=verify-ca",
        "host=/run/postgresql,server.example",
        "host=127.0.0.1",
    ],
)
def test_a_network_without_a_certificate_that_is_checked_is_refused(services: Path, lines: str) -> None:
    services.write_text(f"[shop]\n{lines}\n")
    assert "sslmode=verify-full" in refused("service=shop")


@pytest.mark.parametrize("host", ["/run/postgresql", "@abstract"])
def test_a_unix_socket_needs_no_certificate(services: Path, host: str) -> None:
    services.write_text(f"[shop]\nhost={host}\n")
    (found,) = address.read("service=shop").hosts
    assert found.is_socket


@pytest.mark.parametrize(
    "lines",
    ["user=till", "host=", "host=a,,b", "host=a,b\nport=1,2,3", "host=a\nhostaddr=1.1.1.1,2.2.2.2", "port=5432"],
)
def test_a_service_that_does_not_say_its_hosts_is_refused(services: Path, lines: str) -> None:
    services.write_text(f"[shop]\nsslmode=verify-full\n{lines}\n")
    assert "does not say which hosts it is on" in refused("service=shop")


@pytest.mark.parametrize("line", [SECRET, "service=other"])
def test_a_line_that_is_no_setting_is_told_by_its_number(services: Path, line: str) -> None:
    services.write_text(f"[shop]\n{SOCKET}\n{line}\n")
    assert "Line 3 of the service file is no setting." in refused("service=shop")


def test_a_service_file_that_is_a_folder_is_one_sentence(services: Path) -> None:
    services.mkdir()
    assert "The service file cannot be read: " in refused("service=shop")
