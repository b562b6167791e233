"""How a number is written: rounded once, half up, from integers or decimals; 万 and 亿 in Chinese."""

from decimal import Decimal
from fractions import Fraction

TEN_THOUSAND, MILLION, HUNDRED_MILLION = (Decimal(10**power) for power in (4, 6, 8))
MOST_DECIMALS, MOST_OF_A_RATIO = 2, 4
BOUNDS = {
    "zh": {"exact": "", "at_least": "≥", "more_than": "＞", "at_most": "≤", "less_than": "＜", "about": "约"},
    "en": {"exact": "", "at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<", "about": "about "},
}


def round_half_up(value: Decimal | Fraction | int, step: Decimal) -> Decimal:
    """`value` to the nearest multiple of `step`, halves away from zero (四舍五入).

    Exact: a Fraction is never turned into a float. ValueError when the step is not positive.
    """
    if step <= 0:
        raise ValueError(f"a step must be positive, not {step}")
    steps = Fraction(value) / Fraction(step)
    whole = (abs(steps) + Fraction(1, 2)).__floor__()
    return (whole if steps >= 0 else -whole) * step


def write_number(value: Decimal | Fraction | int, step: Decimal, unit: str, language: str, bound: str = "exact") -> str:
    """`value` rounded to `step`, with its unit and bound, as card, chart, table and file all show it.

    Chinese uses 万 and 亿 where the step allows at most two decimals (2,004.8万辆; 4,158,266张).
    English separates thousands and writes a million and more in millions where the step allows (3.02 million).
    """
    rounded = round_half_up(value, step)
    divisor, scale = _scale(rounded, step, language)
    number, digits = rounded / divisor, _decimals(step / divisor)
    text = f"{number:,.{digits}f}".replace("-", "−")
    return BOUNDS[language][bound] + text + scale + _joined(unit, language)


def write_count(count: int) -> str:
    """A count of things on the page, or behind a rate, in full: 25,250."""
    return f"{count:,}"


def _scale(value: Decimal, step: Decimal, language: str) -> tuple[Decimal, str]:
    choices = (
        ((HUNDRED_MILLION, HUNDRED_MILLION, "亿"), (TEN_THOUSAND, TEN_THOUSAND, "万"))
        if language == "zh"
        else ((MILLION, MILLION, " million"),)
    )
    for least, divisor, word in choices:
        if abs(value) >= least and _decimals(step / divisor) <= MOST_DECIMALS:
            return divisor, word
    return Decimal(1), ""


def _decimals(step: Decimal) -> int:
    """Digits after the point that a step asks for: 2 for 0.01, 0 for 1,000."""
    return max(0, -int(step.normalize().as_tuple().exponent))


def _joined(unit: str, language: str) -> str:
    """The unit as it follows a number: % and Chinese words close up, English words after a space."""
    return unit if not unit or unit == "%" or language == "zh" else f" {unit}"


def write_p(p_value: float, language: str) -> str:
    """A p-value with its sign: p = 0.39, p = 0.041 below 0.1, and of smaller ones only p < 0.001."""
    if p_value < 0.001:
        return "p＜0.001" if language == "zh" else "p < 0.001"
    return f"p = {p_value:.2f}" if p_value >= 0.1 else f"p = {p_value:.3f}"


def write_ratio(ratio: float) -> str:
    """A ratio of two rates to two decimals: 1.09; ∞ over nothing; with more where one is not quite 1: 0.997."""
    if ratio == float("inf"):
        return "∞"
    decimals = 2
    while ratio != 1 and decimals < MOST_OF_A_RATIO and float(f"{ratio:.{decimals}f}") == 1:
        decimals += 1
    return f"{ratio:.{decimals}f}"
