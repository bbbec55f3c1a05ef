"""YAML that says one thing to every reader: each key once, no aliases, no depth that nothing of ours has."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml

from liantu.model.problems import Problem, Problems

#: Characters of a text: reading takes a second for about so many.
LARGEST = 200_000
#: Nothing of ours lies deeper; the reader calls itself once a level.
DEEPEST = 40


def read_strict_yaml(text: str, file: str = "", largest: int = LARGEST) -> Any:
    """The value of a text. Raises Problems, with the line: too long or deep, an alias, a key twice, no YAML."""
    if len(text) > largest:
        slots = {"limit": f"{largest / 1e6:g} MB"}
        raise Problems([Problem("too_large", file=file, value=f"{len(text) / 1e6:.1f} MB", slots=slots)])
    try:
        loader = _StrictLoader(text)
        loader.file = file
        return loader.get_single_data()
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # A day that is none, a number of thousands of digits, or a tag beside what it is not is no YAMLError.
        mark = getattr(error, "problem_mark", None)
        row, place = (mark.line + 1, f"{mark.line + 1}:{mark.column + 1}") if mark else (None, "")
        value = str(error).splitlines()[0]
        slots = {"place": place or value}
        raise Problems([Problem("not_yaml", file=file, row=row, value=value, slots=slots)]) from None


#: The tag of ``<<``, which brings the keys of another mapping.
_MERGE = "tag:yaml.org,2002:merge"


class _StrictLoader(yaml.SafeLoader):
    file = ""
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """A node that is no alias and does not lie too deep. Raises Problems."""
        if self.check_event(yaml.AliasEvent):
            event: yaml.AliasEvent = self.peek_event()  # type: ignore[no-untyped-call]
            raise self._refuse("yaml_alias", self.get_mark(), f"*{event.anchor}")
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._refuse("yaml_too_deep", self.get_mark(), str(DEEPEST))
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping in which no key stands twice. Raises Problems."""
        names: set[Hashable] = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
                name = self.construct_object(key, deep=True)
                if name in names:  # 1 and 0x1 are one; so, to a mapping, are 1 and true
                    raise self._refuse("written_twice", key.start_mark, str(key.value))
                names.add(name)
        return super().construct_mapping(node, deep)

    def _refuse(self, code: str, mark: yaml.Mark, value: str) -> Problems:
        return Problems([Problem(code, file=self.file, row=mark.line + 1, value=value)])
