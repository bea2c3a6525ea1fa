"""A shop as it is at one moment, put back as often as it is asked for: its server's tables, and each till's files."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.shop.servers import Server
from tests.shop.tills import Till

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'shop' ORDER BY 1"


class Moment:
    """A shop as it was when this was made; `put_back` makes it so again, in a hundredth of the time of a new shop."""

    def __init__(self, server: Server, tills: Sequence[Till], place: Path) -> None:
        self.server, self.tills, self.place = server, tills, place
        with server.admin() as asked:
            self.tables = _tables(asked)
            asked.execute("CREATE SCHEMA kept")
            for table in self.tables:
                asked.execute(f"CREATE TABLE kept.{table} AS TABLE shop.{table}")
        for till in tills:
            shutil.copytree(till.folder, place / till.folder.name)

    def put_back(self) -> None:
        """Let the shop be as it was."""
        listed = ", ".join(f"shop.{table}" for table in self.tables)
        filled = (f"INSERT INTO shop.{one} OVERRIDING SYSTEM VALUE SELECT * FROM kept.{one}" for one in self.tables)
        with self.server.admin() as asked:
            words = "BEGIN", "SET LOCAL session_replication_role = replica", f"TRUNCATE {listed}", *filled, "COMMIT"
            asked.execute("; ".join(words))
        for till in self.tills:
            shutil.rmtree(till.folder)
            shutil.copytree(self.place / till.folder.name, till.folder)


def _tables(asked: Any) -> list[str]:
    asked.execute(TABLES)
    return [name for (name,) in asked.fetchall()]
