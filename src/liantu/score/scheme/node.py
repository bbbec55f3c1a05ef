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

    def __init__(self, given: Any, path: str, file: str, said: list[Problem], above: Node | None = None) -> None:
        self.path, self.file, self.said = path, file, said
        self.parts: dict[str, Provenance] = {}
        #: The nearest clause by status: what is ours does not stand in the clause of what is confirmed around it.
        self._clauses: dict[str, BilingualText] = dict(above._clauses) if above else {}
        self._seen: set[str] = set()
        self._values: set[str] = set()
        if not isinstance(given, Mapping):
            self.wrong("scheme_kind", given, wanted="a: b")
            given = {}
        self.given: Mapping[str, Any] = given
        self.cited: Provenance = self._cited(given, above.cited if above else Provenance())
        self._clauses[self.cited.status] = self.cited.clause

    def wrong(self, code: str, value: object = "", key: str = "", **slots: str) -> None:
        """Say what is wrong at a key of this mapping."""
        where = ".".join(filter(None, (self.path, key)))
        shown = "" if value is None else str(value)
        self.said.append(Problem(code, file=f"{self.file} {where}".strip(), value=shown, slots=slots))

    def raw(self, key: str) -> Any:
        """What stands at a key, whatever it is; of a part with a status of its own its value."""
        self._seen.add(key)
        self._values.add(key)
        given = self.given.get(key)
        if isinstance(given, Mapping) and "status" in given and set(given) <= {"value", *_CITED}:
            self.parts[key] = self._cited(given, self.cited, key)
            return given.get("value")
        return given

    def status(self, key: str) -> str:
        """How sure a part is that has been read."""
        return self.parts.get(key, self.cited).status

    def cited_of(self, *keys: str) -> dict[str, Provenance]:
        """How sure the parts at some keys are that have been read, and where they stand."""
        return {key: self.parts.get(key, self.cited) if key in self.given else UNWRITTEN for key in keys}

    def open(self, *names: str) -> tuple[str, ...]:
        """The values read so far that stand in the file with the status unknown, whatever is written; but ``names``."""
        every = (key for key in self.given if key in self._values and key not in names)
        return tuple(str(key) for key in every if self.status(key) == "unknown")

    def text(self, key: str, default: str = "", required: bool = False) -> str:
        """A text; numbers and dates as they would be written."""
        given = self.raw(key)
        if given is None:
            if required:
                self.wrong("scheme_missing_part", key, key)
            return default
        if isinstance(given, Mapping | list):
            self.wrong("scheme_kind", given, key, wanted="text")
            return default
        return str(given).strip()

    def number(self, key: str, default: float | None = None) -> float | None:
        """A number, or None."""
        given = self.raw(key)
        if given is None:
            return default
        if not _is_number(given):
            self.wrong("scheme_kind", given, key, wanted="1.5")
            return default
        return float(given)

    def amount(self, key: str, default: float) -> float:
        """A number that has a default."""
        given = self.number(key, default)
        return default if given is None else given

    def whole(self, key: str) -> int | None:
        """A whole number, or None."""
        given = self.number(key)
        if given is not None and not given.is_integer():
            self.wrong("scheme_kind", given, key, wanted="1")
            return None
        return None if given is None else int(given)

    def flag(self, key: str) -> bool:
        """true or false; false unless given."""
        given = self.raw(key)
        if given is not None and not isinstance(given, bool):
            self.wrong("scheme_kind", given, key, wanted="true, false")
        return given is True

    def at_least(self, key: str, given: float | None, least: float = 0.0) -> None:
        """Tell a number that is too small: below zero, or no whole step."""
        if given is not None and given < least:
            self.wrong("scheme_below_zero" if least == 0 else "scheme_too_small", f"{given:g}", key, least=f"{least:g}")

    def day(self, key: str) -> date | None:
        """A date, or None."""
        given = self.raw(key)
        if given is None or isinstance(given, date):
            return given
        self.wrong("scheme_kind", given, key, wanted="2023-09-25")
        return None

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """One of some words."""
        given = self.raw(key)
        if given is None:
            return default
        if given not in choices:
            self.wrong("scheme_choice", given, key, choices=", ".join(choices))
            return default
        return str(given)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one alone is a list of one."""
        given = self.raw(key)
        if given is None:
            return ()
        given = given if isinstance(given, list) else [given]
        if any(isinstance(one, Mapping | list | bool) or one is None for one in given):
            self.wrong("scheme_kind", given, key, wanted='["a", "b"]')
            return ()
        return tuple(str(one) for one in given)

    def names(self, key: str, known: Iterable[str], code: str) -> tuple[str, ...]:
        """A list of texts that must be known."""
        found = self.texts(key)
        for one in found:
            self.known(key, one, known, code)
        return found

    def known(self, key: str, one: str, known: Iterable[str], code: str) -> bool:
        """Whether a name is known; told when it is not."""
        known = list(known)
        if one in known:
            return True
        self.wrong(code, one, key, nearest=suggest_nearest(one, known), choices=", ".join(known))
        return False

    def part(self, key: str) -> Node | None:
        """A mapping under a key, or None."""
        self._seen.add(key)
        given = self.given.get(key)
        return None if given is None else self._under(given, key)

    def each(self, key: str) -> Iterator[Node]:
        """The mappings of a list."""
        self._seen.add(key)
        given = self.given.get(key)
        if given is None:
            return
        if not isinstance(given, list):
            self.wrong("scheme_kind", given, key, wanted="- a: b")
            return
        for at, one in enumerate(given):
            yield self._under(one, f"{key}[{at + 1}]")

    def named(self, key: str) -> Iterator[tuple[str, Node]]:
        """The mappings of a mapping by name."""
        found = self.part(key)
        for name in found.given if found else ():
            assert found is not None
            yield str(name), found._under(found.given[name], str(name))

    def pair(self, key: str) -> tuple[float | None, float | None]:
        """``[from, below]``, either null."""
        given = self.raw(key)
        if given is None:
            return None, None
        if isinstance(given, list) and len(given) == 2 and all(n is None or _is_number(n) for n in given):
            low, high = given
            return None if low is None else float(low), None if high is None else float(high)
        self.wrong("scheme_kind", given, key, wanted="[3, null]")
        return None, None

    def close(self) -> None:
        """Tell the keys nobody read."""
        for key in self.given:
            if key not in self._seen and key not in _CITED:
                self.wrong("scheme_unknown_part", key, str(key), nearest=suggest_nearest(str(key), self._seen))

    def under(self, key: str, build: Callable[[Node], Any]) -> Any:
        """What a mapping under a key makes, or None; its left-over keys told."""
        found = self.part(key)
        if found is None:
            return None
        made = build(found)
        found.close()
        return made

    def _under(self, given: Any, key: str) -> Node:
        return Node(given, ".".join(filter(None, (self.path, key))), self.file, self.said, self)

    def _cited(self, given: Mapping[str, Any], above: Provenance, key: str = "") -> Provenance:
        status = given.get("status", above.status)
        if status not in STATUSES:
            self.wrong("scheme_choice", status, ".".join(filter(None, (key, "status"))), choices=", ".join(STATUSES))
            status = "default"
        clause, note = (self._said(given, name, key) for name in ("clause", "note"))
        return Provenance(status, clause or self._clauses.get(status, BilingualText("", "")), note)

    def _said(self, given: Mapping[str, object], name: str, key: str) -> BilingualText:
        """A free text: one for both languages, or a mapping of ``zh`` and ``en``."""
        said = given.get(name)
        where = ".".join(filter(None, (key, name)))
        if isinstance(said, Mapping):
            for lacks in (one for one in _LANGUAGES if not said.get(one)):
                self.wrong("scheme_missing_part", f"{name}.{lacks}", f"{where}.{lacks}")
            for other in (str(one) for one in said if one not in _LANGUAGES):
                self.wrong("scheme_unknown_part", other, f"{where}.{other}", nearest=suggest_nearest(other, _LANGUAGES))
            said = {one: text for one, text in said.items() if text}
            odd = [text for text in said.values() if isinstance(text, Mapping | list)]
        else:
            odd, said = [said] if isinstance(said, list) else [], dict.fromkeys(_LANGUAGES, said or "")
        if odd:
            self.wrong("scheme_kind", odd[0], where, wanted="text")
            return BilingualText("", "")
        return BilingualText(*(str(said.get(one, "")).strip() for one in _LANGUAGES))


def _is_number(given: object) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool) and isfinite(given)
