"""What no module of the program may do, read from its source; every rule is tried on a wrong that is put in."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import onecustomer

TOP = Path(onecustomer.__file__).parent
TREES = {str(path.relative_to(TOP)): ast.parse(path.read_text("utf-8")) for path in TOP.rglob("*.py")}

CODE_OF_TEXT = {"eval", "exec", "__import__", "compile", "breakpoint"}
SHELLS = {"system", "popen", "spawnl", "spawnv", "getoutput", "getstatusoutput", "load_module", "exec_module"}
FOREIGN = {"pickle", "cPickle", "marshal", "shelve", "dill", "yaml", "imp", "runpy", "pkg_resources", "code", "pty"}
NETWORK = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "socketserver"),
    *("xmlrpc", "asyncio", "requests", "httpx", "aiohttp", "urllib3", "webbrowser", "selectors"),
}
ARCHIVES = {"zipfile", "tarfile", "gzip", "bz2", "lzma", "zipimport"}
MARKED_UP = {"print", "rule", "log", "add_row", "add_column", "from_markup", "render", "Panel", "Table"}
ASKED = {"execute", "executemany", "executescript", "ask", "each", "value", "change", "change_each"}


def imported(tree: ast.Module) -> set[str]:
    """Return the packages that a module imports from outside, wherever it does so."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call with the last name of what is called; of a bare name, with `()` behind it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield f"{node.func.id}()", node


def code_of_text(tree: ast.Module) -> list[str]:
    """Return what makes code of text, starts a shell, or takes a module by its path."""
    wrong = sorted(imported(tree) & FOREIGN)
    for name, node in calls(tree):
        if name.removesuffix("()") in CODE_OF_TEXT and name.endswith("()"):
            wrong.append(name)
        if name in SHELLS or name.removesuffix("()") in ("spec_from_file_location", "entry_points"):
            wrong.append(name)
        wrong += [f"shell={ast.unparse(one.value)}" for one in node.keywords if one.arg == "shell"]
    return wrong


def network(tree: ast.Module) -> list[str]:
    """Return what reaches beyond this computer; `urllib.parse` only reads an address."""
    reading = [one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and one.module == "urllib.parse"]
    return sorted(imported(tree) & (NETWORK - {"urllib"} if reading else NETWORK))


def archives(tree: ast.Module) -> list[str]:
    """Return what unpacks."""
    return sorted(imported(tree) & ARCHIVES)


def markup(tree: ast.Module) -> list[str]:
    """Return what hands text put together of data to Rich as markup: it is to be `Text`, or plain words of ours."""
    if "rich" not in imported(tree):
        return []
    return [
        f"{name} {ast.unparse(one)}"
        for name, node in calls(tree)
        if name.removesuffix("()") in MARKED_UP
        for one in (*node.args, *(key.value for key in node.keywords))
        if isinstance(one, ast.JoinedStr | ast.BinOp)
    ]


def sql_of_text(tree: ast.Module) -> list[str]:
    """Return queries in which a value stands in quotes of their own, where a hole should be."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for before, hole in zip(node.values, node.values[1:], strict=False)
        if isinstance(before, ast.Constant)
        and isinstance(hole, ast.FormattedValue)
        and str(before.value).endswith("'")
        and any(word in ast.unparse(node) for word in ("SELECT ", "WHERE ", "UPDATE ", "INSERT ", "DELETE "))
        and not _is_ours(hole.value)
    ]


def _is_ours(node: ast.expr) -> bool:
    """Tell whether what stands in a hole is a constant of ours: by its capitals, or a column's name."""
    name = ast.unparse(node)
    return name.rpartition(".")[2].isupper() or name == "column"


RULES: dict[Callable[[ast.Module], list[str]], str] = {
    code_of_text: "import subprocess\nsubprocess.run('ls', shell=True)",
    network: "def f():\n    from urllib.request import urlopen",
    archives: "import zipfile",
    markup: "from rich.console import Console\nConsole().print(f'[b]{name}')",
    sql_of_text: "store.ask(f\"SELECT * FROM customer WHERE name = '{name}'\")",
}


@pytest.mark.fault(40, 45, 50, 57, 59)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_module_does_what_none_may(rule: Callable[[ast.Module], list[str]]) -> None:
    assert {} == {name: wrong for name, tree in TREES.items() if (wrong := rule(tree))}
    assert len(TREES) > 200
    assert rule(ast.parse(RULES[rule]))


@pytest.mark.parametrize(
    "line", ["eval(text)", "import pickle", "os.system('ls')", "spec_from_file_location('a', path)"]
)
def test_code_made_of_text_would_be_seen(line: str) -> None:
    assert code_of_text(ast.parse(line))
