"""Finding a choice by typing: in either language, by an alias or by pinyin, while a reader sees its name only."""

import pytest

from indicators import catalogue
from regions import provinces, region
from views.search import indicator_words, label_of, name_in, pinyin, region_words
from words import LANGUAGES

INDICATORS = catalogue().indicators


def indicators(typed: str, language: str) -> set[str]:
    """What a selector offers for what is typed: every label that holds it, whatever its case."""
    labels = {id: label_of(one.texts(language).name, indicator_words(id)) for id, one in INDICATORS.items()}
    return {id for id, label in labels.items() if typed.casefold() in label.casefold()}


def found_regions(typed: str) -> set[str]:
    return {one.short["zh"] for one in provinces() if typed in label_of(one.short["zh"], region_words(one.id))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jdcc", {"spot_check_pass_rate", "spot_check_nonconforming_rate", "spot_check_batches"}),
        ("hgl", {"spot_check_pass_rate", "manufacturing_pass_rate", "farm_produce_pass_rate"}),
        ("pass rate", {"spot_check_pass_rate", "manufacturing_pass_rate", "farm_produce_pass_rate"}),
        ("PASS RATE", {"spot_check_pass_rate"}),
        ("recall", {"vehicle_recalls", "consumer_recalls", "emission_recalls"}),
        ("zhaohui", {"vehicle_recalls", "consumer_recalls", "emission_recalls"}),
        ("召回", {"vehicle_recalls", "consumer_recalls", "emission_recalls"}),
        ("国抽合格率", {"spot_check_pass_rate"}),
        ("failure rate", {"spot_check_nonconforming_rate"}),
        ("12315", {"complaints_12315", "contacts_12315"}),
        ("cnas", {"cnas_certificates"}),
    ],
)
def test_an_indicator_is_found_in_either_language_of_the_page(typed, found, language):
    assert found <= indicators(typed, language)
    assert len(indicators(typed, language)) < len(INDICATORS) / 2, "and it narrows the list"


@pytest.mark.parametrize("id", INDICATORS)
def test_every_name_and_alias_finds_its_indicator(id):
    entry = INDICATORS[id]
    for text in (entry.zh.name, entry.en.name, *entry.zh.aliases, *entry.en.aliases, *pinyin(entry.zh.name)):
        assert id in indicators(text, "zh") & indicators(text, "en"), text


def test_a_region_is_found_by_its_initials_and_only_such_regions():
    assert found_regions("hn") == {"湖南", "河南", "海南"}
    assert found_regions("sx") == {"山西", "陕西"}
    assert found_regions("chongqing") == {"重庆"}
    assert found_regions("粤") == {"广东"}
    assert found_regions("Guangdong") == {"广东"}


def test_a_reader_sees_the_name_and_no_two_labels_are_alike():
    assert name_in(label_of("合格率", ("pass rate", "hgl"))) == "合格率"
    assert label_of("合格率", ("合格", "合格率")) == "合格率", "what the name says already is not said again"
    for language in LANGUAGES:
        names = [one.texts(language).name for one in INDICATORS.values()]
        assert len(set(names)) == len(names)
    assert "abroad" in label_of("全部", region_words("coverage:with_abroad"))
    assert region("100000").short["en"] in region_words("100000")


def test_pinyin_is_what_is_typed_without_tones():
    assert pinyin("产品质量合格率") == ("cpzlhgl", "chanpinzhilianghegelv")
    assert pinyin("12315投诉") == ("12315ts", "12315tousu")
    assert pinyin("CNAS认可") == ("cnasrk", "cnasrenke")
    assert pinyin("重庆") == ("cq", "chongqing")
