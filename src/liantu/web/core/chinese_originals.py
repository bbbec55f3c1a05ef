"""Chinese words on a page in another language: marked as Chinese, which decides their face and their voice, and said at
the foot to be the original."""

from __future__ import annotations

import re

#: Parts of a page that are left as they are: drawings, lists of choices and fields hold words alone, no marks.
_WHOLE = re.compile(r"(<(svg|select|textarea|datalist|script|style|button)\b.*?</\2>)", re.DOTALL)
#: A mark with the words behind it, some of which are Chinese.
_WORDS = re.compile("(<[^<>]*>)([^<>]*[\\u3400-\\u9fff][^<>]*)")
#: Brackets, quotation marks and stops that belong to Chinese words, and the words with them.
_MARKS = "[\\u201c\\u201d\\u3002-\\u301f\\uff08\\uff09\\uff1a\\uff1b]*"
_CHINESE = re.compile(f"{_MARKS}[\\u3400-\\u9fff](?:[^<>]*[\\u3400-\\u9fff])?{_MARKS}")
_MAIN, _FOOT = '<main id="main">', '<footer class="foot">'


def mark_originals(html: str, note: str) -> str:
    """The page with what is Chinese in its main part marked, and the note at its foot where something is."""
    head, main, body = html.partition(_MAIN)
    if not main:
        return _mark(html)
    # Words between parts that are kept follow the closing mark of one.
    marked = _mark(body)
    if ' lang="zh' in marked.partition(_FOOT)[0]:
        marked = marked.replace(_FOOT, f"{_FOOT}\n  <p>{note}</p>", 1)
    return head + main + marked


def _mark(html: str) -> str:
    """What is Chinese in a part of a page, marked.

    >>> _mark("<td>limit, 合同2第五条</td>") == '<td>limit, <span lang="zh-CN">合同2第五条</span></td>'
    True
    >>> [_mark(words) == words for words in ('<q lang="zh-CN">原文</q>', "<select><option>原文</option></select>")]
    [True, True]
    """
    pieces = _WHOLE.split(html)
    # The split gives words, a part that is kept, and the name of its mark, by turns.
    return "".join(_WORDS.sub(_wrap, piece) if n % 3 == 0 else piece for n, piece in enumerate(pieces) if n % 3 != 2)


def _wrap(found: re.Match[str]) -> str:
    before, words = found.groups()
    if ' lang="zh' in before:
        return found.group()
    return before + _CHINESE.sub(lambda run: f'<span lang="zh-CN">{run.group()}</span>', words)
