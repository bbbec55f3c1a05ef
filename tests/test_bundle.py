"""The offline bundle: which wheels are for which machine, what lacks, the texts, and the scripts run for real."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from bundle.__main__ import PROJECT
from bundle.gather import Incomplete, gather_wheels
from bundle.needs import find_lacking, find_needed, read_lock
from bundle.papers import CARRIED, licence_table, requirements_text, write_carried_files
from bundle.targets import Target, list_targets
from bundle.wheels import Wheel, read_wheels
from packaging.requirements import Requirement

X86, ARM = list_targets(["3.11"])
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
ANY = "py3-none-any"


def wheel(folder: Path, package: str, version: str = "1.0", tag: str = ANY, head: str = "", **files: str) -> Wheel:
    """A small real wheel; ``head`` is lines of its metadata, ``files`` its modules."""
    folder.mkdir(parents=True, exist_ok=True)
    path, info = folder / f"{package}-{version}-{tag}.whl", f"{package}-{version}.dist-info"
    texts = {
        **{f"{module.replace('__', '/', 1)}.py": text for module, text in files.items()},
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n{head}\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    record = "".join(f"{name},,\n" for name in (*texts, f"{info}/RECORD"))
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**texts, f"{info}/RECORD": record}.items():
            archive.writestr(name, text)
    return Wheel(path)


# -- machines --------------------------------------------------------------------------------------------


def test_platforms_reach_down_from_glibc_2_28():
    assert X86.platforms[0] == "manylinux_2_28_x86_64"
    assert {"manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux1_x86_64"} <= set(X86.platforms)
    assert ARM.platforms[-2:] == ["manylinux_2_17_aarch64", "manylinux2014_aarch64"]
    assert not [name for name in (*X86.platforms, *ARM.platforms) if "2_29" in name or "musl" in name]


@pytest.mark.parametrize(
    ("tag", "x86", "arm"),
    [
        ("py3-none-any", True, True),
        ("py2.py3-none-any", True, True),
        ("cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64", True, False),
        ("cp311-cp311-manylinux_2_27_aarch64.manylinux_2_28_aarch64", False, True),
        ("cp39-abi3-manylinux2014_aarch64.manylinux_2_17_aarch64", False, True),
        ("py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64", True, False),
        ("cp311-cp311-manylinux_2_34_x86_64", False, False),
        ("cp312-cp312-manylinux_2_17_x86_64", False, False),
        ("cp312-abi3-manylinux_2_17_x86_64", False, False),
        ("cp311-cp311-musllinux_1_2_x86_64", False, False),
        ("cp311-cp311-win_amd64", False, False),
    ],
)
def test_where_a_wheel_runs(tag: str, x86: bool, arm: bool):
    one = Wheel(Path(f"package-1.0-{tag}.whl"))
    assert (one.runs_on(X86), one.runs_on(ARM)) == (x86, arm)


# -- what is needed, what lacks --------------------------------------------------------------------------


def test_needs_follow_extras_and_conditions(tmp_path: Path):
    wheel(tmp_path, "own", head='Requires-Dist: base[fast]>=1\nRequires-Dist: paper; extra == "print"\n')
    wheel(tmp_path, "base", head='Requires-Dist: Quick_Er; extra == "fast"\nRequires-Dist: slow; extra == "slow"\n')
    conditions = 'platform_machine == "aarch64"', 'python_version < "3.12"', 'sys_platform == "win32"'
    wheel(tmp_path, "quick_er", head="".join(f"Requires-Dist: n{i}; {c}\n" for i, c in enumerate(conditions)))
    wheels = read_wheels(tmp_path)
    assert find_needed([Requirement("own")], wheels, [X86, ARM]) == {"own", "base", "quick-er", "n0", "n1"}
    more = find_needed([Requirement("own[print]")], wheels, [Target("3.12", "x86_64")])
    assert more == {"own", "base", "quick-er", "paper"}


def test_each_missing_wheel_has_its_line(tmp_path: Path):
    wheel(tmp_path, "plain")
    wheel(tmp_path, "compiled", tag="cp311-cp311-manylinux2014_x86_64")
    wheel(tmp_path, "older", version="0.9")
    lock = {"plain": "1.0", "compiled": "1.0", "older": "1.0"}
    assert find_lacking(lock, read_wheels(tmp_path), lock, [X86, ARM]) == [
        "no wheel of compiled 1.0 for CPython 3.11, aarch64, glibc 2.28: lock a version that has one",
        "no wheel of older 1.0 for CPython 3.11, x86_64, glibc 2.28: lock a version that has one",
        "no wheel of older 1.0 for CPython 3.11, aarch64, glibc 2.28: lock a version that has one",
    ]


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for the only package index."""
    settings = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path / "index")}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return tmp_path / "index"


