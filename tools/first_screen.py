"""`make picture`: draws the picture at the head of the READMEs, the first screen of Fuling, and notes what it says.

The picture is taken by a browser, so that it looks as the product does; what the first screen says, its sentence and
the figures of its pictures, is noted beside it. A test compares the note with today's answer without a browser: when it
differs, the picture is drawn anew.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from lxml import html as markup
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
LANGUAGES = {"zh": "zh_CN", "en": "en"}
SIZE = {"width": 1440, "height": 900}
_PORT = 8399
#: The browser without windows comes first.
_BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
_QUALITY = 74


def describe_first_screen(page: str) -> str:
    """What the first screen says, a line each: its sentence, then its pictures as who does not see them is told.

    >>> describe_first_screen("<h1>72 GWh <b>cells</b></h1><svg><desc>lfp, 16.2 t</desc></svg>")
    '72 GWh cells\\nlfp, 16.2 t\\n'
    """
    tree = markup.fromstring(page)
    parts = [*tree.xpath("//h1"), *tree.xpath("//*[local-name()='svg']/*[local-name()='desc']")]
    return "".join(f"{line}\n" for line in dict.fromkeys(" ".join(part.text_content().split()) for part in parts))


def note_path(name: str) -> Path:
    """Where what the picture says is noted."""
    return IMAGES / f"first-screen-{name}.txt"


def draw_pictures() -> None:
    """Serve Fuling, look at its first screen in both languages, and write picture and note of each."""
    command = [sys.executable, "-m", "liantu", "serve", str(ROOT / "districts" / "fuling"), "--no-browser"]
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": paths}
    served = subprocess.Popen([*command, "--port", str(_PORT)], env=environment, stdout=subprocess.PIPE, text=True)
    with served, sync_playwright() as playwright:
        try:
            assert served.stdout is not None
            address = served.stdout.readline().strip()
            _wait_for(served)
            program = next(filter(None, map(shutil.which, _BROWSERS)), None)
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            for name, language in LANGUAGES.items():
                page = browser.new_page(viewport={"width": SIZE["width"], "height": SIZE["height"]})
                page.goto(f"{address}?lang={language}")
                note_path(name).write_text(describe_first_screen(page.content()), encoding="utf-8")
                drawn = Image.open(io.BytesIO(page.screenshot()))
                drawn.save(IMAGES / f"first-screen-{name}.webp", quality=_QUALITY, method=6)
                page.close()
            browser.close()
        finally:
            served.terminate()


def _wait_for(served: subprocess.Popen[str]) -> None:
    """The address is printed before anything listens."""
    while served.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", _PORT)) == 0:
                return
        time.sleep(0.1)


if __name__ == "__main__":
    draw_pictures()
