"""Certification: certificates and organisations kept apart, at each day and scope, and what falls said with care."""

import csv
import json
from datetime import date
from decimal import Decimal

import pytest

from data import FOLDER
from tests.browser import Visit
from tests.cards import column, drawn_texts
from views.certification import (
    COUNTED,
    certification_card,
    compulsory_card,
    days,
    full_state,
    issued_card,
    places_of,
    provinces_card,
    schemes_card,
)
from views.named import VIEWS, card_named, page_of
from views.state import State, read_link, write_shared_link

LANGUAGES = ("zh", "en")
OF_PAGE = [view for view in VIEWS if page_of(view) == "certification"]
CERTIFICATES, ORGANISATIONS = (State(indicator=id) for id in COUNTED)


def printed(indicator: str, region: str, member: str = "all") -> dict[str, str]:
    """What the entered text prints for one cell, by the month it is of."""
    entered = max((FOLDER / "published" / "entered").iterdir()) / "observations" / "certification.csv"
    rows = csv.DictReader(entered.read_text(encoding="utf-8").splitlines())
    return {
        row["period"]: row["printed"]
        for row in rows
        if (row["indicator"], row["region"], row["member"], row["shown"]) == (indicator, region, member, "yes")
    }


def test_both_counts_and_the_average_on_the_newest_day(release):
    card = certification_card(release, State())
    assert "全部（含境外）获证组织数为1,105,371家" in card.sentence
    assert "全部（含境外）有效认证证书数为4,190,049张" in card.sentence
    assert "平均每家获证组织的证书数为3.79张/家（由同期两数计算）" in card.sentence
    assert printed("certified_organisations", "coverage:with_abroad")["2025-01"] == "1105371家"
    assert printed("valid_certificates", "coverage:with_abroad")["2025-01"] == "4190049张"


def test_an_average_stands_for_each_day_of_which_both_counts_are_known(release):
    certificates, organisations = (printed(id, "coverage:with_abroad") for id in COUNTED)
    card = certification_card(release, State())
    averages = [one for one in card.table.records if "/" in one[0]]
    assert len(averages) == len(certificates.keys() & organisations.keys()) == 11
    assert "2023-09" in certificates, "a day of which organisations are not known"
    first = dict(zip(card.table.record_columns, averages[0], strict=True))
    assert Decimal(first["value"]) == pytest.approx(Decimal(2034190) / 656620, rel=Decimal("1e-9"))


def test_rounded_counts_bear_fewer_digits(release):
    rows = {row[1]: row[2] for row in certification_card(release, State()).table.rows if row[0].startswith("平均")}
    assert rows["2021年末"] == "3.5张/家", "302万 by 87万"
    assert rows["2021年7月末"] == "3.42张/家"


def test_a_province_says_its_own_periods_and_has_nothing_grey(release):
    card = certification_card(release, CERTIFICATES.but(regions=("440000",)))
    assert card.title == "获证组织与有效证书 · 广东"
    assert "2022年9月末，广东获证组织数为145,006家" in card.sentence
    assert "2025年1月末，广东有效认证证书数为749,274张" in card.sentence
    assert not [said for said in card.remarks if "灰色" in said]


def test_organisations_are_never_added_over_schemes(release):
    card = schemes_card(release, ORGANISATIONS)
    assert "占全部（计算）" not in card.table.columns
    assert "企业或组织按不重复计数，各部分不可相加。" in card.remarks
    shares = column(schemes_card(release, CERTIFICATES), "占全部（计算）")
    assert shares[:3] == ["", "55.5%", "23.4%"]


def test_schemes_are_those_printed_for_the_day(release):
    card = schemes_card(release, CERTIFICATES.but(until=date(2021, 7, 31)))
    assert "2021年7月末" in card.title
    values = dict(zip(column(card, "分项"), column(card, "数值"), strict=True))
    assert values["强制性产品认证（CCC）"] == "436,784张"
    assert printed("valid_certificates", "coverage:with_abroad", "compulsory_product")["2021-07"] == "436784张"


def test_a_copy_that_is_cut_gives_no_shares(release):
    card = schemes_card(release, CERTIFICATES.but(until=date(2019, 3, 31)))
    assert "副本不完整" in card.coverage
    assert "占全部（计算）" not in card.table.columns


