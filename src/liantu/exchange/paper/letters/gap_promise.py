"""容缺受理承诺书: the applicant promises to supply what is still missing."""

from __future__ import annotations

from liantu.exchange.paper.letter import Letter, LetterBlock, point
from liantu.exchange.paper.letters.matter import Matter, numbered_lines, signature_lines, text_or_blank
from liantu.exchange.paper.setting import Setting
from liantu.wording import NC_
from liantu.wording.days import day_text
from liantu.wording.labels import SIGNING_PERSON
from liantu.wording.titles import GAP_PROMISE


def gaps_promise_letter(matter: Matter, setting: Setting) -> Letter:
    """Main materials are in, these secondary ones follow by then; the result is withheld until they have come."""
    applicant, item = text_or_blank(matter.applicant), text_or_blank(matter.item)
    due = day_text(matter.due, chinese=setting.chinese)
    tr = setting.tr
    # Without a case nobody knows what is missing: blanks, not every secondary material.
    person = tr(SIGNING_PERSON)
    body = (
        LetterBlock(
            tr(
                "The applicant %(applicant)s applies for “%(item)s” of the project “%(project)s”. The main "
                "materials are in, secondary ones are still missing. The applicant asks for acceptance with "
                "gaps, and promises:"
            )
            % {"applicant": applicant, "item": item, "project": matter.project},
        ),
        point(
            tr("The basis of the item (%(basis)s) and the rules of acceptance with gaps are understood.")
            % {"basis": text_or_blank(matter.basis)},
        ),
        point(tr("Secondary materials still missing:")),
        *numbered_lines(matter.missing),
        point(tr("They are supplied by %(due)s.") % {"due": due}),
        point(
            tr("Until they have come and been found in order, the result is neither collected nor used."),
        ),
        point(
            tr(
                "If they do not come in time, the procedure ends, the applicant takes the materials back and "
                "bears the consequences."
            ),
        ),
        point(
            tr(
                "What is handed in, now and later, is true and valid; the applicant has no credit record "
                "left to repair."
            ),
        ),
        *signature_lines(tr("Applicant (seal)"), setting, person),
        *signature_lines(tr(NC_("promise of gaps", "Office (seal)")), setting),
    )
    title = tr(GAP_PROMISE)
    return Letter(title, text_or_blank(matter.authority), body, setting, _remarks(matter, setting))


def _remarks(matter: Matter, setting: Setting) -> tuple[str, ...]:
    tr = setting.tr
    if matter.item is None or matter.gaps == "yes":
        return ()
    if matter.gaps == "no":
        return (tr("By the list of items this one is never accepted with gaps."),)
    return (
        tr("Whether this item may be accepted with gaps is to be verified; until then this is no ground to accept."),
    )