def test_gather_fetches_for_another_processor_and_names_what_is_not_to_be_had(index: Path, tmp_path: Path):
    wheel(index, "compiled", tag="cp311-cp311-manylinux2014_aarch64")
    wheel(index, "plain")
    own = wheel(tmp_path / "wheels", "own", head="Requires-Dist: compiled\nRequires-Dist: plain\n")
    lock = {"own": "1.0", "compiled": "1.0", "plain": "1.0"}
    with pytest.raises(Incomplete) as problem:
        gather_wheels([Requirement("own")], lock, [ARM, X86], own.path.parent)
    (line,) = str(problem.value).splitlines()
    assert line.startswith("no wheel of compiled 1.0 for CPython 3.11, x86_64, glibc 2.28: lock a version that has")
    assert "No matching distribution found for compiled==1.0" in line
    fetched = [one.path.name for one in read_wheels(own.path.parent)]
    assert fetched == [
        "compiled-1.0-cp311-cp311-manylinux2014_aarch64.whl",
        f"own-1.0-{ANY}.whl",
        f"plain-1.0-{ANY}.whl",
    ]


def test_gather_takes_nothing_that_is_not_locked(index: Path, tmp_path: Path):
    own = wheel(tmp_path / "wheels", "own", head="Requires-Dist: newer\n")
    with pytest.raises(Incomplete, match=r"^newer is not in requirements\.lock$"):
        gather_wheels([Requirement("own")], {"own": "1.0"}, [X86], own.path.parent)


def test_the_lock_has_what_the_project_asks_for():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wishes = [*project["dependencies"], *project["optional-dependencies"]["postgresql"], "pip"]
    lock = read_lock((PROJECT / "requirements.lock").read_text(encoding="utf-8"))
    assert {Requirement(wish).name for wish in wishes} <= lock.keys()


# -- texts -----------------------------------------------------------------------------------------------


def test_requirements_carry_the_hash_of_every_wheel(tmp_path: Path):
    one = wheel(tmp_path, "compiled", tag="cp311-cp311-manylinux2014_x86_64")
    other = wheel(tmp_path, "compiled", tag="cp311-cp311-manylinux2014_aarch64")
    own = wheel(tmp_path, "own", version="0.1.0")
    hashes = [hashlib.sha256(w.path.read_bytes()).hexdigest() for w in (other, one, own)]
    assert requirements_text(read_wheels(tmp_path), {"own": "postgresql"}).splitlines()[1:] == [
        "compiled==1.0 \\",
        f"    --hash=sha256:{hashes[0]} \\",
        f"    --hash=sha256:{hashes[1]}",
        "own[postgresql]==0.1.0 \\",
        f"    --hash=sha256:{hashes[2]}",
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("License-Expression: MIT\nClassifier: License :: OSI Approved :: BSD License\n", "MIT"),
        ("License: BSD-3-Clause\nClassifier: License :: OSI Approved :: BSD License\n", "BSD-3-Clause"),
        ("License: Copyright 2001 somebody\n        All rights\nClassifier: License :: OSI Approved :: ISC\n", "ISC"),
        ("Classifier: License :: OSI Approved :: MIT License\nClassifier: Topic :: X\n", "MIT License"),
        ("", "not stated"),
    ],
)
def test_licence_as_stated(tmp_path: Path, head: str, said: str):
    assert wheel(tmp_path, "package", head=head).licence == said


def test_licences_name_each_package_once_and_the_browser_libraries(tmp_path: Path):
    for machine in ("x86_64", "aarch64"):
        wheel(tmp_path, "compiled", tag=f"cp311-cp311-manylinux2014_{machine}", head="License-Expression: MIT\n")
    own = wheel(tmp_path, "own", head="License-Expression: Apache-2.0\n")
    with zipfile.ZipFile(own.path, "a") as archive:
        archive.writestr("own/static/vendor/VENDORED.md", "# Browser libraries\n\n- htmx.org 2.0.1, 0BSD\n")
    assert list(csv.reader(licence_table(read_wheels(tmp_path)).splitlines())) == [
        ["name", "version", "licence"],
        ["compiled", "1.0", "MIT"],
        ["own", "1.0", "Apache-2.0"],
        ["htmx.org", "2.0.1", "0BSD"],
    ]


def test_what_is_carried_is_filled_in(tmp_path: Path):
    write_carried_files(tmp_path, {"version": "9.8.7", "pythons": "3.11 3.12", "installed": "700"})
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in CARRIED.iterdir()}
    readme = (tmp_path / "README.txt").read_text(encoding="utf-8")
    assert readme.count("CPython 3.11 3.12") == 2
    assert "离线安装包" in readme
    assert "offline bundle" in readme
    assert os.access(tmp_path / "start.sh", os.X_OK)
    assert not os.access(tmp_path / "README.txt", os.X_OK)


@pytest.mark.parametrize("script", ["start.sh", "liantu"])
def test_scripts_are_sound_shell(script: str):
    subprocess.run(["sh", "-n", CARRIED / script], check=True)


