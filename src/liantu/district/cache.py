"""The answers of one view of a district: it never changes, so each is computed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Result = TypeVar("Result")


class RecentAnswers:
    """Answers of one kind, the most recently used ones only."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def find(self, key: Hashable) -> Any | None:
        """The answer to a question; None when it has none yet, or no longer."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def add(self, key: Hashable, answer: Any) -> None:
        """Hold an answer; the one that nobody asked for the longest makes room."""
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)


class AnswerCache:
    """What a view has computed. Keys name the question and every argument that its answer depends on."""

    def __init__(self) -> None:
        self._answers: dict[tuple[Hashable, ...], Any] = {}
        self._recent: dict[str, RecentAnswers] = {}

    def once(self, key: tuple[Hashable, ...], compute: Callable[[], Result]) -> Result:
        """The answer to a question, computed when it is first asked.

        >>> cache = AnswerCache()
        >>> [cache.once(("gaps", None), lambda: answer) for answer in ("first", "second")]
        ['first', 'first']
        """
        if key not in self._answers:
            self._answers[key] = compute()
        found: Result = self._answers[key]
        return found

    def recent(self, kind: str, size: int) -> RecentAnswers:
        """The recent answers of a kind, ``most`` of them at once: for questions without end, as pages are."""
        return self._recent.setdefault(kind, RecentAnswers(size))
