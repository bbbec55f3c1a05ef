"""Series are checked where a person writes: in an edit, in the look at a file, and beside faults of fields."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.site import YUNXI
from tests.workspaces import copy_workspace

from liantu.district import District, check_district, open_district
from liantu.district.incoming_files import preview_answers, read_filled
from liantu.exchange.folder.district_folder import write_folder
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems

#: 7 after 9, in the same year.
FALLING = "+observations:fell;subject=yunxi;indicator=industrial-profit;status=actual;period=2022-01..10;comparator=eq"
FALLING += ";value=3;unit=亿元;vintage=2023-12;basis=ours;source=made-up"


@pytest.fixture(scope="module")
def yunxi(tmp_path_factory: pytest.TempPathFactory) -> District:
    return open_district(copy_workspace("yunxi", tmp_path_factory.mktemp("figures")))


def test_an_edit_is_warned_of_a_series_and_names_it(yunxi: District) -> None:
    warned: list[Problem] = []

    def stop(found: list[Problem]) -> None:
        warned.extend(found)
        raise Problems(found)

    with pytest.raises(Problems):
        yunxi.history.commit(Change.from_query([FALLING]), "Anna", take_warnings=stop)
    (problem,) = warned
    assert (problem.code, problem.column) == ("cumulative_falls", "value")
    assert "云汐区（虚构）的规上工业利润总额累计数在 2022年1—10月 降到 3" in problem.message("zh_CN")
    assert "cumulative figure of January–October 2022, 3," in problem.message("en")
    assert "profit of industry of Yunxi District (fictitious)" in problem.message("en")
    assert yunxi.what_if(Change.from_query([FALLING])).supposed_warnings == (problem,)


def test_a_clause_is_warned_of_where_it_is_written_or_brought_in(yunxi: District) -> None:
    """An edit, a form and a look at a file say the same of it; what stood in other clauses is not said again."""
    clause = "+agreement_clauses:agreement-3/9;kind=general_policy;zh=土地出让金全额奖励企业;legal_basis=某办法"
    change = Change.from_query([clause + ";funding=某;ends=2026-12-31;basis=ours;source=made-up"])
    expected = ["suspected_benefit", "basis_not_on_record", "amount_not_in_basis"]
    assert [problem.code for problem in yunxi.what_if(change).supposed_warnings] == expected
    assert [note["code"] for note in preview_answers(yunxi.tables, change)["notes"]] == expected


def test_a_day_may_be_written(yunxi: District) -> None:
    assert open_district(YUNXI, as_of="2025-12-31").as_of.year == 2025
    with pytest.raises(Problems, match="not_a_day"):
        open_district(YUNXI, as_of="2025-13-31")


def test_what_a_series_had_before_is_not_said_again(yunxi: District) -> None:
    warned: list[Problem] = []
    change = Change.from_query([FALLING])
    once = yunxi.what_if(change)
    assert [note["code"] for note in preview_answers(yunxi.tables, change)["notes"]] == ["cumulative_falls"]
    other = "+observations:x;subject=yunxi;indicator=loans;status=actual;period=2021;comparator=eq;value=4;unit=亿元"
    later = Change.from_query([other + ";vintage=2023-12;basis=ours;source=made-up"])
    assert preview_answers(once.tables, later)["notes"] == warned


def test_a_file_is_warned_of_a_series_at_its_cell(yunxi: District) -> None:
    table = "云汐区2022年1—10月主要指标\n指标,单位,累计,上年同期,同比%\n规上工业利润总额,亿元,3,4,8\n"
    fillings = ["basis=ours", "source=made-up"]
    workspace = yunxi.require_workspace()
    found = read_filled(workspace, table.encode(), "月报.csv", workspace.tables(), False, fillings).preview
    assert found is not None
    assert found.ok
    told = {(note.code, note.slots.get("cell")) for note in found.notes}
    assert told >= {("cumulative_falls", "C3"), ("growth_contradicts_levels", "E3")}


def test_the_first_check_tells_faults_of_fields_and_of_series(tmp_path: Path) -> None:
    from liantu.library.shipped_tables import load_library
    from liantu.model.tables import Tables

    folder = tmp_path / "town"
    write_folder(
        Tables({"id": "town", "zh": "甲区", "en": "Town", "as_of": "2023-12-31"}, load_library().frames), folder
    )
    sources = "id,kind,title,zh,published,class\none,other,一,一,2023-12-31,public\n"
    (folder / "sources.csv").write_text(sources, encoding="utf-8")
    (folder / "places.csv").write_text("id,zh,basis,source\ntown,甲区,ours,one\n", encoding="utf-8")
    indicators = "id,zh,unit,kind,basis,source\noutput,产值,亿元,output,ours,one\nfree,杂项,,output,ours,one\n"
    (folder / "indicators.csv").write_text(indicators, encoding="utf-8")
    head = "id,subject,indicator,scope,status,period,comparator,value,unit,vintage,prior_value,published_growth"
    head += ",basis,source\n"
    rows = [
        "a,town,output,规上,actual,2022-01..03,eq,9,亿元,2023-06,,,ours,one",
        "b,town,output,规上,actual,2022-01..06,eq,7,亿元,2023-06,5,90,ours,one",
        "c,town,output,规上,actual,2022-03..07,eq,8,亿元,2023-06,,,ours,one",
        "d,town,free,,actual,2021,eq,8,亿元,2023-06,,,ours,one",
        "e,town,free,,actual,2022,eq,8,吨,2023-06,,,ours,one",
        "f,town,output,规上,actual,2021,eq,many,亿元,2023-06,,,ours,one",
        "g,town,output,规上,actual,2020,eq,-8,亿元,2023-06,,,ours,one",
    ]
    (folder / "observations.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    target = "id,subject,indicator,period,comparator,value,unit,basis,source\nt,town,output,2025,ge,9,亿元,ours,one\n"
    (folder / "targets.csv").write_text(target, encoding="utf-8")
    with pytest.raises(Problems) as refused:
        check_district(folder)
    found = {(problem.code, problem.row) for problem in refused.value.problems}
    assert found >= {
        ("text_number", 7),
        ("negative_number", 8),
        ("cumulative_falls", 3),
        ("growth_contradicts_levels", 3),
        ("periods_overlap", 4),
        ("series_mixed_units", 6),
        ("target_without_scope", 2),
    }
