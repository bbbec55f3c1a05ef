"""The common grammar of pictures: what a colour, a fill and a border mean, the same on every page and paper.

A meaning is a colour, and always also a word and a line style: who prints in grey, or sees no red, reads the same.
"""

from __future__ import annotations

INK, SOFT, GRID, RULE = "#1d2733", "#555555", "#e1e7ee", "#edf1f5"

#: Ink of a meaning: ``made`` is here or operating, ``short`` to be verified, short or near a limit, ``missing`` missing
#: or late, ``unknown`` what nobody has told us.
INKS = {"made": "#0B5394", "short": "#8A5A00", "missing": "#A61B29", "unknown": "#555555"}
#: The pale fill beneath words of a meaning; ``unknown`` is hatched.
FILLS = {"made": "#DCEBF7", "short": "#FFF1D6", "missing": "#FBE3E4", "unknown": "url(#unknown)"}
#: How firm a thing is, and the fill that says so in the ink of its meaning: solid, hatched, white within dashes.
STATES = ("operating", "building", "planned", "unknown")
#: Dashes of the border of a state.
DASHES = {"operating": "", "building": "", "planned": "3 2", "unknown": "2 3"}


def fill_state(meaning: str, state: str) -> str:
    """The fill of a state in the ink of a meaning.

    >>> fill_state("missing", "operating"), fill_state("missing", "building"), fill_state("made", "planned")
    ('#A61B29', 'url(#missing-building)', '#FFFFFF')
    """
    if state == "unknown" or meaning == "unknown":
        return "url(#unknown)"
    return {"operating": INKS[meaning], "building": f"url(#{meaning}-building)"}.get(state, "#FFFFFF")


def _pattern(name: str, ground: str, ink: str, size: float, width: float, turn: int) -> str:
    return (
        f'<pattern id="{name}" width="{size:g}" height="{size:g}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({turn})"><rect width="{size:g}" height="{size:g}" fill="{ground}"/>'
        f'<rect width="{width:g}" height="{size:g}" fill="{ink}"/></pattern>'
    )


#: The hatches by the name that a fill refers to.
PATTERNS = {
    **{f"{name}-building": _pattern(f"{name}-building", "#FFFFFF", INKS[name], 6, 2.6, 45) for name in INKS},
    "unknown": _pattern("unknown", "#FFFFFF", "#cfcfcf", 7, 1.6, 45),
}
