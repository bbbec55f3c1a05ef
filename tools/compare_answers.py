"""Two states of the program give the same answers: every question over both districts, as JSON.

    python -m tools.compare_answers record FOLDER       # once in each state of the program
    python -m tools.compare_answers compare BEFORE AFTER

Numbers with a fraction are compared after rounding to ten significant digits; keys, order and text byte for byte.
``compare`` fails when an answer differs, or when the program crashed AFTER; crashes BEFORE are listed apart.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
DIGITS = 10
#: The exit code of an answer that the program crashed on, or that is not there.
CRASHED = -1
VIEWS = ("board", "list", "history", "late", "passage", "money", "follow-ups", "weekly", "quarterly", "claims")
SCHEDULES = ((), ("--serial",), ("--start", "2026-01-05"), ("--start", "2026-01-05", "--by", "2026-12-31"))


def list_questions() -> Iterator[tuple[str, ...]]:
    """The words of every command, without its format."""
    for name, language in product(("fuling", "yunxi"), ("zh_CN", "en")):
        folder = str(ROOT / "districts" / name)
        tail = ("--lang", language)
        for words in (("gaps", folder, "--list", "all"), *((word, folder) for word in ("extend", "weak", "ask"))):
            yield (*words, *tail)
        yield ("balance", folder, *tail)
        yield ("gaps", folder, "--as-of", "2023-06-30", *tail)
        for view in VIEWS:
            yield ("projects", folder, view, *tail)
    fuling, yunxi = (str(ROOT / "districts" / name) for name in ("fuling", "yunxi"))
    for chain in ("battery", "adipic-nylon"):
        yield ("gaps", fuling, "--chain", chain, "--list", "all")
        yield ("balance", fuling, "--chain", chain)
    yield ("gaps", fuling, "--off", "all-lfp", "--list", "all")
    for scheme in ("yunxi-made-up", *(path.stem for path in sorted(_schemes()))):
        for year in ("2021", "2022", "2023"):
            yield ("score", yunxi, "--scheme", scheme, "--year", year)
    for options in SCHEDULES:
        yield ("schedule", "filed-industrial", *options)


def _schemes() -> Iterator[Path]:
    return (ROOT / "src" / "liantu" / "library" / "evaluations").glob("*.yaml")


def record(folder: Path) -> None:
    """Ask everything of the program that is installed here, and write an answer a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, words in enumerate(list_questions()):
        (folder / f"{number:03}.json").write_text(json.dumps(_answer(words)), encoding="utf-8")


def _answer(words: tuple[str, ...]) -> dict[str, Any]:
    from liantu.cli import main

    output, errors = io.StringIO(), io.StringIO()
    sys.argv, code = ["liantu", *words, "--format", "json"], 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        except Exception as error:
            return {"command": " ".join(words).replace(str(ROOT), ""), "exit": CRASHED, "text": type(error).__name__}
    shown = [word.replace(str(ROOT), "") for word in words]
    return {
        "command": " ".join(shown),
        "exit": code,
        "text": (output.getvalue() or errors.getvalue()).replace(str(ROOT), ""),
    }


class Answer(NamedTuple):
    """What the program answered to a command; the text of a crash is the name of its error."""

    command: str
    exit: int
    text: str


def compare(before: Path, after: Path) -> int:
    """Say which answers differ, which crashed after and which before; the number that differ or crashed after."""
    names = sorted({path.name for folder in (before, after) for path in folder.glob("*.json")})
    pairs = [(_read(before / name), _read(after / name)) for name in names]
    crashed = [new for _, new in pairs if new.exit == CRASHED]
    crashed_before = [old for old, _ in pairs if old.exit == CRASHED]
    different = [old.command for old, new in pairs if old != new and CRASHED not in (old.exit, new.exit)]
    for answer in crashed_before:
        print("crashed before:", answer.command, answer.text)
    for answer in crashed:
        print("crashed after:", answer.command, answer.text)
    for command in different:
        print("differs:", command)
    print(
        f"{len(names)} answers, {len(different)} of them differ, {len(crashed)} crashed after, "
        f"{len(crashed_before)} crashed before"
    )
    return len(different) + len(crashed)


def _read(path: Path) -> Answer:
    """The answer in a file; one that is not there counts as crashed."""
    if not path.exists():
        return Answer(path.name, CRASHED, "not recorded")
    answer = json.loads(path.read_text(encoding="utf-8"))
    text = answer["text"]
    with contextlib.suppress(ValueError):
        text = json.dumps(round_floats(json.loads(text)), ensure_ascii=False)
    return Answer(answer["command"], answer["exit"], text)


def round_floats(value: Any) -> Any:
    """Every number with a fraction in ten significant digits.

    >>> round_floats({"gap": [0.1 + 0.2, 3, "x"]})
    {'gap': [0.3, 3, 'x']}
    """
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {key: round_floats(entry) for key, entry in value.items()}
    return [round_floats(entry) for entry in value] if isinstance(value, list) else value


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["record", folder]:
            record(Path(folder))
        case ["compare", before, after]:
            sys.exit(compare(Path(before), Path(after)) > 0)
        case _:
            sys.exit(__doc__)
