"""The command line: one command a question. Exit 0 done, 2 unreadable input or misuse; check gives 1 for findings."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import typer
from typer.main import get_command

from liantu.cli.commands import (
    baselines,
    brief,
    calendar,
    candidates,
    chain,
    clusters,
    cultivation,
    districts,
    figures,
    forecast,
    index,
    innovation,
    land,
    papers,
    projects,
    proposals,
    reading,
    registers,
    report,
    schedule,
    score,
    siting,
    targets,
    templates,
    workspace,
)
from liantu.cli.misuse import Misuse, describe_misuse
from liantu.cli.shared import print_problems
from liantu.model.problems import Problem, Problems

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Liantu: an open industry brain for a district.")
_CLUSTER = (clusters, cultivation)
_ATTRACT = (proposals, candidates, siting, registers)
_OUTLOOK = (targets, figures, forecast, report, index)
_DELIVER = (projects, schedule, baselines, calendar)
for room in (
    chain,
    *_CLUSTER,
    *_ATTRACT,
    innovation,
    papers,
    brief,
    templates,
    districts,
    reading,
    workspace,
    score,
    land,
    *_DELIVER,
    *_OUTLOOK,
):
    app.add_typer(room.app)


def main() -> None:
    """Run the command line; problems are printed in the user's words, never as a traceback."""
    # A command makes tables by the thousand and ends: looking through them for garbage takes a tenth of its time.
    gc.set_threshold(50_000, 20, 50)
    gc.freeze()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # what a console without an encoding hands over as bytes goes back to it as the same bytes
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    language = _language()
    try:
        sys.exit(_command()(standalone_mode=False))
    except Problems as problems:
        print_problems(problems.problems, language)
        sys.exit(2)
    except Misuse as error:
        print_problems([describe_misuse(error)], language)
        sys.exit(2)
    except typer.Abort:
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        print_problems([Problem("unopened_file", value=str(error.filename or error))], language)
        sys.exit(2)


@cache
def _command() -> Callable[..., Any]:
    """The command line as it is run. Made once: reading the options of every command takes longer than most answers."""
    return get_command(app)


def _language() -> str:
    """The language asked for; problems are told in it even when the words cannot be parsed."""
    for word, following in zip(sys.argv, [*sys.argv[1:], ""], strict=True):
        if word == "--lang" or word.startswith("--lang="):
            return word.partition("=")[2] or following
    return "zh_CN"
