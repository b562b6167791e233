"""How cities and counties are called: short, in English, in pinyin, and by other spellings.

Only `python -m regions.freeze` needs this file and the package it reads.
"""

import csv
import re
from functools import cache

from pypinyin import lazy_pinyin

from regions.history import BY_HAND, Life

# The ending of a Chinese name, the English word for it, and the shortest name that it can follow: 西林区 is no forest.
KINDS = (
    ("自治州", "Autonomous Prefecture", 1),
    ("自治县", "Autonomous County", 1),
    ("自治旗", "Autonomous Banner", 1),
    ("地区", "Prefecture", 1),
    ("林区", "Forestry District", 2),
    ("矿区", "Mining District", 2),
    ("特区", "Special District", 2),
    ("新区", "New District", 2),
    ("市", "City", 1),
    ("县", "County", 1),
    ("区", "District", 1),
    ("旗", "Banner", 1),
    ("盟", "League", 1),
)
PEOPLES = {
    "满族": "Manchu", "蒙古族": "Mongol", "蒙古": "Mongol", "回族": "Hui", "壮族": "Zhuang", "瑶族": "Yao",
    "苗族": "Miao", "侗族": "Dong", "土家族": "Tujia", "彝族": "Yi", "藏族": "Tibetan", "羌族": "Qiang",
    "黎族": "Li", "白族": "Bai", "傣族": "Dai", "哈尼族": "Hani", "傈僳族": "Lisu", "拉祜族": "Lahu", "佤族": "Va",
    "景颇族": "Jingpo", "布朗族": "Blang", "纳西族": "Nakhi", "独龙族": "Derung", "怒族": "Nu", "普米族": "Pumi",
    "布依族": "Buyei", "水族": "Sui", "仡佬族": "Gelao", "仫佬族": "Mulao", "毛南族": "Maonan", "畲族": "She",
    "朝鲜族": "Korean", "达斡尔族": "Daur", "鄂温克族": "Ewenki", "裕固族": "Yugur", "保安族": "Bonan",
    "东乡族": "Dongxiang", "撒拉族": "Salar", "土族": "Tu", "哈萨克族": "Kazakh", "哈萨克": "Kazakh",
    "塔吉克": "Tajik", "锡伯": "Xibe", "柯尔克孜": "Kirgiz", "各族": "Various Nationalities",
}  # fmt: skip
TRAILING = re.compile(f"({'|'.join(sorted(PEOPLES, key=len, reverse=True))})$")


def stem_of(name: str) -> str:
    """A name without the word for its kind and the peoples it is autonomous for: 延边朝鲜族自治州 is 延边."""
    return _parted(name)[0]


def short_of(life: Life) -> str:
    """The short name: a city loses the word for its kind (广州, 延边), a county keeps it."""
    return stem_of(life.name) if life.is_city else life.name


def english_of(life: Life) -> str:
    """The English name, entered by hand or made from pinyin: Guangzhou, Yiwu City, Yixian County."""
    by_hand = _by_hand().get(life.code, {}).get("name_en", "")
    if by_hand:
        return by_hand
    stem, peoples, kind = _parted(life.name)
    if kind == "City" and life.is_city:
        return _capital(stem)
    *first, last = [_capital(stem if len(stem) > 1 else life.name), *_joined(peoples), kind]
    return " ".join((*first, last))


def typed_of(life: Life) -> tuple[str, str]:
    """The short name as it is typed: pinyin without tones, and its initials."""
    by_hand, sounds = _by_hand().get(life.code, {}), _sounds(short_of(life))
    return by_hand.get("pinyin") or "".join(sounds), by_hand.get("initials") or "".join(sound[0] for sound in sounds)


def aliases_of(life: Life) -> list[str]:
    """Other spellings: those entered by hand, the short form of a long name, a bare stem, and former names."""
    stem, peoples, kind = _parted(life.name)
    found = list(filter(None, _by_hand().get(life.code, {}).get("aliases", "").split(";")))
    if peoples:
        found.append(stem + life.name[-1])
    if not (life.is_city or life.ended or kind.endswith("District")) and len(stem) > 1:
        found.append(stem)
    former = sorted(life.former)
    return list(dict.fromkeys((*found, *former, *(stem_of(name) for name in former if life.is_city))))


def _parted(name: str) -> tuple[str, list[str], str]:
    """The stem, the peoples in English, the kind in English."""
    for ending, kind, least in KINDS:
        stem = name.removesuffix(ending)
        if stem != name and len(stem) >= least:
            return *_without_peoples(stem, "Autonomous" in kind), kind
    return name, [], ""


def _without_peoples(stem: str, autonomous: bool) -> tuple[str, list[str]]:
    peoples: list[str] = []
    while (autonomous or stem.endswith("族")) and (found := TRAILING.search(stem)) and found.start():
        stem = stem[: found.start()]
        peoples.insert(0, PEOPLES[found.group()])
    return stem, peoples


def _joined(peoples: list[str]) -> list[str]:
    *first, last = peoples or [""]
    return [f"{', '.join(first)} and {last}" if first else last] if last else []


def _capital(text: str) -> str:
    """Pinyin as one word with a capital, an apostrophe before a later vowel: Xi'an."""
    sounds = [sound.replace("lv", "lü").replace("nv", "nü") for sound in _sounds(text)]
    return "".join(
        f"'{sound}" if place and sound[0] in "aoe" else sound for place, sound in enumerate(sounds)
    ).capitalize()


def _sounds(text: str) -> list[str]:
    """The sound of each character, as places say it: 长 is chang, but zhang in 长子."""
    sounds = lazy_pinyin(text)
    for part, reading in _readings().items():
        if part in text:
            sounds[text.index(part) : text.index(part) + len(part)] = reading
    return sounds


@cache
def _readings() -> dict[str, list[str]]:
    with (BY_HAND / "readings.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: len(row["text"]))
    return {row["text"]: row["reading"].split() for row in rows}


@cache
def _by_hand() -> dict[str, dict[str, str]]:
    with (BY_HAND / "names.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}
