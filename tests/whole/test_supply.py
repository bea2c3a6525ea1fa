"""What the program is made of and installed from: locked by hash, without a test in it, and no network anywhere."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

import onecustomer
from tests.words import GUARDED

TOP = Path(__file__).resolve().parents[2]
LOCK = (TOP / ".ci" / "constraints.txt").read_text(encoding="utf-8")
HASHES = r"((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
PINNED = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)(?: ; [^\\]+)? \\\n" + HASHES, re.M)


def declared() -> set[str]:
    """Return the packages that the project says it needs: to run, to be built, to be worked on."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [
        *project["project"]["dependencies"],
        *chain.from_iterable(project["project"]["optional-dependencies"].values()),
        *project["build-system"]["requires"],
    ]
    return {re.split(r"[^a-z0-9-]", line)[0] for line in lines}


@pytest.mark.fault(58)
def test_all_that_is_declared_is_locked_by_version_and_hash() -> None:
    locked = {name for name, _, _ in PINNED.findall(LOCK)}
    assert set() == declared() - locked
    rest = PINNED.sub("", LOCK)
    assert [] == [line for line in rest.splitlines() if line and not line.startswith("#")]
    assert "://" not in LOCK


@pytest.mark.fault(58)
def test_the_folder_that_the_wheel_is_made_of_holds_modules_alone() -> None:
    """Of the wheel itself, .ci/run looks at what is in it."""
    package = Path(onecustomer.__file__).parent
    files = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {".py", ""} == {path.suffix for path in files if path.name != "py.typed"} | {""}
    assert [] == [path for path in files if path.name.startswith(("test_", "conftest"))]
    assert len(files) > 200


@pytest.mark.one_till("its tests reach a server")
@pytest.mark.fault(57)
def test_no_test_reaches_a_network() -> None:
    with socket.socket() as reaching, pytest.raises(RuntimeError, match="no test and no command needs a network"):
        reaching.connect(("127.0.0.1", 9))
    with pytest.raises(RuntimeError, match="no test"):
        socket.getaddrinfo("localhost", 80)


@pytest.mark.fault(57)
def test_no_process_that_tests_start_reaches_a_network() -> None:
    """Those of `fresh` and `at_once`, forks, and what they start; what a test starts by itself is not held."""
    reaching = [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"]
    ran = subprocess.run(reaching, env={**os.environ, **GUARDED}, capture_output=True, text=True, check=False)
    assert "no test and no command needs a network" in ran.stderr


@pytest.mark.fault(60)
def test_the_readme_says_who_encrypts_the_disk() -> None:
    assert "encrypt" in (TOP / "README.md").read_text(encoding="utf-8")