# -- the scripts, run ------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle whose ``liantu`` only repeats its words, in a folder with a difficult name."""
    made = tmp_path / "链图 bundle"
    own = wheel(made / "wheels", "liantu", liantu____main__="import sys\nprint(*sys.argv[1:], sep='|')\n")
    shutil.copy(_pip_wheel(), made / "wheels")
    (made / "requirements.txt").write_text(requirements_text([own], {}), encoding="utf-8")
    write_carried_files(made, {"version": "1.0", "pythons": PYTHON, "installed": "1"})
    return made


def _pip_wheel() -> Path:
    import ensurepip

    found = sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    if not found:
        pytest.skip("this Python carries no wheel of pip")
    return found[-1]


def run(folder: Path, script: str, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LIANTU_PYTHON": sys.executable, **settings}
    command = ["sh", str(folder / script), *words]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_installs_once_beside_itself_and_runs(folder: Path):
    first = run(folder, "liantu", "gaps", "a b", "--lang", "en", PIP_INDEX_URL="http://127.0.0.1:9/", PYTHONPATH="/x")
    assert first.stdout == "gaps|a b|--lang|en\n", first.stderr
    assert "首次使用" in first.stderr
    again = run(folder, "start.sh", "--port", "9000")
    assert again.stdout == f"serve|{folder}/districts/fuling|--port|9000\n"
    assert again.stderr == ""
    assert run(folder, "start.sh", "my.db", "--no-browser").stdout == "serve|my.db|--no-browser\n"
    assert not (folder.parent / "home" / ".local").exists()

    other = wheel(folder / "wheels", "liantu", liantu____main__="print('another bundle')\n")
    (folder / "requirements.txt").write_text(requirements_text([other], {}), encoding="utf-8")
    assert run(folder, "liantu", "x").stdout == "another bundle\n"


def test_a_changed_wheel_is_not_installed_and_home_serves_when_the_folder_cannot(folder: Path):
    wheel(folder / "wheels", "liantu", liantu____main__="print('changed')\n")
    (folder / ".installed").write_text("in the way", encoding="utf-8")
    done = run(folder, "liantu", "x")
    assert (done.returncode, done.stdout) == (2, "")
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr
    assert "安装失败" in done.stderr
    place = folder.parent / "home" / ".local" / "share" / "liantu" / "1.0"
    assert f"installing in {place}/cp" in done.stderr
    assert not list(place.glob("*/"))


def test_an_unsuited_python_is_named(folder: Path, tmp_path: Path):
    text = (folder / "liantu").read_text(encoding="utf-8").replace(f"pythons='{PYTHON}'", "pythons='3.4 3.5'")
    (folder / "liantu").write_text(text, encoding="utf-8")
    done = run(folder, "liantu", "x")
    assert done.returncode == 2
    assert f"{sys.executable}: CPython {PYTHON}." in done.stderr
    assert "CPython 3.4 3.5" in done.stderr
    # What to install is said in both languages before anything is written.
    assert "python3.4、python3.5, python3.4-venv" in done.stderr
    assert "python3.4, python3.5, python3.4-venv" in done.stderr
    assert "尚未写入任何文件" in done.stderr
    assert "Nothing was written" in done.stderr
    assert not (folder / ".installed").exists()
    assert not (folder.parent / "home" / ".local").exists()
    none = run(folder, "liantu", "x", LIANTU_PYTHON=str(tmp_path / "nowhere"))
    assert none.returncode == 2
    assert "未找到可用的 Python" in none.stderr


def test_an_older_python_of_the_system_is_looked_at_before_anything_is_written(folder: Path, tmp_path: Path):
    text = (folder / "liantu").read_text(encoding="utf-8").replace(f"pythons='{PYTHON}'", "pythons='3.11'")
    (folder / "liantu").write_text(text, encoding="utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("dirname", "mkdir", "cat"):
        (programs / name).symlink_to(str(shutil.which(name)))
    # The only Python of the machine: it runs what it is given, and takes itself for 3.9.
    older = "import platform, sys; platform.python_version = lambda: '3.9.9'; sys.version_info = (3, 9, 9, 'final', 0)"
    (programs / "python3").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -I -c "{older}\n$3" "$4"\n', encoding="utf-8"
    )
    (programs / "python3").chmod(0o755)
    shell = str(shutil.which("sh"))
    settings = {"PATH": str(programs), "HOME": str(tmp_path)}
    before = sorted(folder.rglob("*"))
    done = subprocess.run([shell, folder / "liantu", "x"], env=settings, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "python3: CPython 3.9.9" in done.stderr
    assert "python3.11, python3.11-venv" in done.stderr
    assert "Nothing was written" in done.stderr
    assert sorted(folder.rglob("*")) == before
    assert not (tmp_path / ".local").exists()


def test_no_place_to_install_is_said(folder: Path):
    done = run(folder, "liantu", "x", LIANTU_HOME="/dev/null/x")
    assert done.returncode == 2
    assert "LIANTU_HOME" in done.stderr
    assert "  /dev/null/x\n" in done.stderr
