"""一次性补正告知书: all that has to be corrected or supplied, told once."""

from __future__ import annotations

from liantu.exchange.paper.letter import Letter, LetterBlock, letter_day
from liantu.exchange.paper.letters.matter import Matter, numbered_lines, signature_lines, text_or_blank
from liantu.exchange.paper.setting import Setting, Text


def correction_letter(matter: Matter, setting: Setting) -> Letter:
    """What is missing or not in due form, by when it is to come, and what happens to the time meanwhile."""
    item, basis, office = text_or_blank(matter.item), text_or_blank(matter.basis), text_or_blank(matter.authority)
    came, due = letter_day(matter.submitted, setting), letter_day(matter.due, setting)

    def said(zh: str, en: str, kind: str = "point") -> LetterBlock:
        return LetterBlock(Text(zh, en).say(setting.language), kind)

    body = (
        said(
            f"你单位于{came}提交的“{matter.project}”项目“{item}”申请材料收悉。经查，材料不齐全或者不符合要求，"
            "现将需要补正的全部内容一次告知如下：",
            f"Your application of {came} for “{item}” of the project “{matter.project}” has come. Its materials are not"
            " complete or not in due form. All that has to be corrected is told here, once:",
            "text",
        ),
        said("需要补交或者更正的材料：", "Materials to be supplied or corrected:"),
        *numbered_lines(matter.missing, 3),
        said("每项材料存在的问题和要求：______。", "What is wrong with each, and what is wanted: ______."),
        said(f"请于{due}前补正，可到窗口或者在网上提交。", f"Please correct them by {due}, at the counter or online."),
        said(
            "补正所用时间不计入办理时限；补正齐全后，按规定受理。",
            "The time of correction does not count. Once all is there, the application is accepted.",
        ),
        said(
            f"告知依据：《中华人民共和国行政许可法》关于一次告知补正的规定；本事项办理依据：{basis}。",
            "Ground of this notice: the Administrative Licensing Law of China, on telling once what is to be corrected;"
            f" basis of the item: {basis}.",
        ),
        said("联系人和联系方式：______。", "Whom to ask: ______."),
        *signature_lines(Text(f"{office}（盖章）", f"{office} (seal)"), setting),
        *signature_lines(Text("签收人（签字）", "Received by (signature)"), setting),
    )
    title = Text("一次性补正告知书", "Notice of what is to be corrected")
    return Letter(title, text_or_blank(matter.applicant), body, setting)
