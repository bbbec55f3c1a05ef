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
