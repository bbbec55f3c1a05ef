"""Where the time of the tests goes: ``pytest -p tests.processor_time`` tells it by folder, in seconds of processor.

User and system time together, of the programs that tests start too once they have ended. What is set up once a session
stands with the first test that asks for it, and taking it down with the last test of the process.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Generator, Mapping
from typing import Any

import pytest

PHASES = ("setup", "call", "teardown")
#: What comes before the first test: reading settings, importing and collecting.
COLLECTING = "collecting"
_OUTPUT = "processor_time"


class TimeBook:
    """Seconds of processor by folder and phase, of this process and of those whose tests it was handed."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, seconds: Mapping[str, Mapping[str, float]]) -> None:
        """Add what another process has used."""
        for folder, phases in seconds.items():
            self.seconds[folder].update(phases)

    def lines(self) -> list[str]:
        """A line a folder, the dearest first, and their sum."""
        whole: Counter[str] = Counter()
        for phases in self.seconds.values():
            whole.update(phases)
        ordered = sorted(self.seconds.items(), key=lambda entry: -entry[1].total())
        return [_write_line(name, phases) for name, phases in (*ordered, ("all", whole))]

    @pytest.hookimpl
    def pytest_collection_finish(self) -> None:
        self.seconds[COLLECTING]["setup"] = read_processor_time()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, Any, Any]:
        return (yield from self._book(item, "setup"))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, Any, Any]:
        return (yield from self._book(item, "call"))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, Any, Any]:
        return (yield from self._book(item, "teardown"))

    @pytest.hookimpl
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput[_OUTPUT] = {name: dict(phases) for name, phases in self.seconds.items()}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.add(getattr(node, "workeroutput", {}).get(_OUTPUT, {}))

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("seconds of processor time")
        for line in self.lines():
            terminalreporter.write_line(line)

    def _book(self, item: pytest.Item, phase: str) -> Generator[None, Any, Any]:
        before = read_processor_time()
        try:
            return (yield)
        finally:
            self.seconds[name_folder(item.nodeid)][phase] += read_processor_time() - before


def read_processor_time() -> float:
    """User and system time of this process and of its ended children."""
    return sum(os.times()[:4])


def name_folder(nodeid: str) -> str:
    """The folder of a test below ``tests`` or ``src``, as ``tests/web``."""
    return "/".join(nodeid.split("::")[0].split("/")[:2])


def _write_line(name: str, phases: Mapping[str, float]) -> str:
    return f"{sum(phases.values()):8.1f}  {name:24s}" + "".join(
        f"{phase:>10s} {phases.get(phase, 0.0):6.1f}" for phase in PHASES
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(TimeBook(), "time book")
