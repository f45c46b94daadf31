"""A Windows Job around one process: so much memory, so much processor time, no process of its own, gone with us. And
what the watchdog inside that process asks the system.
"""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Callable

PROCESS_TIME, ACTIVE_PROCESSES, DIE_ON_FAULT, PROCESS_MEMORY, KILL_ON_CLOSE = 0x2, 0x8, 0x400, 0x100, 0x2000
EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
SYNCHRONIZE, STILL_RUNS = 0x100000, 0x102  # the latter is WAIT_TIMEOUT


class _Basic(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),  # of 100 ns
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("Basic", _Basic),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits_of(memory: int, seconds: int) -> _Extended:
    """What a Job is told: ``memory`` in bytes, ``seconds`` of processor time, one process, gone with its owner."""
    told = _Extended()
    told.Basic.PerProcessUserTimeLimit = seconds * 10_000_000
    told.Basic.ActiveProcessLimit = 1
    told.Basic.LimitFlags = PROCESS_TIME | ACTIVE_PROCESSES | DIE_ON_FAULT | PROCESS_MEMORY | KILL_ON_CLOSE
    told.ProcessMemoryLimit = memory
    return told


def job_of(process: subprocess.Popen[bytes], memory: int, seconds: int) -> Callable[[], None]:
    """Put the process into a Job of its own; the function returned ends both. Where the system has no Job for us – an
    old one, inside a Job that allows none – the process goes on without, and the parent's patience is the limit."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
    kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return lambda: None
    told = limits_of(memory, seconds)
    kernel.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(told), ctypes.sizeof(told))
    kernel.AssignProcessToJobObject(job, int(process._handle))  # type: ignore[attr-defined, unused-ignore]
    return lambda: kernel.CloseHandle(job)


class _Counters(ctypes.Structure):
    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("Sizes", ctypes.c_size_t * 6),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    )


def own_memory() -> int:
    """Bytes this process has committed; what the Job's limit is about."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
    counters = _Counters(cb=ctypes.sizeof(_Counters))
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.PagefileUsage)


def runs(process: int) -> Callable[[], bool]:
    """Whether the process of this number goes on; its number may be given away again, so it is held by its handle."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
    kernel.OpenProcess.restype = ctypes.c_void_p
    kernel.WaitForSingleObject.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    handle = kernel.OpenProcess(SYNCHRONIZE, False, process)
    return lambda: bool(handle) and kernel.WaitForSingleObject(handle, 0) == STILL_RUNS
