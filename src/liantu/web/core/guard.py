"""Who may ask, and what a page may load: until sign-in exists only this machine, and only our own files."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from urllib.parse import unquote_to_bytes

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from liantu.web.core import form_token
from liantu.wording import choose_language, translator

_LOCAL = {"127.0.0.1", "::1"}
_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
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
#: What a proxy says of those it speaks for.
_OF_PROXIES = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


async def add_guard(request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse everybody but this machine, and what other sites send; set the security headers."""
    _ = translator(choose_language(request.query_params.get("lang"), request.headers.get("accept-language")))
    if not _is_local(request):
        response: Response = PlainTextResponse(_("This system answers its own machine only."), status_code=403)
    elif not _is_proxy_known(request):
        text = _("Through a proxy only when started with --proxy, and when it says who asks (X-Forwarded-For).")
        response = PlainTextResponse(text, status_code=403)
    elif request.method not in _READING and not _is_from_our_page(request):
        response = PlainTextResponse(_("Only forms on this system's own pages are taken."), status_code=403)
    elif _has_nul(request):
        response = PlainTextResponse(_("The address holds a character that is no text (NUL)."), status_code=422)
    else:
        response = await proceed(request)
        form_token.set_token_cookie(request, response)
    for header, value in HEADERS.items():
        response.headers.setdefault(header, value)
    return response


def _is_local(request: Request) -> bool:
    """Whether this machine asks, by a name of ours: a foreign page may point its own name here (DNS rebinding)."""
    if request.client is None or request.client.host not in _LOCAL:
        return False
    names = request.headers.getlist("host")
    # Programs of old say no name at all; a browser always does.
    return not names or (len(names) == 1 and _HOST.fullmatch(names[0]) is not None)


def _is_proxy_known(request: Request) -> bool:
    """Whether no proxy has spoken; where one is configured, whether it has said who asks.

    A proxy on this machine makes everybody look like this machine. Its word has then been taken for the address of
    whoever asks (see ``create_app``); of one that is not configured, or says nothing, nobody knows for whom it speaks.
    """
    if request.app.state.proxy:
        return "x-forwarded-for" in request.headers
    return not any(name in request.headers for name in _OF_PROXIES)


def _has_nul(request: Request) -> bool:
    return b"\0" in unquote_to_bytes(request.scope.get("raw_path") or b"") or b"\0" in unquote_to_bytes(
        request.url.query
    )


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
