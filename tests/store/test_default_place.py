"""Where the store lies without a word said: as platformdirs has it, which most tills need not import."""

from __future__ import annotations

import sys

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from onecustomer.store import paths

HOMES = ("/home/ana", "/home/ana/", "/", "//home", "/home/a b", "", "ana", None)
GIVEN = (None, "", " ", "/data", "/data/", "/da ta", "data", "~/data", "/a:/b")


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(("platform", "rule"), [("linux", Unix), ("darwin", MacOS)])
def test_a_plain_rule_says_what_platformdirs_says(
    monkeypatch: pytest.MonkeyPatch, platform: str, rule: type, home: str | None, given: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    put(monkeypatch, HOME=home, XDG_DATA_HOME=given)
    plain = paths._plain_folder()
    assert plain in (None, said_by(rule))
    if home == "/home/ana" and given in (None, "/data")[: 1 if platform == "darwin" else 2]:
        assert plain is not None


def said_by(rule: type) -> str | None:
    try:
        return str(rule(paths.APP, appauthor=False).user_data_dir)
    except RuntimeError:  # so it says that there is no home
        return None


@pytest.mark.parametrize(
    ("platform", "android"),
    [("win32", None), ("ios", None), ("freebsd14", None), ("android", "/data"), ("linux", "/data")],
)
def test_platformdirs_is_asked_elsewhere(monkeypatch: pytest.MonkeyPatch, platform: str, android: str | None) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    put(monkeypatch, HOME="/home/ana", XDG_DATA_HOME=None, ANDROID_DATA=android)
    assert paths._plain_folder() is None


def test_the_default_place_is_that_of_platformdirs_here(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import user_data_dir

    for home, given in (("/home/ana", None), ("/home/ana", "/data"), ("/home/ana", "data"), (None, None)):
        put(monkeypatch, HOME=home, XDG_DATA_HOME=given)
        assert user_data_dir(paths.APP, appauthor=False) == paths.data_folder()


def put(monkeypatch: pytest.MonkeyPatch, **given: str | None) -> None:
    for name, value in given.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
