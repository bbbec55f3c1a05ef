"""一次性补正告知书: all that has to be corrected or supplied, told once."""

from __future__ import annotations

from liantu.exchange.paper.letter import Letter, LetterBlock, point
from liantu.exchange.paper.letters.matter import Matter, numbered_lines, signature_lines, text_or_blank
from liantu.exchange.paper.setting import Setting
from liantu.wording.days import day_text
from liantu.wording.titles import CORRECTION_NOTICE


def correction_letter(matter: Matter, setting: Setting) -> Letter:
    """What is missing or not in due form, by when it is to come, and what happens to the time meanwhile."""
    item, basis, office = text_or_blank(matter.item), text_or_blank(matter.basis), text_or_blank(matter.authority)
    came, due = day_text(matter.submitted, chinese=setting.chinese), day_text(matter.due, chinese=setting.chinese)

    tr = setting.tr
    body = (
        LetterBlock(
            tr(
                "Your application of %(came)s for “%(item)s” of the project “%(project)s” has come. Its "
                "materials are not complete or not in due form. All that has to be corrected is told here, "
                "once:"
            )
            % {"came": came, "item": item, "project": matter.project},
        ),
        point(tr("Materials to be supplied or corrected:")),
        *numbered_lines(matter.missing, 3),
        point(tr("What is wrong with each, and what is wanted: ______.")),
        point(tr("Please correct them by %(due)s, at the counter or online.") % {"due": due}),
        point(
            tr("The time of correction does not count. Once all is there, the application is accepted."),
        ),
        point(
            tr(
                "Ground of this notice: the Administrative Licensing Law of China, on telling once what is "
                "to be corrected; basis of the item: %(basis)s."
            )
            % {"basis": basis},
        ),
        point(tr("Whom to ask: ______.")),
        *signature_lines(tr("%(office)s (seal)") % {"office": office}, setting),
        *signature_lines(tr("Received by (signature)"), setting),
    )
    title = tr(CORRECTION_NOTICE)
    return Letter(title, text_or_blank(matter.applicant), body, setting)
