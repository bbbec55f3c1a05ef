"""The evaluation schemes at hand, and one scheme with every parameter, its citation and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from fastapi import FastAPI

from liantu.score.scheme import Cited, Cutting, Group, Item, Scheme
from liantu.score.unknown import unknown_parts
from liantu.web.answer import NotHere, Page, add_page
from liantu.web.score import words as say
from liantu.web.tables import Column, Table, link, number, words
from liantu.web.view import View


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/score/schemes", schemes)
    add_page(app, "/score/scheme/{scheme}", scheme)


def schemes(view: View) -> Page:
    """All schemes: the district's own first."""
    _ = view.tr
    found = [*view.district.evaluation_schemes().values()]
    rows = [
        [
            link(say.named(view, one), view.url(f"/score/scheme/{one.id}")),
            words(one.issuer),
            words(one.number),
            words(one.published),
            say.status(view, one.cited.status),
            number(str(len(unknown_parts(one)))),
            link(_("Run"), view.url("/score", scheme=one.id)),
        ]
        for one in found
    ]
    columns = [
        Column(_("Evaluation scheme")),
        Column(_("Issuer")),
        Column(_("Number")),
        Column(_("Published")),
        Column(_("Status")),
        Column(_("Parts to be verified"), number=True),
        Column(_("Evaluate")),
    ]
    notes = [
        _(
            "A scheme is a file that an office can write itself; how is told in the documentation under “write your "
            "own scheme”. A part that is to be verified stops what rests on it; nothing is made up in its place."
        ),
    ]
    frame = pl.DataFrame(
        [(s.id, s.zh, s.en, s.issuer, s.number, s.published, s.cited.status, len(unknown_parts(s))) for s in found],
        schema=["scheme", "zh", "en", "issuer", "number", "published", "status", "unknown_parts"],
        orient="row",
    )
    title = _("Evaluation schemes")
    table = Table(title, columns, rows, notes=notes, name="schemes")
    return Page("tables.html", title, {"schemes": frame}, {"tables": [table]})


def scheme(view: View) -> Page:
    """One scheme."""
    _ = view.tr
    found = view.district.evaluation_schemes().get(view.request.path_params["scheme"])
    if found is None:
        raise NotHere(_("There is no such evaluation scheme."))
    lines = [*_lines(view, found)]
    rows = [
        [words(part), words(what), words(value), say.status(view, cited.status), words(_cited(view, cited))]
        for part, what, value, cited in lines
    ]
    columns = [
        Column(_("Part")),
        Column(_("Parameter")),
        Column(_("Value")),
        Column(_("Status")),
        Column(_("Clause and note")),
    ]
    frame = pl.DataFrame(
        [(part, what, value, cited.status, cited.clause, cited.note) for part, what, value, cited in lines],
        schema=["part", "parameter", "value", "status", "clause", "note"],
        orient="row",
    )
    stops = [say.message(view, problem) for problem in unknown_parts(found)]
    open_parts = Table(
        _("To be verified: what the scheme does not tell"),
        [Column(_("What is asked"))],
        [[words(text)] for text in stops],
        name="stops",
    )
    table = Table(_("Every parameter"), columns, rows, name="parameters")
    version = _("Version (SHA-256 of the text): %s") % (found.version or _("unknown"))
    context = {"tables": [open_parts, table] if stops else [table], "lead": [version]}
    return Page("tables.html", say.named(view, found), {"parameters": frame}, context, kept=True)


def _lines(view: View, found: Scheme) -> Iterator[tuple[str, str, str, Cited]]:
    """Part, parameter, value, citation: everything that a run reads of the scheme."""
    _ = view.tr
    whole = found.cited
    head = _("Whole scheme")
    yield head, _("Issuer"), " ".join(filter(None, (found.issuer, found.number, found.published))), whole
    valid = f"{found.valid_from or '…'} – {found.valid_to or '…'}"
    yield head, _("In force"), valid, Cited(whole.status)
    for rule in found.policy:
        yield head, _("Price rule by grade"), _policy(view, rule), _policy_cited(rule)
    for one in found.indicators.values():
        text = _("unknown")
        if one.numerator:
            parts = [
                " + ".join(say.named(view, found.fields[f]) for f in half) for half in (one.numerator, one.denominator)
            ]
            text = " ÷ ".join(filter(None, parts))
        shown = say.unit(view, one.unit)
        yield say.named(view, one), _("Formula"), f"{text}{f' ({shown})' if shown else ''}", one.cited
    for group in found.groups:
        yield from _group(view, found, group)
    for one_class in found.classes:
        value = say.said(view, say.TREATMENTS, one_class.treatment)
        yield say.named(view, one_class), _("Firms apart"), value, one_class.cited
    for point in found.points:
        value = _("unknown") if point.points is None else f"{point.points:+g}"
        yield say.named(view, point), _("Points added or deducted"), value, point.cited
    yield from _cutting(view, _("All groups"), found.cutting)
    for move in found.moves:
        effect = say.said(view, say.EFFECTS, move.effect)
        yield say.named(view, move), _("Forced move"), effect % (move.grade or move.steps), move.cited
    yield _("Cutting"), _("Filled up after moves"), _("yes") if found.backfill else _("no"), found.cutting.cited


