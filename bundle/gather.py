"""Fetches wheels with pip until nothing is lacking on any target."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import Requirement

from bundle.needs import describe_missing_wheel, find_lacking, find_needed
from bundle.targets import Target
from bundle.wheels import Wheel, read_wheels

#: What the build hook must have put into the project's own wheel.
BUILT = (
    "static/vendor/echarts.min.js",
    "static/vendor/htmx.min.js",
    "zh_CN/LC_MESSAGES/liantu.mo",
    "zh_CN/LC_MESSAGES/library.mo",
    "library/library.arrow",
)


class Incomplete(Exception):
    """The bundle cannot be made; one line for each thing that stands in the way."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))


def build_project_wheel(project: Path, folder: Path) -> Wheel:
    """The project's own wheel, with browser libraries and message catalogues inside; Incomplete without them."""
    _pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(project), loud=True)
    (project_wheel,) = read_wheels(folder)
    if absent := [ending for ending in BUILT if project_wheel.read(ending) is None]:
        raise Incomplete([f"{project_wheel.path.name} lacks {ending}: see hatch_build.py" for ending in absent])
    return project_wheel


def gather_wheels(
    required: Sequence[Requirement], lock: dict[str, str], targets: Sequence[Target], folder: Path
) -> list[Wheel]:
    """Every wheel that the wanted need, for every target; Incomplete names all that is not to be had."""
    wheels = read_wheels(folder)
    while new := find_needed(required, wheels, targets) - {wheel.name for wheel in wheels}:
        if lines := [f"{name} is not in requirements.lock" for name in sorted(new - lock.keys())]:
            raise Incomplete(lines)
        print(f"fetching {', '.join(sorted(new))}", flush=True)
        if lines := [line for target in targets for line in _fetch(sorted(new), lock, target, folder)]:
            raise Incomplete(lines)
        wheels = read_wheels(folder)
    if lines := find_lacking(find_needed(required, wheels, targets), wheels, lock, targets):
        raise Incomplete(lines)
    return wheels


def _fetch(names: list[str], lock: dict[str, str], target: Target, folder: Path) -> list[str]:
    """Fetch all at once; when that fails, one by one, to name each that is not to be had."""
    pins = [f"{name}=={lock[name]}" for name in names]
    platforms = [word for platform in target.platforms for word in ("--platform", platform)]
    place = ["--python-version", target.python, "--implementation", "cp", *platforms, "--dest", str(folder)]
    arguments = ["download", "--no-deps", "--only-binary=:all:", *place]
    if _pip(*arguments, *pins) is None:
        return []
    messages = {name: _pip(*arguments, f"{name}=={lock[name]}") for name in names}
    return [
        f"{describe_missing_wheel(name, lock[name], target)} ({why})"
        for name, why in messages.items()
        if why is not None
    ]


def _pip(*arguments: str, loud: bool = False) -> str | None:
    """None when pip did it, else the last thing it said; raises when loud."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if not done.returncode:
        return None
    if loud:
        raise Incomplete([f"pip {arguments[0]} failed:", done.stderr.strip()])
    return (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
