"""What stands in a form over several rows, left while it is written and offered again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from liantu.model.change import Change, ChangeRow
from liantu.model.joint_forms import JOINT_FORMS
from liantu.web.core import form_token
from liantu.web.core.forms import form_initial, row_names
from liantu.web.core.forms.posted_form import PostedForm
from liantu.web.core.request_view import RequestView

#: What is no part of what was typed.
_NO_PART = {form_token.NAME, form_token.FORM_KEY, "person", "draft", "table", "base", "do", "reason"}


@dataclass(frozen=True)
class JointDraft:
    """What was typed, on which change, and when it was left."""

    texts: Mapping[str, str]
    reason: str
    base: int
    moment: str


def joint_draft_name(table: str, key: str | None) -> str:
    """Under which name the draft of a form is kept: its address."""
    return f"/forms/{table}" if key is None else f"/forms/{table}/{key}"


def save_joint_draft(view: RequestView, name: str, table: str, posted: PostedForm) -> None:
    """Keep what stands in a form as it was typed; the fields of a row go by its key, whatever its place then."""
    texts = {}
    for field in posted.texts:
        if field not in _NO_PART and not field.endswith(".key"):
            texts[_by_key(posted, field)] = posted.get(field)
    row = ChangeRow(table, "joint", "insert", texts)
    view.present.drafts(view.person).save(name, Change((row,), posted.get("reason")), posted.number("base"))


def find_joint_draft(
    view: RequestView, table: str, key: str | None, keys: Mapping[str, list[str]]
) -> JointDraft | None:
    """The draft of a form whose parts have rows of these ``keys`` now; None when none was left."""
    draft = form_initial.find_form_draft(view, joint_draft_name(table, key))
    if draft is None or not draft.change.rows:
        return None
    places = {
        f"{part}.={child}.": f"{part}.{n}." for part, children in keys.items() for n, child in enumerate(children)
    }
    texts = {}
    for name, text in draft.change.rows[0].fields.items():
        stem = next((known for known in places if name.startswith(known)), "")
        texts[places[stem] + name.removeprefix(stem) if stem else name] = text or ""
    return JointDraft(texts, draft.change.reason, draft.base, row_names.local_moment(draft.saved))


def _by_key(posted: PostedForm, field: str) -> str:
    part, _dot, remainder = field.partition(".")
    number, _dot, name = remainder.partition(".")
    known = posted.all(f"{part}.key")
    if name and number.isdigit() and int(number) < len(known):
        return f"{part}.={known[int(number)]}.{name}"
    return field


def is_joint_draft(name: str, table: str) -> bool:
    """Whether a draft of that name is of a form over a table."""
    return table in JOINT_FORMS and (name == f"/forms/{table}" or name.startswith(f"/forms/{table}/"))
