"""What made a change: published answers, parts that add up exactly, and refusals where counts do not tell."""

import json
from datetime import date
from fractions import Fraction

import pytest

from indicators import catalogue
from queries import ask
from tests.cards import column, drawn_texts
from views.breakdowns import breakdowns_card, division_of, refusals
from views.explained import EFFECTS, counted_earlier, counted_later, explained
from views.state import State

CHANNELS = State(indicator="spot_check_nonconforming_rate", dimension="channel", form="effects")
PRODUCTS = State(
    dataset="demo",
    indicator="all_levels_pass_rate",
    dimension="product_class",
    form="effects",
    grain="year",
    until=date(2025, 12, 31),
    earlier=date(2024, 12, 31),
)
CLOSE = 1e-9


def records(card) -> list[dict[str, str]]:
    return [dict(zip(card.table.record_columns, one, strict=True)) for one in card.table.records]


def sums(card) -> dict[str, float]:
    """The members' parts of each effect added up, in points."""
    return {name: sum(float(row[name]) for row in records(card)[1:]) for name in EFFECTS}


def steps(card) -> list[float]:
    return list(json.loads(card.figure)["data"][0]["x"])


@pytest.mark.parametrize(
    ("language", "said", "texts"),
    [
        (
            "zh",
            "2022年到2023年，产品质量国家监督抽查不合格率变化+2.9个百分点：各分项自身的率变动+2.0个百分点，构成变动+0.9个百分点。",
            ("+2.0个百分点", "+0.9个百分点"),
        ),
        (
            "en",
            "National spot-check non-conforming rate, 2022 to 2023: +2.9 percentage points, made of rates of the parts "
            "+2.0 percentage points, mix +0.9 percentage points.",
            ("+2.0 percentage points", "+0.9 percentage points"),
        ),
    ],
)
def test_the_change_of_2023_is_two_points_of_rates_and_one_of_mix(release, language, said, texts):
    """As computed from the two notices in the reference on methods, 4.6: +1.98 and +0.93."""
    card = breakdowns_card(release, CHANNELS.but(language=language))
    assert card.sentence == said
    assert drawn_texts(card) == ["9.4%", "12.3%", *texts]
    assert card.table.rows[0][1:] == ("9.4%", "12.3%", "", "", *texts)
    whole = records(card)[0]
    assert float(whole["rate"]) == pytest.approx(1.98, abs=0.01)
    assert float(whole["mix"]) == pytest.approx(0.93, abs=0.01)
    assert steps(card) == pytest.approx([float(whole["rate"]), float(whole["mix"])])


def test_the_change_of_2022_is_nearly_all_rates(release):
    """Both channels were published as rounded rates: raked to the published 3,120 and 1,827 batches."""
    card = breakdowns_card(release, CHANNELS.but(until=date(2022, 12, 31)))
    assert "−2.8个百分点：各分项自身的率变动−2.6个百分点，构成变动−0.1个百分点" in card.sentence
    whole = records(card)[0]
    total = Fraction(1827, 19440) - Fraction(3120, 25636)
    assert float(whole["rate"]) + float(whole["mix"]) == pytest.approx(float(total) * 100, abs=CLOSE)
    assert float(whole["rate"]) == pytest.approx(-2.66, abs=0.02)
    assert float(whole["mix"]) == pytest.approx(-0.13, abs=0.01)
    assert any("推算" in remark for remark in card.remarks), "that counts follow from rounded rates is said"
    assert column(card, "分项") == ["全国", "生产领域", "流通领域"], "no rest where the parts reach the whole"


def test_what_one_year_only_divides_into_is_of_the_rest_and_named_so(release):
    card = breakdowns_card(release, CHANNELS)
    assert set(column(card, "分项")) == {"全国", "生产领域", "生产领域以外"}
    assert any("生产领域以外" in remark and "减去" in remark for remark in card.remarks)
    assert "两期都有的分项占后一期批次的100%" in card.finding
    assert "超出随机波动" in card.finding
    assert "不能说明原因" in card.finding


