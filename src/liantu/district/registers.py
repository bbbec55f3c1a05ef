"""The firm registers beside a district: where they lie, importing them, and what of them speaks of a product."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.periods import parse_period
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.registers.journal import Journal
    from liantu.registers.matching import Matcher
    from liantu.registers.register_queries import Register
    from liantu.store.tasks import Task


def find_register_place(view: DistrictView) -> Path | None:
    """Where the registers of a district lie: in its folder, or beside its workspace; None for tables of neither."""
    if view.workspace is None:
        return None if view.folder is None else view.folder / "registers"
    return find_place_beside(view.workspace.place)


def find_place_beside(workspace: str) -> Path:
    """Where the registers of a workspace lie: beside its file, or for a database in ``registers`` under its name."""
    if "://" in workspace:
        return Path("registers") / workspace.rpartition("/")[2].partition("?")[0]
    return Path(workspace).with_suffix(".registers")


def copy_registers(folder: Path, workspace: str) -> None:
    """Lay the registers of a district's folder beside a new workspace; registers that lie there already stay."""
    stated, beside = folder / "registers", find_place_beside(workspace)
    if stated.is_dir() and not beside.exists():
        copytree(stated, beside)


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
    check_register_id(id)
    return import_register(source, place, id, as_of=as_of, columns=columns, progress=progress)


def list_unread_registers(view: DistrictView) -> list[Problem]:
    """Registers that say nothing of products here: the extra is not installed and no matches of theirs are stored, or
    they are not known by the day of knowledge to be of that day or before."""
    from liantu.registers.engines import is_installed

    journals = [register.journal for register in list_district_registers(view)]
    later = [problem for journal in journals if (problem := _judge_day(journal, view.known_at)) is not None]
    if is_installed():
        return later
    left_out, fingerprint = {str(problem.value) for problem in later}, make_matcher(view).terms.fingerprint
    unread = [j.id for j in journals if j.firms and j.finished and j.matched != fingerprint and j.id not in left_out]
    return [*later, *(Problem("register_not_read", value=id) for id in unread)]


def _judge_day(journal: Journal, known_at: date | None) -> Problem | None:
    """Why a register was not known by a day: its date is later, or it has none that can be read."""
    if known_at is None:
        return None
    period = parse_period(journal.as_of) if journal.as_of else None
    day = period.last if period is not None else None
    if day is None:
        return Problem("register_without_day", value=journal.id, slots={"known": known_at.isoformat()})
    if day <= known_at:
        return None
    return Problem("register_later", value=journal.id, slots={"day": journal.as_of, "known": known_at.isoformat()})


def count_later_firms(view: DistrictView, products: Iterable[str]) -> int:
    """How many firms of the registers name some products and were founded after the day of knowledge: left out."""
    later = _select_later(_find_all_matches(view, products), view.known_at)
    return later.select("register", "line").n_unique()


def _select_later(matches: pl.DataFrame, known_at: date | None) -> pl.DataFrame:
    return matches.clear() if known_at is None else matches.filter(pl.col("founded") > known_at)


def find_readable_matches(view: DistrictView, products: Iterable[str]) -> pl.DataFrame:
    """The same as `find_product_matches`, without the registers that cannot be read here."""
    return _drop_later(_find_all_matches(view, products), view.known_at)


def find_product_matches(view: DistrictView, products: Iterable[str]) -> pl.DataFrame:
    """What firms of the registers say of some products, by their names, as far as it was known by the day of
    knowledge. Raises Problems for a product that is none, and where the extra is not installed."""
    journals = [register.journal for register in list_district_registers(view)]
    later = [journal.id for journal in journals if _judge_day(journal, view.known_at) is not None]
    return _drop_later(_find_matches(view, products, later), view.known_at)


def _find_all_matches(view: DistrictView, products: Iterable[str]) -> pl.DataFrame:
    """The matches of the registers that can be read here, those of firms founded later among them."""
    return _find_matches(view, products, {str(problem.value) for problem in list_unread_registers(view)})


def _drop_later(matches: pl.DataFrame, known_at: date | None) -> pl.DataFrame:
    """Without firms founded after a day; whose founding is not stated was in the register, and stays."""
    return matches if known_at is None else matches.filter((pl.col("founded") <= known_at).fill_null(value=True))


