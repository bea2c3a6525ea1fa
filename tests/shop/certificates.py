"""An authority of the tests' own, and a server's certificate for the name `localhost`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

AUTHORITY = "authority.crt"
SERVER = ("server.crt", "server.key")
NEW_KEY = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


def certify(folder: Path) -> bool:
    """Put the authority's certificate, the server's and its key into a folder; False where there is no openssl."""
    if not shutil.which("openssl"):
        return False
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    authority, its_key = ("-out", AUTHORITY), ("-keyout", "authority.key")
    _openssl(folder, *NEW_KEY, "-x509", "-days", "30", "-subj", "/CN=an authority of tests", *authority, *its_key)
    _openssl(folder, *NEW_KEY, "-subj", "/CN=localhost", "-out", "server.csr", "-keyout", SERVER[1])
    signing = ("-CA", AUTHORITY, "-CAkey", "authority.key", "-CAcreateserial", "-extfile", "names")
    _openssl(folder, "x509", "-req", "-days", "30", "-in", "server.csr", "-out", SERVER[0], *signing)
    (folder / SERVER[1]).chmod(0o600)
    return True


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, capture_output=True, check=True)
