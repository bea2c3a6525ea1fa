"""What kind of folder a store is in: the computer's own disk, a network share, or one that a program syncs.

On a share locks may not hold, and a log in WAL mode never works between computers. A program that syncs folders
copies a store while it is written, and of what two computers wrote makes two files.
Source: https://sqlite.org/useovernet.html, https://sqlite.org/wal.html (1)
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress

MOUNTS = "/proc/self/mounts"
SHARES = frozenset({
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "davfs", "davfs2", "webdav", "sshfs", "rclone"),
    *("9p", "drvfs", "vboxsf", "prl_fs", "vmhgfs-fuse", "gvfsd-fuse"),
    *("ceph", "glusterfs", "lustre", "beegfs", "ocfs2", "gfs2", "orangefs"),
    *("s3fs", "google-drive-ocamlfuse", "onedriver"),
})  # fmt: skip
"""Types of file systems that are another computer's, `fuse.` in front of them or not."""

SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "mobile documents": "iCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
}
"""How the folders of such programs are called, and the programs; a word in brackets or behind a dash may follow."""

MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox"}
"""What such programs put into the topmost folder that they sync."""

REMOTE = 4  # https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
OF_TWO = re.compile(r".*conflict.*", re.IGNORECASE | re.DOTALL)
NUMBERED = re.compile(r" ?\(\d+\)| \d+")  # Google Drive, iCloud
OF_COMPUTER = re.compile(r"-[\w-]+")  # OneDrive


def kind(path: str) -> str:
    """Return what kind of folder a store is in, in words; empty where it is a disk of the computer's own, or unknown.

    Shape: "a network share (nfs4)", "a folder that Dropbox syncs". A link is followed first.
    """
    folder = os.path.dirname(os.path.realpath(path))
    if program := synced_by(folder):
        return f"a folder that {program} syncs"
    if system := share_of(folder):
        return f"a network share ({system})"
    return ""


def warning(path: str) -> str:
    """Return what is said of a store in such a folder; empty where it is in none."""
    what = kind(path)
    return what and (
        f"The store is in {what}: two tills may lose there what they write, or damage it."
        " Keep it on a disk of this computer, and copies of it there."
    )


def synced_by(folder: str) -> str:
    """Return the program that syncs a folder with other computers; empty where none is known that does."""
    for part in re.split(r"[\\/]+", folder):
        for name, program in SYNCED.items():
            if re.fullmatch(rf"{name}(?: ?[-(].*| - .*)?", part, re.IGNORECASE):
                return program
    return next((program for above in _upwards(folder) for mark, program in MARKS.items() if _has(above, mark)), "")


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    while folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
        yield folder


def _has(folder: str, mark: str) -> bool:
    is_of_user = mark == ".dropbox" and folder == os.path.expanduser("~")  # settings of Dropbox, synced or not
    return not is_of_user and os.path.exists(os.path.join(folder, mark))


def share_of(folder: str) -> str:
    """Return the type of the share that a folder is on; empty where it is on a disk of the computer's own."""
    if folder.replace("/", "\\").startswith("\\\\"):
        return folder.replace("/", "\\").split("\\")[2]
    if sys.platform == "win32":
        return _of_drive(folder)
    if sys.platform == "darwin":
        system = _of_mac(folder)
    else:
        system = ""
        with suppress(OSError), open(MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            system = of_mounts(folder, file.read())
    return system if system.removeprefix("fuse.") in SHARES else ""


def of_mounts(folder: str, mounts: str) -> str:
    """Return the type of the file system that a folder is on, by the mounts as Linux lists them; empty where none is.

    Source: fstab(5): a blank in a path is \\040 there; of two mounts at one path the later one counts.
    """
    longest, found = -1, ""
    for fields in map(str.split, mounts.splitlines()):
        place = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[1]) if len(fields) > 2 else ""
        is_above = place and (folder == place or folder.startswith(place.rstrip("/") + "/"))
        if is_above and len(place) >= longest:
            longest, found = len(place), fields[2]
    return found


def _of_drive(folder: str) -> str:
    """Return that a drive of Windows is another computer's; empty where it is not."""
    with suppress(Exception):  # whatever is missing there, a store is made all the same
        import ctypes

        drive = os.path.splitdrive(folder)[0] + "\\"
        return drive if getattr(ctypes, "windll").kernel32.GetDriveTypeW(drive) == REMOTE else ""  # noqa: B009
    return ""


def _of_mac(folder: str) -> str:
    """Return the type of a file system of macOS; empty where it cannot be asked for.

    Source: sys/mount.h: `struct statfs` has it as 16 bytes, 72 bytes in.
    """
    with suppress(Exception):
        import ctypes

        system = ctypes.CDLL(None)
        ask = getattr(system, "statfs$INODE64", None) or system.statfs
        told = ctypes.create_string_buffer(4096)
        if ask(os.fsencode(folder), told) == 0:
            return told.raw[72:88].partition(b"\0")[0].decode("ascii", "replace")
    return ""


def conflicting(path: str) -> list[str]:
    """Return the files beside a store that such a program made where two computers wrote to it, by their names."""
    folder, name = os.path.split(os.path.realpath(path))
    stem, end = os.path.splitext(name)
    program = synced_by(folder)
    forms = [OF_TWO, *([NUMBERED] if program else []), *([OF_COMPUTER] if program == "OneDrive" else [])]
    with suppress(OSError):
        others = [one for one in os.listdir(folder) if one.startswith(stem) and one.endswith(end) and one != name]
        between = {one: one[len(stem) : len(one) - len(end)] for one in others}
        return sorted(one for one, part in between.items() if any(form.fullmatch(part) for form in forms))
    return []
