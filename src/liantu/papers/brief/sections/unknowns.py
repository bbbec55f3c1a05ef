"""Which unknown moves the gap how far: each answer alone, for all firms that have to give it."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph, ReportTable
from liantu.model import schema
from liantu.papers.brief.answer_effects import AnswerEffect, measure_answer_effects
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_
from liantu.wording.paper_figures import paper_change, round_figure
from liantu.wording.question_texts import answer_unit, unknown_word

_ALONE = N_("Each answer is supposed alone; the moves are not to be added up. ")
_STILL = N_("No answer tried moves it: %s.")
_SHOWN = 5


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """A row an answer, the greatest move first; nothing where the gap is not known or nothing is asked."""
    tr, gap = facts.setting.tr, facts.gap["gap_typical"]
    if gap is None:
        return []
    effects, still = list_effects(facts)
    unmoved = tr(_STILL) % tr(", ").join(tr(unknown_word(field)) for field in still) if still else ""
    if not effects:
        return [Paragraph(unmoved)] if unmoved else []
    size, shown = facts.scale.divisor, effects[:_SHOWN]
    changes = [paper_change(gap / size, effect.gap / size) for effect in shown]
    rows = [
        [word_answer(facts, effect), facts.setting.join(effect.addressees), after, difference]
        for effect, (_before, after, difference) in zip(shown, changes, strict=True)
    ]
    # What all are told against has the digits that the smallest difference needs.
    before = max((before for before, _after, _difference in changes), key=len)
    headings = (tr("If the answer were"), tr("Whom to ask"), tr("Gap"), tr("Against %s") % before)
    title = tr("Gap by answer, all built")
    table = ReportTable(title, headings, rows, (2.6, 2.4, 0.9, 1.1), tr("Unit: %s") % facts.scale.unit, (0, 1))
    return [table, Paragraph(tr(_ALONE) + unmoved)]


def list_effects(facts: LinkFacts) -> tuple[list[AnswerEffect], list[str]]:
    """The answers that move the gap, the greatest move first, and the unknowns of which none does."""
    gap = facts.gap["gap_typical"]
    if gap is None:
        return [], []
    capacities = {term["capacity"]["id"] for term in facts.account["terms"]}
    return measure_answer_effects(facts.district, facts.product, capacities, gap)


def word_answer(facts: LinkFacts, effect: AnswerEffect) -> str:
    """The question and the answer in words, as “Chemistry or route: NCM811”."""
    tr, setting, answer = facts.setting.tr, facts.setting, effect.answer
    question, unit = tr(unknown_word(effect.field)), answer_unit(effect.field)
    if effect.field == "amount":
        scale = facts.scale_of(effect.product, [float(answer)])
        words = f"{setting.name(effect.product)} {round_figure(float(answer) / scale.divisor)} {scale.unit}"
    elif effect.field == "on_site":
        words = f"{setting.name(effect.product)} {schema.label_code('yes_no', answer, setting.language)}"
    elif effect.field == "status":
        words = schema.label_code("status", answer, setting.language)
    else:
        words = setting.name(answer) + unit
    return (question.removesuffix(tr(" (%s)") % unit) if unit else question) + tr(": ") + words
