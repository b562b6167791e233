"""How a period is written on an axis, where a few characters must do."""

from datetime import date


def write_tick(until: date, grain: str, language: str) -> str:
    """2017, 2015上 (H1 2015), 2008Q3, 2024-12: short, and without doubt."""
    if grain == "year":
        return str(until.year)
    if grain == "half":
        first = until.month == 6
        return f"{until.year}{'上' if first else '下'}" if language == "zh" else f"H{1 if first else 2} {until.year}"
    if grain == "quarter":
        return f"{until.year}Q{until.month // 3}"
    return f"{until:%Y-%m}"