def test_without_batches_nothing_is_split_and_that_is_said(release):
    for form, words in (("effects", "因此不分解变化来源"), ("adjusted", "因此不作构成调整")):
        state = CHANNELS.but(dimension="enterprise_size", form=form)
        of = division_of(release, state)
        assert of is not None
        assert words in refusals(of)[form]
        card = breakdowns_card(release, state)
        assert any(words in remark for remark in card.remarks)
        assert card.figure == breakdowns_card(release, state.but(form="")).figure, "the bars stand in its place"


def test_nothing_is_split_over_a_break_of_the_definition(release):
    breaks = catalogue().breaks(CHANNELS.indicator)
    of = division_of(release, CHANNELS)
    assert of is not None
    assert breaks
    for later in counted_later(of):
        for earlier in counted_earlier(of, later):
            assert not [one for one in breaks if earlier.until < one.since <= later.until]
    card = breakdowns_card(release, CHANNELS.but(earlier=date(2017, 12, 31)))
    assert card.figure is None
    assert "口径变化" in card.message


def test_two_periods_over_a_break_are_refused_though_both_have_counts(small_release):
    made = small_release({"observations": of_years((2016, 2017, 2018, 2019))})
    of = division_of(made, CHANNELS)
    assert of is not None
    pairs = {
        (earlier.until.year, later.until.year) for later in counted_later(of) for earlier in counted_earlier(of, later)
    }
    assert pairs == {(2016, 2017), (2018, 2019)}
    assert breakdowns_card(made, CHANNELS.but(until=date(2018, 12, 31))).figure is None
    adjusted = breakdowns_card(made, CHANNELS.but(form="adjusted"))
    assert column(adjusted, "期间") == ["2018年", "2019年"]


def of_years(years: tuple[int, ...]) -> list[dict[str, object]]:
    """Two channels and their whole, each year one more batch that does not conform."""
    common = {"indicator": CHANNELS.indicator, "printed": "x", "step": 0.1}
    rows: list[dict[str, object]] = []
    for n, year in enumerate(years):
        counts = {"production": (10 + n, 600), "retail": (40 + n, 400 + 10 * n)}
        total = tuple(map(sum, zip(*counts.values(), strict=True)))
        for member, (x, of) in {**counts, "all": total}.items():
            named = {} if member == "all" else {"dimension": "channel", "member": member}
            rows.append({**common, **named, "year": year, "numerator": x, "denominator": of})
    return rows


def test_products_that_came_and_went_have_parts_of_their_own(demo):
    card = breakdowns_card(demo, PRODUCTS)
    whole, *members = records(card)
    assert all(any(float(row[name]) for row in members) for name in EFFECTS)
    for row in members:
        if not row["rate_before"]:
            assert [row[name] for name in ("rate", "mix", "left")] == ["0", "0", "0"], "only entered"
            assert row["share_before"] == "0"
        if not row["rate_after"]:
            assert [row[name] for name in ("rate", "mix", "entered")] == ["0", "0", "0"], "only left"
            assert row["share_after"] == "0"
    assert drawn_texts(card)[2:] == [text for text in card.table.rows[0][5:] if text]
    for name, text in (("entered", "新列入"), ("left", "退出")):
        assert text in card.sentence
        assert float(whole[name]) != 0
    unsure = [n for n, row in enumerate(card.table.rows) if "—" in row]
    assert unsure, "what is not there is a dash, and no zero"


