"""Folders that are unfit for a store, of another computer or synced by a program: told by their type and name."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from onecustomer.store.health import place
from tests.words import Oc

MOUNTS = r"""
rootfs / rootfs rw 0 0
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/export /mnt/shop nfs4 rw,vers=4.2 0 0
/dev/sdb1 /mnt/shop/local xfs rw 0 0
//nas/till /mnt/till\040two cifs rw 0 0
ana@host:/ /home/ana/far fuse.sshfs rw 0 0
gdrive: /home/ana/cloud fuse.rclone rw 0 0
C:\134 /mnt/c 9p rw 0 0
portal /run/user/1000/doc fuse.portal rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/sdc1 /over ext4 rw 0 0
server:/over /over nfs rw 0 0
short line
"""


@pytest.mark.fault(25)
@pytest.mark.parametrize(
    "folder,system",
    [
        ("/home/ana/shop", ""),
        ("/mnt/shop", "nfs4"),
        ("/mnt/shop/deep", "nfs4"),
        ("/mnt/shops", ""),
        ("/mnt/shop/local/deep", ""),
        ("/mnt/till two", "cifs"),
        ("/home/ana/far/away", "fuse.sshfs"),
        ("/home/ana/cloud", "fuse.rclone"),
        ("/mnt/c/Users/ana", "9p"),
        ("/run/user/1000/doc", ""),
        ("/tmp", ""),
        ("/over", "nfs"),
        (r"\\nas\till", "nas"),
        ("//nas/till", "nas"),
    ],
)
def test_a_share_is_told_by_the_type_of_its_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, system: str
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    monkeypatch.setattr(place, "MOUNTS", str(mounts))
    monkeypatch.setattr(sys, "platform", "linux")
    assert system == place.share_of(folder)


def test_a_system_that_lists_no_mounts_has_none_that_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "MOUNTS", "/nowhere/mounts")
    for platform in ("linux", "freebsd14", "win32"):
        monkeypatch.setattr(sys, "platform", platform)
        assert "" == place.share_of("/mnt/shop")


@pytest.mark.fault(25)
@pytest.mark.parametrize(
    "folder,program",
    [
        ("/home/ana/Dropbox", "Dropbox"),
        ("/home/ana/Dropbox (Personal)/shop", "Dropbox"),
        ("/Users/ana/Library/CloudStorage/Dropbox-Acme", "Dropbox"),
        (r"C:\Users\ana\OneDrive\Documents", "OneDrive"),
        (r"C:\Users\ana\OneDrive - Acme", "OneDrive"),
        ("/Users/ana/Library/CloudStorage/OneDrive-Personal", "OneDrive"),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        (r"C:\Users\ana\iCloudDrive", "iCloud"),
        ("/Users/ana/Google Drive/shop", "Google Drive"),
        ("/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.com/My Drive", "Google Drive"),
        (r"G:\My Drive\shop", "Google Drive"),
        ("/home/ana/Nextcloud", "Nextcloud"),
        ("/home/ana/nextcloud/shop", "Nextcloud"),
        ("/home/ana/Syncthing", "Syncthing"),
        ("/home/ana/Dropboxes", ""),
        ("/home/ana/shop", ""),
        (r"C:\Users\ana\AppData\Local\onecustomer", ""),
    ],
)
def test_a_synced_folder_is_told_by_its_name(folder: str, program: str) -> None:
    assert program == place.synced_by(folder)


@pytest.mark.fault(25)
def test_a_synced_folder_is_told_by_what_its_program_puts_there(
    oc: Oc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home" / "shop" / "deep").mkdir(parents=True)
    (tmp_path / "home" / ".dropbox").mkdir()
    assert "" == place.synced_by(str(tmp_path / "home" / "shop" / "deep"))
    (tmp_path / "home" / "shop" / ".stfolder").mkdir()
    assert "Syncthing" == place.synced_by(str(tmp_path / "home" / "shop" / "deep"))


@pytest.mark.fault(25)
def test_the_first_start_in_a_synced_folder_warns_and_takes_no_wal(
    oc: Oc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    for folder, is_synced, mode in (("Dropbox", True, "delete"), ("plain", False, "wal")):
        store = tmp_path / folder / "shop.db"
        made = oc("add Margo Klein", OC_DB=str(store))
        assert 0 == made.code
        assert is_synced == ("oc: The store is in a folder that Dropbox syncs: two tills may lose" in made.err)
        with closing(sqlite3.connect(store)) as file:
            assert (mode,) == file.execute("PRAGMA journal_mode").fetchone()
        assert "syncs" not in oc("add Jim Stone", OC_DB=str(store)).err


@pytest.mark.fault(25, 26)
def test_a_link_into_a_synced_folder_is_followed_before_it_is_looked_at(oc: Oc, tmp_path: Path) -> None:
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "shop").symlink_to(tmp_path / "Nextcloud")
    said = oc("add Margo Klein", OC_DB=str(tmp_path / "shop" / "shop.db")).err
    assert "The store is in a folder that Nextcloud syncs" in said


@pytest.mark.fault(25)
@pytest.mark.parametrize(
    "folder,names",
    [
        ("Dropbox", ["shop (Ana's conflicted copy 2026-11-21).db"]),
        ("Nextcloud", ["shop (conflicted copy 2026-11-21 101500).db", "shop_conflict-20261121.db"]),
        ("plain", ["shop.sync-conflict-20261121-101500-ABCDEFG.db"]),
        ("Google Drive", ["shop (1).db"]),
        ("Mobile Documents", ["shop 2.db"]),
        ("OneDrive", ["shop-DESKTOP-7.db", "shop-till two.db"]),
    ],
)
def test_what_two_computers_wrote_is_found_beside_the_store(tmp_path: Path, folder: str, names: list[str]) -> None:
    there = tmp_path / folder
    there.mkdir()
    others = ("shop.db", "shop.db-wal", "shop.db-erased", "shop.db.schema-8.1", "shopping.db", "workshop (1).db")
    for name in (*names, *others):
        (there / name).touch()
    assert sorted(name for name in names if "till two" not in name) == place.conflicting(str(there / "shop.db"))
    assert [] == place.conflicting(str(tmp_path / "nowhere" / "shop.db"))
