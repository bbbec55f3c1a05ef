"""Where forms are sent to: one way for all of them to be read, vouched for and answered."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from liantu.district.incoming_files import check_file_size
from liantu.model import periods
from liantu.model.text_checks import list_texts, refuse_unwritable
from liantu.web.core import form_token, person
from liantu.web.core.answer import render_page
from liantu.web.core.api_description import describe_sending
from liantu.web.core.forms.posted_form import PostedForm
from liantu.web.core.forms.repeated_forms import answer_form_once
from liantu.web.core.forms.saving import CONFIRMED, UnconfirmedWarningsError
from liantu.web.core.forms.warnings_page import show_warnings
from liantu.web.core.gate import add_post_address
from liantu.web.core.page import Page
from liantu.web.core.request_view import RequestView

__all__ = ["UNREAD", "PostedForm", "Taker", "add_form", "address_at_day", "read_upload", "redirect_to"]

#: A grid has a field for every cell.
_FIELDS = 20_000
_PART = 16 * 1024 * 1024
_SENT_AS = ("application/x-www-form-urlencoded", "multipart/form-data")
#: Which fields it has depends on the page that holds it; one vouches for the browser that sends it.
_FORM = {
    "type": "object",
    "required": [form_token.NAME],
    "properties": {form_token.NAME: {"type": "string"}, "person": {"type": "string"}},
    "additionalProperties": True,
}
#: How a form is answered that did not come to be looked at.
UNREAD = {
    400: "No form that can be read.",
    403: "The form is of no page that this browser was given.",
    404: "Nothing at this address.",
}
_DRAFT_ANSWERS = {204: "Kept as a draft; nothing to show."}
_ANSWERS = {
    303: "Done; leads on.",
    **UNREAD,
    409: "Others changed the row meanwhile: both versions.",
    422: "The page, with what is wrong.",
}


def read_upload(sent: UploadFile) -> tuple[bytes, str]:
    """The bytes of an uploaded file and its name alone. Raises Problems when it is too large to be read."""
    name = (sent.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    check_file_size(sent.size or 0, name)
    return sent.file.read(), name


Taker = Callable[[RequestView, PostedForm], Response | Page]


def add_form(app: FastAPI, path: str, take: Taker, keeps_drafts: bool = False) -> None:
    """Take forms sent to ``path``: ``take`` answers with a page (what is wrong), leads on, or keeps a draft."""

    async def read_form(request: Request) -> PostedForm:
        """The fields and files of a form that was sent."""
        try:
            form = await request.form(max_files=50, max_fields=_FIELDS, max_part_size=_PART)
        except (LookupError, UnicodeError):  # the sender names what its texts are encoded in
            raise HTTPException(400) from None
        texts: dict[str, list[str]] = {}
        files: dict[str, list[UploadFile]] = {}
        for name, value in form.multi_items():
            if isinstance(value, str):
                texts.setdefault(name, []).append(value)
            else:
                files.setdefault(name, []).append(value)
        names = [(name, file.filename or "") for name, found in files.items() for file in found]
        refuse_unwritable([*list_texts(texts), *names])
        posted = PostedForm(texts, files)
        if not form_token.is_valid_token(request, posted.get(form_token.NAME)):
            raise HTTPException(403)
        return posted

    def answer_form(view: RequestView, posted: PostedForm) -> Response:
        """What is answered to the form."""
        return _answer(view, posted, take)

    description = describe_sending(
        path, take, dict.fromkeys(_SENT_AS, _FORM), {**(_DRAFT_ANSWERS if keeps_drafts else {}), **_ANSWERS}
    )
    add_post_address(app, path, "html", read_form, answer_form, description)


def _answer(view: RequestView, posted: PostedForm, take: Taker) -> Response:
    name = person.tidy_name(posted.get("person"))
    view.person = name or view.person
    view.confirmed = posted.get(CONFIRMED)

    def make() -> Response:
        """The answer as a page or a redirection."""
        try:
            answer = take(view, posted)
        except UnconfirmedWarningsError as found:
            answer = show_warnings(view, posted, found)
        return render_page(view, answer, "html") if isinstance(answer, Page) else answer

    response = answer_form_once(view, posted, make)
    if name:
        person.set_person_cookie(response, name)
    return response


def address_at_day(view: RequestView, path: str, day: str, **extra: str) -> str:
    """The address of a page at a date that lets what was just recorded of a day be seen."""
    period = periods.parse_period(day)
    last = period.last if period else None
    later = {"as_of": last.isoformat()} if last and last > view.district.as_of else {}
    return view.url(path, **later, **extra)


def redirect_to(address: str) -> RedirectResponse:
    """To another page, with a request that only reads."""
    return RedirectResponse(address, status_code=303)
