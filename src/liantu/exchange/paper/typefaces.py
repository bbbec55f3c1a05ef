"""Typefaces by role, the office's own first; each is followed by what stands in for it."""

from __future__ import annotations

# GB/T 9704 asks for 小标宋 in titles and 仿宋 in the text; Noto is what a Linux desktop has.
TITLE = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", "Noto Serif CJK SC", "Noto Serif SC", "SimSun")
HEAD = ("SimHei", "黑体", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Zen Hei")
BODY = ("FangSong_GB2312", "FangSong", "仿宋_GB2312", "STFangsong", "Noto Serif CJK SC", "Noto Serif SC", "SimSun")

# Word knows one name a run; the font table carries the stand-ins.
WORD_TITLE, WORD_HEAD, WORD_BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
WORD_LATIN = "Times New Roman"
WORD_ALTERNATIVES = {WORD_TITLE: "宋体", WORD_HEAD: "SimHei", WORD_BODY: "仿宋"}

# English papers: a Latin face first, or Chinese faces would draw the quotes at full width.
LATIN_BODY = ("Times New Roman", "Liberation Serif", "Libertinus Serif")
LATIN_HEAD = ("Arial", "Liberation Sans", "DejaVu Sans", "Libertinus Serif")