def _group(view: View, found: Scheme, group: Group) -> Iterator[tuple[str, str, str, Cited]]:
    _ = view.tr
    name = say.named(view, group)
    low, high = group.land
    limits = [_("called %s") % view.join(group.given[:1])] if group.given else []
    limits += [_("from %s mu") % f"{low:g}"] if low is not None else []
    limits += [_("below %s mu") % f"{high:g}"] if high is not None else []
    limits += [_("industries %s") % view.join(group.industries)] if group.industries else []
    yield name, _("Who is in it"), view.join(limits) or _("every firm"), group.cited
    if not group.items:
        yield name, _("What is scored"), _("unknown"), Cited("unknown", group.cited.clause, group.cited.note)
    for item in group.items:
        yield from _item(view, found, name, item, group.cited)
    if group.cutting:
        yield from _cutting(view, name, group.cutting)


def _item(view: View, found: Scheme, name: str, item: Item, above: Cited) -> Iterator[tuple[str, str, str, Cited]]:
    _ = view.tr
    part = f"{name} · {say.indicator(view, found, item.indicator)}"

    def cited(key: str) -> Cited:
        return item.parts.get(key, Cited(above.status))

    yield part, _("Weight"), _("unknown") if item.weight is None else f"{item.weight:g}", cited("weight")
    yield part, _("Family"), say.said(view, say.FAMILIES, item.family), cited("family")
    given = item.benchmark
    size = [f"{given.value:g}"] if given.value is not None else []
    size += [f"{given.low:g} – {given.high:g}"] if given.low is not None and given.high is not None else []
    size += [f"× {given.times:g}"] if given.times != 1 else []
    rule = say.said(view, say.RULES, given.rule) if given.rule else _("unknown")
    yield part, _("Benchmark"), " ".join([rule, *size]), given.cited
    yield part, _("Cap"), _("none") if item.cap is None else _("%s weights") % f"{item.cap:g}", cited("cap")
    yield part, _("Floor"), _("none") if item.floor is None else f"{item.floor:g}", cited("floor")
    for key, label, value in (
        ("negative", _("Negative value"), item.negative),
        ("missing", _("Missing value"), item.missing),
        ("not_applicable", _("Not applicable"), item.not_applicable),
        ("zero_denominator", _("Divided by zero"), item.zero_denominator),
    ):
        yield part, label, say.said(view, say.TREATED, value), cited(key)


def _cutting(view: View, name: str, cutting: Cutting) -> Iterator[tuple[str, str, str, Cited]]:
    _ = view.tr
    part = f"{name} · {_('cutting')}"
    if cutting.rule is None:
        yield part, _("How grades are cut"), _("unknown"), cutting.cited
        return
    how = [say.said(view, say.CUTS, cutting.rule), say.said(view, say.ROUNDINGS, cutting.rounding)]
    how.append(say.said(view, say.TIES, cutting.ties))
    how.append(_("in each group") if cutting.within == "group" else _("over all groups"))
    yield part, _("How grades are cut"), view.join(how), cutting.cited
    for line in cutting.grades:
        share = f"{line.share:g} %" if line.share is not None else ""
        score = _("from %s points") % f"{line.score:g}" if line.score is not None else ""
        yield part, f"{line.grade} {say.named(view, line)}".strip(), share or score or _("the rest"), cutting.cited


def _policy(view: View, name: str) -> str:
    from liantu.library.policy import policy

    found = policy(name)
    return found.zh if view.zh else found.en


def _policy_cited(name: str) -> Cited:
    from liantu.library.policy import policy

    found = policy(name)
    where = " ".join(filter(None, (found.reference.get("issuer"), found.reference.get("number"))))
    return Cited(found.status, where, "")


def _cited(view: View, cited: Cited) -> str:
    """Clause and note; a note that was written in English alone is left to the English page and the files."""
    note = "" if view.zh and cited.note.isascii() else cited.note
    return " ".join(filter(None, (cited.clause, note)))
