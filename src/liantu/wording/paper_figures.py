"""Figures as a paper for reading prints them: ten and more with one decimal, below with two, below 0.1 with three."""

from __future__ import annotations


def paper_figure(number: float) -> str:
    """A figure of a paper.

    >>> [paper_figure(n) for n in (162.4, 16.2, 3.9, 0.0943, 0)]
    ['162', '16.2', '3.90', '0.094', '0']
    """
    return "0" if number == 0 else f"{number:.{_decimals(number)}f}"


def round_figure(number: float) -> str:
    """A figure without decimals that say nothing: the size of a plant, a mark on an axis, a stated capacity.

    >>> [round_figure(n) for n in (10.0, 3, 0.5, 1.25)]
    ['10', '3', '0.5', '1.25']
    """
    return trim_figure(paper_figure(number))


def trim_figure(text: str) -> str:
    """A printed figure without decimals that say nothing.

    >>> trim_figure("30.0"), trim_figure("31.50"), trim_figure("100")
    ('30', '31.5', '100')
    """
    return text.rstrip("0").rstrip(".") if "." in text else text


def paper_range(low: float | None, high: float | None, language: str) -> str:
    """A range, both ends with the decimals of the higher one; empty where an end is not known.

    >>> paper_range(8.378, 10.53, "zh_CN"), paper_range(0.26, 0.5, "en")
    ('8.4—10.5', '0.26–0.50')
    """
    if low is None or high is None:
        return ""
    decimals = _decimals(high)
    dash = "—" if language.startswith("zh") else "–"
    return f"{low:.{decimals}f}{dash}{high:.{decimals}f}"


def signed_figure(number: float) -> str:
    """A change with its sign.

    >>> signed_figure(30.0), signed_figure(-0.5), signed_figure(0)
    ('+30.0', '−0.50', '0')
    """
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + paper_figure(abs(number))


def paper_change(before: float, after: float) -> tuple[str, str, str]:
    """Before, after and the difference with its sign, with as many digits as make the difference agree with the two.

    >>> paper_change(25.345, 25.405), paper_change(12.0, 42.0), paper_change(162.4, 300.6)
    (('25.345', '25.405', '+0.060'), ('12.0', '42.0', '+30.0'), ('162.4', '300.6', '+138.2'))
    """
    change = after - before
    if not change:
        return paper_figure(before), paper_figure(after), "0"
    least = _decimals(change)
    for decimals in range(least, least + 3):
        first, last = (f"{number:.{max(decimals, _decimals(number))}f}" for number in (before, after))
        difference = f"{abs(change):.{decimals}f}"
        if f"{abs(float(last) - float(first)):.{decimals}f}" == difference:
            break
    shown = [number if float(number) else "0" for number in (first, last, difference)]
    return shown[0], shown[1], ("+" if change > 0 else "−") + shown[2]


def _decimals(number: float) -> int:
    for least, decimals in ((100, 0), (10, 1), (0.1, 2)):
        if abs(number) >= least:
            return decimals
    return 3
