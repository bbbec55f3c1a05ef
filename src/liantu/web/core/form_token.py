"""What a form brings along to be taken: the token its browser was given, so that no other page can send one."""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response

#: The name of the cookie and of the hidden field of every form.
NAME = "token"
#: The hidden field that is another one in every form: what was sent twice is known by it.
FORM_KEY = "form_key"


def get_token(request: Request) -> str:
    """The token of the browser that asks; made when it has none yet."""
    token: str = getattr(request.state, NAME, "") or request.cookies.get(NAME, "") or secrets.token_urlsafe(24)
    setattr(request.state, NAME, token)
    return token


def make_form_key() -> str:
    """What one form of one page is known by."""
    return secrets.token_urlsafe(12)


def find_browser(request: Request) -> str:
    """What a browser is known by; empty when it was not given anything yet."""
    token = request.cookies.get(NAME, "")
    return f"browser {token}" if token else ""


def set_token_cookie(request: Request, headers: MutableHeaders) -> None:
    """Give the browser its token with the headers of an answer when it has none."""
    if NAME not in request.cookies:
        cookie = Response()
        cookie.set_cookie(NAME, get_token(request), samesite="lax", httponly=True)
        headers.append("set-cookie", cookie.headers["set-cookie"])


def is_valid_token(request: Request, token: str) -> bool:
    """Whether the form came with the token of this very browser."""
    cookie = request.cookies.get(NAME, "")
    return bool(cookie) and secrets.compare_digest(cookie.encode(), token.encode())
