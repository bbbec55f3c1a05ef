"""What a package needs at run time, and what of it a folder of wheels lacks. Reads nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bundle.targets import Target
from bundle.wheels import Wheel


def find_needed(required: Sequence[Requirement], wheels: Iterable[Wheel], targets: Sequence[Target]) -> set[str]:
    """The names that the wanted need on any target, themselves included, as far as the wheels there tell.

    A name without a wheel is in the answer, but not what it needs: fetch it and ask again.
    """
    requires: dict[str, list[Requirement]] = defaultdict(list)
    for wheel in wheels:
        requires[wheel.name] += wheel.requires
    return {name for target in targets for name in _find_needed_on(target, required, requires)}


def find_lacking(
    names: Iterable[str], wheels: Sequence[Wheel], lock: dict[str, str], targets: Sequence[Target]
) -> list[str]:
    """A line for every name and target that no wheel of the locked version serves."""
    return [
        describe_missing_wheel(name, lock.get(name, "?"), target)
        for name in sorted(names)
        for target in targets
        if not any(w.name == name and w.version == lock.get(name) and w.runs_on(target) for w in wheels)
    ]


def describe_missing_wheel(name: str, version: str, target: Target) -> str:
    """The line for one of them."""
    return f"no wheel of {name} {version} for {target}: lock a version that has one"


def read_lock(text: str) -> dict[str, str]:
    """The locked versions by name, of lines like ``name==version``.

    >>> read_lock("# pins\\nPillow==13.0.0\\n")
    {'pillow': '13.0.0'}
    """
    pins = (line.partition("==") for line in text.splitlines() if "==" in line and not line.startswith("#"))
    return {canonicalize_name(name.strip()): version.strip() for name, _, version in pins}


def _find_needed_on(
    target: Target, required: Sequence[Requirement], requires: dict[str, list[Requirement]]
) -> set[str]:
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = list(required)
    while waiting:
        wish = waiting.pop()
        name = canonicalize_name(wish.name)
        if (name, frozenset(wish.extras)) in found:
            continue
        found.add((name, frozenset(wish.extras)))
        waiting += [need for need in requires.get(name, []) if _applies(need, target, wish.extras)]
    return {name for name, _ in found}


def _applies(need: Requirement, target: Target, extras: set[str]) -> bool:
    if need.marker is None:
        return True
    return any(need.marker.evaluate({**target.environment, "extra": extra}) for extra in ("", *extras))
