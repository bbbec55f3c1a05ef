"""What state a text says that something is in: 签约, 开工, 在建, 投产, 达产, 停产, with what is not yet so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

#: Stage, words; the longer and the more telling first. What is planned or not yet so is read from the words before.
_STAGES = (
    ("stopped", "停产|关停|停止生产|停止运行|关闭退出|淘汰退出|已?拆除|退出市场|停用|关闭|停工停产|注销"),
    ("paused", "停工|暂停建设|暂缓|缓建|停建|中止"),
    ("full_output", "达产达效|全面达产|满产|达产|达效"),
    ("trial", "试生产|试产|试运行|试车|带料调试|中试"),
    (
        "operating",
        "建成投产|竣工投产|投产|投用|投入使用|投入生产|投运|投入运营|并网发电|并网|点火|量产|运行中|正常生产|稳定运行|运营",
    ),
    ("completed", "竣工|完工|落成"),
    ("made", "建成|建有|已形成|具备"),
    ("structure", "主体封顶|封顶"),
    (
        "building",
        "在建|建设中|正在建设|施工|尚在安装|正在安装|在安装|进行安装|设备调试|进行调试|调试中|加快建设|加紧建设|建设现场|续建|推进建设|设备安装|安装调试|主体建设|抓紧建设|动工建设|扩建中",
    ),
    ("started", "开工建设|开工|动工|奠基|启动建设"),
    ("signed", "签约|签订|签署|签下"),
    ("landed", "落户|落地|摘牌"),
    (
        "announced",
        "规划建设|拟建设?|拟投资|拟新建|拟新增|筹建|谋划|计划建设|计划投资|规划|拟(?=[形年达])|备案|环评|公示",
    ),
)
#: A phase of a project, whose stage is its own.
PHASE = re.compile("[一二三四首]期|[0-9一二三四五六]号线|老厂|新厂|原有")
_NOT_YET = re.compile("(?:尚未|还未|未能|没有|并未|仍未|尚没有|还没有|未|尚待|有待|等待)(?:正式|全面|实现|完全)?$")
_TO_COME = re.compile(
    "(?:底|末|月|季度|年)前(?:全面|正式|建成|实现)?$|(?:推动|推进|力促|加快|确保|争取)[^，。；]{0,24}$|(?:计划|预计|力争|有望|将|拟|争取|确保|即将|准备|待|要|冲刺)[^，。；]{0,14}$"
)
_AFTER = re.compile("^(?:后|之后|以后|时)")
#: What stands before the stage that is not yet, or yet to come.
_BEFORE = {
    "operating": "building",
    "trial": "building",
    "completed": "building",
    "structure": "building",
    "full_output": "operating",
    "building": "signed",
    "started": "signed",
    "signed": "talks",
    "landed": "signed",
}


@dataclass(frozen=True)
class StatedStage:
    """A stage and where its words stand; ``then`` for words as 投产后, which tell what follows and not what is."""

    first: int
    last: int
    stage: str
    then: bool = False
    denied: bool = False


def find_stages(text: str) -> list[StatedStage]:
    """The stages that a text states, in order.

    >>> [stage.stage for stage in find_stages("一期已投产，二期尚未开工，三期计划年底投产")]
    ['operating', 'signed', 'building']
    """
    found = []
    for match in _pattern().finditer(text):
        stage = str(match.lastgroup).replace("made", "operating")
        before, behind = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 2]
        then, denied = bool(_AFTER.match(behind)), bool(_NOT_YET.search(before))
        if stage != "announced" and stage != "stopped" and (denied or _TO_COME.search(before)):
            stage = _BEFORE.get(stage, stage)
        if stage == "stopped" and denied:
            continue
        found.append(StatedStage(match.start(), match.end(), stage, then, denied))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{stage}>{words})" for stage, words in _STAGES))
