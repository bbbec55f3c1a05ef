"""`liantu new` asks at a terminal for what no option says, and elsewhere asks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.messages import says
from typer.testing import CliRunner, Result

from liantu.cli import app, new_questions
from liantu.model.problems import Problems


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["new", *words], input=typed)


def about(folder: Path) -> dict[str, object]:
    read: dict[str, object] = yaml.safe_load((folder / "district.yaml").read_text(encoding="utf-8"))
    return read


def test_options_say_it_all(tmp_path: Path) -> None:
    made = run(
        str(tmp_path / "jx"), "--like", "工业区", "--province", "福建省", "--basin", "长江", "--as-of", "2025-12-31"
    )
    assert made.exit_code == 0, made.output
    assert about(tmp_path / "jx") | {"as_of": ""} == {
        "id": "jx",
        "zh": "jx",
        "as_of": "",
        "region": "福建",
        "basins": ["长江"],
    }
    assert (tmp_path / "jx" / "parcels.csv").exists()
    assert not (tmp_path / "jx" / "cases.csv").exists()


def test_the_options_of_before_lay_out_every_table(tmp_path: Path) -> None:
    assert run(str(tmp_path / "cha"), "--name", "茶镇", "--region", "四川", "--as-of", "2025-12-31").exit_code == 0
    assert about(tmp_path / "cha")["region"] == "四川"
    assert (tmp_path / "cha" / "cases.csv").exists()


def test_a_terminal_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_questions, "is_terminal", lambda: True)
    made = run(str(tmp_path / "jx"), "--lang", "en", typed="建溪县\n1\nFujan\nFujian\ny\n")
    assert made.exit_code == 0, made.output
    assert "What is it like: 1 industrial zone, 2 county, 3 city" in made.output
    assert says("not_a_choice", made.output)
    described = about(tmp_path / "jx")
    assert (described["zh"], described["region"], described["basins"]) == ("建溪县", "福建", ["长江"])
    assert (tmp_path / "jx" / "parcels.csv").exists()


def test_a_word_that_is_none_is_refused_and_nothing_written(tmp_path: Path) -> None:
    for words in (["--like", "village"], ["--province", "Frujian"], ["--basin", "Nile"]):
        refused = run(str(tmp_path / "jx"), *words)
        assert isinstance(refused.exception, Problems)
        assert not (tmp_path / "jx").exists()
