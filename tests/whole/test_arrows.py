"""The house: where each module may look, how large rooms are, and that nothing has two names.

Every rule is tried on a wrong that is put in as well.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import onecustomer
from onecustomer.store import rare_rows, rows  # noqa: F401  four rows are there
from onecustomer.store.index import upkeep  # noqa: F401  three rows of the index are there
from onecustomer.store.schema import models

TOP = Path(onecustomer.__file__).parent
FLOORS = {
    "": ["__main__", "cli", "domain", "store", "errors"],
    "cli": [
        *(
            "main",
            "daily",
            "unexpected",
            "app",
            "pages",
            "mistakes",
            "prefixes",
            "panels",
            "express",
            "tab",
            "complete",
        ),
        *("commands", "screens", "terminal"),
    ],
    "domain": [
        *(
            "demo",
            "restoring",
            "tills",
            "health",
            "transfer",
            "people",
            "card",
            "overview",
            "shop",
            "timeline",
            "finding",
        ),
        "language",
    ],
    "store": [
        *("restore", "checks", "open", "shop", "beginning", "places", "office", "erasure", "lost", "counter", "schema"),
        *("overview", "rhythm", "index", "copies", "database"),
    ],
}
"""What stands in each folder, from the top floor to the ground; what is not named is of the ground: all may use it."""

FORBIDDEN = {
    "domain": {"typer", "rich", "sqlmodel", "sqlalchemy", "sqlite3", "onecustomer.store.schema"},
    "cli": {"sqlite3", "sqlmodel", "sqlalchemy", "onecustomer.store.schema", "onecustomer.store.office"},
    "cli.commands.counter": {"typer", "rich"},
    "store.counter": {"onecustomer.store.schema", "onecustomer.store.office"},
}
MOST_FILES, MOST_LINES, MOST_OF_A_FUNCTION = 15, 300, 45

Imports = Mapping[str, set[str]]


@cache
def modules() -> dict[str, ast.Module]:
    """Return the tree of each of our modules, by its name without the package's."""
    paths = [path for path in TOP.rglob("*.py") if path.name != "__init__.py"]
    return {".".join(path.relative_to(TOP).with_suffix("").parts): ast.parse(path.read_text("utf-8")) for path in paths}


def imported(module: str, tree: ast.Module) -> Iterator[tuple[str, str | None]]:
    """Yield the full name of all that a module imports, wherever it does so, and what it is renamed to."""
    folders = ["onecustomer", *module.split(".")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, one.asname) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = folders[: len(folders) + 1 - node.level] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((f"{stem}.{one.name}", one.asname) for one in node.names)


@cache
def imports() -> dict[str, set[str]]:
    """Return which of our modules each imports."""
    trees = modules()
    found: dict[str, set[str]] = {}
    for module, tree in trees.items():
        names = {name.removeprefix("onecustomer.") for name, _ in imported(module, tree)}
        found[module] = {name if name in trees else name.rpartition(".")[0] for name in names} & trees.keys()
    return found


def arrows_up(found: Imports) -> list[str]:
    """Return the imports that run from a lower floor to a higher one."""
    wrong = []
    for module, others in found.items():
        for other in others:
            for folder, floors in FLOORS.items():
                ours, theirs = _floor(module, folder, floors), _floor(other, folder, floors)
                if ours is not None and theirs is not None and ours > theirs:
                    wrong.append(f"{module} -> {other}")
    return wrong


def _floor(module: str, folder: str, floors: list[str]) -> int | None:
    """Return on which floor of a folder a module is; none where it is not in that folder."""
    if folder and not module.startswith(folder + "."):
        return None
    room = module.removeprefix(folder + ".").split(".")[0] if folder else module.split(".", maxsplit=1)[0]
    return floors.index(room) if room in floors else len(floors)


def circles(found: Imports) -> list[str]:
    """Return the modules that import themselves through others."""
    return [module for module in found if module in _reached(module, found)]


def _reached(module: str, found: Imports) -> set[str]:
    reached: set[str] = set()
    ahead = [*found[module]]
    while ahead:
        if (one := ahead.pop()) not in reached:
            reached.add(one)
            ahead += found.get(one, ())
    return reached


def renamed(trees: Mapping[str, ast.Module]) -> list[str]:
    """Return the modules of ours that are given another name where they are imported."""
    names = {f"onecustomer.{module}" for module in trees}
    return [f"{module}: {name} as {to}" for module in trees for name, to in imported(module, trees[module])
            if to and name in names]  # fmt: skip


