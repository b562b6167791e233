"""What a reader may type to find a choice: its name in either language, an alias, or pinyin, in full or as initials."""

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from indicators import catalogue
from regions import kin_of, region

# A selector looks for what is typed in the label of an option, and nowhere else. So the other words stand in the label
# behind the name, farther away than a selector is wide: em spaces, which a browser neither joins nor breaks.
FAR = "\u2003" * 120


def label_of(name: str, words: Iterable[str]) -> str:
    """The label of an option that is found by its name and by any of these words; a reader sees the name only."""
    further = [word for word in dict.fromkeys(words) if word and word not in name]
    return FAR.join((name, " ".join(further))) if further else name


def name_in(label: str) -> str:
    """The name that such a label shows."""
    return label.split(FAR)[0]


@lru_cache(maxsize=512)
def indicator_words(id: str) -> tuple[str, ...]:
    """What an indicator is found by: its names and aliases in both languages, and the pinyin of the Chinese ones."""
    entry = catalogue().indicators[id]
    chinese = (entry.zh.name, *entry.zh.aliases)
    sounds = [sound for text in chinese for sound in pinyin(text)]
    return (*chinese, entry.en.name, *entry.en.aliases, *sounds)


def region_words(id: str) -> tuple[str, ...]:
    """What a region is found by: names, aliases, abbreviation, pinyin and code, and what it was or became."""
    place = region(id)
    kin = [word for one in kin_of(id) for word in (region(one).name["zh"], one)]
    names = (*place.short.values(), *place.name.values(), *place.aliases, place.abbreviation or "")
    return (*names, place.pinyin, place.initials, place.id, *kin)


def pinyin(text: str) -> tuple[str, str]:
    """A Chinese text as it is typed without tones: its initials, and in full; what is not Chinese stays."""
    initials, full = (lazy_pinyin(text, style=style) for style in (Style.FIRST_LETTER, Style.NORMAL))
    return "".join(initials).casefold(), "".join(full).casefold()
