"""告知承诺书: the applicant has been told, and promises."""

from __future__ import annotations

from liantu.exchange.paper.letter import Letter, LetterBlock, point
from liantu.exchange.paper.letters.matter import Matter, signature_lines, text_or_blank
from liantu.exchange.paper.setting import Setting
from liantu.wording import NC_
from liantu.wording.labels import SIGNING_PERSON
from liantu.wording.titles import APPLICANT_PROMISE


def promise_letter(matter: Matter, setting: Setting) -> Letter:
    """The promise on which an office decides at once."""
    applicant, item, basis = text_or_blank(matter.applicant), text_or_blank(matter.item), text_or_blank(matter.basis)
    place, conditions = text_or_blank(matter.place), text_or_blank(matter.conditions)
    tr = setting.tr
    opening = tr(
        "The applicant %(applicant)s (unified credit code: ______) is building the project "
        "“%(project)s” (project code: ______) at %(place)s, asks that “%(item)s” be decided on a "
        "promise, and promises:"
    ) % {"applicant": applicant, "project": matter.project, "place": place, "item": item}
    points = (
        tr(
            "The applicant has received and understood all that the office has told: the basis "
            "(%(basis)s), the conditions, the materials, the inspection, and what follows from a false "
            "promise."
        )
        % {"basis": basis},
        tr("The application and the materials are true and complete and agree with the project as it is."),
        tr("From the day this is signed, the conditions of the item are met: %(conditions)s.")
        % {"conditions": conditions},
        tr("Materials not yet handed in are ______; they are handed in by ______."),
        tr(
            "Inspection after the decision is accepted and answered truthfully; what does not meet the "
            "conditions is put right within the time set."
        ),
        tr(
            "If the promise is false, or things are not put right in time, the applicant accepts that "
            "the decision is revoked, that works or production stop and that it is entered in the credit "
            "record, and bears the loss."
        ),
        tr("The applicant and the office each keep one copy."),
    )
    person = tr(SIGNING_PERSON)
    body = (
        LetterBlock(opening),
        *map(point, points),
        *signature_lines(tr("Applicant (seal)"), setting, person),
        *signature_lines(tr(NC_("letter", "Office (seal)")), setting),
    )
    title = tr(APPLICANT_PROMISE)
    return Letter(title, text_or_blank(matter.authority), body, setting, _remarks(matter, setting))


def _remarks(matter: Matter, setting: Setting) -> tuple[str, ...]:
    """Whether a promise is possible at all, where that is not settled."""
    tr = setting.tr
    if matter.item is None or matter.promise == "yes":
        return ()
    if matter.promise == "no":
        return (tr("By the list of items this one is never decided on a promise."),)
    return (
        tr("Whether this item may be decided on a promise is to be verified; until then this is no ground to decide."),
    )
