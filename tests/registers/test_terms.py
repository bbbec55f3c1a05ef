"""Which names of products are looked for: those that firms mean the product by."""

from __future__ import annotations

import polars as pl
import pytest

import liantu
from liantu.district.registers import make_matcher
from liantu.registers.matching import Matcher


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return make_matcher(liantu.open("districts/fuling").attract.view)


def list_made(matcher: Matcher, scope: str) -> set[str]:
    """The products that a scope says somebody makes."""
    firms = pl.DataFrame(
        {"name": [""], "scope": [scope], "industry": [None]},
        schema=dict.fromkeys(("name", "scope", "industry"), pl.String),
    )
    found = matcher.match(firms).filter(~pl.col("contained"), ~pl.col("negated"), pl.col("role") == "makes")
    return set(found["product"])


@pytest.mark.parametrize(
    ("scope", "product"),
    [
        ("服装面料及辅料生产", "spices"),
        ("金属包装箱制造", "carton"),
        ("工具、量具及工装制造", "garment"),
        ("玻璃棉及保温制造", "packcoke"),
        ("不锈钢水箱制造", "thermal"),
        ("建筑工程机械制造", "excavator"),
        ("其他印刷品印刷", "printbox"),
        ("涤纶切片生产", "siwafer"),
        ("人造板材生产", "pvcprofile"),
        ("农机制造", "tractor"),
    ],
)
def test_a_name_that_says_more_than_its_product_is_not_looked_for(matcher: Matcher, scope: str, product: str) -> None:
    assert product not in list_made(matcher, scope)


@pytest.mark.parametrize(
    ("scope", "product"), [("高阻隔膜研发、生产", "pouchfilm"), ("瓦楞纸箱生产", "carton"), ("服装生产", "garment")]
)
def test_names_in_use_are_looked_for(matcher: Matcher, scope: str, product: str) -> None:
    assert product in list_made(matcher, scope)


def test_every_name_that_is_left_out_is_one_of_the_library() -> None:
    """A row of a name that no product has any more says nothing."""
    from liantu.registers.terms import _read_wide_names, make_terms

    products = liantu.open("districts/fuling").tables["products"].select("id", "zh", "aliases")
    names = pl.concat(
        [
            products.select(
                pl.col("id").alias("product"), pl.col(column).alias("name"), pl.lit(value=True).alias("is_first")
            )
            for column in ("zh", "aliases")
        ]
    )
    terms = make_terms(names)
    known = {(product, terms.phrases[term]) for term, product in terms.pairs.iter_rows()}
    left_out = set(_read_wide_names().select("product", "name").iter_rows())
    assert left_out - known == set()
