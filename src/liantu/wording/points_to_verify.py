"""What is still to be verified, in words; the engine names it in codes."""

from __future__ import annotations

from collections.abc import Iterable

from liantu.exchange.paper.setting import Setting, Text

#: Names printed before the rest is only counted: the whole list stands in the account.
_SHOWN = 4
_WORDS = {
    "load": Text("开工率未掌握", "load unknown"),
    "on_site": Text("是否同厂自产", "whether made on the same site"),
    "hazardous": Text("危险化学品许可条件", "conditions for hazardous chemicals"),
    "energy_intensive": Text("“两高”认定与用能", "whether energy-intensive, and its energy"),
}
_GROUPS = {
    "assumption": Text("测算假设", "assumed"),
    "supply": Text("供应量未掌握", "supply unknown"),
    "demand": Text("需求量未掌握", "demand unknown"),
}


def describe_points(codes: Iterable[str] | None, setting: Setting) -> str:
    """The codes in words, those of one kind together.

    >>> describe_points(["supply:a", "supply:b", "load"], Setting(names={"a": "甲厂"}))
    '供应量未掌握：甲厂、b；开工率未掌握'
    """
    zh = setting.chinese
    found: dict[str, list[str]] = {}
    for code in codes or ():
        kind, _, rest = code.partition(":")
        found.setdefault(kind, [])
        if rest and setting.name(rest) not in found[kind]:
            found[kind].append(setting.name(rest))
    parts = []
    for kind, names in found.items():
        words = _WORDS.get(kind) or _GROUPS.get(kind)
        said = words.say(setting.language) if words else setting.name(kind)
        listed = ("、" if zh else ", ").join(names[:_SHOWN])
        if len(names) > _SHOWN:
            listed += f"等{len(names)}项" if zh else f" and {len(names) - _SHOWN} more"
        parts.append(f"{said}{'：' if zh else ': '}{listed}" if listed else said)
    return ("；" if zh else "; ").join(parts)
