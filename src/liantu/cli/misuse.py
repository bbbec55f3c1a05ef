"""Misuse of the command line in the house's words: a word too many, an option that there is none of, a word missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

import typer

from liantu.model.problems import Problem

#: What every misuse is. Typer brings its own parser or uses the one beside it; the class stands above this one in both.
Misuse: type[Exception] = typer.BadParameter.__bases__[0]


def describe_misuse(error: Exception) -> Problem:
    """The problem that a misuse is, with the command whose help says more."""
    from liantu.model.nearest import suggest_nearest

    text = re.sub(r"\s+", " ", str(getattr(error, "message", "") or error))
    context = getattr(error, "ctx", None)
    slots = {"help": " ".join(["liantu", *_command_words(context), "--help"])}
    quoted = re.search(r"'([^']*)'|\(([^()]*)\)$", text)
    value = next(filter(None, quoted.groups()), "") if quoted else ""
    if hasattr(error, "possibilities"):
        option = str(getattr(error, "option_name", ""))
        nearest = suggest_nearest(option, list(getattr(error, "possibilities", None) or ()))
        return Problem("unknown_option", value=option, slots={**slots, "nearest": nearest})
    if hasattr(error, "option_name"):
        return Problem("missing_word", value=str(error.option_name), slots=slots)
    if "extra argument" in text:
        return Problem("extra_word", value=value, slots=slots)
    if text.startswith("No such command"):
        known = list(getattr(getattr(context, "command", None), "commands", {}))
        return Problem("unknown_command", value=value, slots={**slots, "nearest": suggest_nearest(value, known)})
    if isinstance(error, typer.BadParameter):
        return _describe_word(error, text, value, slots)
    return Problem("misuse", value=text, slots=slots)


def _command_words(context: object) -> list[str]:
    """The words of a command, those of the groups that it is in first: ``workspace init``."""
    words: list[str] = []
    while (parent := getattr(context, "parent", None)) is not None:
        words.insert(0, str(getattr(getattr(context, "command", None), "name", "")))
        context = parent
    return words


def _describe_word(error: typer.BadParameter, text: str, value: str, slots: dict[str, str]) -> Problem:
    """A word that is missing, none of the choices, or not what its option takes."""
    from liantu.model.nearest import suggest_nearest

    param = error.param
    names: Sequence[str] = [*param.opts] if param is not None else []
    option = str(error.param_hint or next((name for name in names if name.startswith("--")), next(iter(names), "")))
    if hasattr(error, "param_type"):
        return Problem("missing_word", value=option, slots=slots)
    choices = [str(getattr(choice, "value", choice)) for choice in getattr(getattr(param, "type", None), "choices", ())]
    if choices:
        slots = {"choices": ", ".join(choices), "nearest": suggest_nearest(value, choices)}
        return Problem("not_a_choice", column=option, value=value, slots=slots)
    if not value:
        return Problem("misuse", column=option if option.startswith("--") else "", value=text, slots=slots)
    return Problem("bad_word", column=option if option.startswith("--") else "", value=value, slots=slots)