def _find_matches(view: DistrictView, products: Iterable[str], left_out: Collection[str]) -> pl.DataFrame:
    """The matches of some products in the registers that are not ``left_out``, by id."""
    from liantu.registers.firm_matches import find_matches

    wanted_products = tuple(sorted({*products}))
    known = view.tables["products"]["id"]
    wrong = [product for product in wanted_products if product not in known]
    if wrong:
        slots = [{"wanted": "products", "nearest": suggest_nearest(product, known)} for product in wrong]
        raise Problems([Problem("dangling", value=p, slots=s) for p, s in zip(wrong, slots, strict=True)])
    registers = [register for register in list_district_registers(view) if register.journal.id not in left_out]
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
    from liantu.registers.firm_matches import store_matches, write_matches

    register = find_register(view, id)
    if not register.journal.finished:
        raise Problems([Problem("register_unfinished", value=id)])
    if register.path.is_file():
        raise Problems([Problem("folder_is_read_only")])
    if engine == "spark":
        from liantu.registers.spark_matching import write_with_spark

        return store_matches(register, make_matcher(view), write_with_spark)
    return store_matches(register, make_matcher(view, engine), partial(write_matches, progress=progress))


def count_provinces(view: DistrictView) -> pl.DataFrame:
    """Firms of all finished registers by province, most first: province, firms, zh, en."""
    from liantu.library.provinces import list_provinces

    known = [r for r in list_district_registers(view) if _judge_day(r.journal, view.known_at) is None]
    counted = [register.count_by_province() for register in known if register.journal.finished]
    frames = [pl.DataFrame(schema={"province": pl.String, "firms": pl.Int64}), *counted]
    sums = pl.concat(frames).group_by("province").agg(pl.col("firms").sum())
    names = list_provinces()
    named = sums.with_columns(pl.col("province").alias("zh"), pl.col("province").replace(names).alias("en"))
    return named.sort("firms", "province", descending=[True, False])


def count_roles(matches: pl.DataFrame) -> pl.DataFrame:
    """Firms by product and the strongest of their roles: product, role, firms."""
    order = pl.Enum(["makes", "trades", "serves", "unknown"])
    counted = matches.filter(~pl.col("contained"), ~pl.col("negated")).with_columns(pl.col("role").cast(order))
    best = counted.group_by("product", "register", "line").agg(pl.col("role").min())
    sums = best.group_by("product", "role").agg(pl.len().cast(pl.Int64).alias("firms"))
    return sums.sort("product", "role").with_columns(pl.col("role").cast(pl.String))


def spread_roles(links: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """Links with a column a role, zero where no firm has it; those that most firms make first."""
    roles = ("makes", "trades", "serves", "unknown")
    columns = [pl.col("firms").filter(pl.col("role") == role).sum().alias(role) for role in roles]
    spread = counted.group_by("product").agg(columns)
    joined = links.join(spread, on="product", how="left", maintain_order="left").with_columns(
        pl.col(roles).fill_null(0)
    )
    return joined.sort("makes", "trades", descending=True, maintain_order=True)


def read_set_aside(view: DistrictView, id: str) -> bytes:
    """What of a register was set aside or could not be read, as CSV: line, problem, value. Raises Problems."""
    return find_register(view, id).read_set_aside()


def import_task(view: DistrictView, task: Task, progress: Callable[[int, int], None]) -> dict[str, str | int]:
    """Import the file of a task and match it, so that no page has to; what it came to. Raises Problems."""
    from liantu.registers.engines import ENGINES, is_installed
    from liantu.store import document_files

    content = document_files.load_document(view.require_workspace().engine, task.file or "")
    with TemporaryDirectory() as folder:
        # A file name is somebody else's word: only its ending is taken.
        source = Path(folder) / f"register{Path(str(task.given['name'])).suffix.lower()}"
        source.write_bytes(content)
        columns = {str(field): str(heading) for field, heading in (task.given.get("columns") or {}).items()}
        journal = import_file(
            view, source, str(task.given["id"]), str(task.given.get("as_of") or ""), columns, progress
        )
    if journal.firms and is_installed():
        match_whole_register(view, journal.id, ENGINES[0], progress)
    return {"id": journal.id, "firms": journal.firms}


def check_register_id(id: str) -> None:
    """Raises Problems for an id that is no name of a folder."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", id):
        raise Problems([Problem("register_bad_id", value=id)])
