"""A wheel as it lies in a folder: its name, what it needs, its licence, its hash, where it runs."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from functools import cached_property
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from bundle.targets import Target


@dataclass(frozen=True)
class Wheel:
    """One file."""

    path: Path

    @property
    def name(self) -> str:
        """The package, as indexes spell it."""
        return canonicalize_name(parse_wheel_filename(self.path.name)[0])

    @property
    def version(self) -> str:
        """The version."""
        return str(parse_wheel_filename(self.path.name)[1])

    def runs_on(self, target: Target) -> bool:
        """Whether its tags are among the target's."""
        return not target.tags.isdisjoint(parse_wheel_filename(self.path.name)[3])

    @property
    def requires(self) -> list[Requirement]:
        """What it needs, under which conditions."""
        return [Requirement(line) for line in self._metadata.get_all("Requires-Dist", [])]

    @property
    def licence(self) -> str:
        """The licence as stated: its expression, else its name in one line, else its classifiers."""
        named = [str(self._metadata.get(field) or "").strip() for field in ("License-Expression", "License")]
        if stated := next((text for text in named if text and "\n" not in text), ""):
            return stated
        classifiers = (str(line) for line in self._metadata.get_all("Classifier", []))
        classified = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
        return " and ".join(classified) or "not stated"

    @cached_property
    def sha256(self) -> str:
        """The hash that pip compares."""
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    @property
    def unpacked(self) -> float:
        """MB of all files inside."""
        with zipfile.ZipFile(self.path) as archive:
            return sum(entry.file_size for entry in archive.infolist()) / 1e6

    def read(self, ending: str) -> bytes | None:
        """The file inside whose path ends like this; None when there is none."""
        with zipfile.ZipFile(self.path) as archive:
            found = [name for name in archive.namelist() if name.endswith(ending)]
            return archive.read(found[0]) if found else None

    @cached_property
    def _metadata(self) -> Message:
        with zipfile.ZipFile(self.path) as archive:
            (name,) = (n for n in archive.namelist() if n.count("/") == 1 and n.endswith(".dist-info/METADATA"))
            return message_from_bytes(archive.read(name))


def read_wheels(folder: Path) -> list[Wheel]:
    """Every wheel of a folder, by name."""
    return [Wheel(path) for path in sorted(folder.glob("*.whl"), key=lambda path: path.name.lower())]
