"""A change that is warned of something: it is shown before anything is written, and kept once it was read."""

from __future__ import annotations

from liantu.web.core import form_token
from liantu.web.core.forms.form_errors import sort_problems
from liantu.web.core.forms.posted_form import PostedForm
from liantu.web.core.forms.saving import CONFIRMED, UnconfirmedWarningsError, warnings_digest
from liantu.web.core.page import Page
from liantu.web.core.request_view import RequestView

#: What the page brings along itself.
_FRESH = {form_token.NAME, form_token.FORM_KEY, CONFIRMED}


def show_warnings(view: RequestView, posted: PostedForm, found: UnconfirmedWarningsError) -> Page:
    """The warnings, and the form as it was sent, to be sent once more."""
    lines = list_warnings(view, found)
    sent = [(name, text) for name, texts in posted.texts.items() if name not in _FRESH for text in texts]
    context = {"warnings": lines, "sent": sent, "confirmed": warnings_digest(found.warnings)}
    title = view.tr("Not written yet: please read this first")
    return Page("data/warnings.html", title, {}, context, {"warnings": lines}, 422, cacheable=False)


def list_warnings(view: RequestView, found: UnconfirmedWarningsError) -> list[str]:
    """The warnings in words, each with the row that it is about."""
    errors = sort_problems(view, view.present.given, found.change, found.warnings)
    in_cells = (
        f"{name}{view.tr(': ')}{message}"
        for (_table, _key, name), messages in errors.labelled(view).items()
        for message in messages
    )
    return [*errors.general, *in_cells]
