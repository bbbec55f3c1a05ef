"""Who may ask, and what a page may load: until sign-in exists only this machine, and only our own files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from liantu.wording import language, translator

#: ``testclient`` is what Starlette's test client calls itself; no socket can bear that name.
_LOCAL = {"127.0.0.1", "::1", "testclient"}
_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-cache",
}


async def guard(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse everybody but this machine; set the security headers."""
    name = request.headers.get("host", "").rsplit(":", 1)[0] or "localhost"
    # A foreign page may point its own name at 127.0.0.1 (DNS rebinding): the name asked for must be ours too.
    local = request.client is not None and request.client.host in _LOCAL and name in _HOSTS
    if local:
        response = await proceed(request)
    else:
        _ = translator(language(request.query_params.get("lang"), request.headers.get("accept-language")))
        response = PlainTextResponse(_("This system answers its own machine only."), status_code=403)
    for header, value in HEADERS.items():
        response.headers.setdefault(header, value)
    return response
