"""Headings that Word counts: 1 for a chapter, 1.1 for its first figure, as the figures of the chapter are numbered."""

import re
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from exports.plates import Volume

DIGITS = r"[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾\d]"
# A title that an author has numbered: 第一章, 第二部分 …, 一、, （一）, ①, 1., 1.1 …, Chapter 1, I., 附录A.
NUMBERED = re.compile(
    rf"\s*(第{DIGITS}+([章节篇]|部分(?=[\s：:]|$))|[（(]?{DIGITS}+[）)、．]|[①-⑳]|\d{{1,2}}(\.\d+)*\.(?!\d)|\d+(\.\d+)+\s"
    r"|(chapter|part|section|appendix)\s+([ivx]+|\d+|[a-z])\b|[ivx]+\.|附[录件]\s?[A-Z一二三四五六七八九十\d])",
    re.IGNORECASE,
)
LEVELS = ("Heading 1", "Heading 2")


def number_headings(document: Any, volume: Volume) -> bool:
    """Has Word count the headings where every chapter has a title of its own without a number; whether it does."""
    titles = [section.title for section in volume.sections]
    if not titles or not all(titles) or any(_is_numbered(title, n) for n, title in enumerate(titles, 1)):
        return False
    lists = document.part.numbering_part.element
    known = [int(one.get(qn("w:abstractNumId"))) for one in lists.findall(qn("w:abstractNum"))]
    abstract = max(known, default=0) + 1
    drawn = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(_level(level, style, document) for level, style in enumerate(LEVELS))
        + "</w:abstractNum>"
    )
    first = lists.find(qn("w:num"))
    if first is None:
        lists.append(drawn)
    else:
        first.addprevious(drawn)
    number = lists.add_num(abstract).numId
    for level, style in enumerate(LEVELS):
        _count(document.styles[style], level, number)
    # It is made from the first heading, whose number it must not take.
    _count(document.styles["TOC Heading"], 0, 0)
    return True


def _is_numbered(title: str, place: int) -> bool:
    """Whether an author has numbered a title; a bare number is a number where it is the chapter's place."""
    return bool(NUMBERED.match(title)) or title.split()[:1] == [str(place)]


def _level(level: int, style: str, document: Any) -> str:
    text = ".".join(f"%{n + 1}" for n in range(level + 1))
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{document.styles[style].style_id}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )


def _count(style: Any, level: int, number: int) -> None:
    """Has a style be counted at a level of a list."""
    counted = style.element.get_or_add_pPr().get_or_add_numPr()
    counted.get_or_add_ilvl().val = level
    counted.get_or_add_numId().val = number
