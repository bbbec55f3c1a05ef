"""Candidates in an order worked out by hand; what is unknown brings nothing and is counted."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.attract.candidates.candidate_list import explain_candidate, list_candidates
from liantu.attract.candidates.evidence import EVIDENCE, make_key
from liantu.attract.candidates.factors import FACTORS, FactorContext, FactorRules, build_factor_terms
from liantu.attract.candidates.maker_evidence import read_makers, read_plants
from liantu.attract.candidates.matches import MATCHES, empty_matches
from liantu.attract.candidates.refusals import add_refusals
from liantu.attract.candidates.register_evidence import RegisterRules, read_matches
from liantu.attract.candidates.related_products import add_related, list_related

WEIGHTS = dict(zip(FACTORS, (40.0, 8.0, 8.0, 6.0, 8.0, 6.0, 6.0, 8.0, 5.0, 5.0), strict=True))
RULES = FactorRules(
    weights=WEIGHTS,
    capital=[(0, 0.1), (1e6, 0.3), (1e8, 0.8)],
    staff=[(0, 0.1), (300, 0.6)],
    industry=[(0, 0.0), (2, 0.5), (3, 0.8), (4, 1.0)],
    titles=[("上市", 1.0), ("专精特新", 0.7)],
    links=[(1, 0.5), (3, 1.0)],
)
KINDS = {"read_maker": 0.9, "recalled_maker": 0.6, "recalled_once": 0.4, "to_come": 0.6}
ROLES = {"makes": 1.0, "unknown": 0.7, "serves": 0.2, "trades": 0.0}
OF_REGISTERS = RegisterRules(ROLES, ["注销"], 2, 0.5, ["系列", "及"])
CLASSES = pl.DataFrame({"product": ["acid"], "classes": [["2611"]]})
PRODUCTS = pl.DataFrame(
    {
        **{"product": ["acid", "salt"], "unit": ["t", "t"], "gap": [1000.0, None], "usual_plant": [250.0, 100.0]},
        **{"source": ["a-page", None], "classes": [["2614", "2612"], None]},
    }
)
REGIONS = pl.DataFrame(
    {"region": ["成渝", "珠三角"], "province": ["四川", "广东"], "city": [None, "深圳"]},
    schema_overrides={"city": pl.String},
)
NO_PARTNER = pl.DataFrame(
    schema={"candidate": pl.String, "partner": pl.String, "predicate": pl.String, "source": pl.String}
)
CONTEXT = FactorContext(PRODUCTS, REGIONS, NO_PARTNER)


def _maker(firm: str, product: str = "acid", **fields: object) -> dict[str, object]:
    row = dict.fromkeys(("short", "en", "group", "province", "city", "listed", "plants", "state", "period", "resident"))
    return {**row, "firm": firm, "product": product, "role": "makes", "kind": "read_maker", "capacity": None} | {
        "row": f"{firm}/{product}",
        "source": "a-page",
        **fields,
    }


def _makers(
    *rows: dict[str, object], here: tuple[str, ...] = ("云汐",), near: tuple[str, ...] = ("四川",)
) -> pl.DataFrame:
    schema = {name: pl.Float64 if name == "capacity" else pl.String for name in _maker("x")}
    return read_makers(pl.DataFrame([*rows], schema=schema), KINDS, here, near)


def _match(name: str, product: str = "acid", **fields: object) -> dict[str, object]:
    row = dict.fromkeys(MATCHES)
    return {**row, "name": name, "product": product, "matched": "生产甲酸", "role": "makes", "negated": False} | {
        "contained": False,
        "strength": 0.8,
        "register": "2023",
        "code": name,
        **fields,
    }


def _matches(*rows: dict[str, object]) -> pl.DataFrame:
    return read_matches(pl.DataFrame([*rows], schema=MATCHES), OF_REGISTERS, CLASSES, {"本地甲": "a"}, ["云汐"], [])


def test_a_phrase_without_a_role_is_of_a_maker_in_a_near_industry_alone() -> None:
    """Acid is of class 2611: a firm of 2619 may make it, one of 3563 makes machines, of a third nobody knows."""
    rows = [
        _match(name, role=role, industry=industry)
        for name, role, industry in (
            ("近业", "unknown", "2619"),
            ("设备", "unknown", "3563"),
            ("不详", "unknown", None),
            ("自述", "makes", "3563"),
        )
    ]
    assert set(_matches(*rows)["name"]) == {"近业", "不详", "自述"}


def test_a_name_within_a_longer_noun_without_a_role_counts_for_less() -> None:
    phrases = {"整词": "甲酸", "系列": "甲酸系列产品", "并列": "甲酸及乙酸", "机器": "甲酸泵", "自述": "甲酸泵"}
    rows = [
        _match(name, role="makes" if name == "自述" else "unknown", phrase=phrase, matched="甲酸")
        for name, phrase in phrases.items()
    ]
    found = dict(_matches(*rows).select("name", "strength").iter_rows())
    assert found == pytest.approx(dict.fromkeys(phrases, 0.8 * 0.7) | {"自述": 0.8, "机器": 0.8 * 0.7 * 0.5})


def _groups(evidence: pl.DataFrame, **of: str) -> pl.DataFrame:
    keys = evidence["candidate"].unique(maintain_order=True)
    group = [of.get(key, key) for key in keys]
    return pl.DataFrame({"key": keys, "group": group}).with_columns(pl.len().over("group").alias("members"))


def _rank(evidence: pl.DataFrame, context: FactorContext = CONTEXT, **of: str) -> pl.DataFrame:
    return list_candidates(evidence, build_factor_terms(evidence, context, RULES), _groups(evidence, **of))


def test_points_and_rank_by_hand() -> None:
    evidence = pl.concat(
        [
            # 0.9 × 40 = 36; a usual plant 250 of 1,000 t: 0.25 × 8 = 2; listed 6; 广东 and 深圳: 6; one outside 广东: 5
            _makers(_maker("甲", province="广东", city="深圳", listed="1", plants="广东深圳;湖南长沙", capacity=500.0)),
            # 0.8 × 1.0 × 40 = 32; capital of 1e8: 0.8 × 8 = 6.4; class 2619 against 2614: three digits, 0.8 × 8 = 6.4;
            # 专精特新: 0.7 × 6 = 4.2; 湖南 is in no region: 0; the usual plant again: 2
            _matches(_match("乙", capital_yuan=1e8, staff=30, industry="C2619", tags="专精特新;其他", province="湖南")),
        ]
    )
    rows = {row["candidate"]: row for row in _rank(evidence).iter_rows(named=True)}
    assert rows["甲"]["points"] == pytest.approx(36 + 2 + 6 + 6 + 5)
    assert rows["甲"]["known"] == 5  # making, plant, title, region, elsewhere
    assert rows["乙"]["points"] == pytest.approx(32 + 6.4 + 6.4 + 4.2 + 2)
    assert rows["乙"]["known"] == 6  # making, size, plant, class, title, region
    assert (rows["甲"]["rank"], rows["乙"]["rank"]) == (1, 2)
    assert rows["甲"]["factors"] == rows["乙"]["factors"] == len(FACTORS)


def test_the_account_adds_up_and_leads_to_what_says_so() -> None:
    evidence = _makers(_maker("甲", province="四川", capacity=2000.0, state="building", plants="四川成都"))
    terms = build_factor_terms(evidence, CONTEXT, RULES)
    (row,) = list_candidates(evidence, terms, _groups(evidence)).to_dicts()
    account = explain_candidate(terms, "甲", "acid")
    assert account["factor"].to_list() == [*FACTORS]
    assert account["points"].sum() == pytest.approx(row["points"]) == pytest.approx(36 + 2 + 6 + 6 + 0)
    known = account.drop_nulls("value")
    assert known["source"].to_list() == ["a-page"] * known.height
    of_product = dict(known.select("factor", "row").iter_rows()).pop("plant")
    assert (of_product, {*known.filter(pl.col("factor") != "plant")["row"]}) == ("acid", {"甲/acid"})
    assert account.filter(pl.col("value").is_null())["points"].sum() == 0
    assert dict(account.select("factor", "value").iter_rows())["elsewhere"] == 0.0  # all plants in its own province


def test_what_is_unknown_is_no_zero() -> None:
    evidence = _makers(_maker("甲"))
    values = dict(build_factor_terms(evidence, CONTEXT, RULES).select("factor", "value").iter_rows())
    assert values == {**dict.fromkeys(FACTORS), "making": 0.9, "plant": 0.25}
    of_no_gap = _makers(_maker("甲", product="salt", capacity=5.0))
    values = dict(build_factor_terms(of_no_gap, CONTEXT, RULES).select("factor", "value").iter_rows())
    assert values["plant"] is None


def test_the_usual_plant_counts_whatever_plants_a_candidate_has() -> None:
    evidence = _makers(_maker("大", capacity=5000.0, plants="四川成都"), _maker("小", capacity=10.0), _maker("不详"))
    plants = build_factor_terms(evidence, CONTEXT, RULES).filter(pl.col("factor") == "plant")
    assert plants.select("value", "amount", "unit").unique().rows() == [(0.25, 250.0, "t")]
    products = PRODUCTS.with_columns(usual_plant=pl.lit(None, pl.Float64))
    unknown = build_factor_terms(evidence, replace(CONTEXT, products=products), RULES)
    assert unknown.filter(pl.col("factor") == "plant")["value"].null_count() == 3


def test_suppliers_stand_apart_and_first() -> None:
    evidence = pl.concat(
        [
            _makers(
                _maker("远", listed="1", province="上海"),
                _maker("近", plants="四川成都"),
                _maker("建", plants="云汐东岸", state="building"),
                _maker("签", plants="云汐东岸", state="signed"),
            ),
            read_plants(
                pl.DataFrame(
                    [("a", "acid", 5.0, "operating", False, "cap", "own")],
                    schema=["firm", "product", "capacity", "status", "near", "row", "source"],
                    orient="row",
                ),
                1.0,
                pl.DataFrame({"key": ["a"], "name": ["本地甲"], "short": ["甲"], "en": [None]}),
            ),
        ]
    )
    rows = _rank(evidence)
    found = {
        key: (standing, supplier)
        for key, standing, supplier in rows.select("candidate", "standing", "is_supplier").iter_rows()
    }
    assert found == {
        "@a": ("here", True),
        "建": ("building", True),
        "签": ("coming", True),
        "近": ("near", True),
        "远": ("away", False),
    }
    assert rows["is_supplier"].to_list() == [True] * 4 + [False]
    assert rows.filter("is_supplier")["rank"].to_list() == [1, 2, 3, 4]
    assert rows.filter(~pl.col("is_supplier"))["rank"].to_list() == [1]


def test_what_is_only_planned_counts_less_as_a_maker() -> None:
    evidence = _makers(
        _maker("甲", state="planned"),
        _maker("乙", state="operating"),
        _maker("丙", kind="recalled_once", state="planned"),
    )
    assert evidence["strength"].to_list() == [0.6, 0.9, 0.4]
    assert _makers(_maker("丁", role="trades"), _maker("戊", role="uses")).is_empty()


def test_of_a_register_traders_negations_and_closed_firms_are_no_makers() -> None:
    found = _matches(
        _match("制", role="makes"),
        _match("不详", role="unknown"),
        _match("商", role="trades"),
        _match("不含", negated=True),
        _match("回收", contained=True),
        _match("已注销", status="注销"),
        _match("本地甲", address="某路1号"),
        _match("外地乙", address="云汐区二路"),
    )
    assert dict(found.select("candidate", "strength").iter_rows()) == pytest.approx(
        {"制": 0.8, "不详": 0.56, "@a": 0.8, "外地乙": 0.8}
    )
    assert dict(found.select("candidate", "standing").iter_rows())["外地乙"] == "here"
    assert read_matches(empty_matches(), OF_REGISTERS, CLASSES, {}, [], []).schema == pl.Schema(EVIDENCE)


def test_two_of_a_group_are_approached_through_the_first() -> None:
    evidence = _makers(_maker("母", listed="1"), _maker("子"), _maker("旁"))
    rows = _rank(evidence, 母="集团", 子="集团")
    found = dict(rows.select("candidate", "approach").iter_rows())
    assert found == {"母": "母", "子": "母", "旁": "旁"}
    assert dict(rows.select("candidate", "lead").iter_rows()) == {"母": True, "子": False, "旁": True}


def test_partners_links_and_regions_are_read_as_they_are() -> None:
    evidence = _makers(_maker("甲", province="广东", city="梅州"), _maker("甲", product="salt"))
    partners = pl.DataFrame(
        {
            "candidate": ["甲", "甲"],
            "partner": ["本地一", "本地二"],
            "predicate": ["supplies"] * 2,
            "source": ["p", "q"],
        }
    )
    terms = build_factor_terms(evidence, replace(CONTEXT, partners=partners), RULES)
    of_acid = {row["factor"]: row for row in terms.filter(pl.col("product") == "acid").iter_rows(named=True)}
    assert (of_acid["partners"]["value"], of_acid["partners"]["amount"]) == (1.0, 2.0)
    assert of_acid["partners"]["text"] == "本地一; 本地二"
    assert (of_acid["links"]["value"], of_acid["links"]["amount"]) == (0.5, 1.0)
    assert (of_acid["region"]["value"], of_acid["region"]["text"]) == (0.0, "广东")  # 梅州 is not in the region


def test_the_last_refusal_stands_beside_its_candidate() -> None:
    rows = _rank(_makers(_maker("甲有限公司", short="甲"), _maker("乙")))
    refusals = pl.DataFrame(
        [
            ("r1", "甲", "acid", "firm", "cost", "2022", None, None),
            ("r2", "甲有限公司", "acid", "district", "admission", "2021", None, None),
            ("r3", "乙", "salt", "firm", "cost", "2023", None, None),
            ("r4", "甲", "acid", "firm", "market", "2021-05", None, None),
        ],
        schema=["id", "firm", "product", "side", "reason", "period", "office", "words"],
        orient="row",
    )
    found = add_refusals(rows, refusals)
    assert found.height == rows.height
    assert dict(found.select("candidate", "refusal").iter_rows()) == {"甲有限公司": "r1", "乙": None}
    assert add_refusals(rows, refusals.clear())["refusal"].null_count() == rows.height


_NAMES = st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=2, max_size=6, unique=True)
_FIELDS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([*KINDS][:3]),
        "capacity": st.one_of(st.none(), st.floats(1, 5000)),
        "listed": st.sampled_from([None, "1"]),
        "province": st.sampled_from([None, "四川", "湖南"]),
        "state": st.sampled_from([None, "building", "operating"]),
    }
)


@given(_NAMES, st.data())
def test_one_more_candidate_puts_no_others_in_another_order(names: list[str], data: st.DataObject) -> None:
    rows = [_maker(name, **data.draw(_FIELDS)) for name in names]
    fewer, more = _rank(_makers(*rows[:-1], near=())), _rank(_makers(*rows, near=()))
    without = more.filter(pl.col("candidate") != names[-1])
    assert without["candidate"].to_list() == fewer["candidate"].to_list()
    assert without["points"].to_list() == fewer["points"].to_list()


@given(_FIELDS)
def test_the_account_is_what_is_computed(fields: dict[str, object]) -> None:
    evidence = _makers(_maker("甲", **fields))
    terms = build_factor_terms(evidence, CONTEXT, RULES)
    row = list_candidates(evidence, terms, _groups(evidence)).row(0, named=True)
    account = explain_candidate(terms, "甲", "acid")
    assert account["points"].sum() == pytest.approx(row["points"])
    assert account["value"].is_not_null().sum() == row["known"]
    assert 0 <= row["points"] <= sum(WEIGHTS.values())


def test_a_key_is_the_id_of_a_resident_or_the_name() -> None:
    assert pl.select(make_key(pl.lit(" 甲（乙）"), pl.lit(None, pl.String))).item() == "甲(乙)"


def test_who_makes_a_kind_makes_it_and_who_makes_what_it_is_a_kind_of_perhaps() -> None:
    products = pl.DataFrame({"id": ["fine", "acid", "salt"], "broader": ["acid", None, None]})
    related = list_related(products, pl.Series(["acid", "fine"]))
    assert sorted(related.rows()) == [("acid", "fine", "narrower"), ("fine", "acid", "broader")]
    evidence = _makers(_maker("甲", product="fine", capacity=5.0), _maker("乙", product="acid", capacity=7.0))
    found = add_related(evidence, related, {"broader": 0.5, "narrower": 1.0})
    rows = {(row["candidate"], row["product"]): row for row in found.iter_rows(named=True)}
    assert rows["甲", "acid"]["strength"] == pytest.approx(0.9)
    assert rows["乙", "fine"]["strength"] == pytest.approx(0.45)
    assert rows["乙", "fine"]["capacity"] is None  # it is another product's
    assert rows["甲", "fine"]["related"] is None
    terms = build_factor_terms(found, CONTEXT, RULES).filter(pl.col("factor") == "links")
    assert terms["value"].null_count() == terms.height  # one product under two names is no further link
