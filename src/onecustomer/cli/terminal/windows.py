"""What Windows says of a till: its console's window, and the programs that run it.

Source: learn.microsoft.com, GetConsoleWindow and Tool Help.
"""

from __future__ import annotations

import os
from typing import Any

PROCESSES = 0x2  # TH32CS_SNAPPROCESS
MOST = 32  # a number may have been given to a later process, so that parents may run in a circle


def console(api: Any = None) -> int:
    """Return the handle of this console's window; 0 where there is none. `api` is kernel32."""
    return int((api or _kernel32()).GetConsoleWindow() or 0)


def ancestors(api: Any = None) -> list[str]:
    """Return the names of the programs that run this process, the nearest in front."""
    running = {number: (parent, name) for number, parent, name in _processes(api or _kernel32())}
    names: list[str] = []
    number = running.get(os.getpid(), (0, ""))[0]
    while number in running and len(names) < MOST:
        number, name = running[number]
        names.append(name)
    return names


def _processes(api: Any) -> list[tuple[int, int, str]]:
    """Return the number, the parent's number and the name of every process."""
    import ctypes

    class Entry(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint32),
            ("usage", ctypes.c_uint32),
            ("number", ctypes.c_uint32),
            ("heap", ctypes.c_void_p),
            ("module", ctypes.c_uint32),
            ("threads", ctypes.c_uint32),
            ("parent", ctypes.c_uint32),
            ("priority", ctypes.c_int32),
            ("flags", ctypes.c_uint32),
            ("name", ctypes.c_wchar * 260),
        )

    entry = Entry()
    entry.size = ctypes.sizeof(Entry)
    snapshot = api.CreateToolhelp32Snapshot(PROCESSES, 0)
    found = []
    more = api.Process32FirstW(snapshot, ctypes.byref(entry))
    while more:
        found.append((entry.number, entry.parent, entry.name))
        more = api.Process32NextW(snapshot, ctypes.byref(entry))
    api.CloseHandle(snapshot)
    return found


def _kernel32() -> Any:
    import ctypes

    api: Any = getattr(ctypes, "windll").kernel32  # noqa: B009  Windows alone has it
    api.CreateToolhelp32Snapshot.restype = ctypes.c_void_p
    api.GetConsoleWindow.restype = ctypes.c_void_p
    for call in (api.Process32FirstW, api.Process32NextW):
        call.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    api.CloseHandle.argtypes = [ctypes.c_void_p]
    return api
