"""What can be changed and added from the page of a row."""

from __future__ import annotations

from liantu.model.joint_forms import JOINT_FORMS
from liantu.web.core.forms.remark_panel import make_remark_panel
from liantu.web.core.forms.row_names import table_name
from liantu.web.core.request_view import RequestView

#: From the page of a row of a table: what is added there, and the field that names the row.
_ADDED = {
    "firms": (("plants", "firm"), ("projects", "owner")),
    "places": (("plants", "place"), ("firms", "place")),
    "plants": (("plants", ""),),
    "projects": (("projects", ""),),
    "products": (("products", ""), ("plants", "product")),
}


def edit_links(view: RequestView, table: str, key: str) -> dict[str, object]:
    """The form of a row, the forms of what is added beside it, and what the house says of it among itself."""
    panel = {"remarks": make_remark_panel(view, table, key), "writable": view.present.workspace is not None}
    if table not in JOINT_FORMS:
        return {"form_table": "", **panel}
    additions = [
        (name, table_name(view, name), view.url(f"/forms/{name}", **({f"f.{field}": key} if field else {})))
        for name, field in _ADDED[table]
    ]
    return {"form_table": table, "form_key": key, "form_additions": additions, **panel}
