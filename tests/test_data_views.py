"""What is behind every figure: all of it is there, counted once, in words and for machines, in both languages."""

import re
from dataclasses import replace
from datetime import date

import pytest

from data import TABLES
from data.left_out import left_out as read_left_out
from data.tables import table_of
from indicators import catalogue
from intake.building import Built
from intake.release import write_releases
from tests.cards import column
from tests.conftest import PLAIN_ROWS, exact
from views.completeness import completeness_card
from views.contents import contents_card
from views.definition import definition_card
from views.facts import facts_card
from views.gaps import gaps_card
from views.holdings import holdings_card
from views.left_out import left_out_card
from views.publications import publications_card
from views.releases import releases_card
from views.several_sources import every_several_sources_card, several_sources_card
from views.state import State
from words import texts

OF_AN_INDICATOR = (definition_card, holdings_card, several_sources_card, completeness_card, gaps_card)
OF_THE_RELEASE = (
    contents_card,
    every_several_sources_card,
    facts_card,
    left_out_card,
    releases_card,
    publications_card,
)
EVERY = sorted(catalogue().indicators)
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
# What stands in the words of a source, whatever the language of the reader.
OF_SOURCES = {"As printed", "Quote", "Source", "Title", "Number", "As transcribed", "Period as transcribed"}


def records_of(card) -> list[dict[str, str]]:
    assert len(card.table.records) == len(card.table.rows)
    return [dict(zip(card.table.record_columns, one, strict=True)) for one in card.table.records]


def rows_of(card) -> list[dict[str, str]]:
    return [dict(zip(card.table.columns, row, strict=True)) for row in card.table.rows]


@pytest.mark.parametrize("view", [*OF_AN_INDICATOR, *OF_THE_RELEASE], ids=lambda view: view.__name__)
def test_english_is_english_but_for_titles_quotes_and_printed_words(release, view):
    for indicator in EVERY if view in OF_AN_INDICATOR else EVERY[:1]:
        card = view(release, State(indicator=indicator, language="en"))
        said = [card.title, card.subtitle, card.sentence, card.message, *card.remarks, *card.table.columns]
        said += [text for row in rows_of(card) for name, text in row.items() if name not in OF_SOURCES]
        assert not [text for text in said if CHINESE.search(text)]
        assert card.release == release.id
        assert card.message or card.table.rows


@pytest.mark.parametrize("view", [*OF_AN_INDICATOR, *OF_THE_RELEASE], ids=lambda view: view.__name__)
def test_every_row_says_the_same_for_machines_in_either_language(release, view):
    for indicator in EVERY if view in OF_AN_INDICATOR else EVERY[:1]:
        zh, en = (view(release, State(indicator=indicator, language=language)) for language in ("zh", "en"))
        assert len(zh.table.rows) == len(en.table.rows) == len(zh.table.records)
        assert all(len(one) == len(zh.table.record_columns) for one in zh.table.records)
        if view is not definition_card:
            assert zh.table.records == en.table.records


def test_the_first_line_counts_what_the_release_holds(release, observations, facts):
    [counted] = records_of(contents_card(release, State()))
    assert counted == {
        "observations": str(len(observations)),
        "indicators": str(len({row["indicator"] for row in observations})),
        "facts": str(len(facts)),
        "publications": str(release.manifest["files"]["sources.parquet"]["rows"]),
    }
    said = contents_card(release, State()).sentence
    assert said == "这里列有42项指标的1,175条观测值和122个单项数字，来自96种出版物；每个数字都附来源。"


def test_the_figures_by_source_add_up_to_the_figures(release, observations, facts):
    by_source = records_of(publications_card(release, State()))
    assert sum(int(one["observations"]) for one in by_source) == len(observations)
    assert sum(int(one["facts"]) for one in by_source) == len(facts)
    dates = [one["date"] for one in by_source]
    assert dates == sorted(dates, reverse=True)


def test_the_figures_by_indicator_add_up_to_the_figures(release, observations):
    counts = 0
    for id in EVERY:
        held = records_of(holdings_card(release, State(indicator=id)))
        assert {one["indicator"] for one in held} <= {id, catalogue().indicators[id].complement}
        counts += sum(one["indicator"] == id for one in held)
    assert counts == len(observations)


def test_all_figures_of_the_pass_rate_stand_as_entered_on_both_sides(release, observations):
    sides = ("spot_check_pass_rate", "spot_check_nonconforming_rate")
    card = holdings_card(release, State(indicator=sides[0]))
    held = records_of(card)
    entered = [row for row in observations if row["indicator"] in sides]
    assert len(held) == len(entered) == 98
    assert {one["transcript"] for one in held} == {row["transcript"] for row in entered}
    ends = [one["period_end"] for one in held]
    assert ends == sorted(ends, reverse=True)
    assert {one["indicator"] for one in held if one["period_end"] >= "2019"} == {sides[1]}, "a side was turned"
    first = rows_of(card)[0]
    assert (first["数值"], first["原文字样"], first["期间"], first["分子 / 分母"]) == (
        "14.3%",
        "14.3%",
        "2024年",
        "3,601 / 25,250",
    )
    assert held == records_of(holdings_card(release, State(indicator=sides[1])))
    assert len(card.sources) == len({row["source"] for row in entered})


