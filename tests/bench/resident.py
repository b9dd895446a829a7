"""How much memory a process holds, as Linux tells it."""

from pathlib import Path


def resident_mebibytes(process: int | str = "self") -> float:
    """The memory of a process that is really there now. What `getrusage` tells of a child is also its parent's."""
    return _mebibytes(process, "VmRSS:")


def peak_mebibytes(process: int | str = "self") -> float:
    """The most memory that was there since the process began."""
    return _mebibytes(process, "VmHWM:")


def _mebibytes(process: int | str, what: str) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    kibibytes = next(line.split()[1] for line in status.splitlines() if line.startswith(what))
    return int(kibibytes) / 1024
