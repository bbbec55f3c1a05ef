"""The machines a bundle is for: Linux with glibc 2.28 or newer, two processors, the CPythons chosen."""

from __future__ import annotations

from dataclasses import dataclass

from packaging.tags import Tag, compatible_tags, cpython_tags

MACHINES = ("x86_64", "aarch64")
#: The oldest glibc served, and the oldest that wheels of a processor are made for: the minor number of 2.x.
GLIBC = 28
FIRST_GLIBC = {"x86_64": 5, "aarch64": 17}
#: Older names of the same promise.
FORMER_NAMES = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}


@dataclass(frozen=True)
class Target:
    """One CPython on one processor.

    >>> str(Target("3.11", "aarch64"))
    'CPython 3.11, aarch64, glibc 2.28'
    """

    python: str
    machine: str

    def __str__(self) -> str:
        return f"CPython {self.python}, {self.machine}, glibc 2.{GLIBC}"

    @property
    def platforms(self) -> list[str]:
        """The names of every platform whose wheels run here, the newest first."""
        names = []
        for minor in range(GLIBC, FIRST_GLIBC[self.machine] - 1, -1):
            names.append(f"manylinux_2_{minor}_{self.machine}")
            if minor in FORMER_NAMES:
                names.append(f"{FORMER_NAMES[minor]}_{self.machine}")
        return names

    @property
    def tags(self) -> frozenset[Tag]:
        """The tags of every wheel that runs here."""
        version = [int(part) for part in self.python.split(".")]
        interpreter = "cp" + self.python.replace(".", "")
        ours = cpython_tags(version, platforms=self.platforms)
        any_of = compatible_tags(version, interpreter=interpreter, platforms=self.platforms)
        return frozenset([*ours, *any_of])

    @property
    def environment(self) -> dict[str, str]:
        """What the conditions of a requirement (PEP 508) are asked about; the rest is as on any Linux."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_system": "Linux",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": "linux",
        }


def list_targets(pythons: list[str]) -> list[Target]:
    """Every Python on every processor."""
    return [Target(python, machine) for python in pythons for machine in MACHINES]