@pytest.mark.parametrize(
    ("indicator", "kind", "value"),
    [
        ("vehicle_recalls", "同比增长", "−18.5%"),
        ("spot_check_pass_rate", "比上年同期变化", "−0.1个百分点"),
        ("manufacturing_pass_rate", "与全国之差", "0.8个百分点"),
        ("manufacturing_pass_rate", "目标", "94%"),
        ("standards_drafted", "目标", "≥200个"),
        ("vehicle_recalls", "水平", "190次"),
    ],
)
def test_a_figure_says_what_it_is_in_its_own_unit(release, indicator, kind, value):
    rows = rows_of(holdings_card(release, State(indicator=indicator)))
    assert value in [row["数值"] for row in rows if row["性质"] == kind]


def test_a_source_that_is_not_shown_is_listed_and_said_to_be_so(release):
    card = holdings_card(release, State(indicator="vehicle_recall_units"))
    hidden = [row for row, one in zip(rows_of(card), records_of(card), strict=True) if one["shown"] == "false"]
    assert [(row["原文字样"], row["说明"]) for row in hidden] == [("2004.8万辆", "未采用（另有来源）")]


def test_every_figure_of_several_sources_shows_one_and_says_why(release):
    card = every_several_sources_card(release, State())
    figure = ("indicator", "status", "measure", "grain", "period_start", "period_end", "region", "dimension", "member")
    groups = {}
    for one, row in zip(records_of(card), rows_of(card), strict=True):
        groups.setdefault(tuple(one[name] for name in figure), []).append((one, row))
    assert len(groups) == 14
    assert sum(map(len, groups.values())) == 33
    for group in groups.values():
        assert len({one["source_id"] for one, _ in group}) == len(group) > 1
        assert [one["shown"] for one, _ in group] == ["true", *["false"] * (len(group) - 1)]
        assert group[0][1]["采用与否"].startswith("采用")
        assert {row["采用与否"] for _, row in group[1:]} == {"未采用（另有来源）"}
    assert card.sentence == "14个数字有多个来源：印出的字样不同的8个，其中四舍五入后仍不一致的2个。"


def test_the_pass_rate_of_2016_has_three_sources(release):
    rows = [row for row in rows_of(several_sources_card(release, State())) if row["期间"] == "2016年"]
    assert [row["原文字样"] for row in rows] == ["91.6%"] * 3
    assert rows[0]["采用与否"] == "采用更接近发布者原件的来源。"


def test_an_indicator_with_one_source_for_each_figure_says_so(release):
    card = several_sources_card(release, State(indicator="vehicle_recalls"))
    assert card.message == "“汽车召回次数”没有两个来源给出同一个数字的情况。"
    assert not card.table.rows


def test_a_definition_says_what_is_divided_what_may_be_added_and_where_it_breaks(release):
    said = dict(definition_card(release, State()).table.rows)
    assert said["怎样得出"] == "合格批次除以抽查批次。"
    assert said["另一面"] == "产品质量国家监督抽查不合格率"
    assert said["怎样随机波动"] == "作为样本中的一部分：按二项分布计算区间和检验。"
    assert said["口径变化"].startswith("2018-01-01起：自2018年起公告改报")
    joins = [text for part, text in definition_card(release, State(indicator="vehicle_recalls")).table.rows]
    assert {"各期可以相加。", "各地区不可相加。", "分项可以相加的分组：缺陷原因、产地与品牌、车辆类别。"} <= set(joins)
    assert "作为相互独立发生的事件：按泊松分布计算区间和检验。" in joins
    stock = definition_card(release, State(indicator="valid_certificates")).table.rows
    assert ("能否相加", "是时点数，各期不可相加，以最近一期为准。") in stock
    assert ("怎样随机波动", "从数字本身无从得知：不计算区间，也不检验。") in stock


def test_breakdowns_say_why_they_are_incomplete(release, built):
    stated = 0
    for id in EVERY:
        stated += sum(one["indicator"] == id for one in records_of(completeness_card(release, State(indicator=id))))
    assert stated == built.tables["coverage"].num_rows
    card = completeness_card(release, State(indicator="valid_certificates"))
    assert "所见副本不完整，其余在原表中有数" in column(card, "是否齐全")
    assert "省（区、市）" in column(card, "分组")
    assert completeness_card(release, State(indicator="spot_check_batch_share")).table.rows


