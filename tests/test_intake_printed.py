"""A printed figure and a period are read exactly, or refused by name; nothing is guessed."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.periods import PeriodError, read_period
from intake.printed import AFTER, BEFORE, SCALES, Printed, PrintedError, read_printed

FIGURES = """
2004.8万辆      20048000    1000      exact      辆
1.03亿辆        103000000   1000000   exact      辆
1.14亿辆        114000000   1000000   exact      辆
16757738辆      16757738    1         exact      辆
1823.74万辆     18237400    100       exact      辆
618.40万件      6184000     100       exact      件
8027.0万件      80270000    1000      exact      件
300余万件       3000000     10000     more_than  件
1亿余次         100000000   100000000 more_than  次
1亿多次         100000000   100000000 more_than  次
6000多万台次    60000000    10000     more_than  台次
100多家         100         1         more_than  家
超过500万辆     5000000     10000     more_than  辆
突破60亿元      6000000000  100000000 more_than  元
超过5.4万家     54000       1000      more_than  家
近5亿元         500000000   100000000 less_than  元
不足10家        10          1         less_than  家
至少8000批次    8000        1         at_least   批次
不少于5个       5           1         at_least   个
3000家以上      3000        1         at_least   家
1500人以上      1500        1         at_least   人
56%以上         56          1         at_least   %
93.5%以上       93.5        0.1       at_least   %
不超过3%        3           1         at_most    %
2%以内          2           1         at_most    %
10起以下        10          1         at_most    起
10个左右        10          1         about      个
约24834家       24834       1         about      家
91.5%           91.5        0.1       exact      %
100.00%         100         0.01      exact      %
0%              0           1         exact      %
0.8%            0.8         0.1       exact      %
98.0%           98          0.1       exact      %
-0.1个百分点    -0.1        0.1       exact      个百分点
1.5个百分点     1.5         0.1       exact      个百分点
-7.3个百分点    -7.3        0.1       exact      个百分点
479亿吨         47900000000 100000000 exact      吨
79分            79          1         exact      分
83.9            83.9        0.1       exact      -
"""


@pytest.mark.parametrize("line", FIGURES.strip().splitlines())
def test_a_printed_figure_is_read_exactly(line):
    text, value, step, bound, unit = line.split()
    assert read_printed(text) == Printed(Decimal(value), Decimal(step), bound, "" if unit == "-" else unit)


REFUSED = {
    "printed_empty": [""],
    "printed_wide": ["９１.5%", "91.5％", "2004.8万辆（约）", "1，000家"],
    "printed_no_number": ["几十万辆", "十余家", "一百家", "数千家", "两成", "百分之九十", "百100家"],
    "printed_two_qualifiers": ["约100余家", "超过100家以上", "近100家左右", "100余万家以上", "1余万余家"],
    "printed_unreadable": [
        *("1,000家", "1 000家", " 100家", "100家 ", "100 家", "100\n", "100家\n"),
        *("01家", "1.家", ".5%", "1.2.3%", "--1%", "+1%", "1e3家", "0x10家", "1_000家", "1/3", "50-60%", "3~5家"),
        *("٢٠١٧家", "१००家", "²家", "增长5%", "大于100家", "家", "%", "NaN", "inf", "—", "…", "无", "万家", "约"),
        *("100以上家5", "100万5家", "100家_", "100家/年", "5%%"),
    ],
}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in REFUSED.items() for text in texts])
def test_what_is_no_plain_figure_is_refused_by_name(rule, text):
    with pytest.raises(PrintedError) as refused:
        read_printed(text)
    assert (refused.value.rule, refused.value.value) == (rule, text)


UNITS = ("", "%", "个百分点", "辆", "台次", "批次", "家", "件", "个", "次", "元", "张", "人次")
numbers = st.builds(
    lambda digits, places, negative: Decimal(digits).scaleb(-places) * (-1 if negative and digits else 1),
    st.integers(0, 10**12),
    st.integers(0, 4),
    st.booleans(),
)
ways = st.one_of(
    st.tuples(st.sampled_from(sorted(BEFORE)), st.just(""), st.just("")),
    st.tuples(st.just(""), st.sampled_from("余多"), st.just("")),
    st.tuples(st.just(""), st.just(""), st.sampled_from(sorted(AFTER))),
)


@given(numbers, st.sampled_from(sorted(SCALES)), ways, st.sampled_from(UNITS), st.booleans())
def test_what_is_printed_is_what_is_read(number, scale, way, unit, after_scale):
    before, more, after = way
    scaled = f"{scale}{more}" if after_scale else f"{more}{scale}"
    read = read_printed(f"{before}{number:f}{scaled}{unit}{after}")
    bound = BEFORE[before] if before else AFTER.get(after, "more_than" if more else "exact")
    assert read.value == number * SCALES[scale]
    assert read.step == Decimal(1).scaleb(number.as_tuple().exponent) * SCALES[scale]
    assert (read.bound, read.unit) == (bound, unit)


@given(st.text(alphabet="0123456789.-+,余多万亿约近超过以上左右%家辆 ５٣e", max_size=9))
def test_any_text_is_read_or_refused(text):
    try:
        read = read_printed(text)
    except PrintedError:
        return
    assert read.value.is_finite()
    assert read.step > 0
    assert text.isascii() or "５" not in text
    assert "٣" not in text


PERIODS = """
2017                    year        2017-01-01  2017-12-31
2015H1                  half        2015-01-01  2015-06-30
2015H2                  half        2015-07-01  2015-12-31
2008Q1                  quarter     2008-01-01  2008-03-31
2008Q2                  quarter     2008-04-01  2008-06-30
2008Q3                  quarter     2008-07-01  2008-09-30
2008Q4                  quarter     2008-10-01  2008-12-31
2024-02                 month       2024-02-01  2024-02-29
2023-02                 month       2023-02-01  2023-02-28
2000-02                 month       2000-02-01  2000-02-29
2100-02                 month       2100-02-01  2100-02-28
2024-12                 moment      2024-12-31  2024-12-31
2024-02                 moment      2024-02-29  2024-02-29
2021-06-30              moment      2021-06-30  2021-06-30
2018-09-25              moment      2018-09-25  2018-09-25
2015-06/2015-09         span        2015-06-01  2015-09-30
2011-01-01/2011-12-25   span        2011-01-01  2011-12-25
2021/2025               span        2021-01-01  2025-12-31
2017H1/2017Q3           span        2017-01-01  2017-09-30
2024-02-29/2024-02-29   span        2024-02-29  2024-02-29
2004-10/2018-05-06      cumulative  2004-10-01  2018-05-06
../2018-05-06           cumulative  -           2018-05-06
../2021                 cumulative  -           2021-12-31
../2024-02              cumulative  -           2024-02-29
"""


@pytest.mark.parametrize("line", PERIODS.strip().splitlines())
def test_a_period_is_read_to_the_day(line):
    code, grain, first, last = line.split()
    expected = None if first == "-" else date.fromisoformat(first), date.fromisoformat(last)
    assert read_period(code, grain) == expected


PERIODS_REFUSED = """
period_malformed     span        2017-13/2018
period_malformed     span        2017/2018-00
period_malformed     span        2017/
period_malformed     span        /2017
period_malformed     span        2017/2018/2019
period_malformed     span        2017/..
period_malformed     year        17
period_malformed     year        0000
period_malformed     year        20171
period_malformed     year        ２０１７
period_malformed     year        ٢٠١٧
period_malformed     year        2017年
period_malformed     half        2017H3
period_malformed     half        2017h1
period_malformed     quarter     2017Q5
period_malformed     quarter     2017Q0
period_malformed     month       2017-1
period_malformed     month       2017-13
period_malformed     moment      2023-02-29
period_malformed     moment      2100-02-29
period_malformed     moment      2024-04-31
period_malformed     moment      2024-1-1
period_malformed     moment      20240101
period_malformed     cumulative  ..
period_not_of_grain  year        2017H1
period_not_of_grain  year        2017-01
period_not_of_grain  half        2017
period_not_of_grain  quarter     2017H1
period_not_of_grain  month       2017Q1
period_not_of_grain  month       2017-01-01
period_not_of_grain  moment      2017
period_not_of_grain  moment      2017Q4
period_not_of_grain  span        2017
period_not_of_grain  cumulative  2017
period_not_of_grain  year        2016/2017
period_not_of_grain  moment      2016-01/2017-01
period_backwards     span        2018/2017
period_backwards     cumulative  2018-05-07/2018-05-06
period_open_start    span        ../2017
"""


@pytest.mark.parametrize("line", PERIODS_REFUSED.strip().splitlines())
def test_a_period_that_says_something_else_is_refused_by_name(line):
    rule, grain, code = line.split()
    with pytest.raises(PeriodError) as refused:
        read_period(code, grain)
    assert refused.value.rule == rule
    assert refused.value.value in code


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_code_of_a_day_reaches_to_the_end_of_its_stretch(day):
    last = monthrange(day.year, day.month)[1]
    assert read_period(f"{day:%Y-%m}", "month") == (day.replace(day=1), day.replace(day=last))
    assert read_period(f"{day:%Y-%m}", "moment") == (day.replace(day=last), day.replace(day=last))
    assert read_period(day.isoformat(), "moment") == (day, day)
    for code, grain, months in ((f"Q{(day.month + 2) // 3}", "quarter", 3), (f"H{(day.month + 5) // 6}", "half", 6)):
        first, end = read_period(f"{day.year}{code}", grain)
        assert first is not None
        assert first <= day <= end
        assert (first.day, end.day) == (1, monthrange(end.year, end.month)[1])
        assert end.month - first.month == months - 1


@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_a_span_keeps_both_days_and_never_runs_backwards(one, other):
    first, last = sorted((one, other))
    for grain in ("span", "cumulative"):
        assert read_period(f"{first}/{last}", grain) == (first, last)
    if first < last:
        with pytest.raises(PeriodError, match="period_backwards"):
            read_period(f"{last}/{first}", "span")
