"""How a period is written, by its grain."""

from datetime import date

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
QUARTERS_ZH = "一二三四"


def write_period(period: date | None, until: date, grain: str, language: str) -> str:
    """The words for a period: 2017年, 2015年上半年, 2024年12月末, 截至2018年5月6日（2004年10月起累计）."""
    return (_zh if language == "zh" else _en)(period, until, grain)


def _last_of_month(day: date) -> bool:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - day).days == 1


def _zh(period: date | None, until: date, grain: str) -> str:
    year = f"{until.year}年"
    if grain == "year":
        return year
    if grain == "half":
        return f"{year}{'上' if until.month == 6 else '下'}半年"
    if grain == "quarter":
        return f"{year}第{QUARTERS_ZH[until.month // 3 - 1]}季度"
    if grain == "month":
        return f"{year}{until.month}月"
    if grain == "moment":
        return _moment_zh(until)
    if grain == "cumulative":
        since = f"（{_month_zh(period)}起累计）" if period else "（累计）"
        return f"截至{_moment_zh(until)}{since}"
    assert period is not None, "only a cumulative may start in the open"
    if (period.month, period.day) == (1, 1) and (until.month, until.day) == (12, 31):
        return f"{period.year}至{until.year}年"
    if period.day == 1 and _last_of_month(until):
        end = f"{until.month}月" if until.year == period.year else _month_zh(until)
        return f"{_month_zh(period)}至{end}"
    return f"{_day_zh(period)}至{_day_zh(until)}"


def _moment_zh(day: date) -> str:
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年末"
    return f"{_month_zh(day)}末" if _last_of_month(day) else _day_zh(day)


def _month_zh(day: date) -> str:
    return f"{day.year}年{day.month}月"


def _day_zh(day: date) -> str:
    return f"{_month_zh(day)}{day.day}日"


def _en(period: date | None, until: date, grain: str) -> str:
    if grain == "year":
        return str(until.year)
    if grain == "half":
        return f"{'first' if until.month == 6 else 'second'} half of {until.year}"
    if grain == "quarter":
        return f"Q{until.month // 3} {until.year}"
    if grain == "month":
        return _month_en(until)
    if grain == "moment":
        return _moment_en(until)
    if grain == "cumulative":
        since = f" (cumulative since {_month_en(period)})" if period else " (cumulative)"
        return f"up to {_moment_en(until)}{since}"
    assert period is not None, "only a cumulative may start in the open"
    if (period.month, period.day) == (1, 1) and (until.month, until.day) == (12, 31):
        return f"{period.year} to {until.year}"
    if period.day == 1 and _last_of_month(until):
        start = MONTHS[period.month - 1] if until.year == period.year else _month_en(period)
        return f"{start} to {_month_en(until)}"
    return f"{_day_en(period)} to {_day_en(until)}"


def _moment_en(day: date) -> str:
    if (day.month, day.day) == (12, 31):
        return f"end of {day.year}"
    return f"end of {_month_en(day)}" if _last_of_month(day) else _day_en(day)


def _month_en(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _day_en(day: date) -> str:
    return f"{day.day} {_month_en(day)}"
