"""The texts of a bundle: requirements with hashes, licences, and what is carried as it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from bundle.wheels import Wheel

CARRIED = Path(__file__).parent / "carried"
_VENDORED = re.compile(r"^- (\S+) (\S+), (.+)$", re.MULTILINE)


def requirements_text(wheels: Iterable[Wheel], extras: Mapping[str, str]) -> str:
    """A requirements file for ``pip install --require-hashes``: every package with the hash of each of its wheels."""
    lines = ["# Written by make bundle: every wheel of this folder with its hash."]
    for (name, version), same in groupby(sorted(wheels, key=_key), key=_key):
        extra = f"[{extras[name]}]" if name in extras else ""
        hashes = [f"    --hash=sha256:{wheel.sha256}" for wheel in same]
        lines.append(" \\\n".join([f"{name}{extra}=={version}", *hashes]))
    return "\n".join(lines) + "\n"


def licence_table(wheels: Sequence[Wheel]) -> str:
    """A CSV of name, version, licence: the packages, then the browser libraries inside the project's own wheel."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(("name", "version", "licence"))
    table.writerows(sorted({(*_key(wheel), wheel.licence) for wheel in wheels}))
    for wheel in wheels:
        if listed := wheel.read("static/vendor/VENDORED.md"):
            table.writerows(_VENDORED.findall(listed.decode("utf-8")))
    return written.getvalue()


def write_carried_files(folder: Path, values: Mapping[str, str]) -> None:
    """Copy the scripts and the README into a folder, every ``@name@`` filled in; scripts can be run."""
    for source in sorted(CARRIED.iterdir()):
        text = re.sub(r"@(\w+)@", lambda found: values[found[1]], source.read_text(encoding="utf-8"))
        target = folder / source.name
        target.write_text(text, encoding="utf-8")
        target.chmod(0o755 if text.startswith("#!") else 0o644)


def _key(wheel: Wheel) -> tuple[str, str]:
    return wheel.name, wheel.version
