"""Which row a text means, and the id of a row that has none."""

from __future__ import annotations

from pathlib import Path

import liantu
from liantu.district import District
from liantu.district.new_keys import key_slug, make_key
from liantu.district.reference_choices import (
    ReferenceChoice,
    ReferenceIndex,
    collect_other_names,
    index_choices,
    make_choice,
    name_initials,
    rank_choices,
)

from .conftest import edit

FULING = Path(__file__).parents[2] / "districts" / "fuling"


def choices(district: District) -> list[ReferenceChoice]:
    others = collect_other_names(district.tables)
    return [
        make_choice("firms", row["id"], row["zh"], row, others.get(row["id"], []))
        for row in district.tables["firms"].iter_rows(named=True)
    ]


def resolve(district: District, text: str) -> tuple[str, str]:
    key, problem = index_choices(choices(district)).resolve(text, "firm", "Firms")
    return key, problem.code if problem else ""


def test_a_text_means_one_row_several_or_none(folder: District) -> None:
    other = "+names:next/国江厂/short;entity=next;name=国江厂;kind=short;basis=stated;source=report"
    known = folder.what_if(edit(other))
    assert resolve(known, "mash") == ("mash", "")
    assert resolve(known, "any words (mash)") == ("mash", "")
    assert resolve(known, "果浆厂") == ("mash", "")
    assert resolve(known, "国江厂") == ("next", "")
    assert resolve(folder, "ＧＪＣ") == ("mash", "")
    assert resolve(known, "gjc") == ("gjc", "several_meant")
    assert resolve(known, "nobody") == ("nobody", "dangling")


def test_initials_that_a_name_begins_with_mean_it(folder: District) -> None:
    long = "+names:next/国江果酱酒业/short;entity=next;name=国江果酱酒业;kind=short;basis=stated;source=report"
    known = folder.what_if(edit(long))
    assert resolve(known, "gjgj") == ("next", "")
    assert resolve(known, "gjyy") == ("gjyy", "dangling")
    assert resolve(known, "jjy") == ("next", "")
    assert resolve(known, "gj") == ("gj", "several_meant")
    assert resolve(known, "g") == ("g", "dangling")


def test_the_exact_name_stands_first(folder: District) -> None:
    assert [choice.key for choice in rank_choices(choices(folder), "果浆厂", limit=5)] == ["mash", "next"]
    assert [choice.key for choice in rank_choices(choices(folder), "果浆厂", limit=1)] == ["mash"]
    assert rank_choices(choices(folder), "zzz", limit=5) == []
    assert name_initials("果浆厂") == "gjc"


def test_an_id_is_made_of_a_name_and_not_taken(folder: District) -> None:
    assert make_key(folder.tables, "firms", {"en": "Sweet"}) == "sweet-2"
    assert make_key(folder.tables, "firms", {"zh": "果浆厂"}) == "guo-jiang-chang"
    assert make_key(folder.tables, "capacities", {"plant": "mash-1", "product": "cask"}) == "mash-1-cask"
    assert make_key(folder.tables, "firms", {}) == "firm"
    assert key_slug("!") == ""


def test_a_part_of_a_name_means_the_only_row_that_has_it(folder: District) -> None:
    long = "+names:next/国江果酱酒业/short;entity=next;name=国江果酱酒业;kind=short;basis=stated;source=report"
    known = folder.what_if(edit(long))
    assert resolve(known, "国江") == ("next", "")
    assert resolve(known, "酒业") == ("next", "")
    # The name itself stands before those that begin with it.
    assert resolve(known, "果浆厂") == ("mash", "")
    assert resolve(known, "果") == ("果", "dangling")
    several, problem = index_choices(choices(known)).resolve("浆厂", "firm", "Firms")
    assert problem is not None
    assert (several, problem.code) == ("浆厂", "several_meant")
    assert "(mash)" in problem.message("zh_CN")
    assert "(next)" in problem.message("zh_CN")


def test_places_firms_and_products_of_fuling_are_known_as_offices_call_them() -> None:
    fuling = liantu.open(FULING)
    meant = (
        *(("places", "白涛", "baitao"), ("places", "高新区", "fuling-hightech"), ("places", "Baitao", "baitao")),
        *(("places", "High-tech", "fuling-hightech"), ("firms", "瑞浦", "rept"), ("firms", "赣锋", "ganfeng")),
        ("products", "磷酸铁锂正极", "lfp"),
    )
    for table, text, key in meant:
        assert of_table(fuling, table).resolve(text, "place", table) == (key, None), text
    text, problem = of_table(fuling, "places").resolve("白涛化工园", "place", "places")
    assert problem is not None
    assert "白涛新材料科技城" in problem.message("zh_CN")
    text, problem = of_table(fuling, "products").resolve("己二", "product", "products")
    assert problem is not None
    assert all(name in problem.message("zh_CN") for name in ("己二酸", "己二腈"))


def of_table(district: District, table: str) -> ReferenceIndex:
    others = collect_other_names(district.tables)
    rows = district.tables[table].iter_rows(named=True)
    return index_choices(make_choice(table, row["id"], row["zh"], row, others.get(row["id"], [])) for row in rows)
