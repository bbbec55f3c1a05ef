"""容缺受理承诺书: the applicant promises to supply what is still missing."""

from __future__ import annotations

from liantu.exchange.paper.letter import Letter, LetterBlock, letter_day
from liantu.exchange.paper.letters.matter import Matter, numbered_lines, signature_lines, text_or_blank
from liantu.exchange.paper.setting import Setting, Text


def gaps_promise_letter(matter: Matter, setting: Setting) -> Letter:
    """Main materials are in, these secondary ones follow by then; the result is withheld until they have come."""
    applicant, item, due = text_or_blank(matter.applicant), text_or_blank(matter.item), letter_day(matter.due, setting)

    def said(zh: str, en: str, kind: str = "point") -> LetterBlock:
        return LetterBlock(Text(zh, en).say(setting.language), kind)

    # Without a case nobody knows what is missing: blanks, not every secondary material.
    person = Text("法定代表人或代理人（签字）", "Legal representative or agent (signature)")
    body = (
        said(
            f"申请人{applicant}就“{matter.project}”项目申请办理“{item}”，主要材料已经交齐，次要材料暂有欠缺。"
            "现申请容缺受理，并承诺如下：",
            f"The applicant {applicant} applies for “{item}” of the project “{matter.project}”. The main materials are"
            " in, secondary ones are still missing. The applicant asks for acceptance with gaps, and promises:",
            "text",
        ),
        said(
            f"本事项的办理依据（{text_or_blank(matter.basis)}）和容缺受理的要求已经清楚。",
            f"The basis of the item ({text_or_blank(matter.basis)}) and the rules of acceptance with gaps are understood.",
        ),
        said("暂缺的次要材料：", "Secondary materials still missing:"),
        *numbered_lines(matter.missing),
        said(f"上述材料于{due}前补齐。", f"They are supplied by {due}."),
        said(
            "材料补齐并经审查合格前，不领取、不使用办理结果。",
            "Until they have come and been found in order, the result is neither collected nor used.",
        ),
        said(
            "到期未补齐的，同意终止办理，已交材料自行取回，由此产生的后果由申请人承担。",
            "If they do not come in time, the procedure ends, the applicant takes the materials back and bears the"
            " consequences.",
        ),
        said(
            "已交和补交的材料真实、有效；申请人没有未修复的失信记录。",
            "What is handed in, now and later, is true and valid; the applicant has no credit record left to repair.",
        ),
        *signature_lines(Text("申请人（盖章）", "Applicant (seal)"), setting, person),
        *signature_lines(Text("受理单位（盖章）", "Office (seal)"), setting),
    )
    title = Text("容缺受理承诺书", "Promise to supply what is missing")
    return Letter(title, text_or_blank(matter.authority), body, setting, _remarks(matter))


def _remarks(matter: Matter) -> tuple[Text, ...]:
    if matter.item is None or matter.gaps == "yes":
        return ()
    if matter.gaps == "no":
        return (Text("事项清单载明本事项不可容缺受理。", "By the list of items this one is never accepted with gaps."),)
    return (
        Text(
            "本事项可否容缺受理待核，核实前不作为受理依据。",
            "Whether this item may be accepted with gaps is to be verified; until then this is no ground to accept.",
        ),
    )
