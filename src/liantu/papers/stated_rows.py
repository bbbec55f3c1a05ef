"""What papers of the room of science say of rows: fields in words, the sources of some tables alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liantu.exchange.paper import Setting
from liantu.exchange.paper.report import ReportTable
from liantu.model import schema
from liantu.papers.paper_setting import paper_setting
from liantu.wording.consortium_words import AS_STATED, FACT, NOT_STATED_YET
from liantu.wording.periods import period_text

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.model.schema import Field
    from liantu.model.tables import Row


@dataclass(frozen=True)
class StatedRows:
    """Rows of a district in the words of a paper."""

    district: District
    setting: Setting

    def field_text(self, field: Field, row: Row) -> str:
        """What a row states of a field, in words and with its unit; that nothing is stated."""
        value = row[field.name]
        if value is None:
            return self.setting.tr(NOT_STATED_YET)
        if field.type == "period":
            return period_text(str(value), self.setting.language)
        if field.choices:
            return schema.label_code(field.choices, str(value), self.setting.language)
        if field.refers_to:
            return self.setting.name(value)
        unit = field.quantity if field.quantity and not field.quantity.startswith("@") else ""
        return f"{value} {unit}".strip() if unit else str(value)

    def period(self, written: object) -> str:
        """A period in words; nothing where none is stated."""
        return period_text(str(written), self.setting.language) if written else ""

    def code(self, codelist: str, code: object) -> str:
        """A code in words; nothing where none is stated."""
        return schema.label_code(codelist, str(code), self.setting.language) if code else ""

    def pick(self, row: Row, stem: str = "") -> str:
        """The text of a row in the language of the paper; the Chinese one where there is no other."""
        zh, en = (row.get(f"{stem}{code}") for code in ("zh", "en"))
        return str((zh if self.setting.chinese else en or zh) or "")

    def fact_table(self, table: str, row: Row, names: Sequence[str], *, wide: Sequence[str] = ()) -> list[ReportTable]:
        """Fields of a row, two beside each other; those of ``wide`` have a line of their own below."""
        fields = {field.name: field for field in schema.read_tables()[table].fields}
        tr = self.setting.tr
        lines = [(self._label(fields[name]), self.field_text(fields[name], row)) for name in names]
        half = -(-len(lines) // 2)
        beside = [*lines[half:], *[("", "")] * (2 * half - len(lines))]
        cells = [[*first, *second] for first, second in zip(lines[:half], beside, strict=True)]
        made = [ReportTable("", (tr(FACT), tr(AS_STATED)) * 2, cells, (1.1, 2.1, 1.1, 2.1), "", (0, 1, 2, 3))]
        long = [[self._label(fields[name]), self.field_text(fields[name], row)] for name in wide]
        return [*made, *([ReportTable("", (tr(FACT), tr(AS_STATED)), long, (1.1, 5.3), "", (0, 1))] if long else [])]

    def _label(self, field: Field) -> str:
        return field.zh if self.setting.chinese else field.en


def state_rows(district: District, language: str, notes: tuple[str, ...], rows: Iterable[Row]) -> StatedRows:
    """The words of a paper that cites the sources of some rows alone."""
    setting = paper_setting(district, language, notes=notes)
    cited = {row["source"] for row in rows}
    return StatedRows(
        district, replace(setting, sources={key: title for key, title in setting.sources.items() if key in cited})
    )
