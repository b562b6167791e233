"""Cards: the same texts in every channel, true sentences, and an honest word where there is nothing to draw."""

import json
from datetime import date

import pytest

from indicators import catalogue
from queries import ask
from tests.cards import column, drawn_texts
from tests.entries import ONLY_COUNTED
from views.choices import choices_of
from views.latest import latest_words
from views.state import MOST_REGIONS, State
from views.trend import headline_card, trend_card

EVERY = sorted(set(catalogue().indicators) - ONLY_COUNTED)
LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", EVERY)
def test_every_indicator_has_a_trend_whose_channels_agree(release, indicator, language):
    card = trend_card(release, State(indicator=indicator, language=language))
    assert card.figure
    assert not card.message
    values = column(card, "数值", "Value")
    assert values
    assert set(drawn_texts(card)) <= set(values), "a text on the chart is not in the table"
    assert any(value in card.sentence for value in values), (card.sentence, values)
    assert card.sources
    assert all(column(card, "来源", "Source"))
    assert card.release == release.id
    assert card.caveats


@pytest.mark.parametrize("indicator", EVERY)
def test_every_choice_of_every_indicator_draws(release, indicator):
    choices = choices_of(release, indicator)
    for dimension in choices.dimensions():
        for region in choices.regions(dimension):
            for grain in choices.grains(region, dimension):
                state = State(indicator=indicator, dimension=dimension, regions=(region,), grain=grain)
                card = trend_card(release, state)
                assert card.figure, state
                assert set(drawn_texts(card)) <= set(column(card, "数值")), state


@pytest.mark.parametrize("indicator", EVERY)
def test_every_choice_of_members_and_of_several_regions_draws(release, indicator):
    choices = choices_of(release, indicator)
    for dimension in choices.dimensions():
        places = tuple(choices.regions(dimension))
        for few in {places[:2], places[-2:], places[:MOST_REGIONS]}:
            state = State(indicator=indicator, dimension=dimension, regions=few)
            card = trend_card(release, state)
            assert card.figure, state
            assert set(drawn_texts(card)) <= set(column(card, "数值")), state
        for grain in choices.grains(places, dimension) if dimension != "all" else ():
            members = tuple(choices.members(places, dimension, grain))
            for chosen in {*((one,) for one in members), members[:2], members}:
                state = State(indicator=indicator, dimension=dimension, grain=grain, members=chosen)
                card = trend_card(release, state)
                assert card.figure, state
                assert set(drawn_texts(card)) <= set(column(card, "数值")), state
                assert bool(card.headline) == (len(chosen) == 1), "a number without a name would be taken for the whole"
                assert not card.headline or card.headline in column(card, "数值"), state


def test_the_pass_rate_of_2024_says_that_it_was_turned(release):
    card = trend_card(release, State())
    assert card.title == "产品质量国家监督抽查合格率 · 全国"
    assert card.sentence == "2024年，产品质量国家监督抽查合格率为85.7%，比2023年下降2.0个百分点。"
    assert "公布的是产品质量国家监督抽查不合格率14.3%，此处为100%减去该数" in card.remarks[0]
    assert "2019年未见公布的数字，图中留空。" in card.remarks
    assert len(card.breaks) == 1
    assert "21,649 / 25,250" in column(card, "分子 / 分母")
    assert "— / 20,192" in column(card, "分子 / 分母")


def test_a_sentence_across_a_break_draws_no_comparison(release):
    state = State(indicator="spot_check_nonconforming_rate", grain="year", dimension="enterprise_size")
    card = trend_card(release, state.but(members=("large",)))
    assert "口径变化" in " ".join(column(card, "说明"))
    rows = [row for row in _rows(release) if row["until"] in (date(2017, 12, 31), date(2018, 12, 31))]
    indicator = catalogue().indicators["spot_check_nonconforming_rate"]
    said = latest_words([("全国", rows)], indicator.zh.name, indicator, "zh")
    assert said == "2018年，产品质量国家监督抽查不合格率为10.3%，与2017年之间有口径变化，不可直接比较。"


def _rows(release):
    values = {"status": "actual", "measure": "level", "region": "100000", "dimension": "all", "member": "all"}
    answer = ask(
        "trend",
        release,
        indicator="spot_check_nonconforming_rate",
        complement="spot_check_pass_rate",
        grain="year",
        **values,
    )
    return answer.to_pylist()


def test_lower_bounds_are_said_to_be_bounds(release):
    card = trend_card(release, State(indicator="vehicle_recall_units"))
    years = dict(zip(column(card, "期间"), column(card, "数值"), strict=True))
    assert [years[f"{year}年"] for year in (2013, 2014, 2015)] == ["＞500万辆"] * 3
    assert "空心的三角或圆圈是上下限或约数" in " ".join(card.remarks)
    assert years["2017年"] == "2,004.8万辆"