def test_the_fall_of_compulsory_certificates_is_said_with_its_caveat(release):
    card = compulsory_card(release, CERTIFICATES)
    assert card.remarks[:2] == (
        "全部（含境外）口径降幅最大的一段：2019年3月末658,271张，2021年7月末436,784张，减少33.6%。",
        "强制性认证目录有调整，证书减少不等于退步。",
    )


def test_what_only_rises_has_no_fall(small_release):
    rows = [
        {
            "indicator": "valid_certificates",
            "grain": "moment",
            "year": year,
            "region": "coverage:with_abroad",
            "dimension": "scheme",
            "member": "compulsory_product",
            "value": value,
            "step": 1,
            "printed": "",
        }
        for year, value in ((2020, 5), (2021, 7))
    ]
    card = compulsory_card(small_release({"observations": rows}), CERTIFICATES)
    assert not [said for said in card.remarks if "降幅" in said]


def test_what_was_issued_is_of_one_year_and_named_so(release):
    card = issued_card(release, State())
    assert card.sentence == (
        "2017年，新颁发认证证书数：节能产品认证11,641张，节水产品认证583张，可再生能源产品认证649张。"
    )


def test_a_day_without_provinces_says_so(release):
    card = provinces_card(release, CERTIFICATES.but(until=date(2022, 12, 31)))
    assert card.figure is None
    assert card.message == "这一期没有分省的数字，请另选日期。"


def test_a_state_of_another_indicator_asks_for_nothing_here():
    assert full_state(State(until=date(2001, 1, 1))) == CERTIFICATES.but(regions=("coverage:with_abroad",))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", COUNTED)
def test_every_reachable_state_makes_cards_that_agree_with_themselves(release, indicator, language):
    plain = State(indicator=indicator, language=language)
    states = [plain.but(regions=(place,)) for place in places_of(release)]
    states += [plain.but(until=day) for day in days(release, plain)]
    # Places differ in their figures only: every third of them, and in the second language fewer.
    for state in states[::3] if language == "zh" else states[::8]:
        for view in OF_PAGE:
            card = card_named(view, release, state)
            cells = {cell for row in card.table.rows for cell in row}
            assert set(drawn_texts(card)) <= cells
            assert card.message or (card.sentence and card.sources and card.caveats)
        full = full_state(state)
        assert read_link({name: [text] for name, text in write_shared_link(full).items()}) == (full, [])


def test_names_stand_over_their_bars_in_order(release):
    card = schemes_card(release, State(indicator="valid_certificates", language="en"))
    figure = json.loads(card.figure)
    names = [one["text"].replace("<br>", " ") for one in figure["layout"]["annotations"]]
    assert names == column(card, "Member")
    assert figure["data"][0]["y"] == sorted(figure["data"][0]["y"])


def test_targets_of_certification_stand_apart_from_the_charts(release):
    card = card_named("certification_targets", release, State())
    assert column(card, "目标") == ["45万家", "≥3,000家"]
    assert column(card, "实际") == ["未见公布的数字"] * 2
    for view in OF_PAGE:
        assert "450,000" not in (card_named(view, release, State(language="en")).figure or "")


def test_a_reader_changes_what_is_counted_and_the_place(visit, address):
    visit.open(address + "/certification")
    visit.page.get_by_role("radio", name="组织（家）").click()
    visit.page.get_by_role("heading", name="获证组织数 · 按认证项目 · 全部（含境外） · 2025年1月末").wait_for()
    visit.expect_link("i=certified_organisations")
    visit.page.go_back()
    visit.page.get_by_role("heading", name="有效认证证书数 · 按认证项目 · 全部（含境外） · 2025年1月末").wait_for()


@pytest.mark.parametrize(("indicator", "language"), list(zip(COUNTED, LANGUAGES, strict=True)))
def test_a_phone_shows_the_figures_in_words_first_and_cuts_nothing(browser, address, indicator, language):
    one = Visit(browser, "phone").open(f"{address}/certification?v=1&lang={language}&i={indicator}")
    box = one.page.get_by_text("1,105,371").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    assert one.cut_off() == []
    one.close()
    one.assert_quiet()
