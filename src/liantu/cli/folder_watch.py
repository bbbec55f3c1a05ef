"""A folder checked while somebody types: looked at again when a file changes, and only what changed is said."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import typer

from liantu.cli.shared import translator_of
from liantu.model.problems import Problem, Problems

#: Size and time of each file, by its place.
FileTimes = dict[str, tuple[int, int]]


@dataclass
class FolderWatch:
    """What was found last time; a finding is the same while only its row moved."""

    folder: Path
    find: Callable[[], Iterable[Problem]]
    lang: str
    found: list[Problem] = field(default_factory=list)
    times: FileTimes | None = None

    def look(self) -> bool:
        """Look once: whether a file had changed, and then what is new and what is mended is printed."""
        times = read_file_times(self.folder)
        if times == self.times:
            return False
        first, self.times, before = self.times is None, times, self.found
        try:
            self.found = [*self.find()]
        except Problems as refused:
            self.found = [*refused.problems]
        for sign, problems in (("+", find_new(self.found, before)), ("-", find_new(before, self.found))):
            for problem in problems:
                typer.echo(f"{sign} {problem.message(self.lang, keep_bytes=True)}")
        if first or self.found != before:
            self._say_count()
        return True

    def _say_count(self) -> None:
        _ = translator_of(self.lang)
        wrong = sum(problem.severity != "note" for problem in self.found)
        text = _("Nothing is wrong.") if not wrong else _("Still to mend: %s.") % wrong
        typer.echo(f"{time.strftime('%H:%M:%S')} {text}")


def watch_folder(watch: FolderWatch, seconds: float, rounds: int | None) -> list[Problem]:
    """Look every few seconds until Ctrl-C, or for so many rounds; what was found at the end."""
    done = 0
    try:
        while rounds is None or done < rounds:
            if done:
                time.sleep(seconds)
            watch.look()
            done += 1
    except KeyboardInterrupt:
        pass
    return watch.found


def read_file_times(folder: Path) -> FileTimes:
    """Size and time of the files that a district is read from. Raises Problems when there is no folder."""
    if not folder.is_dir():
        raise Problems([Problem("missing_folder", value=str(folder))])
    times = {}
    for path in sorted([*folder.glob("*.*"), *folder.glob("approvals/*.yaml")]):
        try:
            status = path.stat()
        except OSError:  # written anew at this moment, or a link that leads nowhere
            continue
        times[str(path)] = (status.st_mtime_ns, status.st_size)
    return times


def find_new(after: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    """The findings of ``after`` that ``before`` had not, wherever their rows stood.

    >>> a, b = Problem("required", file="a.csv", row=2), Problem("required", file="a.csv", row=3)
    >>> find_new([b], [a]), len(find_new([a, b], [a]))
    ([], 1)
    """
    left = Counter(_without_row(problem) for problem in before)
    found = []
    for problem in after:
        key = _without_row(problem)
        if left[key]:
            left[key] -= 1
        else:
            found.append(problem)
    return found


def _without_row(problem: Problem) -> str:
    return f"{problem.code} {replace(problem, row=None).message('en')}"