@pytest.mark.parametrize("dimension", ["product_class", "channel", "enterprise_size"])
def test_parts_add_up_exactly(demo, dimension):
    state = PRODUCTS.but(dimension=dimension)
    card = breakdowns_card(demo, state)
    whole = records(card)[0]
    for name, total in sums(card).items():
        assert total == pytest.approx(float(whole[name]), abs=CLOSE), name
    level = {"indicator": state.indicator, "complement": None, "status": "actual", "measure": "level"}
    rates = []
    for end in (state.earlier, state.until):
        cell = {"grain": "year", "region": "100000", "dimension": "all", "member": "all"}
        [row] = [row for row in ask("trend", demo, **level, **cell).to_pylist() if row["until"] == end]
        rates.append(Fraction(row["numerator"], row["denominator"]))
    change = float(rates[1] - rates[0]) * 100
    assert sum(float(whole[name]) for name in EFFECTS) == pytest.approx(change, abs=CLOSE)
    assert sum(steps(card)) == pytest.approx(change, abs=CLOSE)
    of = division_of(demo, state)
    found = explained(of) if of else None
    assert found is not None
    effects = found.effects
    assert effects.rate + effects.mix + effects.entered + effects.left == rates[1] - rates[0], "as fractions"
    for name in EFFECTS:
        assert sum(getattr(one, name) for one in effects.of_member) == getattr(effects, name)


@pytest.mark.parametrize(("dataset", "state"), [("release", CHANNELS), ("demo", PRODUCTS)])
def test_the_other_side_is_the_exact_mirror(request, dataset, state):
    made = request.getfixturevalue(dataset)
    one, other = (breakdowns_card(made, side) for side in (state, state.other_side()))
    mirrored = {row["member"]: row for row in records(other)}
    assert len(mirrored) == len(records(one))
    for row in records(one):
        for name in EFFECTS:
            assert float(row[name]) == pytest.approx(-float(mirrored[row["member"]][name]), abs=CLOSE)
    assert steps(one) == pytest.approx([-step for step in steps(other)])
    colours = [json.loads(card.figure)["data"][0]["marker"]["color"] for card in (one, other)]
    assert colours[0] == colours[1], "what is for the worse is so from either side"


def test_a_class_is_split_within_itself(demo):
    card = breakdowns_card(demo, PRODUCTS.but(members=("electronics",)))
    whole, *members = records(card)
    lying = {id for id, one in catalogue().breakdowns["product_class"].members.items() if one.parent == "electronics"}
    assert {row["member"] for row in members} - {"rest"} <= lying
    assert "电子电器产品" in card.sentence
    for name, total in sums(card).items():
        assert total == pytest.approx(float(whole[name]), abs=CLOSE)
    level = {"indicator": PRODUCTS.indicator, "complement": None, "status": "actual", "measure": "level"}
    cell = {"grain": "year", "region": "100000", "dimension": "product_class", "member": "electronics"}
    rows = {row["until"]: row for row in ask("trend", demo, **level, **cell).to_pylist()}
    rates = [Fraction(rows[end]["numerator"], rows[end]["denominator"]) for end in (PRODUCTS.earlier, PRODUCTS.until)]
    assert sum(steps(card)) == pytest.approx(float(rates[1] - rates[0]) * 100, abs=CLOSE)


def test_members_stand_with_the_largest_part_first(demo):
    _, *members = records(breakdowns_card(demo, PRODUCTS))
    sizes = [sum(abs(float(row[name])) for name in EFFECTS) for row in members]
    assert sizes == sorted(sizes, reverse=True)


def every_text(card) -> list[str]:
    figure = json.dumps(json.loads(card.figure), ensure_ascii=False)
    given = [card.title, card.sentence, card.finding, card.alt, card.message, *card.remarks, *card.breaks]
    return [*given, *card.table.columns, *(cell for row in card.table.rows for cell in row), *drawn_texts(card), figure]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["effects", "adjusted"])
def test_no_text_holds_a_gap_in_either_language(release, demo, form, language):
    asked = {"form": form, "language": language}
    cards = [breakdowns_card(release, CHANNELS.but(**asked))]
    cards += [
        breakdowns_card(demo, PRODUCTS.but(**asked, dimension=dimension, members=members))
        for dimension, members in (("product_class", ()), ("product_class", ("electronics",)), ("channel", ()))
    ]
    for card in cards:
        assert card.figure
        *texts, figure = every_text(card)
        assert not [text for text in texts if "{" in text or "nan" in text.lower().split() or "None" in text]
        assert "NaN" not in figure
        assert '"None' not in figure
