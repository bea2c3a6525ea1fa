"""A disk that loses its power: what files and folders hold once the machine is on again.

The model is harsher than the file systems that shops have, and as harsh as what SQLite says that it bears:
- What was written to a file since it was last synced is kept, lost, or torn between sectors, each write by itself. A
  sector is wholly old or wholly new. https://sqlite.org/psow.html
- Where a file grew and its new bytes were lost, it may have its new length, and zeros or an older file's bytes there.
- A name that was given, changed or removed since its folder was last synced is kept or lost, each by itself. ext4, XFS,
  APFS and NTFS lose the newest changes only, in order; and ext4 keeps a new name together with its synced file.
- What was synced is on the disk: a disk that says so and lies is beyond every program.
The file of shared memory beside a store in WAL mode is left out, as SQLite makes it anew.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.power.record import Call

SECTOR = 512
SHARED_MEMORY = "-shm"

Image = dict[str, "bytes | None"]
"""What is on a disk: the bytes of each file by its path, none for a folder."""


@dataclass(eq=False)
class File:
    """What of a file is on the disk, and what was written since: at an offset, or none for a new length."""

    content: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)


@dataclass(frozen=True)
class Naming:
    """A change of names in a folder: a file, or a folder, that gets a name, and the name that goes."""

    named: str | None
    file: File | None
    gone: str | None


class Disk:
    """Files and folders, as programs see them and as they are on the disk; none stands for a folder."""

    def __init__(self, root: Path, image: Image) -> None:
        self.root = str(root.resolve())
        self.names = {path: None if content is None else File(bytearray(content)) for path, content in image.items()}
        self.synced = dict(self.names)
        self.pending: dict[str, list[Naming]] = {}
        self.opened: dict[tuple[int, int], File | str] = {}  # a file, or the path of a folder

    def do(self, call: Call) -> None:
        """Do what a call did."""
        DOES[call.kind](self, call)

    def _opens(self, call: Call) -> None:
        (path,) = call.names
        if path == self.root or (path in self.names and self.names[path] is None):
            self.opened[call.process, call.file] = path
            return
        file = self.names.get(path)
        if file is None:
            file = File()
            self._rename(Naming(path, file, None))
        elif call.flags & os.O_TRUNC:
            file.pending.append((0, None))
        self.opened[call.process, call.file] = file

    def _closes(self, call: Call) -> None:
        self.opened.pop((call.process, call.file), None)

    def _writes(self, call: Call) -> None:
        file = self.opened[call.process, call.file]
        assert isinstance(file, File)
        file.pending.append((call.offset, call.data))

    def _cuts(self, call: Call) -> None:
        file = self.names[call.names[0]] if call.names else self.opened[call.process, call.file]
        assert isinstance(file, File)
        file.pending.append((call.offset, None))

    def _syncs(self, call: Call) -> None:
        found = self.opened[call.process, call.file]
        if isinstance(found, File):
            for offset, data in found.pending:
                _put(found.content, offset, data, _zeros)
            found.pending.clear()
        else:
            for naming in self.pending.pop(found, ()):
                _name(self.synced, naming)

    def _removes(self, call: Call) -> None:
        self._rename(Naming(None, None, call.names[0]))

    def _makes_folder(self, call: Call) -> None:
        self._rename(Naming(call.names[0], None, None))

    def _moves(self, call: Call) -> None:
        old, new = call.names
        self._rename(Naming(new, self.names[old], old))

    def _links(self, call: Call) -> None:
        old, new = call.names
        self._rename(Naming(new, self.names[old], None))

    def _says(self, _: Call) -> None:
        """Nothing is written by it."""

    def _rename(self, naming: Naming) -> None:
        _name(self.names, naming)
        path = naming.named or naming.gone or ""
        self.pending.setdefault(os.path.dirname(path), []).append(naming)

    def kept(self) -> Image:
        """Return all files as programs see them: what is there after a kill."""
        return {path: file and _content(file, file.pending, _zeros) for path, file in self.names.items()}

    def cut(self, chance: random.Random) -> Image:
        """Return what is there after the power is cut now; each cut has odds of its own."""
        odds = Odds(chance)
        names = dict(self.synced)
        for naming in (one for namings in self.pending.values() for one in namings):
            if odds.is_kept():
                _name(names, naming)
        files = {file: odds.content(file) for file in names.values() if file}
        return {path: file and files[file] for path, file in names.items()}


class Odds:
    """How much of what was not synced a power cut leaves, and which: from nothing at all to everything."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.kept = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        self.torn = chance.choice((0.0, 0.2, 0.5))

    def is_kept(self) -> bool:
        """Tell whether one thing that was not synced is there."""
        return self.chance.random() < self.kept

    def content(self, file: File) -> bytes:
        """Return what a file has."""
        content = bytearray(file.content)
        for offset, data in file.pending:
            if data is None:
                if self.is_kept():
                    _put(content, offset, None, self._left_over)
                continue
            for start, sector in self._sectors(offset, data):
                if sector is not None:
                    _put(content, start, sector, self._left_over)
                elif start >= len(content) and self.chance.random() < 0.25:
                    _put(content, start, self._left_over(min(SECTOR, offset + len(data) - start)), self._left_over)
        return bytes(content)

    def _sectors(self, offset: int, data: bytes) -> Iterator[tuple[int, bytes | None]]:
        """Yield each sector of a write with its offset, and none in place of its bytes where it is lost."""
        is_torn, is_kept = self.chance.random() < self.torn, self.is_kept()
        start = 0
        while start < len(data):
            end = start + SECTOR - (offset + start) % SECTOR
            stays = self.chance.random() < 0.5 if is_torn else is_kept
            yield offset + start, data[start:end] if stays else None
            start = end

    def _left_over(self, length: int) -> bytes:
        """Return what lies where nothing of a file was written: zeros, or what was there before."""
        return bytes(length) if self.chance.random() < 0.5 else self.chance.randbytes(length)


def put_on(image: Image, root: Path) -> None:
    """Write the files of a disk to a folder of this machine; those whose folder was lost are lost too."""
    for path in sorted(image, key=len):
        place, content = Path(path), image[path]
        if root not in place.parents or not place.parent.is_dir() or place.name.endswith(SHARED_MEMORY):
            continue
        if content is None:
            place.mkdir(0o700)
        else:
            place.write_bytes(content)
            place.chmod(0o600)


def _content(file: File, pending: Sequence[tuple[int, bytes | None]], fill: Callable[[int], bytes]) -> bytes:
    content = bytearray(file.content)
    for offset, data in pending:
        _put(content, offset, data, fill)
    return bytes(content)


def _put(content: bytearray, offset: int, data: bytes | None, fill: Callable[[int], bytes]) -> None:
    """Write to a file's bytes at an offset, or make them that long; what is left open in between is filled."""
    if offset > len(content):
        content += fill(offset - len(content))
    if data is None:
        del content[offset:]
    else:
        content[offset : offset + len(data)] = data


def _zeros(length: int) -> bytes:
    return bytes(length)


def _name(names: dict[str, File | None], naming: Naming) -> None:
    if naming.gone is not None:
        names.pop(naming.gone, None)
    if naming.named is not None:
        names[naming.named] = naming.file


DOES: dict[str, Callable[[Disk, Call], None]] = {
    "O": Disk._opens,
    "C": Disk._closes,
    "W": Disk._writes,
    "T": Disk._cuts,
    "t": Disk._cuts,
    "Y": Disk._syncs,
    "U": Disk._removes,
    "D": Disk._makes_folder,
    "R": Disk._moves,
    "L": Disk._links,
    "S": Disk._says,
}
