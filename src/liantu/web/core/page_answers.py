"""Answers that were made already: to each address one, made anew after a change, for everybody who waits at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock, RLock

from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.cache import RecentAnswers
from liantu.district.recent_views import RecentViews

#: Answers that are held at once.
_RECENT = 500
#: Answers that are made at once: more would only take turns on the same processors.
_AT_ONCE = 2

#: Makes an answer; whether the next reader may have it too.
MakeAnswer = Callable[[], tuple[Response, bool]]


@dataclass(frozen=True)
class MadeAnswer:
    """An answer, and the last change that it knows of."""

    response: Response
    number: int


class PageAnswers:
    """The answers of a district, by address, language and all else that they depend on but the last change."""

    def __init__(self, districts: RecentViews) -> None:
        self.districts = districts
        self._lock = Lock()
        self._made = RecentAnswers(_RECENT)
        self._making: dict[Hashable, RLock] = {}
        self._renewing: set[Hashable] = set()
        self._closed = False
        self._permits = BoundedSemaphore(_AT_ONCE)
        self._background = ThreadPoolExecutor(1, thread_name_prefix="renew")

    def answer(self, key: Hashable, readers: set[str], make: MakeAnswer, may_be_earlier: bool) -> Response:
        """The answer to an address: the newest one, or where it ``may_be_earlier`` for a moment the one before.

        An earlier one says itself which change it rests on; a newer one is then made in the background.
        """
        number = self.districts.loaded.number
        made: MadeAnswer | None = self._made.find(key)
        if made is not None and made.number >= number:
            return made.response
        if made is not None and may_be_earlier and self.districts.changes.permit_earlier(made.number, readers):
            self._renew(key, make)
            return made.response
        return self._make(key, make)

    def close(self) -> None:
        """Begin nothing more in the background."""
        self._closed = True
        self._background.shutdown(wait=False, cancel_futures=True)

    def _renew(self, key: Hashable, make: MakeAnswer) -> None:
        with self._lock:
            if key in self._renewing or self._closed:
                return
            self._renewing.add(key)

        def renew() -> None:
            """Make the answer again beside the one that is given meanwhile."""
            try:
                self._make(key, make)
            finally:
                with self._lock:
                    self._renewing.discard(key)

        self._background.submit(renew)

    def _make(self, key: Hashable, make: MakeAnswer) -> Response:
        with self._lock:
            making = self._making.setdefault(key, RLock())
        try:
            with making:
                number = self.districts.loaded.number
                made: MadeAnswer | None = self._made.find(key)
                if made is not None and made.number >= number:
                    return made.response
                with self._permits:
                    response, shared = make()
                if shared:
                    self._made.add(key, MadeAnswer(response, number))
                return response
        finally:
            with self._lock:
                self._making.pop(key, None)


def find_answers(app: FastAPI) -> PageAnswers:
    """The answers of the district that an application serves."""
    answers: PageAnswers | None = getattr(app.state, "answers", None)
    if answers is None or answers.districts is not app.state.districts:
        answers = app.state.answers = PageAnswers(app.state.districts)
    return answers
