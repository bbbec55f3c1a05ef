"""Who may ask, and what a page may load: until sign-in exists only this machine, and only our own files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from liantu.web.core import form_token
from liantu.wording import choose_language, translator

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
_OF_PROGRAMS = ("application/json", "application/octet-stream")
_READING = {"GET", "HEAD", "OPTIONS"}


async def add_guard(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse everybody but this machine, and what other sites send; set the security headers."""
    name = request.headers.get("host", "").rsplit(":", 1)[0] or "localhost"
    # A foreign page may point its own name at 127.0.0.1 (DNS rebinding): the name asked for must be ours too.
    local = request.client is not None and request.client.host in _LOCAL and name in _HOSTS
    _ = translator(choose_language(request.query_params.get("lang"), request.headers.get("accept-language")))
    if not local:
        response: Response = PlainTextResponse(_("This system answers its own machine only."), status_code=403)
    elif request.method not in _READING and not _is_from_our_page(request):
        response = PlainTextResponse(_("Only forms on this system's own pages are taken."), status_code=403)
    else:
        response = await proceed(request)
        form_token.set_token_cookie(request, response)
    for header, value in HEADERS.items():
        response.headers.setdefault(header, value)
    return response


def _is_from_our_page(request: Request) -> bool:
    """Whether the browser says that a page of ours sent it; silence is no yes.

    Except for JSON and bare files: a browser names its page with them, and asks before it sends any to another site.
    Silence is then a program on this machine.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if not origin and not site and request.headers.get("content-type", "").startswith(_OF_PROGRAMS):
        return True
    signs = [origin == f"{request.url.scheme}://{request.url.netloc}"] if origin else []
    signs += [site == "same-origin"] if site else []
    return bool(signs) and all(signs)
