"""The files that are imported."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import square_files
from tests.transfer import table_files
from tests.transfer.card_files import Found, Read, opened
from tests.transfer.killed import MANY
from tests.words import EXPORTS


@pytest.fixture
def file(till: Path) -> Callable[[str | bytes], str]:
    """Write a file to import, and return its path."""

    def write(content: str | bytes) -> str:
        path = till / "customers.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


@pytest.fixture(params=["square", "shopify"])
def export(request: pytest.FixtureRequest, till: Path) -> str:
    return str(shutil.copy(EXPORTS / f"{request.param}.csv", till))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the cards of some text or bytes; of lines that begin with no card, as one card of a version."""

    def found(
        content: str | bytes, version: str = "3.0", encoding: str | None = None, order: str | None = None
    ) -> Found:
        if isinstance(content, str) and not content.lstrip().casefold().startswith("begin"):
            content = f"BEGIN:VCARD\r\nVERSION:{version}\r\n{content}\r\nEND:VCARD\r\n"
        path = tmp_path / "cards.vcf"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return opened(path, encoding, order)[1]

    return found


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., table_files.Opened]:
    """Read a table of some text or bytes; what else is given is what the shop says of it."""

    def found(
        content: str | bytes, *maps: str, encoding: str | None = None, order: str | None = None
    ) -> table_files.Opened:
        path = tmp_path / "table.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return table_files.opened(path, maps, encoding=encoding, order=order)

    return found


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes several batches."""
    return square_files.made(tmp_path_factory.mktemp("many"), MANY)