def test_missing_periods_are_named_for_each_kind_of_period(release):
    rows = rows_of(gaps_card(release, State()))
    assert [(row["期间类型"], row["缺少的期间"]) for row in rows] == [
        ("年", "2019年"),
        ("半年", "2015年7月至2016年12月"),
        ("不规则时段", "没有固定间隔，无从判断"),
    ]
    assert records_of(gaps_card(release, State()))[0]["missing"] == "2019-01-01/2019-12-31"
    assert gaps_card(release, State(indicator="standards_drafted")).message


def test_all_single_facts_stand_with_their_words(release, facts):
    card = facts_card(release, State())
    rows, records = rows_of(card), records_of(card)
    assert len(rows) == len(facts) == 122
    assert {one["fact"] for one in records} == {row["fact"] for row in facts}
    assert all(row["数值"] and row["原文字样"] and row["来源"] and row["期间"] for row in rows)
    assert sum(bool(row["原文引句"]) for row in rows) == 96
    assert card.remarks == ("其中26个抄录时没有记下引句，只有原文字样。",)
    shown = {row["名称"]: (row["数值"], row["原文字样"]) for row in rows}
    assert shown["电商下架商品数"] == ("＞300万件", "300余万件")
    assert shown["“三同”产品国内销售额"] == ("1,098亿元", "1098亿元")


def test_what_is_left_out_stands_with_its_reason(release, left_out):
    card = left_out_card(release, State())
    assert len(card.table.rows) == len(left_out) == 13
    assert set(column(card, "未录入的原因")) == {entry["zh"] for entry in texts("left_out").values()}
    assert all("：" in source for source in column(card, "来源")), "a source is cited by its id only"
    assert "江苏、山东" in column(card, "地区")


def test_without_a_list_nothing_is_left_out(tmp_path):
    assert read_left_out("published", tmp_path) == ()


def a_release(id: str, values: dict[int, int]) -> Built:
    """A release of one indicator: years with their values."""
    rows = {
        "observations": [
            {
                **PLAIN_ROWS["observations"],
                "indicator": "vehicle_recalls",
                "value": exact(value),
                "step": exact(1),
                "period": date(year, 1, 1),
                "until": date(year, 12, 31),
            }
            for year, value in values.items()
        ],
        "sources": [{**PLAIN_ROWS["sources"], "source": "bulletin"}],
    }
    tables = {table: table_of(table, rows.get(table, [])) for table in TABLES}
    return Built(id, date.fromisoformat(id[:10]), {"zh": f"版本{id}", "en": f"Release {id}"}, tables)


def test_releases_say_what_changed_which_is_shown_and_which_is_not_whole(tmp_path):
    built = [
        a_release("2025-01-01-00000000", {2022: 1, 2023: 2}),
        a_release("2025-02-01-00000000", {2023: 3, 2024: 4}),
        a_release("2025-03-01-00000000", {2024: 5}),
    ]
    older, middle, newest = write_releases(built, "published", tmp_path)
    rows = rows_of(releases_card(middle, State()))
    assert [row["数据版本"] for row in rows] == [newest.id, middle.id, older.id]
    assert [row["状态"] for row in rows] == ["当前版本", "本页所用", ""]
    assert rows[1]["与上一版本相比"] == "观测值：新增1，删除1，修改1。 涉及指标：汽车召回次数。"
    assert rows[2]["与上一版本相比"] == "首个版本，无可比较"
    assert rows[1]["内容说明"] == "版本2025-02-01-00000000"
    assert rows[1]["行数"] == "观测值2行，单项数字0行，来源1行"
    (older.folder / "report.json").write_text("{}", encoding="utf-8")
    told = rows_of(releases_card(middle, State()))[2]
    assert "与清单不符（report.json）" in told["内容说明"]


def test_a_release_that_is_not_whole_says_why(tmp_path):
    older, newer = write_releases(
        [a_release("2024-01-01-00000000", {2022: 1}), a_release("2024-02-01-00000000", {2022: 2})],
        "published",
        tmp_path,
    )
    (older.folder / "facts.parquet").unlink()
    told = rows_of(releases_card(newer, State(language="en")))[1]
    assert told["What it says of itself"].startswith("Data release 2024-01-01-00000000 is incomplete")


def test_a_pinned_release_is_answered_from_itself(tmp_path):
    older, newer = write_releases(
        [a_release("2023-01-01-00000000", {2022: 1}), a_release("2023-02-01-00000000", {2022: 2, 2023: 3})],
        "published",
        tmp_path,
    )
    state = State(indicator="vehicle_recalls")
    assert column(holdings_card(older, replace(state, release=older.id)), "数值") == ["1次"]
    assert column(holdings_card(newer, state), "数值") == ["3次", "2次"]
    nothing = holdings_card(older, State(indicator="testing_income"))
    assert nothing.message.startswith("这个数据版本没有“")
    assert gaps_card(older, State(indicator="testing_income")).message
    assert completeness_card(older, state).message
    assert facts_card(older, state).message
    assert every_several_sources_card(older, state).message == "没有两个来源给出同一个数字的情况。"
