"""A picture that a room offers: the answer in a sentence, the drawing, its table, an address and files of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import polars as pl
from markupsafe import Markup
from starlette.responses import Response

from liantu.drawings.drawing import Drawing
from liantu.drawings.drawing_sheet import draw_sheet
from liantu.papers.picture_image import make_picture_image
from liantu.web.core.answer import add_page
from liantu.web.core.api_description import MEDIA_TYPES, describe_reading
from liantu.web.core.empty_room import EmptyRoom
from liantu.web.core.gate import add_address
from liantu.web.core.lists.facet_bar import FacetBar
from liantu.web.core.page import Page, find_class
from liantu.web.core.page_tables import Link, Table
from liantu.web.core.request_view import RequestView
from liantu.wording.sentences import COMPUTED_FIGURES

if TYPE_CHECKING:
    from fastapi import FastAPI

#: Sources that the foot of a file names; of more it says how many there are.
_SOURCES = 6
#: The forms of the file.
FILES = ("svg", "png")
#: The width of a drawing for a telephone, in pixels.
NARROW = 340
#: How wide the drawing for a desk of 1,024 pixels is.
LAPTOP = 950


@dataclass(frozen=True)
class Picture:
    """What a room offers as a picture; the page it stands on shows it with the macro ``panel`` of ``_picture.html``.

    ``address`` is that of its own page, with what is carried; ``heading`` the answer in a sentence; ``table`` has the
    same figures, ``frames`` them as data, the first the main one. ``narrow`` is drawn for a telephone, ``NARROW`` wide.
    """

    address: str
    heading: str
    drawing: Drawing
    table: Table
    frames: Mapping[str, pl.DataFrame]
    narrow: Drawing | None = None
    #: Drawn for a narrow desk, ``LAPTOP`` wide, where the broad one would move in its box.
    medium: Drawing | None = None
    #: What figures are counted in, above right.
    unit: str = ""
    #: How it is read and ordered, below.
    note: str = ""
    #: Where to go on from it.
    links: Sequence[Link] = ()
    #: What keeps it in the house; nothing where it may go out.
    internal: str = ""
    #: Said on pages in the place of a drawing that would show nothing yet.
    empty: EmptyRoom | None = None
    #: What narrows its table, where the picture is the page of a list.
    facets: FacetBar | None = None

    @property
    def svg(self) -> Markup:
        """The drawing as a page shows it, in each width that it is drawn for."""
        if self.narrow is None:
            return Markup(self.drawing.svg())
        medium = self.medium.svg("pic medium") if self.medium else ""
        return Markup(self.drawing.svg("pic broad") + medium + self.narrow.svg("pic narrow"))

    @property
    def narrow_svg(self) -> Markup:
        """The drawing for a telephone alone, for a page that shows a table elsewhere; empty where there is none."""
        return Markup(self.narrow.svg("pic narrow") if self.narrow else "")

    @property
    def files(self) -> list[Link]:
        """Its table and files, with their addresses."""
        path, _mark, query = self.address.partition("?")
        end = f"?{query}" if query else ""
        return [Link(form.upper(), f"{path}.{form}{end}") for form in FILES]


MakePicture = Callable[[RequestView], Picture]


def add_picture(app: FastAPI, path: str, make: MakePicture, query: Iterable[str] = ()) -> None:
    """Answer ``path`` with the picture that ``make`` builds, on a page of its own and as SVG and PNG beside it.

    The page has the forms of every page. ``query`` names the parameters that it reads. Files leave the house: the gate
    lets ``make`` see what may be passed on.
    """
    query = tuple(query)

    def show(view: RequestView) -> Page:
        """The page of one picture."""
        return make_page(view, make(view))

    show.__doc__ = make.__doc__
    # The files first: where the path ends in a name, the page would take the file's for one.
    for form in FILES:
        described = describe_reading(path, make, [form], query)
        add_address(app, f"{path}.{form}", form, _send_file(make, form), described)
    add_page(app, path, show, query)


def make_page(view: RequestView, picture: Picture) -> Page:
    """A picture as the whole of a page, its table below."""
    forms = [(link.text, link.href) for link in picture.files]
    context = {"picture": picture, "papers": forms}
    sheets = [picture.table]
    # What leaves may be written down as told: a kept answer would be told without it.
    return Page(
        "picture.html",
        picture.heading,
        picture.frames,
        context,
        sheets=sheets,
        cacheable=not view.leaves,
        internal=picture.internal,
        facets=picture.facets,
    )


def _send_file(make: MakePicture, form: str) -> Callable[[RequestView], Response]:
    def send(view: RequestView) -> Response:
        """The picture as a file that stands alone."""
        picture = make(view)
        klass = find_class(view, make_page(view, picture))
        sheet = draw_sheet(picture.drawing, view.titled(picture.heading), picture.unit, foot_lines(view, picture))
        svg = sheet.svg()
        body = svg.encode() if form == "svg" else make_picture_image(svg, sheet.width)
        name = view.request.url.path.strip("/").rsplit(".", 1)[0].replace("/", "-")
        name = name if klass == "public" else f"{name}-{view.tr('internal')}"
        head = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(view.file_name(name))}.{form}"}
        return Response(body, headers=head, media_type=MEDIA_TYPES[form])

    return send


def foot_lines(view: RequestView, picture: Picture) -> list[str]:
    """What stands below a picture that leaves its page: how it is read, sources, date, what the figures are."""
    _ = view.tr
    dated = [(view.pick(row), view.period(row["published"] or "")) for row in view.own_sources[:_SOURCES]]
    named = [title + (_(" (%s)") % day if day else "") for title, day in dated]
    hidden = len(view.own_sources) - len(named)
    named += [_("and %s more") % hidden] if hidden > 0 else []
    klass = find_class(view, make_page(view, picture))
    return [
        *filter(None, [picture.note, picture.internal]),
        *view.notes,
        _("Sources: ") + _("; ").join(named),
        _(COMPUTED_FIGURES) % view.district.as_of.isoformat(),
        *([view.withheld_note] if view.leaves and view.withheld else []),
        *([view.class_note(klass)] if klass != "public" else []),
        *filter(None, [view.notice]),
    ]
