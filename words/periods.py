"""How a period is written, by its grain."""

from collections.abc import Callable
from datetime import date, timedelta

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
QUARTERS_ZH = "一二三四"
Start = date | None


def write_period(period: date | None, until: date, grain: str, language: str) -> str:
    """The words for a period: 2017年, 2015年上半年, 2024年12月末, 截至2018年5月6日（2004年10月起累计）.

    KeyError for a grain that the contract does not know.
    """
    return (ZH if language == "zh" else EN)[grain](period, until)


def write_day(day: date, language: str) -> str:
    """The words for a single day: 2024年3月26日, 26 March 2024."""
    return _day_zh(day) if language == "zh" else _day_en(day)


def _half_zh(_: Start, until: date) -> str:
    return f"{until.year}年{'上' if until.month == 6 else '下'}半年"


def _quarter_zh(_: Start, until: date) -> str:
    return f"{until.year}年第{QUARTERS_ZH[until.month // 3 - 1]}季度"


def _moment_zh(_: Start, until: date) -> str:
    if _ends_year(until):
        return f"{until.year}年末"
    return f"{_month_zh(until)}末" if _ends_month(until) else _day_zh(until)


def _cumulative_zh(period: Start, until: date) -> str:
    since = f"（{_month_zh(period)}起累计）" if period else "（累计）"
    return f"截至{_moment_zh(None, until)}{since}"


def _span_zh(period: Start, until: date) -> str:
    first = _stated(period)
    if _starts_year(first) and _ends_year(until):
        return f"{first.year}至{until.year}年"
    if first.day == 1 and _ends_month(until):
        end = f"{until.month}月" if until.year == first.year else _month_zh(until)
        return f"{_month_zh(first)}至{end}"
    return f"{_day_zh(first)}至{_day_zh(until)}"


def _half_en(_: Start, until: date) -> str:
    return f"{'first' if until.month == 6 else 'second'} half of {until.year}"


def _moment_en(_: Start, until: date) -> str:
    if _ends_year(until):
        return f"end of {until.year}"
    return f"end of {_month_en(until)}" if _ends_month(until) else _day_en(until)


def _cumulative_en(period: Start, until: date) -> str:
    since = f" (cumulative since {_month_en(period)})" if period else " (cumulative)"
    return f"up to {_moment_en(None, until)}{since}"


def _span_en(period: Start, until: date) -> str:
    first = _stated(period)
    if _starts_year(first) and _ends_year(until):
        return f"{first.year} to {until.year}"
    if first.day == 1 and _ends_month(until):
        start = MONTHS[first.month - 1] if until.year == first.year else _month_en(first)
        return f"{start} to {_month_en(until)}"
    return f"{_day_en(first)} to {_day_en(until)}"


def _stated(period: Start) -> date:
    if period is None:
        raise ValueError("only a cumulative figure may leave its start open")
    return period


def _starts_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _ends_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _month_zh(day: date) -> str:
    return f"{day.year}年{day.month}月"


def _day_zh(day: date) -> str:
    return f"{_month_zh(day)}{day.day}日"


def _month_en(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _day_en(day: date) -> str:
    return f"{day.day} {_month_en(day)}"


ZH: dict[str, Callable[[Start, date], str]] = {
    "year": lambda _, until: f"{until.year}年",
    "half": _half_zh,
    "quarter": _quarter_zh,
    "month": lambda _, until: _month_zh(until),
    "moment": _moment_zh,
    "cumulative": _cumulative_zh,
    "span": _span_zh,
}
EN: dict[str, Callable[[Start, date], str]] = {
    "year": lambda _, until: str(until.year),
    "half": _half_en,
    "quarter": lambda _, until: f"Q{until.month // 3} {until.year}",
    "month": lambda _, until: _month_en(until),
    "moment": _moment_en,
    "cumulative": _cumulative_en,
    "span": _span_en,
}