def foreign(trees: Mapping[str, ast.Module]) -> list[str]:
    """Return the imports of what a folder may not know."""
    return [
        f"{module} -> {name}"
        for module, tree in trees.items()
        for folder, banned in FORBIDDEN.items()
        if module.startswith(folder + ".")
        for name, _ in imported(module, tree)
        if any(name == one or name.startswith(one + ".") for one in banned)
    ]


def named_otherwise(tables: Mapping[str, str], modelled: Mapping[str, str]) -> list[str]:
    """Return the tables whose row and whose model have not one name."""
    return [table for table in {*tables, *modelled} if tables.get(table) != modelled.get(table)]


def halls(paths: Iterable[Path]) -> list[Path]:
    """Return the folders that hold too many files."""
    counted = Counter(path.parent for path in paths if path.name != "__init__.py")
    return [folder for folder, count in counted.items() if count > MOST_FILES]


def long_files(texts: Mapping[Path, str]) -> list[Path]:
    """Return the files of too many lines."""
    return [path for path, text in texts.items() if text.count("\n") > MOST_LINES]


def long_functions(trees: Mapping[str, ast.Module]) -> list[str]:
    """Return the functions of too many lines, the signatures of Typer's commands excepted."""
    return [
        f"{module}.{node.name}"
        for module, tree in trees.items()
        if not module.startswith("cli.panels.")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > MOST_OF_A_FUNCTION
    ]


def test_arrows_run_one_way() -> None:
    found = imports()
    assert len(found) > 80
    assert [] == arrows_up(found)
    assert ["store.open -> domain.demo"] == arrows_up({"store.open": {"domain.demo"}})
    assert ["domain.language.text -> domain.finding.keys"] == arrows_up(
        {"domain.language.text": {"domain.finding.keys"}}
    )
    assert ["store.database.connection -> store.index.search"] == arrows_up(
        {"store.database.connection": {"store.index.search"}, "store.rows": {"store.record"}}
    )


def test_no_module_imports_itself_through_others() -> None:
    assert [] == circles(imports())
    assert ["a", "b"] == circles({"a": {"b"}, "b": {"c", "a"}, "c": set()})


def test_a_module_has_one_name() -> None:
    assert [] == renamed(modules())
    wrong = {"cli.app": ast.parse("from ..store import kinds as words"), "store.kinds": ast.parse("")}
    assert ["cli.app: onecustomer.store.kinds as words"] == renamed(wrong)


def test_each_folder_knows_only_what_it_may() -> None:
    assert [] == foreign(modules())
    assert ["domain.demo -> sqlite3"] == foreign({"domain.demo": ast.parse("import sqlite3")})
    wrong = {"domain.demo": ast.parse("def f():\n    from ..store.schema import models")}
    assert ["domain.demo -> onecustomer.store.schema.models"] == foreign(wrong)


def test_a_row_and_its_model_have_one_name() -> None:
    tables = {row.table: row.__name__ for row in rows.Row.__subclasses__()}
    classes = [made for made in vars(models).values() if getattr(made, "__module__", "") == models.__name__]
    modelled = {str(made.__tablename__): made.__name__ for made in classes if hasattr(made, "__tablename__")}
    assert len(tables) > 10
    assert [] == named_otherwise(tables, modelled)
    assert ["fact"] == named_otherwise({"fact": "Lasting", "news": "News"}, {"fact": "Fact", "news": "News"})


def test_a_row_has_every_column_of_its_table_read_or_not() -> None:
    for row in rows.Row.__subclasses__():
        columns = set(getattr(models, row.__name__).model_fields)
        assert columns == {*row.fields, *row.unread}, row.__name__


def test_no_folder_is_a_hall() -> None:
    assert [] == halls(TOP.rglob("*.py"))
    rooms = [TOP / "hall" / f"{number}.py" for number in range(MOST_FILES)]
    assert [] == halls([*rooms, TOP / "hall" / "__init__.py"])
    assert [TOP / "hall"] == halls([*rooms, TOP / "hall" / "more.py"])


def test_no_file_is_long() -> None:
    assert [] == long_files({path: path.read_text("utf-8") for path in TOP.rglob("*.py")})
    assert [TOP / "long.py"] == long_files({TOP / "long.py": "\n" * (MOST_LINES + 1), TOP / "b.py": "\n" * MOST_LINES})


def test_no_function_is_long_but_a_signature_of_typers() -> None:
    assert [] == long_functions(modules())
    long = ast.parse("def most():\n" + "    pass\n" * MOST_OF_A_FUNCTION)
    assert ["cli.app.most"] == long_functions({"cli.app": long, "cli.panels.shop": long})
    assert [] == long_functions({"cli.app": ast.parse("def some():\n" + "    pass\n" * (MOST_OF_A_FUNCTION - 1))})
