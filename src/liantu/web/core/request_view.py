"""What one request looks at: the district at its dates and under its what-if, the language, and the links on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request

from liantu.access import Purpose, Reader
from liantu.district import District
from liantu.district.recent_views import RecentViews
from liantu.district.shipped_library import select_own_rows
from liantu.model import schema
from liantu.model.disclaimer import label_made_up, read_disclaimer
from liantu.model.tables import Row
from liantu.model.written_periods import read_last_day
from liantu.papers import withheld_note
from liantu.web.core import form_token, reader_marks
from liantu.web.core.neighbours import Neighbour
from liantu.web.core.person import read_person
from liantu.wording import LANGUAGES, choose_language, sentences, translator
from liantu.wording.periods import period_text
from liantu.wording.scenario import (
    MARK,
    Supposition,
    data_end_note,
    list_suppositions,
    mark_title,
    tell_suppositions,
)
from liantu.wording.unit_names import UnitNames


class RequestView:
    """One request's district, language and links. ``w``, ``off`` and the dates travel through every link."""

    def __init__(self, request: Request, districts: RecentViews, purpose: Purpose, reader: Reader) -> None:
        """``purpose`` and ``reader`` decide what may be seen; made by the gate alone."""
        districts.follow()
        query = request.query_params
        self.request = request
        self.lang = choose_language(query.get("lang"), request.cookies.get("lang"))
        self.tag = LANGUAGES[self.lang]
        self.zh = self.lang.startswith("zh")
        self.tr = translator(self.lang)
        self.lines = [line for line in query.getlist("w") if line.strip()]
        self.off = [name for name in query.getlist("off") if name]
        #: Why the what-if of the address is supposed; empty when nobody has said so.
        self.reason = (query.get("why") or "").strip()
        self._dates = {name: query.get(name) or "" for name in ("as_of", "known_at")}
        self.districts = districts
        self.purpose = purpose
        self.reader = reader
        #: Rows of statistical returns and commercial secrets, shown on pages and left out of files.
        self.withheld = districts.withheld
        #: What the page itself supposes beside the what-if of the district, as other weights of a scheme.
        self.page_suppositions: list[Supposition] = []
        #: Who acts; empty when nobody has said so yet.
        self.person = read_person(request)
        #: What narrows the list that the page shows, in words.
        self.narrowing = ""
        #: Parameters of the address that its page does not read.
        self.unknown_parameters: list[str] = []
        #: The parameters of facets that the lists of the page read.
        self.facet_parameters: set[str] = set()
        #: Which warnings of a change its form says were read; see ``forms.saving``.
        self.confirmed = ""

    @cached_property
    def district(self) -> District:
        """The district as this request sees it; raises Problems."""
        return self._find_district(self.off, self.lines)

    @cached_property
    def before(self) -> District:
        """The same without what-if and with every assumption as the folder has it."""
        return self._find_district((), ())

    def _find_district(self, off: Iterable[str], lines: Iterable[str]) -> District:
        as_of, known_at = _day(self._dates.get("as_of", "")), _day(self._dates.get("known_at", ""))
        reason = self.reason if lines or off else ""
        return self.districts.find(as_of, known_at, off, lines, reason).for_purpose(self.purpose, self.reader)

    @property
    def leaves(self) -> bool:
        """Whether the answer leaves the house: it is made without what may not be passed on."""
        return self.purpose is Purpose.LEAVING

    @property
    def inside(self) -> District:
        """The district as loaded, with what may not be passed on."""
        return self.districts.loaded

    @cached_property
    def present(self) -> District:
        """The district as it is kept, whatever dates and what-ifs the request looks through."""
        return self.districts.loaded.for_purpose(self.purpose, self.reader)

    @property
    def token(self) -> str:
        """Where the token of the browser belongs, that a form brings along to be taken; see ``reader_marks``."""
        return reader_marks.TOKEN

    @property
    def readers(self) -> set[str]:
        """All names that whoever asks goes by, as he is known when he writes: that of his browser, and his own."""
        return {*filter(None, [form_token.find_browser(self.request), self.person])}

    def remember_writer(self) -> None:
        """Let whoever asks see nothing any more that was made before what is kept by now."""
        self.districts.follow()
        for name in self.readers:
            self.districts.changes.remember_writer(name, self.districts.loaded.number)

    def again(self) -> RequestView:
        """The same request, looking at the district as it is kept by now."""
        return RequestView(self.request, self.districts, self.purpose, self.reader)

    def supposing(self, lines: Iterable[str]) -> RequestView:
        """The same request under the what-if of these lines alone."""
        other = self.again()
        other.lines, other.off, other.reason, other._dates = [*lines], [], "", self._dates
        return other

    @property
    def form_key(self) -> str:
        """What one form of this page is known by when it is sent; another one each time."""
        return reader_marks.FORM_KEY

    def plainly(self) -> None:
        """Look at the district as loaded, for pages that must stand even when the request's view fails."""
        self.district = self.present
        self.lines, self.off, self.reason, self._dates = [], [], "", {}

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The query parameters that every link takes along."""
        dates = [(name, value) for name, value in self._dates.items() if value]
        supposed = [*(("off", name) for name in self.off), *(("w", line) for line in self.lines)]
        return [*dates, *supposed, *([("why", self.reason)] if self.reason and supposed else [])]

    def url(self, path: str, **extra: Any) -> str:
        """A path of ours with what is carried and the extra parameters; None leaves one out."""
        pairs = [(k, v) for k, v in self.carried if k not in extra]
        for name, value in extra.items():
            values = value if isinstance(value, (list, tuple)) else [value]
            pairs += [(name, str(v)) for v in values if v is not None]
        return quote(path) + (f"?{urlencode(pairs)}" if pairs else "")

    def page_url(self, **extra: Any) -> str:
        """This very page with other parameters."""
        present: dict[str, Any] = {}
        for name, value in self.request.query_params.multi_items():
            present.setdefault(name, []).append(value)
        return self.url(self.request.url.path, **{**present, **extra})

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of every row that has one, in the language of the request."""
        return self.district.tables.labels(self.lang)

    @cached_property
    def own_sources(self) -> list[Row]:
        """The district's sources, without those of the library."""
        return [*select_own_rows(self.district.tables, "sources").iter_rows(named=True)]

    def file_name(self, name: str) -> str:
        """The name of a file that is carried away: of a made-up district it says so."""
        made_up = label_made_up(self.districts.loaded.given.about, self.lang)
        scenario = self.tr(MARK) if self.is_scenario else ""
        return "-".join(filter(None, [name, made_up, scenario]))

    @property
    def is_scenario(self) -> bool:
        """Whether what is shown is not how things stand: under a what-if of the district, or one of the page itself."""
        return self.district.is_scenario or bool(self.page_suppositions)

    @property
    def suppositions(self) -> list[Supposition]:
        """What is supposed that is not so, with who says so and why."""
        return [*self._district_suppositions, *self.page_suppositions]

    def suppose(self, texts: Iterable[str]) -> list[Supposition]:
        """What the address supposes beside the what-if of the district: said by whoever asks, for the reason given."""
        return [Supposition(text, self.person, self.reason) for text in texts]

    @cached_property
    def _district_suppositions(self) -> list[Supposition]:
        return list_suppositions(self.district, self.lang)

    @property
    def scenario_notes(self) -> tuple[str, ...]:
        """That it is a scenario, and what it supposes; nothing where it is none."""
        return tell_suppositions(self.suppositions, self.lang)

    @property
    def notes(self) -> list[str]:
        """What every form of a page says of what it shows: the scenario, and a day that the data do not reach."""
        return [*self.scenario_notes, *filter(None, [self.data_end_note, self.unknown_note, self.narrowing])]

    @property
    def unknown_note(self) -> str:
        """Which parameters of the address were not read; empty where all were."""
        names = self.unknown_parameters
        return self.tr(sentences.NOT_READ) % self.join(f"“{name[:40]}”" for name in names) if names else ""

    @property
    def change_note(self) -> str:
        """The last change that a page knows of, and when it was made; nothing of a folder."""
        present, number = self.present, self.present.number
        if present.workspace is None:
            return ""
        made = present.cache.once(("made",), lambda: present.history.changes(number - 1, number)["made"].item())
        shown = datetime.fromisoformat(made).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        return self.tr(sentences.AFTER_CHANGE) % {"number": number, "made": shown}

    @property
    def data_end_note(self) -> str:
        """What is told of a day after the data end; empty otherwise."""
        return data_end_note(self.district, self.lang)

    @property
    def supposed_warnings(self) -> list[str]:
        """What the what-if of the address is warned of; nothing where there is none."""
        found = self.district.supposed_warnings if self.lines else ()
        return [problem.message(self.lang) for problem in found]

    def titled(self, title: str) -> str:
        """A title, with the mark of a scenario behind it where the page shows one."""
        return mark_title(title, self.lang) if self.is_scenario else title

    @property
    def neighbours(self) -> list[tuple[str, str]]:
        """The other districts that the same program serves: name and address."""
        found: tuple[Neighbour, ...] = self.request.app.state.neighbours
        return [(neighbour.name(chinese=self.zh), neighbour.address) for neighbour in found]

    @property
    def notice(self) -> str:
        """What a reader must be told of the district on every page and in every file."""
        return read_disclaimer(self.districts.loaded.given.about, self.lang)

    @property
    def withheld_note(self) -> str:
        """What a file says of the rows left out of it."""
        return withheld_note(self.withheld, self.lang)

    @cached_property
    def _classes(self) -> dict[str, str]:
        return dict(self.district.tables["sources"].select("id", "class").iter_rows())

    def source_name(self, key: str) -> str:
        """A source by its title; one that is not public says so."""
        kind = self._classes.get(key) or "public"
        return self.name(key) if kind == "public" else f"{self.name(key)} [{self.word('class', kind)}]"

    def class_note(self, klass: str) -> str:
        """What an answer that is not public says of its class."""
        field = schema.read_tables()["sources"].field("class")
        return f"{field.zh if self.zh else field.en}{self.tr(': ')}{self.word('class', klass)}"

    def name(self, key: str | None) -> str:
        """The name of an id; the id itself when it has none."""
        return self.names.get(key, key) if key else ""

    def word(self, codelist: str, code: str | None) -> str:
        """The word for a code; empty when there is none."""
        return schema.label_code(codelist, code, self.lang) if code else ""

    @cached_property
    def units(self) -> UnitNames:
        """The words for units in the language of the request."""
        return UnitNames(self.district.tables, self.zh)

    def period(self, text: str) -> str:
        """A period in words."""
        return period_text(text, self.lang)

    def pick(self, row: Mapping[str, object], stem: str = "") -> str:
        """The Chinese or English one of two fields ``stem`` + zh/en; the other when this one is blank."""
        first, second = ("zh", "en") if self.zh else ("en", "zh")
        join = f"{stem}_" if stem else ""
        return str(row.get(join + first) or row.get(join + second) or "")

    def join(self, parts: Iterable[str]) -> str:
        """Several things in one cell."""
        return self.tr(", ").join(parts)


def _day(text: str) -> date | None:
    return read_last_day(text) if text else None
