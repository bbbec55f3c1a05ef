"""What 60 firms of the made-up district return each month, and which enter or leave the firms above the line."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tools.made_up_district.firms import CASES, SEED, Firm
from tools.made_up_district.runs import Row

SOURCE = "monthly-returns"
#: January and February are one; what each month usually brings, of twelve.
_SEASON = {
    **{"2022-12": 1.18, "2023-01..02": 1.72, "2023-03": 1.02, "2023-04": 0.98, "2023-05": 1.0, "2023-06": 1.06},
    **{"2023-07": 0.97, "2023-08": 0.98, "2023-09": 1.03, "2023-10": 1.01, "2023-11": 1.05, "2023-12": 1.18},
}
_MONTHS = [*_SEASON][:-1]
#: Growth of a trade on the same month of last year, by its class.
_GROWTH = {
    **{"2614": 0.075, "3499": 0.02, "3670": 0.105, "3982": -0.055},
    **{"1499": 0.035, "1751": 0.01, "2929": 0.045, "3039": -0.025},
}
#: How the whole goes up and down beside it, month by month.
_WAVE = dict(zip(_MONTHS, (0.01, 0.004, -0.012, 0.012, -0.004, -0.008, 0.006, 0.0, 0.02, -0.006, 0.01), strict=True))
_NO_RETURN = {CASES["merged_away"], CASES["power_plant"], CASES["water_works"]}
_BELOW = ("f092", "f105", "f143")
#: Firms that stand still from a month on; one that did not return the last month; one without a same month last year.
_STOPPED = {"f043": "2023-09", "f056": "2023-11", "f058": "2023-11"}
_SILENT, _NOT_COMPARED = "f044", "f036"
_SHARE_OF_REVENUE, _POWER_FOLLOWS = 1.03, 0.6


def list_monthly_frames(firms: list[Firm]) -> dict[str, list[Row]]:
    """Returns of the firms month by month, entries and exits, and their source."""
    zh, en = "程序生成的虚构数据：企业月度报送", "Made-up data: monthly returns of firms"
    source: Row = {"id": SOURCE, "kind": "ours", "zh": zh, "en": en, "published": "2023-12-08", "class": "public"}
    chosen = [f for f in firms if (f.id <= "f060" and f.id not in _NO_RETURN) or f.id in _BELOW]
    random = Random(SEED + 19)
    return {
        "sources": [source],
        "monthly_returns": [row for firm in chosen for row in _list_months(firm, random)],
        "sample_moves": [*_list_moves()],
    }


def _list_months(firm: Firm, random: Random) -> Iterator[Row]:
    values = firm.values[2023]
    usual, power = (values["revenue"] or 0.0) * _SHARE_OF_REVENUE / 12, (values["electricity"] or 0.0) / 12
    drift, cover = random.gauss(0, 0.05), 1.2 + random.random()
    total = before_total = 0.0
    level = 1.0
    for month in _MONTHS:
        # Growth and level move a little from month to month.
        level *= random.gauss(1, 0.012)
        growth = _GROWTH[firm.trade[2]] + _WAVE[month] + drift + random.gauss(0, 0.02)
        stopped = month >= _STOPPED.get(firm.id, "9")
        output = round(usual * _SEASON[month] * level, 1)
        before = round(output / (1 + growth), 1)
        output = 0.0 if stopped else output
        if month >= "2023":
            total, before_total = total + output, before_total + before
        coming = [*_SEASON][_MONTHS.index(month) + 1]
        used = round(power * _SEASON[month] * level * (0.1 if stopped else 1.0), 2)
        if firm.id == _SILENT and month == _MONTHS[-1]:
            return
        compared = firm.id != _NOT_COMPARED
        so_far = month >= "2023"
        yield {
            "firm": firm.id,
            "month": month,
            "output": f"{output:.1f}",
            "output_before": f"{before:.1f}" if compared else None,
            "output_so_far": f"{total:.1f}" if so_far else None,
            "output_so_far_before": f"{before_total:.1f}" if so_far and compared else None,
            "revenue": f"{output * random.gauss(0.985, 0.01):.1f}",
            "next_output": "0.0" if stopped else f"{usual * _SEASON[coming] * level * random.gauss(0.99, 0.02):.1f}",
            "power": f"{used:.2f}",
            "power_before": f"{power * _SEASON[month] * level / (1 + growth * _POWER_FOLLOWS):.2f}",
            "orders": f"{usual * level * cover:.1f}",
            "orders_before": f"{usual * level * cover / (1 + growth * 0.8 - 0.01):.1f}",
            "state": "stopped" if stopped else "partly" if firm.id == CASES["veto"] else "producing",
            "returned": _name_day(coming),
            "source": SOURCE,
        }


def _name_day(following: str) -> str:
    """The eighth of the month after it; of December in the month after January and February."""
    return "2023-01-08" if following == "2023-01..02" else f"{following}-08"


def _list_moves() -> Iterator[Row]:
    moves = (
        (CASES["new_firm"], "entered", "2023-08", "虚构：新建投产，达到标准"),
        (CASES["merged_away"], "left", "2023-07", "虚构：并入其他企业"),
        ("f105", "to_enter", "2023-12", "虚构：近十二个月营业收入已过标准"),
        ("f143", "to_enter", "2023-12", "虚构：近十二个月营业收入已过标准"),
        (CASES["d_twice"], "to_leave", "2023-12", "虚构：营业收入连续低于标准"),
    )
    for firm, move, month, reason in moves:
        yield {"firm": firm, "move": move, "month": month, "reason": reason, "source": SOURCE}
