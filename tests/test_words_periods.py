"""A period is written as its grain says, in both languages."""

from datetime import date

import pytest

from data import contract
from words.periods import EN, ZH, write_period

WRITTEN = """
year        2017-01-01  2017-12-31  2017年 | 2017
half        2015-01-01  2015-06-30  2015年上半年 | first half of 2015
half        2015-07-01  2015-12-31  2015年下半年 | second half of 2015
quarter     2008-07-01  2008-09-30  2008年第三季度 | Q3 2008
quarter     2008-10-01  2008-12-31  2008年第四季度 | Q4 2008
month       2024-02-01  2024-02-29  2024年2月 | February 2024
moment      2024-12-31  2024-12-31  2024年末 | end of 2024
moment      2024-02-29  2024-02-29  2024年2月末 | end of February 2024
moment      2023-02-28  2023-02-28  2023年2月末 | end of February 2023
moment      2024-02-28  2024-02-28  2024年2月28日 | 28 February 2024
moment      2018-09-25  2018-09-25  2018年9月25日 | 25 September 2018
span        2021-01-01  2025-12-31  2021至2025年 | 2021 to 2025
span        2015-06-01  2015-09-30  2015年6月至9月 | June to September 2015
span        2015-11-01  2016-02-29  2015年11月至2016年2月 | November 2015 to February 2016
span        2011-01-01  2011-12-25  2011年1月1日至2011年12月25日 | 1 January 2011 to 25 December 2011
cumulative  2004-10-01  2018-05-06  截至2018年5月6日（2004年10月起累计） | up to 6 May 2018{since}
cumulative  -           2021-12-31  截至2021年末（累计） | up to end of 2021 (cumulative)
"""


@pytest.mark.parametrize("line", WRITTEN.strip().splitlines())
def test_a_period_in_words(line):
    grain, first, last, words = line.split(maxsplit=3)
    period = None if first == "-" else date.fromisoformat(first)
    written = [write_period(period, date.fromisoformat(last), grain, language) for language in ("zh", "en")]
    assert written == words.format(since=" (cumulative since October 2004)").split(" | ")


def test_every_grain_of_the_contract_is_written():
    assert set(ZH) == set(EN) == set(contract("observations").column("grain").values)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_only_a_cumulative_may_start_in_the_open(language):
    with pytest.raises(ValueError, match="cumulative"):
        write_period(None, date(2017, 12, 31), "span", language)
