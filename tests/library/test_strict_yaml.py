"""YAML that says one thing: what is refused, and what is taken that looks like it."""

from __future__ import annotations

import pytest

from liantu.library.strict_yaml import DEEPEST, read_strict_yaml
from liantu.model.problems import Problems


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("a" * 11, "too_large", None),
        ("a: 1\na: 2", "written_twice", 2),
        ("1: a\n0x1: b", "written_twice", 2),
        ("~: a\nnull: b", "written_twice", 2),
        ("1: a\ntrue: b", "written_twice", 2),
        ("a: &x 1\nb: *x", "yaml_alias", 2),
        ("[" * (DEEPEST + 1), "yaml_too_deep", 1),
        ("a: 1\n b: 2", "not_yaml", 2),
        ("a: !!int x", "not_yaml", None),
        ("a: 2023-02-30", "not_yaml", None),
    ],
)
def test_what_can_be_read_otherwise_or_never_ends_is_refused(text: str, code: str, row: int | None) -> None:
    with pytest.raises(Problems) as told:
        read_strict_yaml(text, "a.yaml", largest=10 if code == "too_large" else 1000)
    assert [(problem.code, problem.file, problem.row) for problem in told.value.problems] == [(code, "a.yaml", row)]


def test_many_beside_each_other_are_not_deep_and_a_word_and_a_number_are_two_keys() -> None:
    assert read_strict_yaml("\n".join(f"a{n}: [{n}]" for n in range(DEEPEST * 2)))["a7"] == [7]
    assert read_strict_yaml("[" * DEEPEST + "]" * DEEPEST)
    assert read_strict_yaml("1: a\n'1': b") == {1: "a", "1": "b"}
