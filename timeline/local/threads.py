"""The best number of threads for a model."""

import os
from contextlib import suppress
from pathlib import Path


def default_threads() -> int:
    """Return the physical cores that this process may use: more threads make a model far slower."""
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))
    cores = physical_cores(_read("/proc/cpuinfo"), allowed) or len(allowed)
    return max(1, min(cores, processor_quota(_read("/sys/fs/cgroup/cpu.max")) or cores))


def physical_cores(cpuinfo: str, allowed: set[int]) -> int:
    """Count the cores of the *allowed* processors in the text of /proc/cpuinfo; 0 when unknown."""
    cores = set()
    for block in cpuinfo.split("\n\n"):
        fields = {
            key.strip(): value.strip()
            for key, _, value in (line.partition(":") for line in block.splitlines())
        }
        if "core id" in fields and int(fields["processor"]) in allowed:
            cores.add((fields.get("physical id"), fields["core id"]))
    return len(cores)


def processor_quota(limit: str) -> int | None:
    """Return a container's limit on processors, rounded down, from the text of cpu.max, if any."""
    quota, _, period = limit.partition(" ")
    return int(quota) // int(period) if quota.isdigit() else None


def _read(path: str) -> str:
    with suppress(OSError):
        return Path(path).read_text(encoding="utf-8")
    return ""
