"""A client as this machine's own browser or program is one: its address, and the name it asks for.

The application is called in the thread of the test itself. Starlette's own client hands every request to another thread
and each answer back piece by piece, which takes longer than a page does; what the application is given is the same.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar
from urllib.parse import unquote

import anyio.to_thread
import httpx
import starlette.testclient
from starlette.types import ASGIApp, Message, Scope

#: What a browser on this machine calls the server.
HOST = "127.0.0.1:8321"
ORIGIN = f"http://{HOST}"

_Result = TypeVar("_Result")


class TestClient(starlette.testclient.TestClient):
    """Starlette's test client under the real host name and address instead of names that stand for a test.

    It takes answers as they are unless it says otherwise: packing and unpacking them is most of what it would wait for.
    """

    __test__ = False

    def __init__(self, app: Any, client: tuple[str, int] = ("127.0.0.1", 50000), **settings: Any) -> None:
        headers = {
            "accept-encoding": "identity",
            **{k.lower(): v for k, v in (settings.pop("headers", None) or {}).items()},
        }
        super().__init__(app, **{"base_url": ORIGIN, "client": client, "headers": headers, **settings})
        self._transport = _DirectTransport(app, client)


class _DirectTransport(httpx.BaseTransport):
    """Takes a request to an application, and raises what the application raises."""

    def __init__(self, app: ASGIApp, client: tuple[str, int]) -> None:
        self.app = app
        self.client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        exchange = _Exchange(request.read())
        _run_here(self.app(self._describe(request), exchange.receive, exchange.send))
        assert exchange.status, "the application gave no answer"
        body = b"" if request.method == "HEAD" else b"".join(exchange.parts)
        return httpx.Response(exchange.status, headers=exchange.headers, content=body, request=request)

    def _describe(self, request: httpx.Request) -> Scope:
        url = request.url
        return {
            "type": "http",
            "http_version": "1.1",
            "method": request.method,
            "path": unquote(url.path),
            "raw_path": url.raw_path.split(b"?", 1)[0],
            "root_path": "",
            "scheme": url.scheme,
            "query_string": url.query,
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "client": self.client,
            "server": [url.host, url.port or 80],
            "extensions": {},
            "state": {},
        }


class _Exchange:
    """One request as the application reads it, and what it sends back."""

    def __init__(self, body: bytes) -> None:
        self.body: bytes | None = body
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.parts: list[bytes] = []

    async def receive(self) -> Message:
        body, self.body = self.body, None
        if body is None:  # whoever asks stays until it has all
            await asyncio.Event().wait()
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            assert not self.status, "the answer began twice"
            self.status, self.headers = message["status"], [*message.get("headers", ())]
        elif message["type"] == "http.response.body":
            assert self.status, "a body before its head"
            self.parts.append(bytes(message.get("body", b"")))


_threads = threading.local()
#: The loops that requests are answered in, in the thread of their test.
_LOOPS: set[asyncio.AbstractEventLoop] = set()


def _run_here(answering: Coroutine[Any, Any, None] | Awaitable[None]) -> None:
    """Run to its end in a loop of this thread, also while another one waits in it: that of the browser, or of a request
    in the midst of which this one is made."""
    idle = _threads.__dict__.setdefault("idle", [])
    loop = idle.pop() if idle else asyncio.new_event_loop()
    waiting = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    _LOOPS.add(loop)
    try:
        loop.run_until_complete(answering)
    finally:
        asyncio._set_running_loop(waiting)
        idle.append(loop)


_run_in_other_thread = anyio.to_thread.run_sync


async def _run_sync(function: Callable[..., _Result], *args: Any, **settings: Any) -> _Result:
    """What an application gives to a thread of its own is done here when it was called here."""
    if asyncio.get_running_loop() in _LOOPS:
        return function(*args)
    return await _run_in_other_thread(function, *args, **settings)


anyio.to_thread.run_sync = _run_sync  # type: ignore[assignment]
