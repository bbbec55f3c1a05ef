"""What an address of the siting account asks for, and the names in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.model.problems import Problem, Problems
from liantu.web.core.request_view import RequestView
from liantu.wording.siting_words import SitingNames

if TYPE_CHECKING:
    from liantu.district.siting import SitingAccount

PATH = "/siting"
QUERY = ("case", "product", "home", "against", "rate", "years")


def open_account(view: RequestView) -> SitingAccount:
    """The account that the address asks for. Raises Problems for what is not there."""
    query = view.request.query_params
    years = _read_number(view, "years")
    return view.district.attract.siting(
        query.get("case") or None,
        product=query.get("product") or None,
        home=query.get("home") or None,
        against=query.get("against") or None,
        discount_rate=_read_number(view, "rate"),
        years=None if years is None else int(years),
    )


def is_empty(view: RequestView) -> bool:
    """Whether there is nothing whose place could be chosen: no case, and no missing link."""
    requested = view.request.query_params.get("product") or view.request.query_params.get("case")
    room = view.district
    return not requested and room.attract.siting_cases().is_empty() and room.chain.gaps("invite").is_empty()


def find_names(view: RequestView, account: SitingAccount) -> SitingNames:
    """The names of the account in the language of the reader."""
    places = {row["siting_place"]: view.pick(row) for row in account.places.iter_rows(named=True)}
    return SitingNames(view.district.tables, places, view.lang)


def name_case(view: RequestView, account: SitingAccount) -> str:
    """The name of the case; of a product at its usual scale that of the product."""
    found = view.district.tables.names("siting_cases", view.lang).get(account.case.id)
    return found or find_names(view, account).usual_case(account.case.product, account.case.amount)


def siting_address(view: RequestView, path: str = PATH, **chosen: str | None) -> str:
    """An address with what the present one asks for, and what is chosen over it."""
    query = view.request.query_params
    return view.url(path, **{name: query.get(name) or None for name in QUERY} | chosen)


def _read_number(view: RequestView, name: str) -> float | None:
    """A number of the address. Raises Problems when it is none."""
    text = view.request.query_params.get(name)
    if not text:
        return None
    try:
        number = float(text)
        if number != number or abs(number) == float("inf"):
            raise ValueError
    except ValueError:
        raise Problems([Problem("siting_parameter", value=text, slots={"name": name})]) from None
    return number
