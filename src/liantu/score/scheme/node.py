"""One mapping of a scheme's file, read key by key; what is wrong or left over is told with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any

from liantu.model.nearest import suggest_nearest
from liantu.model.problems import BilingualText, Problem
from liantu.score.scheme.provenance import STATUSES, UNWRITTEN, Provenance

_CITED = ("status", "clause", "note")
_LANGUAGES = ("zh", "en")


class Node:
    """A mapping at a path. Reading a key marks it; ``close`` tells the keys that nobody read."""

    def __init__(self, raw: Any, path: str, file: str, problems: list[Problem], above: Node | None = None) -> None:
        self.path, self.file, self.problems = path, file, problems
        self.parts: dict[str, Provenance] = {}
        #: The nearest clause by status: what is ours does not stand in the clause of what is confirmed around it.
        self._clauses: dict[str, BilingualText] = dict(above._clauses) if above else {}
        self._read_keys: set[str] = set()
        self._values: set[str] = set()
        if not isinstance(raw, Mapping):
            self.wrong("scheme_kind", raw, wanted="a: b")
            raw = {}
        self.mapping: Mapping[str, Any] = raw
        self.cited: Provenance = self._cited(raw, above.cited if above else Provenance())
        self._clauses[self.cited.status] = self.cited.clause

    def wrong(self, code: str, value: object = "", key: str = "", **slots: str) -> None:
        """Say what is wrong at a key of this mapping."""
        where = ".".join(filter(None, (self.path, key)))
        shown = "" if value is None else str(value)
        self.problems.append(Problem(code, file=f"{self.file} {where}".strip(), value=shown, slots=slots))

    def raw(self, key: str) -> Any:
        """What stands at a key, whatever it is; of a part with a status of its own its value."""
        self._read_keys.add(key)
        self._values.add(key)
        raw = self.mapping.get(key)
        if isinstance(raw, Mapping) and "status" in raw and set(raw) <= {"value", *_CITED}:
            self.parts[key] = self._cited(raw, self.cited, key)
            return raw.get("value")
        return raw

    def status(self, key: str) -> str:
        """How sure a part is that has been read."""
        return self.parts.get(key, self.cited).status

    def cited_of(self, *keys: str) -> dict[str, Provenance]:
        """How sure the parts at some keys are that have been read, and where they stand."""
        return {key: self.parts.get(key, self.cited) if key in self.mapping else UNWRITTEN for key in keys}

    def open(self, *names: str) -> tuple[str, ...]:
        """The values read so far that stand in the file with the status unknown, whatever is written; but ``names``."""
        every = (key for key in self.mapping if key in self._values and key not in names)
        return tuple(str(key) for key in every if self.status(key) == "unknown")

    def text(self, key: str, default: str = "", required: bool = False) -> str:
        """A text; numbers and dates as they would be written."""
        raw = self.raw(key)
        if raw is None:
            if required:
                self.wrong("scheme_missing_part", key, key)
            return default
        if isinstance(raw, Mapping | list):
            self.wrong("scheme_kind", raw, key, wanted="text")
            return default
        return str(raw).strip()

    def number(self, key: str, default: float | None = None) -> float | None:
        """A number, or None."""
        raw = self.raw(key)
        if raw is None:
            return default
        if not _is_number(raw):
            self.wrong("scheme_kind", raw, key, wanted="1.5")
            return default
        return float(raw)

    def amount(self, key: str, default: float) -> float:
        """A number that has a default."""
        number = self.number(key, default)
        return default if number is None else number

    def whole(self, key: str) -> int | None:
        """A whole number, or None."""
        number = self.number(key)
        if number is not None and not number.is_integer():
            self.wrong("scheme_kind", number, key, wanted="1")
            return None
        return None if number is None else int(number)

    def flag(self, key: str) -> bool:
        """true or false; false unless given."""
        raw = self.raw(key)
        if raw is not None and not isinstance(raw, bool):
            self.wrong("scheme_kind", raw, key, wanted="true, false")
        return raw is True

    def at_least(self, key: str, number: float | None, least: float = 0.0) -> None:
        """Tell a number that is too small: below zero, or no whole step."""
        if number is not None and number < least:
            self.wrong(
                "scheme_below_zero" if least == 0 else "scheme_too_small", f"{number:g}", key, least=f"{least:g}"
            )

    def day(self, key: str) -> date | None:
        """A date, or None."""
        raw = self.raw(key)
        if raw is None or isinstance(raw, date):
            return raw
        self.wrong("scheme_kind", raw, key, wanted="2023-09-25")
        return None

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """One of some words."""
        raw = self.raw(key)
        if raw is None:
            return default
        if raw not in choices:
            self.wrong("scheme_choice", raw, key, choices=", ".join(choices))
            return default
        return str(raw)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one alone is a list of one."""
        raw = self.raw(key)
        if raw is None:
            return ()
        raw = raw if isinstance(raw, list) else [raw]
        if any(isinstance(element, Mapping | list | bool) or element is None for element in raw):
            self.wrong("scheme_kind", raw, key, wanted='["a", "b"]')
            return ()
        return tuple(str(element) for element in raw)

    def names(self, key: str, known: Iterable[str], code: str) -> tuple[str, ...]:
        """A list of texts that must be known."""
        found = self.texts(key)
        for name in found:
            self.known(key, name, known, code)
        return found

    def known(self, key: str, name: str, known: Iterable[str], code: str) -> bool:
        """Whether a name is known; told when it is not."""
        known = list(known)
        if name in known:
            return True
        self.wrong(code, name, key, nearest=suggest_nearest(name, known), choices=", ".join(known))
        return False

    def part(self, key: str) -> Node | None:
        """A mapping under a key, or None."""
        self._read_keys.add(key)
        raw = self.mapping.get(key)
        return None if raw is None else self._under(raw, key)

    def each(self, key: str) -> Iterator[Node]:
        """The mappings of a list."""
        self._read_keys.add(key)
        raw = self.mapping.get(key)
        if raw is None:
            return
        if not isinstance(raw, list):
            self.wrong("scheme_kind", raw, key, wanted="- a: b")
            return
        for index, element in enumerate(raw):
            yield self._under(element, f"{key}[{index + 1}]")

    def named(self, key: str) -> Iterator[tuple[str, Node]]:
        """The mappings of a mapping by name."""
        found = self.part(key)
        for name in found.mapping if found else ():
            assert found is not None
            yield str(name), found._under(found.mapping[name], str(name))

    def pair(self, key: str) -> tuple[float | None, float | None]:
        """``[from, below]``, either null."""
        raw = self.raw(key)
        if raw is None:
            return None, None
        if isinstance(raw, list) and len(raw) == 2 and all(n is None or _is_number(n) for n in raw):
            low, high = raw
            return None if low is None else float(low), None if high is None else float(high)
        self.wrong("scheme_kind", raw, key, wanted="[3, null]")
        return None, None

    def close(self) -> None:
        """Tell the keys nobody read."""
        for key in self.mapping:
            if key not in self._read_keys and key not in _CITED:
                self.wrong("scheme_unknown_part", key, str(key), nearest=suggest_nearest(str(key), self._read_keys))

    def under(self, key: str, build: Callable[[Node], Any]) -> Any:
        """What a mapping under a key makes, or None; its left-over keys told."""
        found = self.part(key)
        if found is None:
            return None
        made = build(found)
        found.close()
        return made

    def _under(self, raw: Any, key: str) -> Node:
        return Node(raw, ".".join(filter(None, (self.path, key))), self.file, self.problems, self)

    def _cited(self, mapping: Mapping[str, Any], above: Provenance, key: str = "") -> Provenance:
        status = mapping.get("status", above.status)
        if status not in STATUSES:
            self.wrong("scheme_choice", status, ".".join(filter(None, (key, "status"))), choices=", ".join(STATUSES))
            status = "default"
        clause, note = (self._read_texts(mapping, name, key) for name in ("clause", "note"))
        return Provenance(status, clause or self._clauses.get(status, BilingualText("", "")), note)

    def _read_texts(self, mapping: Mapping[str, object], name: str, key: str) -> BilingualText:
        """A free text: one for both languages, or a mapping of ``zh`` and ``en``."""
        written = mapping.get(name)
        where = ".".join(filter(None, (key, name)))
        texts: list[object] = [written or ""] * len(_LANGUAGES)
        if isinstance(written, Mapping):
            self._check_languages(written, name, where)
            texts = [written.get(language) or "" for language in _LANGUAGES]
        odd = [text for text in texts if isinstance(text, Mapping | list)]
        if odd:
            self.wrong("scheme_kind", odd[0], where, wanted="text")
            return BilingualText("", "")
        return BilingualText(*(str(text).strip() for text in texts))

    def _check_languages(self, texts: Mapping[object, object], name: str, where: str) -> None:
        """Tell the languages that a text lacks, and keys that are none."""
        for lacks in (language for language in _LANGUAGES if not texts.get(language)):
            self.wrong("scheme_missing_part", f"{name}.{lacks}", f"{where}.{lacks}")
        for other in (str(language) for language in texts if language not in _LANGUAGES):
            self.wrong("scheme_unknown_part", other, f"{where}.{other}", nearest=suggest_nearest(other, _LANGUAGES))


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool) and isfinite(raw)
