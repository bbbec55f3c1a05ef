"""Who may ask, and what a page may load: until sign-in exists only this machine, and only our own files."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
_OF_PROXIES = re.compile(r"(x-)?forwarded(-.*)?|via|x-real-ip|x-original-.*|cf-connecting-ip|(.*-)?client-ip")


class Guard:
    """Refuse everybody but this machine, and what other sites send; set the security headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, by itself when it is refused."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = _refuse(request)

        async def send_guarded(message: Message) -> None:
            """Send a part of the answer, its head with the headers of the house."""
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if refusal is None:
                    form_token.set_token_cookie(request, headers)
                for header, value in HEADERS.items():
                    headers.setdefault(header, value)
            await send(message)

        await (self.app if refusal is None else refusal)(scope, receive, send_guarded)


def _refuse(request: Request) -> Response | None:
    """The answer to what is not taken; None for what is."""
    _ = translator(choose_language(request.query_params.get("lang"), request.headers.get("accept-language")))
    if not _is_local(request):
        return PlainTextResponse(_("This system answers its own machine only."), status_code=403)
    if not _is_proxy_known(request):
        text = _("Through a proxy only when started with --proxy, and when it says who asks (X-Forwarded-For).")
        return PlainTextResponse(text, status_code=403)
    if request.method not in _READING and not _is_from_our_page(request):
        return PlainTextResponse(_("Only forms on this system's own pages are taken."), status_code=403)
    if _has_nul(request):
        return PlainTextResponse(_("The address holds a character that is no text (NUL)."), status_code=422)
    return None


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
    return not any(_OF_PROXIES.fullmatch(name) for name in request.headers)


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
