"""Names that are one to the eye: alike but for brackets, blanks, full-width letters and what is not seen."""

from __future__ import annotations

import polars as pl

#: What stands where a name of a firm should and names a sum, a mean, or a part of the row above.
NAMES_OF_SUMS = (
    r"^\s*(?:(?:全区|全县|全市|全街道|全镇|全园区|园区|规上|规下|本页|行业|企业|其中)?\s*"
    r"(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计)|平\s*均(?:值|数)?|户均|其\s*中(?:[:：].*)?"
    r"|(?i:sub-?total|grand total|total|of which(?::.*)?))\s*[:：]?\s*(?:[(（\[［【][^)）]*[)）\]］】])?\s*$"
)
#: What else stands so in a column of firms alone: whatever ends so, statistics, and parts of a district.
SUMS_FOR_FIRMS = (
    r"^\s*(?:.{0,20}(?:合\s*计|小\s*计|总\s*计|共\s*计)[数额]?|(?:合计|总计|共计?)?\s*\d+\s*[家户](?:企业)?|其\s*中[^公厂店]{0,10}"
    r"|总\s*[数额]|汇\s*总|(?:加权|算术)?平\s*均.{0,2}|均\s*值|中位数|最[大小高低]值?|[人亩]均|占\s*比|比\s*重"
    r"|同比.{0,4}|环比.{0,4}|增\s*[速幅长].{0,2}|比上年.{0,4}|上年(?:同期)?"
    r"|(?:全[区县市省国]|[规限][上下](?:以[上下])?|其[他它余])(?:工业)?(?:企业)?|[#＃]\s*[:：].*"
    r"|(?i:sum|average|mean|median|min|max|minimum|maximum|others?|sub total|of which.*|sum of .*))"
    r"\s*[:：]?\s*(?:[(（\[［【][^)）]*[)）\]］】])?\s*$"
)
#: What stands there and names nothing: remarks and who filled the form in, ditto marks, numbers of sections.
NO_FIRM_NAMES = (
    r"^\s*(?:(?:备\s*注|注释?|说明|附注|(?:数据|资料)来源|填表人|填报人|填表说明|填报单位|制表人?|审核人?|单位负责人|统计负责人"
    r"|联系电话|报出日期|(?i:notes?|remarks?|sources?|comments?))\s*(?:[:：0-9].*)?|同\s*[上左]|[〃″\"]|(?:以下)?空白|无|没有"
    r"|企业名称|单位名称|[(（]?[一二三四五六七八九十]{1,3}[)）、.．].*|[(（\[]?以下空白[)）\]]?)\s*$"
)
#: How the full name of a company ends.
COMPANY = "公司"
#: What a row of relations says of two that are not one.
DISTINCT_FROM = "distinct_from"
#: Brackets, quotation marks, blanks, dots and characters without width.
_ASIDE = r"[\s\"'“”‘’。()\[\]{}<>【】〔〕《》〈〉「」·•・\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]"

#: Strokes that are one to the eye.
_DASHES = r"[\u2010-\u2015\u2212\uFE58\uFE63]"


def is_no_firm(names: pl.Series) -> pl.Series:
    """Which texts that stand where the name of a firm should name nothing: marks too, and nothing but signs.

    >>> is_no_firm(pl.Series(["备注：x", "〃", "—", "一、化工", "甲公司", None])).to_list()
    [True, True, True, True, False, False]
    """
    signs = names.str.contains(r"^[\s\p{P}\p{S}]+$")
    return (names.str.contains(NO_FIRM_NAMES) | signs).fill_null(False)


def compact_name(names: pl.Expr) -> pl.Expr:
    """Names without what the eye passes over; two firms whose names are equal so are one firm or a slip.

    >>> pl.select(compact_name(pl.lit("重庆（涪陵） 甲Ａ公司"))).item()
    '重庆涪陵甲a公司'
    """
    plain = names.str.normalize("NFKC").str.replace_all(_DASHES, "-")  # left out, plots 1-2 and 12 would be one
    return plain.str.replace_all(_ASIDE, "").str.to_lowercase()
