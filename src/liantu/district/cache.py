"""The answers of one view of a district: it never changes, so each is computed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock, RLock
from typing import Any, TypeVar

from liantu.model.recorded_tables import Frames, has_same_figures, is_same_frame, record_tables
from liantu.model.tables import Tables

Result = TypeVar("Result")
Key = tuple[Hashable, ...]

#: What the computations that run here have read so far, the innermost last.
_reading: ContextVar[tuple[Frames, ...]] = ContextVar("reading", default=())


class RecentAnswers:
    """Answers of one kind, the most recently used ones only."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, RLock] = {}

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

    def obtain(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """The answer to a question, made when there is none; whoever asks meanwhile waits for it."""
        found: Result | None = self.find(key)
        if found is None:
            with self._lock:
                making = self._making.setdefault(key, RLock())
            with making:
                found = self.find(key)
                if found is None:
                    found = make()
                    self.add(key, found)
            with self._lock:
                self._making.pop(key, None)
        return found


@dataclass(frozen=True)
class KeptAnswer:
    """An answer with the frames that it was computed from, by table."""

    answer: Any
    read: Frames

    def carry_over(self, tables: Tables, quotes_remarks: bool) -> KeptAnswer | None:
        """The answer as one of other tables; None when it might come out differently of them."""
        frames = {name: tables.frames.get(name) for name in self.read}
        same = is_same_frame if quotes_remarks else has_same_figures
        if all(same(frame, frames[name]) for name, frame in self.read.items()):
            return KeptAnswer(self.answer, frames)
        return None


class AnswerCache:
    """What a view has computed. Keys name the question and every argument that its answer depends on."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._locks: dict[Key, RLock] = {}
        self._answers: dict[Key, KeptAnswer] = {}
        self._recent: dict[str, RecentAnswers] = {}
        #: Answers of the view before, which were to outlast it.
        self._offered: dict[Key, KeptAnswer] = {}
        self._outlasting: set[Key] = set()

    def once(self, key: Key, compute: Callable[[], Result]) -> Result:
        """The answer to a question, computed when it is first asked; whoever asks meanwhile waits for it.

        >>> cache = AnswerCache()
        >>> [cache.once(("gaps", None), lambda: answer) for answer in ("first", "second")]
        ['first', 'first']
        """
        found: Result = self._obtain(key, lambda: _compute_recorded(compute))
        return found

    def once_for(self, tables: Tables, key: Key, compute: Callable[[], Result], quotes_remarks: bool = False) -> Result:
        """``once``, of a question that rests on ``tables`` and on nothing else that an edit can change.

        The answer of the view before stands where the tables that it was computed from have the same figures; the same
        remarks too, where it quotes them.
        """

        def carry_or_compute() -> KeptAnswer:
            """The answer of an earlier state where it still holds, else a new one."""
            earlier = self._offered.get(key)
            return (earlier and earlier.carry_over(tables, quotes_remarks)) or _compute_recorded(compute)

        self.hand_on(key)
        found: Result = self._obtain(key, carry_or_compute)
        return found

    def hand_on(self, key: Key) -> None:
        """Let the next view of the district see what this one answers to a question."""
        self._outlasting.add(key)

    def recent(self, kind: str, size: int) -> RecentAnswers:
        """The recent answers of a kind, ``size`` of them at once: for questions without end, as earlier moments are."""
        return self._recent.setdefault(kind, RecentAnswers(size))

    def follow(self, earlier: AnswerCache) -> None:
        """Take over what outlasts an earlier view of the same district under the same dates and what-if."""
        lasting = {key: earlier._answers[key] for key in list(earlier._outlasting) if key in earlier._answers}
        self._offered = {**earlier._offered, **lasting}

    def share(self, key: Key, other: AnswerCache) -> None:
        """Take the answer of another view that must answer a question alike, where it was asked."""
        if key in other._answers:
            self._answers[key] = other._answers[key]

    def find_earlier(self, key: Key) -> Any | None:
        """What the view before had answered to a question that it handed on; None where it was not asked."""
        earlier = self._offered.get(key)
        return earlier.answer if earlier else None

    def _obtain(self, key: Key, make: Callable[[], KeptAnswer]) -> Any:
        answer = self._answers.get(key)
        if answer is None:
            with self._lock:
                lock = self._locks.setdefault(key, RLock())
            with lock:
                answer = self._answers.get(key)
                if answer is None:
                    answer = make()
                    self._answers[key] = answer
        for read in _reading.get()[-1:]:
            read.update(answer.read)
        return answer.answer


def record_reading(tables: Tables) -> Tables:
    """The tables as a computation gets them: it is noted what it reads of them."""
    running = _reading.get()
    return record_tables(tables, running[-1]) if running else tables


def _compute_recorded(compute: Callable[[], Any]) -> KeptAnswer:
    read: Frames = {}
    mark = _reading.set((*_reading.get(), read))
    try:
        return KeptAnswer(compute(), read)
    finally:
        _reading.reset(mark)
