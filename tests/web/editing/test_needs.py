"""Answers to what a need lacks are written from its form; a result becomes a project with one click."""

from __future__ import annotations

from .conftest import Writer, problems


def test_answers_are_written_and_the_questions_go(made_up: Writer) -> None:
    answer = made_up.send("/need/need-38/answers", **{"a.rights": "许可", "a.budget": "80", "a.method.1": "GB/T 1"})
    assert answer.status_code == 303, problems(answer)
    text = made_up.page("/need/need-38").text_content()
    assert "各项齐全，可以发布和匹配" in text
    empty = made_up.send("/need/need-36/answers")
    assert empty.status_code == 422
    assert any("没有填写" in line for line in problems(empty))


def test_a_result_becomes_a_project_with_one_click(made_up: Writer) -> None:
    answer = made_up.send("/result/result-5/project")
    assert answer.status_code == 303, problems(answer)
    assert "/project/" in answer.headers["location"]
    assert made_up.send("/result/result-5/project").status_code == 422


def test_a_missing_link_becomes_a_need_with_one_click(made_up: Writer) -> None:
    (to,) = made_up.page("/product/electrolyte").xpath("//a[text()='转为技术需求']/@href")
    form = made_up.page(to)
    assert form.xpath("//*[@name='f.product']")[0].get("value") in ("electrolyte", None)
    assert "/tables/needs/new" in to


def test_each_step_that_may_follow_has_a_form_of_its_own(made_up: Writer) -> None:
    """A need is reviewed, published until a day, and a party is interested: by name, on a day as people write it."""
    page = made_up.page("/need/need-38")
    steps = [form.get("value") for form in page.xpath("//input[@name='step']")]
    assert steps == ["reviewed", "returned", "withdrawn"]
    answer = made_up.send("/need/need-38/step", step="reviewed", **{"s.reviewed.period": "2023年12月30日"})
    assert answer.status_code == 303, problems(answer)
    fields = {"s.published.period": "2023-12-30", "s.published.until": "2024年6月"}
    assert made_up.send("/need/need-38/step", step="published", **fields).status_code == 303
    text = made_up.page("/need/need-38").text_content()
    assert "已发布" in text
    assert "2024年6月" in text
    nobody = made_up.send("/need/need-38/step", step="interest", **{"s.interest.period": ""})
    assert nobody.status_code == 422
    assert len(problems(nobody)) == 2  # day and party, at once
    named = {"s.interest.period": "2023-12-31", "s.interest.party": "云汐虚构电子047号公司"}
    assert made_up.send("/need/need-38/step", step="interest", **named).status_code == 303
    again = made_up.send("/need/need-38/step", step="reviewed", **{"s.reviewed.period": "2023-12-31"})
    assert again.status_code == 422
    assert any("不能办理“审核通过”" in line for line in problems(again))


def test_a_decision_keeps_its_reason(made_up: Writer) -> None:
    fields = {"d.result": "result-11", "d.decision": "refused", "d.reason": "price", "d.period": "2023-12-31"}
    answer = made_up.send("/need/need-1/decision", **fields)
    assert answer.status_code == 303, problems(answer)
    assert "价格谈不拢" in made_up.page("/need/need-1").text_content()
    blank = made_up.send("/need/need-1/decision")
    assert blank.status_code == 422
    assert len(problems(blank)) == 3
