"""Who or what a text is about: names of the district, and what is written like a firm, place or project.

A firm that nobody knows is found by its legal form, and by the short name given in brackets behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from liantu.exchange.documents.word_lists import list_words
from liantu.library.company_words import list_company_words

_FORMS = "有限责任公司|股份有限公司|有限公司|集团公司|集团|股份|公司|研究院|合作社|实业|卷烟厂|造船厂|制造厂"
_HAN = "一-鿿A-Za-z0-9·"
_FIRM = re.compile(rf"[{_HAN}]{{2,18}}?(?:[（(][一-鿿]{{2,4}}[)）][{_HAN}]{{0,14}}?)?(?:{_FORMS})(?![一-鿿]*?大厦)")
_SHORT_NAME = re.compile(r"[（(](?:以下)?(?:简称|统称)[:：]?[“\"]?([^”\"）)]{2,16})[”\"]?[)）]")
_PLACE = re.compile(
    "全区|全市|全县|全省|全园|全镇|全国|全球|全世界|我区|我市|我县|我省|我国|我园|该区|该县|该市|该园区|本区|本市|本县|区内|市内|县内|(?<![业技济流药料件备创])园区内?|世界"
)
_LIKE_PLACE = re.compile(
    "(?:[一-鿿]{2,5}?(?:"
    + list_words("like_place")
    + ")|[一-鿿]{2,6}?(?:省|市|区|县|镇|乡))(?![一-鿿]{0,2}(?:级|长江|域|间|场|政|委|法院|检察|纪委)|生产总值)"
)
#: What ends like a place and is none: 城区, 股市, 建成区.
_NO_PLACE = re.compile("(?:" + list_words("no_place") + ")$|^(?:[一二三四五六七八九十两多数]|隔壁|邻近|周边|相邻)")
_BACK = re.compile(
    "该公司|该企业|该集团|该厂|(?<![一-鿿])公司|(?<=[年度月])公司|(?<=目前)公司|(?<![一-鿿])企业(?=[今去截目实预已全，现年])|(?<![一-鿿])集团(?=[今去截目实预已全，])|该项目|(?<![一-鿿A-Za-z])项目(?=[总计占建达全预一二三投，位于已])|该基地|该装置"
)
#: Words that stand before a name and are none of it; the name begins behind the last of them.
_LEADS = re.compile("^.*(?:" + list_words("leads") + ")")
#: A place behind these is where something stands, not who it is about.
_WHERE = re.compile(
    "(?:位于|落户|落地|入驻|坐落于?|坐落在|地处|走进|来到|扎根|投资|在|从|向|到|至|来自|远销|出口|辐射|面向|高于|低于|快于|比|较|于|占)(?:[一-鿿]{2,4}[省市])?$"
)
_PARTNER = re.compile(
    "(?:关停|推动|推进|加快|引导|确保|支持|帮助|走访|培育|收购|(?:建设|业主|投资|实施|责任|承建|运营|牵头)(?:单位|方|主体)?(?:：|:|为)|与|和|由|联合|携手|引进|引入|吸引|包括|来自|供应给|销往|同|及|向|被|跟)$"
)
_EXAMPLE = re.compile(
    "(?:、[^，。；]{0,60}?)?等(?:一批|众多|多家|[一二三四五六七八九十两]|\\d|企业|龙头|知名|公司|上下游|行业)"
)
_GENERIC = re.compile("(?:" + list_words("generic") + ")项目$|^项目$")
_PROJECT = re.compile(
    r"[一-鿿A-Za-z0-9.·/%+—（）()-]{2,40}?项目(?![库部化法组制式经负]|建设管理)(?:[（(][一二三四]期[)）]|[一二三四五六七八九]期)?"
)
#: What money goes into and is not called a project: 总投资45亿元的储能基地.
_INVESTED_IN = re.compile(
    "总投资[约超近达]?[\\d.]+[万亿]*元的(?P<name>[^，。；：（、\\d]{2,24}?(?:基地|产业园|工厂|工程|中心|电站|园区|总部|生产线|厂))(?=[，。；、因于已将正开主建投竣签])"
)
_SELF = {
    "全区",
    "我区",
    "本区",
    "区内",
    "该区",
    "全县",
    "我县",
    "本县",
    "该县",
    "县内",
    "全园",
    "我园",
    "园区",
    "园区内",
    "该园区",
    "全镇",
    "全市",
    "我市",
    "本市",
    "该市",
    "市内",
}
_TRADE_END = re.compile(
    "(?:电力|烟草|自来水|水务|燃气|天然气|石油|石化|化工|建设|开发|投资|运营|管理|科技|材料|能源|物流|汽车|电池|矿业|钢铁|铝业)$"
)
_WIDE_TRADES = ("工业", "产业", "制造", "技术", "贸易", "物流", "工程", "建设", "服务", "投资", "实业")
_SHORT_TRADES = ("新材", "锂业", "锂电", "铝业", "股份", "光电", "重工", "药业", "锂能", "钢铁", "化学", "特钢")
_PARK = re.compile("高新区|经开区|新区|开发区|园区|工业园|产业园|片区|科技城|小镇|街道|组团")
#: Words before a place that say where it lies of another.
_AHEAD = re.compile("^(?:隔壁|邻近|周边|相邻|毗邻|附近)的?")
_NATION = {"全国": "全国", "我国": "全国", "全球": "全球", "世界": "全球", "全世界": "全球"}


@dataclass(frozen=True)
class Mention:
    """A name where it stands: ``kind`` firm, place, project, group; ``name`` what it is called; ``role`` subject,
    where, partner or back (该公司)."""

    first: int
    last: int
    name: str
    kind: str
    key: str = ""
    role: str = "subject"


@dataclass
class NameBook:
    """Names by their first two characters; ``place`` is what 全区 means."""

    place: str = ""
    entries: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, written: str, name: str, kind: str, key: str = "") -> None:
        """Know a spelling as a name."""
        if len(written) >= 2:
            known = self.entries[written[:2]]
            if written not in {each[0] for each in known}:
                known.append((written, name, kind, key))
                known.sort(key=lambda each: -len(each[0]))

    def begin(self) -> NameBook:
        """A copy that a document may add its own short names to."""
        copied = NameBook(self.place)
        copied.entries.update({start: list(known) for start, known in self.entries.items()})
        copied.add(self.place, self.place, "place")
        return copied

    def find_known(self, text: str) -> list[Mention]:
        """Names of the book, the longest at each place, none inside another."""
        found, index, entries = [], 0, self.entries
        while index < len(text) - 1:
            for written, name, kind, key in entries.get(text[index : index + 2], ()):
                if text.startswith(written, index):
                    found.append(Mention(index, index + len(written), name, kind, key))
                    index += len(written) - 1
                    break
            index += 1
        return found

    def learn(self, text: str) -> None:
        """Take firms with a legal form, and short names in brackets, as names of this document."""
        for match in _FIRM.finditer(text):
            name = trim_name(match[0])
            if not re.search("有限|股份|集团$", name) or (len(name) < 5 and not name.endswith("集团")):
                continue
            known = next(
                (each for each in self.find_known(name) if each.kind == "firm" and each.last == len(name)), None
            )
            self.add(
                name,
                known.name if known and known.first == 0 else name,
                "firm",
                known.key if known and known.first == 0 else "",
            )
            if behind := _SHORT_NAME.match(text, match.end()):
                self.add(behind[1], name, "firm")
            for shorter in _shorten(name):
                if len(shorter) >= 4:
                    self.add(shorter, name, "firm")

    def find(self, text: str) -> list[Mention]:
        """All that is named in a text, in order, with its role; the known before what is only written like a name."""
        found = list(self.find_known(text))
        taken = {index for each in found for index in range(each.first, each.last)}
        for pattern, kind in (
            (_FIRM, "firm"),
            (_short_firm(), "firm"),
            (_PLACE, "place"),
            (_LIKE_PLACE, "place"),
            (_BACK, "back"),
        ):
            for match in pattern.finditer(text):
                mention = self._make(match, kind)
                if mention and not taken & set(range(mention.first, mention.last)):
                    found.append(mention)
                    taken |= set(range(mention.first, mention.last))
        found.sort(key=lambda each: each.first)
        return [replace(each, role=_find_role(text, each)) for each in found]

    def _make(self, match: re.Match[str], kind: str) -> Mention | None:
        written, first = match[0], match.start()
        if kind == "back":
            return Mention(first, match.end(), written, "back", role="back")
        if kind == "firm":
            name = trim_name(written)
            if (
                name.endswith("公司")
                and not re.search("有限|集团|股份|实业", name)
                and not _TRADE_END.search(name[:-2])
            ):
                return None
            bare = name in ("公司", "集团", "企业", "股份", "实业", "研究院", "合作社")
            return (
                None
                if bare or len(name) < 3 or name.endswith(("上市公司", "等公司"))
                else Mention(match.end() - len(name), match.end(), name, kind)
            )
        if written in _NATION:
            return Mention(first, match.end(), _NATION[written], "place")
        if written in _SELF:
            return Mention(first, match.end(), self._widen(written), "place")
        name = _AHEAD.sub("", trim_name(written))
        name = name if len(name) <= 5 or _PARK.search(name) else name[-4:]
        known = (len(name) >= 3 or written[0] in "全我") and not _NO_PLACE.search(name)
        return Mention(match.end() - len(name), match.end(), name, "place") if known else None

    def _widen(self, written: str) -> str:
        """全市 of a district is its city, another subject; 全区 of it the district itself."""
        ends = {"市": "市", "区": "区", "县": "县", "园": "区", "镇": "镇"}
        level = next((mark for mark in ("园", "镇", "区", "县", "市") if mark in written), "")
        if level == "市" and self.place and not self.place.endswith(("市", "州", "盟")):
            return written
        return self.place if self.place and level in ends else written


@cache
def _short_firm() -> re.Pattern[str]:
    """A short name that begins a clause: two or three characters, a trade, and what firms do or have."""
    known = [word for word in list_company_words("trade") if len(word) >= 2 and word not in _WIDE_TRADES]
    words = [*known, *_SHORT_TRADES]
    trades = "|".join(map(re.escape, words))
    return re.compile(
        f"(?:(?<![一-鿿A-Za-z0-9])|(?<=关停)|(?<=支持)|(?<=推动))(?!{trades}|新|高|全|主要|一批|本地|战略|传统|我|该|其|这|退出|淘汰|关停|新增|建设|发展|培育|目前|今年|去年|预计|现代|智能|先进|绿色|规上|工业|生物|新型)"
        f"[一-鿿]{{2,3}}(?:{trades})(?=[\\d一两二三四五六]+条|首条|首期|职工|员工|董事长|总经理|车间|厂区|[停关也正获完投产因受全原]|年产|去年|今年|目前|总投资|规划建设|现有|已|将|新建|实现|公司|拥有|[一二三四]期)"
    )


def find_projects(text: str) -> list[Mention]:
    """Projects by name: what ends in 项目 and says more than a kind of project."""
    found = [
        Mention(match.start("name"), match.end("name"), match["name"], "project")
        for match in _INVESTED_IN.finditer(text)
    ]
    for match in _PROJECT.finditer(text):
        name = trim_project(match[0])
        if len(name) >= 5 and not _GENERIC.search(name):
            found.append(Mention(match.end() - len(name), match.end(), name, "project"))
    return sorted(found, key=lambda each: each.first)


def trim_name(written: str) -> str:
    """A name without the words before it.

    >>> trim_name("落户高新区的重庆卡涞复合材料有限公司")
    '重庆卡涞复合材料有限公司'
    """
    return _LEADS.sub("", written) or written


def trim_project(written: str) -> str:
    """The name of a project without the words before it."""
    name = re.sub("^.*?(?:总投资|投资)[约超近达]?[\\d.]+[万亿]*元(?:建设)?的?", "", written)
    name = re.sub("^.*?在[一-鿿]{2,8}?(?:新区|区|县|市|园|城)", "", name)
    name = re.sub(
        "^.*(?:签约|开工|推进|推动|建设的|落户的|投资的|引进的?|实施的?|[，的是]|在建|其中|以及|确保|今年|去年|日|月|前|目前|年(?!产|加|处)|由)",
        "",
        name,
    )
    name = re.sub(
        "^.*(?:吸引|成功|快速|随着|围绕|得益于|依靠|推出|启动|加快|加强|提升|达到|形成|投资)(?=.{4})", "", name
    )
    return name.strip('“”"（）()—')


def make_book(place: str, rows: Iterable[tuple[str, str, str, str]], others: Mapping[str, str]) -> NameBook:
    """A book of (spelling, name, kind, key) rows; ``others`` are further spellings of names by name."""
    book = NameBook(place)
    for written, name, kind, key in rows:
        book.add(written, name, kind, key)
    for written, name in others.items():
        book.add(written, name, "place")
    return book


def _shorten(name: str) -> list[str]:
    """Short forms of a full name: without its legal form, and without the place before it."""
    bare = re.sub("(?:集团)?(?:股份|责任)?有限(?:责任)?公司$|集团$", "", name)
    place = next((word for word in list_company_words("place") if bare.startswith(word)), "")
    stem = re.sub("^(?:省|市|区|县)", "", bare[len(place) :]) if place else bare
    trade = next((word for word in list_company_words("trade") if len(word) >= 2 and word in stem[2:]), "")
    brand = stem[: stem.index(trade, 2)] if trade else ""
    found = [bare, stem]
    if brand and len(brand) <= 4:
        found += [brand + trade, brand + "公司", brand + "集团", brand + "科技"]
        if place:
            found.append(place + brand)
    return [each for each in dict.fromkeys(found) if each != name]


def _find_role(text: str, mention: Mention) -> str:
    if mention.kind == "back":
        return "back"
    before = text[max(0, mention.first - 8) : mention.first]
    if mention.kind == "firm" and _EXAMPLE.match(text, mention.last):
        return "example"
    if mention.kind == "place" and re.match(
        "建设(?!了|的|有|成)|战略|规划|纲要|发展战略|杯|牌", text[mention.last : mention.last + 4]
    ):
        return "where"
    if mention.kind == "place" and _WHERE.search(before):
        return "where"
    if mention.kind == "place" and text[mention.last : mention.last + 1] == "的" and re.search("位于|落户", before):
        return "where"
    return "partner" if mention.kind == "firm" and _PARTNER.search(before) else "subject"
