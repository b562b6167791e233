"""A native chart on a sheet of a workbook, drawn from the cells beside it."""

from dataclasses import replace
from typing import Any, NamedTuple

from exports.office.charts import names_of
from exports.office.description import Native, Point, Series
from exports.office.looks import GRID, INK, MUTED, ON_SLIDES
from exports.office.number_format import format_of
from exports.table_file import as_text

KINDS = {
    "line": {"type": "line"},
    "markers": {"type": "line"},
    "bars": {"type": "bar"},
    "stacked": {"type": "bar", "subtype": "stacked"},
}
DASHES = {
    "solid": "solid",
    "dash": "dash",
    "dot": "round_dot",
    "dashdot": "dash_dot",
    "longdash": "long_dash",
    "longdashdot": "long_dash_dot",
}
MARKERS = {"dash": "long_dash"}
SIDES = {"t": "above", "b": "below", "l": "left", "r": "right", "ctr": "center", "outEnd": "outside_end"}
WIDTH, HEIGHT, PANEL_HEIGHT = 860, 400, 250


class Charted(NamedTuple):
    """What a chart is called and told, the row it stands at, and where its numbers begin on the sheet."""

    title: str
    alt: str
    language: str
    row: int
    top: int
    left: int


def add_chart(book: Any, sheet: Any, native: Native, at: Charted) -> int:
    """Writes the numbers of a chart into the cells and draws the chart; gives the column behind its numbers."""
    native, chart = _by_symbol(native), book.add_chart(KINDS[native.kind])
    names = names_of(native, at.title, at.language)
    last = at.top + len(native.categories)
    for row, category in enumerate(native.categories, at.top + 1):
        sheet.write_string(row, at.left, as_text(category))
    for column, (name, one) in enumerate(zip(names, native.series, strict=True), at.left + 1):
        sheet.write_string(at.top, column, as_text(name))
        for row, value in enumerate(one.values, at.top + 1):
            if value is not None:
                sheet.write_number(row, column, value)
        cells = {
            "name": [sheet.name, at.top, column],
            "categories": [sheet.name, at.top + 1, at.left, last, at.left],
            "values": [sheet.name, at.top + 1, column, last, column],
        }
        chart.add_series({**cells, **_look(one, native)})
    _axes(chart, native)
    chart.show_blanks_as("span" if native.spans else "gap")
    title = native.heading
    chart.set_title({"name": title, "name_font": _font(MUTED)} if title else {"none": True})
    hidden = [n for n, one in enumerate(native.series) if not one.shown]
    chart.set_legend({"position": "bottom", "delete_series": hidden} if native.has_legend else {"none": True})
    chart.set_size({"width": WIDTH, "height": PANEL_HEIGHT if native.title else HEIGHT})
    sheet.insert_chart(at.row, 0, chart, {"description": at.alt})
    return at.left + len(native.series) + 1


def _font(colour: str = INK, size: float = 9) -> dict[str, Any]:
    return {"name": ON_SLIDES[1], "size": size, "color": f"#{colour}", "bold": False}


def _look(one: Series, native: Native) -> dict[str, Any]:
    look: dict[str, Any] = {"points": [_point(point, one) for point in one.points]}
    if native.is_across:
        look |= {"fill": {"color": one.colour}, "gap": 45}
    else:
        look["line"] = _line(one)
        look["marker"] = _marker(one.symbol, one.colour, False, one.size) if one.symbol else {"type": "none"}
    if labels := _labels(one):
        look["data_labels"] = labels
    ends = [(point.value, point.low, point.high) for point in one.points]
    if any(high is not None for _, _, high in ends):
        plus = [high - value if high is not None and value is not None else None for value, _, high in ends]
        minus = [value - low if low is not None and value is not None else None for value, low, _ in ends]
        line = {"color": one.colour, "width": 0.75}
        look["y_error_bars"] = {"type": "custom", "plus_values": plus, "minus_values": minus, "line": line}
    return look


def _line(one: Series) -> dict[str, Any]:
    if not one.joined:
        return {"none": True}
    return {"color": one.colour, "width": one.width, "dash_type": DASHES[one.dash]}


def _marker(symbol: str, colour: str, hollow: bool, size: int) -> dict[str, Any]:
    fill = {"color": "#FFFFFF" if hollow else colour}
    return {"type": MARKERS.get(symbol, symbol), "size": size, "fill": fill, "border": {"color": colour}}


def _point(point: Point, one: Series) -> dict[str, Any] | None:
    """What a point has that its series has not."""
    colour = point.colour or one.colour
    if point.value is None or not (point.hollow or point.colour):
        return None
    return {"fill": {"color": "#FFFFFF" if point.hollow else colour}, "border": {"color": colour}}


def _labels(one: Series) -> dict[str, Any]:
    """The texts at points, as numbers where a format writes just them."""
    told = [point for point in one.points if point.label and point.value is not None]
    if not told:
        return {}
    format = format_of([point.value or 0.0 for point in told], [point.label for point in told])
    font = _font(one.letters.lstrip("#") or INK)
    custom: list[dict[str, Any]] = [
        ({"font": font} if format else {"value": point.label, "font": font}) if point.label else {"delete": True}
        for point in one.points
    ]
    side = SIDES[told[0].side]
    return {
        "value": True,
        "custom": custom,
        "font": font,
        "position": side,
        **({"num_format": format} if format else {}),
    }


def _axes(chart: Any, native: Native) -> None:
    axis = native.axis
    values = {
        "min": axis.low,
        "max": axis.high,
        "major_unit": axis.step,
        "num_format": axis.format,
        "num_font": _font(),
        "major_gridlines": {"visible": True, "line": {"color": f"#{GRID}", "width": 0.75}},
        "line": {"none": True},
        "name": axis.title,
        "name_font": _font(MUTED),
    }
    names: dict[str, Any] = {"num_font": _font(), "label_position": "low", "major_tick_mark": "none"}
    if native.is_across:
        # The library calls the axis that lies level x; the values stand below the last row.
        chart.set_x_axis(values)
        chart.set_y_axis({**names, "reverse": True, "crossing": "max", "major_gridlines": {"visible": False}})
        return
    chart.set_x_axis(names)
    chart.set_y_axis(values)


def _by_symbol(native: Native) -> Native:
    """The same with a series for each marker: on a sheet, all points of a series have one."""
    series: list[Series] = []
    for one in native.series:
        symbols = list(dict.fromkeys(point.symbol for point in one.points if point.value is not None))
        if one.joined or len(symbols) < 2:
            series.append(one)
            continue
        for symbol in symbols:
            points = tuple(point if point.symbol == symbol else Point() for point in one.points)
            series.append(replace(one, points=points, symbol=symbol))
    return replace(native, series=tuple(series))
