"""The first screen: what is missing, what to ask, where projects stand, what has changed, each with its picture."""

from __future__ import annotations

from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_empty_room
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Link
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.chain_maps_picture import make_maps_picture
from liantu.web.rooms.chain.gap_value_picture import make_value_picture
from liantu.web.rooms.chain.made_rows import list_tiers, makes_table, plant_remark
from liantu.web.rooms.deliver.stage_picture import make_stage_picture
from liantu.web.rooms.home.home_changes import list_home_changes
from liantu.web.rooms.home.home_questions import FIRST, list_home_questions
from liantu.web.rooms.home.home_sentence import make_home_sentence


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/", show, ("since",), tells_changes=True)


def show(view: RequestView) -> Page:
    """The overview of the district."""
    _, district = view.tr, view.district
    questions = district.chain.questions()
    values = make_value_picture(view)
    changes = list_home_changes(view)
    context = {
        "sentence": make_home_sentence(view),
        "values": values,
        "maps": make_maps_picture(view),
        "stages": make_stage_picture(view),
        "questions": list_home_questions(view),
        "question_count": district.chain.counts().questions,
        "question_links": [Link(_("All questions"), view.url("/ask"))],
        "changes": changes,
        "makes": makes_table(view, district.chain.products_made()),
        "room": describe_empty_room(view, "chain") if district.tables["capacities"].is_empty() else None,
        "plants": plant_remark(view),
        "tiers": list_tiers(view),
    }
    frames = {
        "gaps": values.frames["gaps"],
        "makes": district.chain.products_made(),
        "ask": questions.head(FIRST),
        "changes": district.deliver.recent_events(changes.since),
    }
    return Page("home/overview.html", view.pick(district.given.about), frames, context)
