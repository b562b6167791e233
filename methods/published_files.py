"""What the self-test can compute from a file of others: inputs and, for most, the answers stand in the file."""

from collections.abc import Callable
from pathlib import Path

from methods.counts import byar_interval, count_interval
from methods.fixture_files import Row, rows_of
from methods.funnel import funnel_classes, funnel_limits, observed_ratio_limits
from methods.published_cases import Value, ends_of
from methods.results import STRICT, USUAL
from methods.standardisation import direct_rate, indirect_ratio
from methods.wilson import wilson_interval

Answers = tuple[tuple[str, ...], tuple[Value, ...]]
CLASSES = {-2: "Low (0.001)", -1: "Low (0.025)", 0: "Not significant", 1: "High (0.025)", 2: "High (0.001)"}
LEVELS = {"95%": USUAL, "99.8%": STRICT}


def wilson_sheet(path: Path, sheet: str) -> Answers:
    """Every share of a sheet at both levels."""
    texts: list[str] = []
    values: list[Value] = []
    for row in _answered(path, sheet, "upper95_0cl"):
        times = float(row["multiplier"])
        for level, name in ((USUAL, "95_0cl"), (STRICT, "99_8cl")):
            texts += [row[f"lower{name}"], row[f"upper{name}"]]
            values += ends_of(wilson_interval(_number(row, "Numerator"), _number(row, "Denominator"), level), times)
    return tuple(texts), tuple(values)


def rate_sheet(path: Path, sheet: str) -> Answers:
    """Every rate of a sheet at both levels."""
    texts: list[str] = []
    values: list[Value] = []
    for row in _answered(path, sheet, "upper95_0cl"):
        times = float(row["multiplier"]) / _number(row, "Denominator")
        for level, name in ((USUAL, "95_0cl"), (STRICT, "99_8cl")):
            texts += [row[f"lower{name}"], row[f"upper{name}"]]
            values += ends_of(count_interval(_number(row, "Numerator"), level), times)
    return tuple(texts), tuple(values)


def interval_sheet(path: Path, sheet: str, method: str) -> Answers:
    """Every row of one method, Byars or Wilson, of a sheet that holds both."""
    texts: list[str] = []
    values: list[Value] = []
    for row in (row for row in _answered(path, sheet, "uppercl") if row["method"] == method):
        x, level = _number(row, "x"), LEVELS[row["confidence"]]
        texts += [row["lowercl"] or "NA", row["uppercl"]]
        values += ends_of(
            byar_interval(x, level) if method == "Byars" else wilson_interval(x, _number(row, "n"), level)
        )
    return tuple(texts), tuple(values)


def rate_of_area(path: Path, area: str, weights: list[float], level: float = USUAL) -> Answers:
    """One area standardised directly, per 100 000; its answers are typed."""
    rows = [row for row in rows_of(path, "testdata_multiarea") if row["area"] == area]
    found = direct_rate([_number(row, "count") for row in rows], [_number(row, "pop") for row in rows], weights, level)
    return (), tuple(100_000 * value for value in (found.rate, found.lower, found.upper))


def ratio_of_area(path: Path, area: str, level: float = USUAL) -> Answers:
    """The expected events of one area by the reference's rates, and its ratio; its answers are typed."""
    rows = [row for row in rows_of(path, "testdata_multiarea_isr") if row["area"] == area]
    observed = sum(_number(row, "count") for row in rows)
    expected = sum(_number(row, "pop") * _number(row, "refcount") / _number(row, "refpop") for row in rows)
    found = indirect_ratio(observed, expected, level)
    return (), (expected, found.rate, found.lower, found.upper)


def classes_of_shares(path: Path) -> Answers:
    """The class of every area in the funnel of all."""
    rows = rows_of(path)
    found = funnel_classes([_number(row, "numerator") for row in rows], [_number(row, "denominator") for row in rows])
    return tuple(row["significance"] for row in rows), tuple(CLASSES[one] for one in found)


def limits_of_shares(path: Path, inputs: str) -> Answers:
    """The centre in % and the limits of every size, from the areas in a file beside this one."""
    areas, rows = rows_of(path.with_name(inputs)), rows_of(path)
    centre = sum(_number(row, "numerator") for row in areas) / sum(_number(row, "denominator") for row in areas)
    sizes = [_number(row, "Population") for row in rows]
    usual, strict = (funnel_limits(centre, sizes, level) for level in (USUAL, STRICT))
    names = ("Lower2s0025limit", "Upper2s0025limit", "Lower3s0001limit", "Upper3s0001limit")
    ends = (usual.lower, usual.upper, strict.lower, strict.upper)
    texts = [rows[0]["Baseline"], *(row[name] for name in names for row in rows)]
    return tuple(texts), (100 * centre, *(100 * float(value) for end in ends for value in end))


def limits_of_ratios(path: Path) -> Answers:
    """The limits in % of every observed count at both levels."""
    rows = rows_of(path)
    observed = [_number(row, "Observed_events") for row in rows]
    usual, strict = (observed_ratio_limits(observed, level) for level in (USUAL, STRICT))
    names = ("lower_2s_isr", "upper_2s_isr", "lower_3s_isr", "upper_3s_isr")
    ends = (usual.lower, usual.upper, strict.lower, strict.upper)
    return (
        tuple(row[name] for name in names for row in rows),
        tuple(100 * float(value) for end in ends for value in end),
    )


def _answered(path: Path, sheet: str, column: str) -> list[Row]:
    return [row for row in rows_of(path, sheet) if row[column]]


def _number(row: Row, column: str) -> float:
    """The number in a cell; an empty one is none, as the package reads it."""
    return float(row[column] or 0)


FILES: dict[str, Callable[..., Answers]] = {
    "classes_of_shares": classes_of_shares,
    "interval_sheet": interval_sheet,
    "limits_of_ratios": limits_of_ratios,
    "limits_of_shares": limits_of_shares,
    "rate_of_area": rate_of_area,
    "rate_sheet": rate_sheet,
    "ratio_of_area": ratio_of_area,
    "wilson_sheet": wilson_sheet,
}
