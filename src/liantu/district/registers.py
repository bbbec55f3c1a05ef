"""The firm registers beside a district: where they lie, importing them, and what of them speaks of a product."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.registers.journal import Journal
    from liantu.registers.matching import Matcher
    from liantu.registers.register_queries import Register


def find_register_place(view: DistrictView) -> Path | None:
    """Where the registers of a district lie: in its folder, or beside its workspace; None for tables of neither."""
    if view.workspace is None:
        return None if view.folder is None else view.folder / "registers"
    place = view.workspace.place
    if "://" in place:
        return Path("registers") / place.rpartition("/")[2].partition("?")[0]
    return Path(place).with_suffix(".registers")


def list_district_registers(view: DistrictView) -> list[Register]:
    """The registers of a district, by id."""
    from liantu.registers.register_queries import list_registers

    place = find_register_place(view)
    return [] if place is None else list_registers(place)


def find_register(view: DistrictView, id: str) -> Register:
    """A register by its id. Raises Problems when there is none."""
    found = {register.journal.id: register for register in list_district_registers(view)}
    if id not in found:
        raise Problems([Problem("no_register", value=id, slots={"choices": ", ".join(found)})])
    return found[id]


def import_file(
    view: DistrictView,
    source: Path,
    id: str,
    as_of: str,
    columns: Mapping[str, str],
    progress: Callable[[int, int], None],
) -> Journal:
    """Import a file as a register of a district, or go on with it. Raises Problems; what was imported stands."""
    from liantu.registers.importing import import_register

    place = find_register_place(view)
    if place is None:
        raise Problems([Problem("folder_is_read_only")])
    return import_register(source, place, id, as_of=as_of, columns=columns, progress=progress)


def find_product_matches(view: DistrictView, products: Iterable[str]) -> pl.DataFrame:
    """What firms of the registers say of some products, by their names. Raises Problems for a product that is none."""
    from liantu.registers.firm_matches import find_matches

    wanted_products = tuple(sorted({*products}))
    known = view.tables["products"]["id"]
    wrong = [product for product in wanted_products if product not in known]
    if wrong:
        slots = [{"wanted": "products", "nearest": suggest_nearest(product, known)} for product in wrong]
        raise Problems([Problem("dangling", value=p, slots=s) for p, s in zip(wrong, slots, strict=True)])
    registers = list_district_registers(view)
    labels = tuple((r.journal.label, r.journal.matched, r.journal.firms) for r in registers)

    def find() -> pl.DataFrame:
        """The matches of these products in these registers."""
        return find_matches(registers, make_matcher(view), wanted_products)

    return view.cache.once_for(view.tables, ("register matches", wanted_products, labels), find)


def make_matcher(view: DistrictView, engine: str = "ahocorasick_rs") -> Matcher:
    """The names of all products of district and library, ready to be looked for."""
    from liantu.registers.matching import Matcher
    from liantu.registers.terms import collect_terms

    frame = view.tables["products"].select("id", "gbt4754").drop_nulls()
    classes = {id: frozenset(codes.split(";")) for id, codes in frame.iter_rows()}
    return Matcher(collect_terms(view.tables), classes, engine)


def match_whole_register(view: DistrictView, id: str, engine: str, progress: Callable[[int, int], None]) -> int:
    """Store what the firms of a register say of all products; how many matches. Raises Problems."""
    from liantu.registers.firm_matches import store_matches

    register = find_register(view, id)
    if not register.journal.finished:
        raise Problems([Problem("register_unfinished", value=id)])
    if register.path.is_file():
        raise Problems([Problem("folder_is_read_only")])
    return store_matches(register, make_matcher(view, engine=engine), progress)
