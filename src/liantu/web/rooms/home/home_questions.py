"""What to ask first, on the first screen: the question, what is taken until it is answered, what the answer decides."""

from __future__ import annotations

from dataclasses import dataclass

from liantu.web.core import link_cells
from liantu.web.core.request_view import RequestView
from liantu.wording.question_texts import unknown_word

#: Questions on the first screen, and products that a question names.
FIRST, _PRODUCTS = 4, 4


@dataclass(frozen=True)
class HomeQuestion:
    """Whom to ask, about what, what is words, what is taken now, and what the answer decides."""

    firm: str
    subject: str
    question: str
    present: str
    decides: str
    href: str


def list_home_questions(view: RequestView) -> list[HomeQuestion]:
    """The questions that move the lists most."""
    _ = view.tr
    found = []
    for row in view.district.chain.questions().head(FIRST).iter_rows(named=True):
        words = " + ".join(_(unknown_word(part)) for part in row["field"].split("+"))
        firm = link_cells.row_link(view, ["firms"], row["firm"])
        subject = view.name(row["product"]) if firm.text else link_cells.capacity_link(view, row["capacity"]).text
        present = view.names.get(row["current"], row["current"]) if row["current"] else ""
        products = [view.name(product) for product in row["lists"][:_PRODUCTS]]
        further = len(row["lists"]) - len(products)
        listed = view.join([*products, *([_("and %s more") % further] if further > 0 else [])])
        found.append(
            HomeQuestion(
                firm=firm.text or subject,
                subject=subject if firm.text else "",
                question=words,
                present=_("taken now: %s") % present if present else _("unknown"),
                decides=_("decides whether these are listed: %s") % listed
                if listed
                else _("moves the amounts of the list"),
                href=view.url("/what-if", plant=row["plant"]),
            )
        )
    return found
