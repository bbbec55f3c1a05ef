"""Each room as the made-up district fills it, as a picture for those whose room is still empty."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI
from starlette.responses import Response

from liantu.drawings.drawing_sheet import draw_sheet
from liantu.web.core.api_description import MEDIA_TYPES, describe_reading
from liantu.web.core.gate import add_address, open_example
from liantu.web.core.page import PageNotFound
from liantu.web.core.picture import Picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.lead_picture import make_lead_picture
from liantu.web.rooms.attract.register_picture import make_maker_picture
from liantu.web.rooms.attract.review_picture import make_review_picture
from liantu.web.rooms.attract.siting_pictures import make_cost_picture
from liantu.web.rooms.chain.example_what_if import make_example_picture
from liantu.web.rooms.chain.gap_value_picture import make_value_picture
from liantu.web.rooms.cluster.quotient_picture import make_quotient_picture
from liantu.web.rooms.cluster.tier_picture import make_tier_picture
from liantu.web.rooms.deliver.agreed_values_picture import make_agreed_values_picture
from liantu.web.rooms.deliver.funnel_picture import make_funnel_picture
from liantu.web.rooms.deliver.timeline_picture import make_timeline_picture
from liantu.web.rooms.innovate.board_picture import make_board_picture
from liantu.web.rooms.innovate.ledger_picture import make_challenge_picture
from liantu.web.rooms.innovate.posting_picture import make_need_picture, make_result_picture
from liantu.web.rooms.innovate.role_picture import make_role_picture
from liantu.web.rooms.innovate.supplier_picture import make_supplier_picture
from liantu.web.rooms.outlook.dispatch_pictures import make_contribution_picture
from liantu.web.rooms.outlook.index_pictures import make_rank_picture
from liantu.web.rooms.score.grade_share_picture import make_share_picture
from liantu.web.rooms.score.run_request import require_run

_PATH = "/filled/{room}.svg"
_PICTURES: dict[str, Callable[[RequestView], Picture]] = {
    "chain": make_value_picture,
    "what-if": make_example_picture,
    "cluster": make_tier_picture,
    "regions": make_quotient_picture,
    "score": lambda view: make_share_picture(view, require_run(view)),
    "dispatch": make_contribution_picture,
    "siting": make_cost_picture,
    "entry": make_agreed_values_picture,
    "deliver": make_funnel_picture,
    "land_values": make_agreed_values_picture,
    "leads": make_lead_picture,
    "agreements": make_review_picture,
    "innovation": make_board_picture,
    "dependence": make_supplier_picture,
    "needs": make_need_picture,
    "results": make_result_picture,
    "consortia": make_role_picture,
    "ledgers": make_challenge_picture,
    "cases": make_timeline_picture,
    "registers": make_maker_picture,
    "indices": make_rank_picture,
}


def register(app: FastAPI) -> None:
    """Add the address of the pictures."""
    add_address(app, _PATH, "example", send_filled_room, describe_reading(_PATH, send_filled_room, ["svg"], ()))


def send_filled_room(view: RequestView) -> Response:
    """A room of the made-up district as a picture; it says that it is made up."""
    make = _PICTURES.get(view.request.path_params["room"])
    if make is None:
        raise PageNotFound(view.tr("There is no such page."))
    example = open_example(view)
    picture = make(example)
    foot = [example.notice]
    sheet = draw_sheet(picture.drawing, picture.heading, picture.unit, foot)
    return Response(sheet.svg(), media_type=MEDIA_TYPES["svg"])
