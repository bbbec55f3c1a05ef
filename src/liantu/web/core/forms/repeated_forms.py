"""A form sent twice makes one change: a second click, or a page sent again, shows what the first one made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from starlette.responses import RedirectResponse, Response

from liantu.web.core import form_token
from liantu.web.core.forms.posted_form import PostedForm
from liantu.web.core.request_view import RequestView


def answer_form_once(view: RequestView, posted: PostedForm, make: Callable[[], Response]) -> Response:
    """The answer to a form; to the same form with the same content once more, where the first one led.

    A form that came back to be mended, or was gone back to and changed, has another content and is another one.
    """
    key = posted.get(form_token.FORM_KEY)
    if not key:
        return make()
    made: list[Response] = []

    def make_once() -> dict[str, Any] | None:
        """Make the answer; what is kept of it where it leads on."""
        made.append(make())
        leads = made[0].status_code == 303
        return {"status": 303, "location": made[0].headers["location"]} if leads else None

    content = list(_list_parts(view, posted))
    name = hashlib.sha256(b"\0".join([key.encode(), *(hashlib.sha256(part).digest() for part in content)])).hexdigest()
    found = view.present.requests.answer_once(f"form-{name}", content, make_once, always=False)
    if not found.is_repeated:
        return made[0]
    if found.answer is not None:
        return RedirectResponse(found.answer["location"], found.answer["status"])
    return RedirectResponse(f"/history/{found.number}" if found.task is None else f"/import/{found.task}", 303)


def _list_parts(view: RequestView, posted: PostedForm) -> Iterator[bytes]:
    """What was sent where: each text and file behind the name of its field."""
    yield view.request.url.path.encode()
    yield view.request.url.query.encode()
    for name, texts in posted.texts.items():
        for text in texts:
            yield from (name.encode(), text.encode())
    for name, files in posted.files.items():
        for file in files:
            yield from (name.encode(), (file.filename or "").encode(), file.file.read())
            file.file.seek(0)
