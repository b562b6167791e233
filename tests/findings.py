"""What findings say of each kind, in both languages: the badges over a figure and why a change cannot be judged."""

BADGES = {
    "better": ("变好，超出随机波动", "Better, beyond chance"),
    "worse": ("变差，超出随机波动", "Worse, beyond chance"),
    "up": ("▲ 上升，超出随机波动", "▲ Up, beyond chance"),
    "down": ("▼ 下降，超出随机波动", "▼ Down, beyond chance"),
    "likely_better": ("可能变好，尚不确定", "Possibly better, not yet sure"),
    "likely_worse": ("可能变差，尚不确定", "Possibly worse, not yet sure"),
    "hidden": ("◆ 总体变化不显著，同样产品有变化", "◆ Overall not significant, the same products changed"),
    "opposed": ("◆ 总体与同样产品方向相反", "◆ The same products went the other way"),
    "unclear": ("◆ 质量与抽查对象的变化分不开", "◆ Quality and selection cannot be told apart"),
    "signal_above": ("▲ 高于控制限或常态", "▲ Above its usual course"),
    "signal_below": ("▼ 低于控制限或常态", "▼ Below its usual course"),
    "steady": ("● 未超出随机波动", "● Not distinguishable from chance"),
    "usual": ("● 未超出历来的波动范围", "● Within its usual variation"),
    "moved": ("◆ 有变化，但两期不可比", "◆ Changed, not comparable"),
    "mix": ("◆ 变化来自抽查对象", "◆ Changed by what was checked"),
    "broken": ("◇ 口径有变，不可比", "◇ A break: not comparable"),
    "unknown": ("○ 单期变化无法检验", "○ A change cannot be judged"),
    "counted": ("■ 登记或统计数，不作检验", "■ Recorded total, not tested"),
}
UNKNOWN = {
    "one_period": ("只有一期数字，无从判断是否变化。", "There is one period only: a change cannot be judged."),
    "bound": (
        "其中有一期只公布了界限（如“以上”“超过”），无法判断是否变化。",
        "One of the two is published as a bound only, so a change cannot be judged.",
    ),
    "no_base": (
        "未公布抽查批次数，无法计算区间，不能判断变化是否真实。",
        "The number of batches was not published, so there is no interval and a change cannot be judged.",
    ),
    "rounded": (
        "公布的次数只到约数，无法检验变化是否真实。",
        "The count was published rounded only, so a change cannot be tested.",
    ),
    "weighted": (
        "加权调查，未公布抽样误差，无法计算区间，不能判断变化是否真实。",
        "A weighted survey whose sampling error was not published: there is no interval and a change cannot be judged.",
    ),
    "no_error": (
        "未公布测算误差，不能判断变化是否真实。",
        "No error of the score was published, so it cannot be told whether the change is real.",
    ),
    "before_missing": (
        "上一期的数字未见公布，公布的变化无法检验。",
        "The figure of the period before was not found, so the published change cannot be tested.",
    ),
    "no_events": (
        "两期都没有发生，无从比较。",
        "There were none in either period, so nothing can be compared.",
    ),
}
