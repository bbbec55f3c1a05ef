"""Writes that are sent under a key: sent once more, they are not made once more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from liantu.district.view import DistrictView
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from liantu.store.sent_requests import RecordedRequest, SentRequest

_LONGEST = 200


@dataclass(frozen=True)
class KeyedAnswer:
    """What a request was answered: with what it wrote, where the answer itself was lost, and whether it is the first's.

    ``answer`` is None when the program ended between the write and the answer; ``number`` or ``task`` tell then.
    """

    answer: dict[str, Any] | None
    number: int | None = None
    task: str | None = None
    is_repeated: bool = False


@dataclass(frozen=True)
class SentRequests:
    """The keys of a workspace. A district in a folder is only read and has none."""

    view: DistrictView

    def answer_once(
        self, key: str, content: Iterable[bytes], make: Callable[[], dict[str, Any] | None], always: bool
    ) -> KeyedAnswer:
        """The answer that ``make`` gives; when the same was sent under the key before, the answer it had then.

        ``content`` is what was sent. Answers are kept of what wrote something, of everything when ``always``, and never
        when ``make`` gives None. Raises Problems for a key that is none, or under which something else was sent.
        """
        from liantu.library.policy import read_policy_value
        from liantu.store.sent_requests import SentRequest, find_request

        _check_key(key)
        if self.view.workspace is None:
            return KeyedAnswer(make())
        engine = self.view.workspace.engine
        hours = float(read_policy_value("workspace/kept_answers", date.today()))
        request = SentRequest(key, _hash_parts(content), hours)
        found = find_request(engine, request)
        if found is None:
            answered = _answer_first(engine, request, make, always=always)
            if isinstance(answered, KeyedAnswer):
                return answered
            found = answered
        if found is None:  # it was too old by then
            raise Problems([Problem("key_used_otherwise", value=key)])
        return KeyedAnswer(found.answer, found.number, found.task, is_repeated=True)


def _check_key(key: str) -> None:
    if not (0 < len(key) <= _LONGEST and key.isascii() and key.isprintable()):
        raise Problems([Problem("bad_key", value=key[:60], slots={"limit": str(_LONGEST)})])


def _answer_first(
    engine: Engine, request: SentRequest, make: Callable[[], dict[str, Any] | None], *, always: bool
) -> KeyedAnswer | RecordedRequest | None:
    """The answer that ``make`` gives; where the same was sent at the same moment, what is found of that request."""
    from liantu.store.sent_requests import RequestRepeated, find_request, keep_answer, under_key

    try:
        with under_key(request):
            answer = make()
    except RequestRepeated:
        return find_request(engine, request)
    except Problems:
        # What it stumbled over may be what the same request wrote, sent at the same moment.
        found = find_request(engine, request)
        if found is None:
            raise
        return found
    if answer is not None and (always or request.recorded):
        keep_answer(engine, request, answer)
    found = None if answer is not None or request.recorded else find_request(engine, request)
    return KeyedAnswer(answer) if found is None else found


def _hash_parts(parts: Iterable[bytes]) -> str:
    """One hash of all parts; where one ends and the next begins counts."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()
