"""告知书: what an office tells the applicant of an item before it is handled."""

from __future__ import annotations

from liantu.exchange.paper.letter import Letter, LetterBlock, point
from liantu.exchange.paper.letters.matter import Matter, numbered_lines, signature_lines, text_or_blank
from liantu.exchange.paper.setting import Setting
from liantu.wording import N_, NC_
from liantu.wording.titles import APPLICANT_NOTICE

_POSSIBLE = {
    "yes": N_("possible"),
    "no": N_("not possible"),
    "unknown": N_("to be verified"),
}


def notification_letter(matter: Matter, setting: Setting) -> Letter:
    """Basis, conditions, materials, time, promise, gaps, inspection."""
    item, basis, office = text_or_blank(matter.item), text_or_blank(matter.basis), text_or_blank(matter.authority)
    tr = setting.tr
    on_promise, with_gaps = tr(_POSSIBLE[matter.promise]), tr(_POSSIBLE[matter.gaps])
    if matter.conditions:
        on_promise += tr(", on these conditions: %s") % matter.conditions
    body = (
        LetterBlock(
            tr("Your project “%(project)s” needs “%(item)s”. You are told the following:")
            % {"project": matter.project, "item": item}
        ),
        point(tr("Office in charge: %(office)s.") % {"office": office}),
        point(tr("Basis: %(basis)s.") % {"basis": basis}),
        point(tr("Conditions: ______.")),
        *_materials(matter, setting),
        point(
            tr(
                "Time: %(days)s from the day after acceptance; correction, public notice and expert review "
                "do not count."
            )
            % {"days": text_or_blank(matter.days)},
        ),
        point(tr("Decision on a promise: %s.") % on_promise),
        point(
            tr("Acceptance while secondary materials are missing: %s; they are to be supplied within ______.")
            % with_gaps
        ),
        point(
            tr(
                "What is promised will be inspected. If it is false, or materials do not come in time, "
                "things are to be put right, the procedure ends or the decision is revoked, and it is "
                "entered in the credit record."
            ),
        ),
        point(tr("For questions: ______.")),
        *signature_lines(tr(NC_("letter", "Office (seal)")), setting),
        *signature_lines(tr("Received by (signature)"), setting),
    )
    return Letter(tr(APPLICANT_NOTICE), text_or_blank(matter.applicant), body, setting)


def _materials(matter: Matter, setting: Setting) -> list[LetterBlock]:
    tr = setting.tr
    parts = (
        (matter.main, tr("Main materials:")),
        (matter.secondary, tr("Secondary materials:")),
        (matter.unsorted, tr("Materials, main or secondary to be verified:")),
    )
    stated = [(words, label) for words, label in parts if words] or [((), parts[0][1])]
    return [block for words, label in stated for block in (point(label), *numbered_lines(words))]
