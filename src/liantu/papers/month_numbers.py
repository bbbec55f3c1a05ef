"""The five numbers of a chain's month, from its firms' own returns, for the page of the chain's head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper.report import Block, Paragraph, ReportTable
from liantu.exchange.paper.setting import Setting
from liantu.wording import N_, NC_
from liantu.wording import dispatch_words as words
from liantu.wording.paper_figures import paper_figure
from liantu.wording.periods import period_text

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.model.tables import Row

_OUTPUT = N_("Output, %(period)s, 100 million CNY")
_POWER = N_("Electricity, %(period)s, 10,000 kWh")
_ADDS = N_("Contribution to the growth of all firms that returned (points)")
_COURSES = N_("Firms growing, falling, stopped")
_COUNTED = N_("Of the %(firms)s firms of the chain that returned; own returns, current prices.")


def month_numbers(district: District, chain: str, setting: Setting) -> tuple[Block, ...]:
    """Output, output so far, contribution, firms and electricity with growth on the year; nothing where no firm of the
    chain returned the last month known."""
    if not district.outlook.months():
        return ()
    month = district.outlook.dispatch()
    found = {row["measure"]: row for row in month.of_chain(chain).iter_rows(named=True)}
    if not found:
        return ()
    tr, counts = setting.tr, month.chain_counts(chain)
    output, power = found["output"], found["power"]
    month_words, so_far_words = (
        {"period": words.month_words(m, setting.language)} for m in (month.month, month.so_far)
    )
    courses = tr(", ").join(str(counts[course]) for course in ("growing", "falling", "stopped"))
    rows = [
        [tr(_OUTPUT) % month_words, *_level(output, "month", setting)],
        [tr(_OUTPUT) % so_far_words, *_level(output, "so_far", setting)],
        [tr(_ADDS), words.points_text(output["month_contribution"], setting.unknown, 2), "—"],
        [tr(_COURSES), courses, "—"],
        [tr(_POWER) % month_words, _plain(power, setting), _level(power, "month", setting)[1]],
    ]
    lines = [[str(number), *row] for number, row in enumerate(rows, 1)]
    headings = (tr("No."), tr("Measure"), tr(NC_("leader page", "Now")), tr(words.GROWTH))
    title = tr(NC_("leader page", "The chain's firms, %s")) % period_text(month.month, setting.language)
    table = ReportTable(title, headings, lines, (0.5, 3.2, 2.0, 1.6), "", (1,))
    return table, Paragraph(tr(_COUNTED) % {"firms": counts["returned"]})


def _plain(row: Row, setting: Setting) -> str:
    """What a chain uses is too little for hundred millions."""
    amount = row["month_amount"]
    return setting.unknown if amount is None else paper_figure(float(str(amount)))


def _level(row: Row, span: str, setting: Setting) -> list[str]:
    """An amount and its growth on the year."""
    amount, growth = row[f"{span}_amount"], row[f"{span}_growth"]
    level = setting.unknown if amount is None else words.hundred_million(float(str(amount)))
    rate = words.points_text(None if growth is None else float(str(growth)), setting.unknown)
    return [level, rate]
