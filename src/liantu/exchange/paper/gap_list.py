"""补链清单 on A4: the links to fill in groups; what many rows would repeat stands above a group or in the foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import polars as pl

from liantu.exchange.paper.gap_lists import (
    ADMISSION,
    AT_LEAST,
    DEMAND,
    GAP,
    GRADE,
    INDEX,
    NAME,
    NOT_SUMMED,
    OFFICE,
    PRICES,
    REMARK,
    TITLES,
    VERIFY,
    price_days,
)
from liantu.exchange.paper.link_groups import GapLine, LinkGroup, group_heading, group_links, verify_text
from liantu.exchange.paper.printed_rows import (
    PaperGap,
    PrintedRow,
    admission_text,
    code_label,
    iter_rows,
    to_printed_gap,
)
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn, PaperSheet, RowGroup, Spanning
from liantu.wording import N_, NC_
from liantu.wording.amounts import AtLeast, AtMost
from liantu.wording.days import number_ranges, ordinal_letter
from liantu.wording.labels import FROM_YEAR, USUAL_PLANTS
from liantu.wording.origins import ORIGIN_LEGEND
from liantu.wording.paper_figures import paper_figure, paper_range

_AMOUNTS = ("operating", "building", "planned", "supply", "nearby", "gap_typical")
_SMALL_PLANT = N_("Below one usual plant, what is left of its output would have to be sold outside.")
_NEARBY_UNKNOWN = N_("What is made nearby is unknown: to be looked up before anybody is invited.")
_CLAUSES = N_("In brackets beside the admission: %s. The texts of the clauses are to be compared with the originals.")
_RULES = N_("Admission without a bracket: rules of %s, no clause entered.")
_OTHER_UNITS = N_("value in 100 m CNY a year; added energy in thousand tce, calorific")
_PRICE_ROWS = N_("Value, by row: %s.")


def gap_list(
    gaps: pl.DataFrame, setting: Setting, chains: Mapping[str, str] | None = None, *, remarks: bool = False
) -> PaperSheet:
    """补链清单 from the gaps frame of the list ``invite``; ``chains`` gives the chain of a product.

    ``remarks`` adds a column of them: a workbook, on A3, has room for what the foot of an A4 page says of all rows.
    Amounts stand in the unit above the table; a link in another unit says its own behind its name. A link of unknown
    amount says so in one cell, and beside it who has to report.
    """
    chains = chains or {}
    rows = [cast("PaperGap", row) for row in iter_rows(gaps)]
    products = gaps["product"].to_list() if "product" in gaps.columns else [""] * len(rows)
    lines = [GapLine(r, to_printed_gap(r, setting), chains.get(p, "")) for r, p in zip(rows, products, strict=True)]
    groups = group_links(lines, setting)
    ordered = [line for group in groups for line in group.lines]
    table = _GapTable(setting, tuple(ordered), _columns(ordered, setting, remarks=remarks))
    title = TITLES["invite"]
    return PaperSheet(
        title=setting.tr(title),
        unit_note=table.unit_note(),
        columns=table.columns,
        rows=[table.printed(line, group) for group in groups for line in group.lines],
        setting=setting,
        notes=tuple(table.notes()),
        groups=tuple(RowGroup(group_heading(g, n, setting), len(g.lines)) for n, g in enumerate(groups, 1)),
        internal=True,
    )


def _columns(lines: Sequence[GapLine], setting: Setting, *, remarks: bool) -> tuple[PaperColumn, ...]:
    """The columns of the list, without those that say nothing here; English words take more room than Chinese ones."""
    chinese = setting.chinese
    nearby = any(line.printed.get("nearby") for line in lines)
    year = any(line.row.get("needed_by") is not None for line in lines)
    demand, name, transport, energy, grade = (0.64, 1.87, 0.56, 0.62, 1.05) if chinese else (0.8, 1.7, 0.78, 0.78, 0.85)
    return (
        replace(INDEX, width=0.42),
        replace(NAME, width=name),
        *(replace(column, kind="written", width=demand) for column in DEMAND),
        PaperColumn("supply", N_("Local supply"), "written", width=0.72),
        *([PaperColumn("nearby", N_("Nearby"), "written", width=0.6)] if nearby else []),
        PaperColumn("gap_typical", N_("Typical"), "written", width=0.68, group=GAP, strong=True),
        PaperColumn("gap_range", N_("Low–high"), "short", width=1.0, group=GAP),
        PaperColumn("plants_filled", USUAL_PLANTS, "written", width=0.6),
        *([PaperColumn("needed_by", FROM_YEAR, width=0.6)] if year else []),
        PaperColumn("transport", N_("Transport"), "short", width=transport),
        PaperColumn("admission", N_("Admission"), "short", width=1.3 if chinese else 0.95),
        PaperColumn("energy", N_("Added energy"), "written", width=energy),
        PaperColumn("band", NC_("leader page", "Value"), "short", width=1.15 if chinese else 1.05),
        replace(GRADE, kind="short", width=grade),
        replace(VERIFY, width=1.9 if chinese else 1.85),
        replace(OFFICE, width=0.8 if chinese else 1.05),
        *([replace(REMARK, width=1.7)] if remarks else []),
    )


@dataclass(frozen=True)
class _GapTable:
    setting: Setting
    lines: tuple[GapLine, ...]
    columns: tuple[PaperColumn, ...]

    @property
    def remarks(self) -> bool:
        """Whether each row has its remarks."""
        return any(column.field == REMARK.field for column in self.columns)

    @property
    def unit(self) -> str:
        """The unit of most links of known amount."""
        units = Counter(str(line.printed["unit"]) for line in self.lines if line.known)
        return units.most_common(1)[0][0] if units else ""

    @property
    def clauses(self) -> dict[str, str]:
        """The letter of each clause that an admission rests on."""
        cited = dict.fromkeys(clause for line in self.lines for clause in line.row.get("clauses") or () if clause)
        return {clause: ordinal_letter(n, chinese=self.setting.chinese) for n, clause in enumerate(cited, 1)}

    def unit_note(self) -> str:
        """What stands above the table at its right."""
        tr, setting = self.setting.tr, self.setting
        unit = [tr("Unit: %s, unless another is named") % self.unit] if self.unit else []
        return tr("; ").join([*unit, tr(_OTHER_UNITS), *price_days(setting)])

    def printed(self, line: GapLine, group: LinkGroup) -> PrintedRow:
        """A link as it is printed; one of unknown amount in cells over several columns."""
        printed = line.printed
        row: PrintedRow = {
            "name": self._name(line),
            "needed_by": printed.get("needed_by"),
            "transport": printed["transport"],
            "admission": self._admission(line.row),
            "office": printed["office"],
        }
        row |= {name: self._figure(printed.get(name)) for name in _AMOUNTS}
        if not line.known:
            return row | self._unknown_cells(line, group)
        low, high = (cast("float | None", printed.get(name)) for name in ("gap_p10", "gap_p90"))
        verify = verify_text(line, group, self.setting)
        return row | {
            "gap_range": paper_range(low, high, self.setting.language),
            "plants_filled": self._figure(printed["plants_filled"]),
            "energy": self._figure(printed["energy"]),
            "band": printed["band"],
            "grade": printed["grade"],
            "to_verify": verify,
            "remark": printed["remark"],
        }

    def notes(self) -> list[str]:
        """What is true of many rows, and what the signs mean; only what the table has need of."""
        tr, known = self.setting.tr, [line for line in self.lines if line.known]
        if not self.lines:
            return []
        found = [tr(NOT_SUMMED), tr(AT_LEAST), tr(PRICES), *self._price_note(), tr(ADMISSION), *self._clause_notes()]
        if not self.remarks and any((line.row.get("plants_filled") or 1) < 1 for line in known):
            found.append(tr(_SMALL_PLANT))
        if all(column.field != "nearby" for column in self.columns):
            found.append(tr(_NEARBY_UNKNOWN))
        return [*found, tr(ORIGIN_LEGEND)]

    def _name(self, line: GapLine) -> str:
        name, unit = str(line.printed["name"]), str(line.printed["unit"])
        return name if unit == self.unit or not self._says_amount(line) else name + self.setting.tr(" (%s)") % unit

    def _says_amount(self, line: GapLine) -> bool:
        return any(line.printed.get(name) for name in _AMOUNTS)

    def _unknown_cells(self, line: GapLine, group: LinkGroup) -> PrintedRow:
        """That the amount is unknown, and what has to be reported; demand in figures where some of it is known."""
        tr, fields = self.setting.tr, [column.field for column in self.columns]
        gap = fields.index("plants_filled") - fields.index("gap_typical") + 1
        after = fields.index("to_verify") - fields.index("energy") + 1
        row: PrintedRow = {
            "gap_typical": Spanning(tr(NC_("gap list", "amount unknown")), gap),
            "energy": Spanning(tr("to report: %s") % self._reports(line, group), after, wordy=True),
        }
        if not self._says_amount(line):
            words = code_label("evidence", line.row.get("evidence"), self.setting)
            row["operating"] = Spanning(words, fields.index("gap_typical") - fields.index("operating"))
        return row

    def _reports(self, line: GapLine, group: LinkGroup) -> str:
        without = replace(group, evidence=str(line.printed["evidence"])) if not self._says_amount(line) else group
        return verify_text(line, without, self.setting)

    def _figure(self, value: object) -> str:
        if isinstance(value, AtLeast):
            return "≥" + paper_figure(value.value)
        if isinstance(value, AtMost):
            return "≤" + paper_figure(value.value)
        return paper_figure(float(value)) if isinstance(value, (int, float)) else self.setting.unknown

    def _admission(self, row: PaperGap) -> str:
        """The verdict, with a letter for each clause: the foot says which they are."""
        words = admission_text({"admission": row.get("admission")}, self.setting)
        letters = [letter for clause, letter in self.clauses.items() if clause in (row.get("clauses") or ())]
        return words + self.setting.tr(" (%s)") % self.setting.tr(", ").join(letters) if letters else words

    def _clause_notes(self) -> Iterable[str]:
        tr = self.setting.tr
        if self.clauses:
            listed = tr("; ").join(f"{letter}{tr(': ')}{clause}" for clause, letter in self.clauses.items())
            yield tr(_CLAUSES) % listed
        bare = [line.row for line in self.lines if not any(line.row.get("clauses") or ())]
        provinces = dict.fromkeys(str(row["province"]) for row in bare if row.get("province"))
        if provinces:
            yield tr(_RULES) % tr(", ").join(provinces)

    def _price_note(self) -> Iterable[str]:
        """Which price the values rest on, by the numbers of the rows."""
        tr = self.setting.tr
        rows: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, 1):
            if line.known and line.printed["price"]:
                rows.setdefault(str(line.printed["price"]), []).append(number)
        texts = [f"{words}{tr(': ')}{number_ranges(n, chinese=self.setting.chinese)}" for words, n in rows.items()]
        return [tr(_PRICE_ROWS) % tr("; ").join(texts)] if texts else []
