"""Words across every page of a Word file, behind its text, as Word and WPS draw them."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph as WordParagraph

from liantu.exchange import typefaces

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
#: Height of the words and room a character takes, in points.
_HIGH, _WIDE, _LONGEST = 62, 62, 430


def add_watermark(head: WordParagraph, words: str, ink: str) -> None:
    """Put pale words across the page into the head of a section; ``ink`` as six hexadecimal digits."""
    width = min(_LONGEST, sum(_WIDE if ord(letter) > 0x2E7F else _WIDE / 2 for letter in words))
    high = min(_HIGH, width / max(len(words), 1) * 2)
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.0f}pt;height:{high:.0f}pt;rotation:325;z-index:-251;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    face = f"font-family:'{typefaces.WORD_HEAD}';font-size:1pt"
    text = f'<v:textpath on="t" fitshape="t" style="{face}" string="{words}"/>'
    head._p.append(
        parse_xml(
            f"<w:r {_SPACES}><w:pict>"
            '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
            'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
            f'<v:shape id="watermark" o:spid="_x0000_s2049" type="#_x0000_t136" style="{place}" '
            f'fillcolor="#{ink}" stroked="f">{text}<w10:wrap anchorx="margin" anchory="margin"/></v:shape>'
            "</w:pict></w:r>"
        )
    )
