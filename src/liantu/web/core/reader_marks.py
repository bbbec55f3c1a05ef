"""What stands in a page for its reader alone: set in when it is sent, so that the page itself is made once for all."""

from __future__ import annotations

import re
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from liantu.web.core import form_token

#: Where the name of the reader belongs, the token of his browser, and what one form is known by; no keyboard has
#: these signs.
PERSON, TOKEN, FORM_KEY = "\ue000person\ue000", "\ue000token\ue000", "\ue000form\ue000"
_FORM_KEY = re.compile(FORM_KEY.encode())


def address_response(answer: Response, request: Request, person: str) -> Response:
    """The same answer for one reader, with headers of its own: what compresses it on the way out writes into them."""
    body = bytes(answer.body)
    if TOKEN.encode() in body:
        body = body.replace(TOKEN.encode(), escape(form_token.get_token(request)).encode())
        body = _FORM_KEY.sub(lambda mark: form_token.make_form_key().encode(), body)
    body = body.replace(PERSON.encode(), escape(person).encode())
    copy = Response(body, answer.status_code)
    length = [pair for pair in copy.raw_headers if pair[0] == b"content-length"]
    copy.raw_headers = [*length, *(pair for pair in answer.raw_headers if pair[0] != b"content-length")]
    return copy
