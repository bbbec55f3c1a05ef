"""Saving what narrows a list under a name, and taking such a view away; both are changes like others."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from liantu.district.new_keys import make_key
from liantu.model.change import Change, ChangeRow
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change, require_person
from liantu.web.core.lists.saved_views import tidy_query
from liantu.web.core.local_addresses import to_local_address
from liantu.web.core.request_view import RequestView

_LONGEST = 40


def register(app: FastAPI) -> None:
    """Add where the forms go to."""
    add_form(app, "/views", save_view)
    add_form(app, "/views/{key}/delete", delete_view)


def save_view(view: RequestView, posted: PostedForm) -> Response:
    """Save the view of the form, and back to it."""
    require_person(view)
    page, query = to_local_address(posted.get("page")), tidy_query(posted.get("query"))
    name = posted.get("name")[:_LONGEST] or view.tr("View")
    fields = {"zh": name, "page": page, "query": query}
    key = make_key(view.present.given, "saved_views", fields)
    row = ChangeRow("saved_views", key, "insert", {"id": key, **{n: text for n, text in fields.items() if text}})
    commit_change(view, Change((row,), view.tr("Saved view: %s") % name), None)
    return redirect_to(page + (f"?{query}" if query else ""))


def delete_view(view: RequestView, posted: PostedForm) -> Response:
    """Take a view away; history keeps it."""
    key = str(view.request.path_params["key"])
    commit_change(view, Change((ChangeRow("saved_views", key, "delete", {}),)), None)
    return redirect_to(to_local_address(posted.get("to")))
