"""告知承诺书: the applicant has been told, and promises."""

from __future__ import annotations

from liantu.exchange.paper.letter import Letter, LetterBlock
from liantu.exchange.paper.letters.matter import Matter, signature_lines, text_or_blank
from liantu.exchange.paper.setting import Setting, Text


def promise_letter(matter: Matter, setting: Setting) -> Letter:
    """The promise on which an office decides at once."""
    applicant, item, basis = text_or_blank(matter.applicant), text_or_blank(matter.item), text_or_blank(matter.basis)
    place, conditions = text_or_blank(matter.place), text_or_blank(matter.conditions)
    opening = Text(
        f"申请人{applicant}（统一社会信用代码：______）在{place}建设“{matter.project}”项目（项目代码：______），"
        f"现申请以告知承诺方式办理“{item}”，并承诺如下：",
        f"The applicant {applicant} (unified credit code: ______) is building the project “{matter.project}”"
        f" (project code: ______) at {place}, asks that “{item}” be decided on a promise, and promises:",
    )
    points = (
        Text(
            f"已收到并清楚贵单位告知的全部内容，包括办理依据（{basis}）、条件、材料、核查方式和不实承诺的后果。",
            f"The applicant has received and understood all that the office has told: the basis ({basis}), the"
            " conditions, the materials, the inspection, and what follows from a false promise.",
        ),
        Text(
            "申请表和所交材料内容真实、完整，与项目实际情况一致。",
            "The application and the materials are true and complete and agree with the project as it is.",
        ),
        Text(
            f"自本承诺书签署之日起，符合本事项的办理条件：{conditions}。",
            f"From the day this is signed, the conditions of the item are met: {conditions}.",
        ),
        Text(
            "尚未提交的材料为______，于____年__月__日前交齐。",
            "Materials not yet handed in are ______; they are handed in by ______.",
        ),
        Text(
            "接受贵单位在作出决定后的核查，如实提供情况；核查中发现不符合条件的，按要求的期限整改。",
            "Inspection after the decision is accepted and answered truthfully; what does not meet the conditions is"
            " put right within the time set.",
        ),
        Text(
            "承诺不实，或者到期未整改的，接受撤销决定、停止相关建设或者生产活动、记入信用记录等处理，"
            "由此造成的损失由申请人承担。",
            "If the promise is false, or things are not put right in time, the applicant accepts that the decision is"
            " revoked, that works or production stop and that it is entered in the credit record, and bears the loss.",
        ),
        Text(
            "本承诺书由申请人和办理机关各存一份。",
            "The applicant and the office each keep one copy.",
        ),
    )
    said = [LetterBlock(point.say(setting.language), "point") for point in points]
    person = Text("法定代表人或代理人（签字）", "Legal representative or agent (signature)")
    body = (
        LetterBlock(opening.say(setting.language)),
        *said,
        *signature_lines(Text("申请人（盖章）", "Applicant (seal)"), setting, person),
        *signature_lines(Text("办理机关（盖章）", "Office (seal)"), setting),
    )
    title = Text("告知承诺书", "Promise of the applicant")
    return Letter(title, text_or_blank(matter.authority), body, setting, _remarks(matter))


def _remarks(matter: Matter) -> tuple[Text, ...]:
    """Whether a promise is possible at all, where that is not settled."""
    if matter.item is None or matter.promise == "yes":
        return ()
    if matter.promise == "no":
        return (
            Text("事项清单载明本事项不适用告知承诺。", "By the list of items this one is never decided on a promise."),
        )
    return (
        Text(
            "本事项是否适用告知承诺待核，核实前不作为办理依据。",
            "Whether this item may be decided on a promise is to be verified; until then this is no ground to decide.",
        ),
    )
