"""What is sent is counted while it is read: it may say no length, or another one than it has."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from starlette.requests import Request

from liantu.model.problems import Problem, Problems
from liantu.model.whole_numbers import read_whole_number


class LimitedRequest(Request):
    """A request whose body is read up to a number of bytes.

    Reading it, as bytes or as a form, raises Problems when it says that it is longer, or as soon as more has come;
    nothing more is taken in then.
    """

    def __init__(self, request: Request, largest: int) -> None:
        super().__init__(request.scope, request.receive)
        self.largest = largest

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body piece by piece."""
        stated = self.headers.get("content-length")
        length = read_whole_number(stated) if stated else 0
        if length is None or length > self.largest:
            raise self._refusal(f"{length / 1e6:.0f} MB" if length else "")
        taken = 0
        async for piece in super().stream():
            taken += len(piece)
            if taken > self.largest:
                raise self._refusal()
            yield piece

    def _refusal(self, size: str = "") -> Problems:
        limit = f"{self.largest / 1e6:.0f} MB"
        name = self.query_params.get("name") or ""
        return Problems([Problem("too_large", file=name, value=size or f">{limit}", slots={"limit": limit})])