def test_the_cumulative_recalls_stand_apart_from_the_annual_ones(release):
    card = trend_card(release, State(indicator="vehicle_recalls", grain="cumulative"))
    first = card.table.rows[0]
    assert first[:2] == ("截至2018年5月6日（2004年10月起累计）", "1,615次")
    assert not set(column(card, "期间")) & {"2017年", "2018年"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_headline_is_the_last_row_of_its_table(release, language):
    for indicator in catalogue().headlines:
        card = headline_card(release, State(indicator=indicator.id, language=language))
        assert card.headline == column(card, "数值", "Value")[-1]
        assert card.period == column(card, "期间", "Period")[-1]
        assert card.headline in card.sentence
        assert card.change in card.sentence
        assert card.spark.startswith("<svg")
        assert card.sources


def test_both_scopes_of_certificates_are_named_apart(release):
    nation = trend_card(release, State(indicator="valid_certificates", regions=("100000",)))
    everything = trend_card(release, State(indicator="valid_certificates", regions=("coverage:with_abroad",)))
    at_2024 = [dict(zip(column(c, "期间"), column(c, "数值"), strict=True))["2024年末"] for c in (nation, everything)]
    assert at_2024 == ["4,067,752张", "4,158,266张"]
    assert "不含境外" in nation.title
    assert "含境外" in everything.title
    assert nation.title != everything.title


def test_targets_are_called_targets(release):
    card = trend_card(release, State(indicator="standards_drafted"))
    assert card.title.startswith("目标：")
    assert card.sentence == (
        "2018年，湖南制修订标准数目标：国际标准≥5个，国家行业标准≥15个，地方标准≥200个，团体标准≥10个。"
    )


def test_shares_made_from_counts_say_so(release):
    card = trend_card(release, State(indicator="vehicle_recalls_investigated_share"))
    row = dict(zip(card.table.columns, card.table.rows[-1], strict=True))
    assert (row["数值"], row["分子 / 分母"]) == ("28.9%", "55 / 190")
    assert "由公布的次数或数量计算" in row["说明"]


def sentence(release, **state) -> str:
    return trend_card(release, State(**state)).sentence


def test_a_change_that_a_source_prints_is_said_rather_than_one_over_a_gap(release):
    """53,057 bodies are 0.5 % more than two years before, but 1.44 % fewer than in the year between."""
    said = sentence(release, indicator="testing_bodies")
    assert said == "2024年末，检验检测机构数为53,057家，据公布，比上年同期下降1.44%。"
    assert sentence(release, indicator="testing_reports").endswith("据公布，比上年同期下降8.66%。")


def test_a_change_of_our_own_over_missing_periods_says_so(release):
    said = sentence(release, indicator="testing_staff")
    assert said == "2024年末，检验检测从业人员为155万人，比2022年末增加0.5%（其间的数字未见公布）。"


@pytest.mark.parametrize("grain", ["span", "cumulative"])
def test_spans_and_cumulatives_are_never_compared(release, grain):
    for indicator in ("vehicle_recalls", "consumer_recall_units", "emission_recall_units"):
        choices = choices_of(release, indicator)
        if grain in choices.grains("100000", "all"):
            said = sentence(release, indicator=indicator, grain=grain)
            assert "比" not in said
            assert "增加" not in said


@pytest.mark.parametrize(
    ("state", "place"),
    [
        ({"indicator": "contacts_12315", "dimension": "contact_type"}, "广州"),
        ({"indicator": "complaints_12315", "dimension": "contact_type"}, "川渝"),
        ({"indicator": "standards_drafted"}, "湖南"),
        ({"indicator": "valid_certificates"}, "含境外"),
        ({"indicator": "manufacturing_pass_rate", "regions": ("430000",)}, "湖南"),
    ],
)
def test_a_sentence_that_is_copied_out_still_names_its_place(release, state, place):
    assert place in sentence(release, **state)


def test_the_first_source_is_that_of_the_figures_in_the_sentence(release):
    card = trend_card(release, State(indicator="spot_check_nonconforming_rate", dimension="product"))
    assert "2022年" in card.sentence
    assert card.sources[0].id == "samr_spot_check_2022_news"
    assert "来源只列出这9项" in card.coverage


def test_a_title_that_is_our_description_is_not_cited_as_a_title(release):
    card = trend_card(release, State(indicator="vehicle_recalls"))
    cited = {source.id: source for source in card.sources}
    described = cited["cns_vehicle_recall_2021"]
    assert "《" not in described.citation
    assert "题名不详" in described.remark
    assert "题名不详" in described.text
    named = trend_card(release, State()).sources[0]
    assert "《市场监管总局关于2024年产品质量国家监督抽查情况的公告》" in named.citation


def test_a_breakdown_goes_on_where_its_parts_do(release):
    """In 2024 distribution is printed as shops and e-commerce only: the sentence must not stop at production."""
    said = sentence(release, indicator="spot_check_nonconforming_rate", dimension="channel")
    assert said == "2024年，产品质量国家监督抽查不合格率：生产领域6.7%，实体店15.1%，电商23.5%。"


def test_a_stock_is_not_drawn_over_years_without_a_figure(release):
    card = trend_card(release, State(indicator="testing_staff"))
    stretches = [trace["x"] for trace in json.loads(card.figure)["data"] if "lines" in trace["mode"]]
    assert stretches[-1] == ["2024-12-31"]
    assert "2023年末" in " ".join(card.remarks)


@pytest.mark.parametrize(
    "state",
    [
        State(regions=("110000",)),
        State(indicator="testing_staff", dimension="scheme"),
        State(indicator="testing_staff", grain="quarter"),
    ],
)
def test_a_choice_without_figures_is_said_and_not_an_error(release, state):
    card = trend_card(release, state)
    assert card.figure is None
    assert "这一选择没有数据" in card.message
