"""告知书: what an office tells the applicant of an item before it is handled."""

from __future__ import annotations

from liantu.exchange.paper.letter import Letter, LetterBlock
from liantu.exchange.paper.letters.matter import Matter, numbered_lines, signature_lines, text_or_blank
from liantu.exchange.paper.setting import Setting, Text

_POSSIBLE = {
    "yes": Text("可以", "possible"),
    "no": Text("不可以", "not possible"),
    "unknown": Text("待核", "to be verified"),
}


def notification_letter(matter: Matter, setting: Setting) -> Letter:
    """Basis, conditions, materials, time, promise, gaps, inspection."""
    item, basis, office = text_or_blank(matter.item), text_or_blank(matter.basis), text_or_blank(matter.authority)
    on_promise, with_gaps = _POSSIBLE[matter.promise], _POSSIBLE[matter.gaps]
    told = f"，条件为：{matter.conditions}" if matter.conditions else ""
    told_en = f", on these conditions: {matter.conditions}" if matter.conditions else ""

    def point(zh: str, en: str) -> LetterBlock:
        return LetterBlock(Text(zh, en).say(setting.language), "point")

    body = (
        LetterBlock(
            Text(
                f"你单位“{matter.project}”项目需办理“{item}”，现将有关事项告知如下：",
                f"Your project “{matter.project}” needs “{item}”. You are told the following:",
            ).say(setting.language)
        ),
        point(f"办理机关：{office}。", f"Office in charge: {office}."),
        point(f"办理依据：{basis}。", f"Basis: {basis}."),
        point("办理条件：______。", "Conditions: ______."),
        *_materials(matter, setting),
        point(
            f"办理时限：自受理次日起{text_or_blank(matter.days)}，补正、公示和专家评审的时间不计。",
            f"Time: {text_or_blank(matter.days)} from the day after acceptance; correction, public notice and expert review do"
            " not count.",
        ),
        point(f"以告知承诺方式办理：{on_promise.zh}{told}。", f"Decision on a promise: {on_promise.en}{told_en}."),
        point(
            f"缺少次要材料时先行受理（容缺受理）：{with_gaps.zh}；补齐期限为______。",
            f"Acceptance while secondary materials are missing: {with_gaps.en}; they are to be supplied within ______.",
        ),
        point(
            "办理机关将核查承诺内容。承诺不实或者逾期不补的，依法整改、终止办理或者撤销决定，并记入信用记录。",
            "What is promised will be inspected. If it is false, or materials do not come in time, things are to be put"
            " right, the procedure ends or the decision is revoked, and it is entered in the credit record.",
        ),
        point("咨询方式：______。", "For questions: ______."),
        *signature_lines(Text("办理机关（盖章）", "Office (seal)"), setting),
        *signature_lines(Text("签收人（签字）", "Received by (signature)"), setting),
    )
    return Letter(Text("告知书", "Notice to the applicant"), text_or_blank(matter.applicant), body, setting)


def _materials(matter: Matter, setting: Setting) -> list[LetterBlock]:
    parts = (
        (matter.main, Text("主要材料：", "Main materials:")),
        (matter.secondary, Text("次要材料：", "Secondary materials:")),
        (matter.unsorted, Text("主次待核的材料：", "Materials, main or secondary to be verified:")),
    )
    told = [(words, label) for words, label in parts if words] or [((), parts[0][1])]
    return [
        block
        for words, label in told
        for block in (LetterBlock(label.say(setting.language), "point"), *numbered_lines(words))
    ]
