"""`make bundle`: writes dist/liantu-bundle-<version>, whole or not at all."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path

from packaging.requirements import Requirement

from bundle.gather import Incomplete, build_project_wheel, gather_wheels
from bundle.needs import read_lock
from bundle.papers import licence_table, requirements_text, write_carried_files
from bundle.targets import Target, list_targets

PROJECT = Path(__file__).parents[1]
#: What is installed besides the project: a workspace on PostgreSQL, firm registers, and pip, which a machine may lack.
EXTRAS = {"liantu": "postgresql,registers"}
REQUIREMENTS = [Requirement("liantu[postgresql,registers]"), Requirement("pip")]
#: An installed package takes this much more than its wheel unpacked: Python keeps what it compiled.
COMPILED = 1.15


def make_bundle(dist: Path, chosen: list[Target]) -> Path:
    """Make the bundle of the checkout; returns its folder. Raises Incomplete, and then writes nothing."""
    partial = dist / "bundle.partial"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        name = fill_bundle(partial, chosen)
        final = dist / name
        shutil.rmtree(final, ignore_errors=True)
        return partial.rename(final)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def fill_bundle(folder: Path, chosen: list[Target]) -> str:
    """Write all of a bundle into a folder; returns the bundle's name."""
    (folder / "wheels").mkdir(parents=True)
    project_wheel = build_project_wheel(PROJECT, folder / "wheels")
    lock = {
        **read_lock((PROJECT / "requirements.lock").read_text(encoding="utf-8")),
        project_wheel.name: project_wheel.version,
    }
    wheels = gather_wheels(REQUIREMENTS, lock, chosen, folder / "wheels")

    (folder / "requirements.txt").write_text(requirements_text(wheels, EXTRAS), encoding="utf-8")
    (folder / "licences.csv").write_text(licence_table(wheels), encoding="utf-8-sig")  # the mark is for spreadsheets
    shutil.copy(PROJECT / "LICENSE", folder)
    shutil.copytree(PROJECT / "districts" / "fuling", folder / "districts" / "fuling")
    pythons = " ".join(dict.fromkeys(target.python for target in chosen))
    room = max(sum(wheel.unpacked for wheel in wheels if wheel.runs_on(target)) for target in chosen)
    write_carried_files(
        folder, {"version": project_wheel.version, "pythons": pythons, "installed": f"{room * COMPILED:.0f}"}
    )
    return f"liantu-bundle-{project_wheel.version}"


def measure_folder(folder: Path) -> float:
    """MB of all files of a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dist", type=Path, default=PROJECT / "dist", help="where the folder is written")
    parser.add_argument("--python", default="3.11", help='CPython versions that wheels are for, as "3.11 3.12"')
    arguments = parser.parse_args()
    pythons = arguments.python.split()
    if not pythons or any(re.fullmatch(r"3\.\d+", python) is None for python in pythons):
        parser.error(f'--python: versions as "3.11 3.12", not "{arguments.python}"')
    try:
        folder = make_bundle(arguments.dist, list_targets(pythons))
    except Incomplete as problem:
        print(problem, file=sys.stderr)
        return 1
    count = len(list((folder / "wheels").iterdir()))
    print(f"{folder}\t{count} wheels\t{measure_folder(folder):,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
