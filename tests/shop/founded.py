"""Shops that tests begin with: a process of the tests founds each once, and lends it whole to every test after that.

A shop that is put aside is a database that others are made of, and the folders of its tills. The role of its tills has
another name meanwhile, so that a test that founds one of its own finds none.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from onecustomer.store.shop.served import schema
from tests.shop.asked import install
from tests.shop.clusters import Address, Given
from tests.shop.servers import Role, Server, establish
from tests.shop.tills import Till
from tests.words import Oc

GROUP = schema.group("shop")

BOTH = "one", "two"

Commands = tuple[str, ...]
What = tuple[Commands, Commands, Commands]
"""How a shop begins: what its first till does, the names of its tills, and what the last of them does then."""

ShopOf = Callable[..., list[Till]]


@dataclass
class Aside:
    """A shop that is put aside: its roles, the database and the folder that are copied, and its tills' role."""

    owner: Role
    tills: tuple[Role, Role]
    stranger: Role
    database: str
    group: str
    folder: Path

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the names of all of its roles."""
        return (self.group, *(role.name for role in (self.owner, *self.tills, self.stranger)))


@dataclass
class Founded:
    """The shops that one process of the tests has put aside on a server, and the folder in which each is lent."""

    cluster: Given
    place: Path
    aside: dict[What, Aside] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=count)

    def lend(self, server: Server, oc: Oc, what: What, at: Sequence[Address]) -> list[Till]:
        """Put a shop in place, and return its tills; `at` is where the first of them looks for the server."""
        shutil.rmtree(self._here, ignore_errors=True)
        if what not in self.aside:
            self._found(server, oc, what)
        shop, names = self.aside[what], what[1]
        server.owner, server.tills, server.stranger = shop.owner, shop.tills, shop.stranger
        server.database = f"{shop.database}_{next(self._numbers)}"
        with self.cluster.admin() as asked:
            asked.execute(f"ALTER ROLE {shop.group} RENAME TO {GROUP}")
            asked.execute(f"CREATE DATABASE {server.database} TEMPLATE {shop.database} OWNER {shop.owner.name}")
            if not names:
                asked.execute(f"GRANT {GROUP} TO {', '.join(role.name for role in shop.tills)}")
        shutil.copytree(shop.folder, self._here)
        return [self._till(server, oc, name, at if name == names[0] else ()) for name in names]

    def take_back(self, server: Server) -> None:
        """Take away what a test did with a shop; a server of which nothing was lent has none."""
        for shop in self.aside.values():
            if server.owner == shop.owner:
                with self.cluster.admin() as asked:
                    asked.execute(f"DROP DATABASE {server.database} WITH (FORCE)")
                    asked.execute(f"REVOKE {GROUP} FROM {', '.join(shop.roles[2:])}")
                    asked.execute(f"ALTER ROLE {GROUP} RENAME TO {shop.group}")

    def remove(self) -> None:
        """Take everything away that was put aside."""
        with self.cluster.admin() as asked:
            for shop in self.aside.values():
                asked.execute(f"DROP DATABASE {shop.database} WITH (FORCE)")
                for name in shop.roles:
                    asked.execute(f"DROP ROLE {name}")

    @property
    def _here(self) -> Path:
        return self.place / "here"

    def _found(self, server: Server, oc: Oc, what: What) -> None:
        made, (commands, names, then) = establish(self.cluster, server.setenv), what
        self._here.mkdir()
        tills = [self._till(made, oc, name) for name in names]
        if not tills:
            install(made, tills=())
        for till in tills:
            is_first = till is tills[0]
            for command in (*commands, "shop start service=shop") if is_first else ("shop join service=shop",):
                till(command).printed_or_said()
        for command in then:
            tills[-1](command).printed_or_said()
        group = f"{GROUP}_of_{made.database}"
        folder = self.place / made.database
        self._here.rename(folder)
        shop = Aside(made.owner, made.tills, made.stranger, made.database, group, folder)
        with self.cluster.admin() as asked:
            asked.execute(f"ALTER ROLE {GROUP} RENAME TO {group}")
        self.cluster.kept.update(shop.roles)
        self.aside[what] = shop

    def _till(self, server: Server, oc: Oc, name: str, at: Sequence[Address] = ()) -> Till:
        folder = self._here / name
        folder.mkdir(parents=True, exist_ok=True)
        reached_by = server.service(role=server.owner, place=folder, at=at)
        env = {**reached_by, "HOME": str(folder), "OC_DB": str(folder / "shop.db"), "OC_TILL": name}
        return Till(oc, env, folder)
