"""What moves in the lists is said before a file is written, whatever kind of rows it brings."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from tests.examples import choose_of_each

from .conftest import Writer
from .test_loading_choices import book, look


class Sheet(NamedTuple):
    """A sheet of an office, and the product whose gap it moves; nothing where it moves none."""

    title: str
    heads: list[str]
    row: list[object]
    moves: str


SHEETS = [
    Sheet("Sheet1", ["企业名称", "产品名称", "年产能（万吨）", "状态"], ["重庆华峰", "己二酸", 100, "投产"], "hno3"),
    Sheet("企业", ["企业名称", "类型", "主营"], ["重庆华峰", "企业", "己二酸"], ""),
    Sheet("项目", ["名称", "业主", "固定资产投资（亿元）"], ["瑞浦兰钧三期项目", "瑞浦兰钧", 12], ""),
    Sheet("进展", ["项目", "阶段", "时间", "理由"], ["rept-base", "停产", "2023-11", "市场变化"], "lfp"),
    Sheet(
        "统计值",
        ["主体", "指标", "时期", "数值", "单位", "性质"],
        ["涪陵区", "工业产值", "2022", 2400, "亿元", "实际"],
        "",
    ),
    Sheet("产能", ["编号", "自用比例"], ["jianfeng-ammonia", "50%"], "ammonia"),
    Sheet("开工率", ["装置", "时间", "开工率"], ["瑞浦兰钧电芯及PACK生产基地", "2023", "50%"], "lfp"),
]


@pytest.mark.hypothesis
def test_every_kind_of_rows_says_what_moves(writer: Writer) -> None:
    """Of those that move a gap and of those that move none, some; in ``make fuzz`` all."""
    for sheet in choose_of_each(SHEETS, lambda sheet: bool(sheet.moves), 2):
        shown = look(writer, book(sheet.row, title=sheet.title, heads=sheet.heads), basis="ours")
        problems = writer.data(shown + ".json")["problems"]
        assert problems == [], sheet
        page = writer.page(shown)
        moved = page.xpath("//table[@id='moves']//a[starts-with(@href, '/product/')]/@href")
        assert (f"/product/{sheet.moves}" in {address.split("?")[0] for address in moved}) == bool(sheet.moves), (
            sheet,
            moved,
        )
        assert bool(page.xpath("//p[@id='no-moves']")) != bool(sheet.moves), sheet
