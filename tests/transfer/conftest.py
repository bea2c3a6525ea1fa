"""The files that are imported."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

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
