"""Every picture at the widths of desk, laptop and telephone: words apart from each other and within their frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.routing import APIRoute
from tests.examples import choose_of_each
from tests.web.site import LANGUAGES

from liantu.web.core.app import create_app

from .conftest import ROOT, serving_here
from .reader import Reader

WIDTHS = (1440, 1024, 390)
#: Pictures of a chain, and of a product up and down: with amounts, with none, made here, and made nowhere here.
CHAINS = {"fuling": ("battery", "spandex", "ammonia-urea"), "yunxi": ("aluminium",)}
PRODUCTS = {"fuling": ("ammonia", "lfp", "adipic"), "yunxi": ("alfoil",)}
#: Pages that begin with a picture, in both districts.
PAGES = (
    *("/", "/projects", "/parks", "/clusters", "/cultivation", "/siting", "/candidates", "/stop", "/green?by=project"),
    *("/coupling?by=size", "/targets", "/figures", "/forecasts", "/dispatch", "/leads", "/agreements"),
    *("/innovation", "/dependence", "/needs", "/results", "/consortia", "/ledgers"),
    "/coefficients",
)
#: Finds words of drawings that overlap, leave their drawing, or are smaller than 12 px.
FAULTS = """() => {
  const faults = [];
  const say = text => text.textContent.trim();
  document.querySelectorAll('svg.pic').forEach(svg => {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) { return; }
    const texts = [...svg.querySelectorAll('text')].filter(text => say(text));
    const boxes = texts.map(text => text.getBoundingClientRect());
    boxes.forEach((box, at) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 2) {
        faults.push('out of its frame: ' + say(texts[at]));
      }
      const size = parseFloat(getComputedStyle(texts[at]).fontSize) * frame.width / svg.viewBox.baseVal.width;
      if (size < 11.9) { faults.push(size.toFixed(1) + ' px: ' + say(texts[at])); }
      boxes.slice(at + 1).forEach((other, after) => {
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (across > 1 && down > 0.4 * Math.min(box.height, other.height)) {
          faults.push(say(texts[at]) + ' on ' + say(texts[at + 1 + after]));
        }
      });
    });
  });
  return faults;
}"""


#: Finds pictures that are wider than their box, and so move in it.
MOVING = """() => [...document.querySelectorAll('main .picture')]
  .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.scrollWidth - box.clientWidth)"""


def picture_paths() -> list[str]:
    """The addresses of the pictures that need no name of a row."""
    routes = {route.path for route in create_app(ROOT / "districts" / "fuling").routes if isinstance(route, APIRoute)}
    return sorted(path for path in routes if "/picture/" in path and "{" not in path and "." not in path)


@pytest.fixture(scope="module")
def districts() -> Iterator[dict[str, str]]:
    """Both districts of ours, served."""
    with (
        serving_here(create_app(ROOT / "districts" / "fuling")) as fuling,
        serving_here(create_app(ROOT / "districts" / "yunxi")) as yunxi,
    ):
        yield {"fuling": fuling, "yunxi": yunxi}


def read_addresses(district: str) -> list[str]:
    """The pages and pictures of a district."""
    # Fuling has no returns, of a year or a month: its evaluation and its months have no picture.
    pictures = [path for path in picture_paths() if district == "yunxi" or not path.startswith(("/score", "/dispatch"))]
    return [
        *PAGES,
        *(
            ("/score", "/indices", "/cluster/c-battery", "/cluster/c-health")
            if district == "yunxi"
            else ("/cluster/fine-chem",)
        ),
        *pictures,
        *(f"/chain/{key}/picture/{name}" for key in CHAINS[district] for name in ("states", "links")),
        *(f"/product/{key}/picture/flow" for key in PRODUCTS[district]),
        *(("/what-if/picture/moves?w=capacities:rept-cell;process=CELL-NCM811",) if district == "fuling" else ()),
    ]


@pytest.fixture(scope="module")
def visits() -> list[tuple[str, str, str]]:
    """District, language and address: each address once, drawn by a seed; in ``make fuzz`` of each district in both."""
    every = [(name, language, path) for name in CHAINS for language in LANGUAGES for path in read_addresses(name)]
    return choose_of_each(every, lambda visit: visit[2])


@pytest.mark.hypothesis
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("district", CHAINS)
def test_words_of_pictures_stand_apart(
    opened: Callable[..., Reader],
    districts: dict[str, str],
    visits: list[tuple[str, str, str]],
    district: str,
    language: str,
) -> None:
    reader = opened(language, districts[district])
    # Many pages, the first of each kind made anew, on a machine that may be busy.
    reader.page.set_default_timeout(60_000)
    faults = {}
    for path in (path for name, spoken, path in visits if (name, spoken) == (district, language)):
        page = reader.go(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found = page.evaluate(FAULTS)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            moving = page.evaluate(MOVING)
            if found or over > 0 or moving:
                faults[path, width] = (found, over, moving)
    assert faults == {}


def test_what_is_late_and_how_far_all_came_need_no_scrolling(
    opened: Callable[..., Reader], districts: dict[str, str], language: str
) -> None:
    page = opened(language, districts["yunxi"]).go("/projects")
    page.set_viewport_size({"width": 1440, "height": 900})
    late, funnel = page.locator("#late").bounding_box(), page.locator("svg.pic.broad").first.bounding_box()
    assert late["y"] + late["height"] < 900
    assert funnel["y"] + funnel["height"] < 900
    # the upgrades apart, within the picture
    assert page.locator("svg.pic.broad").first.locator("a[href*='nature=upgrade']").count() == 7


def test_a_picture_has_its_table_and_its_words_can_be_selected(opened: Callable[..., Reader]) -> None:
    page = opened("zh_CN").go("/picture/gap-values")
    assert page.locator("#table table tbody tr").count() == 8
    words = page.locator("svg.pic.broad text").filter(has_text="16.2 万吨/年").first
    words.click(click_count=3)
    assert "16.2 万吨/年" in page.evaluate("getSelection().toString()")
