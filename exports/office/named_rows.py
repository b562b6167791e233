"""Rows of one name each as a native chart: bars from zero, bars of parts, or dots on a zoomed axis."""

from exports.office.description import Native, Point, Series
from exports.office.reading import (
    Layout,
    Trace,
    axis_of,
    each,
    ends_of,
    plain,
    points_down,
    symbol_of,
    watermark_of,
)

# More rows than these are no chart that anybody reads on a page or a slide.
MOST_ROWS = 40
# Names of markers stand below each other's feet in Office: of so many they can still be read.
MOST_MARKERS = 12
OWN_REFERENCE = "line-ns-open"
PAPER = ("#ffffff", "#14181d")


def named_rows(traces: list[Trace], layout: Layout) -> Native | None:
    """Bars or dots of one panel, a row a name; None for any other form."""
    if len(_row_names(traces[0], layout)) > MOST_ROWS:
        return None
    if all(trace["type"] == "bar" for trace in traces):
        if layout.get("barmode") == "stack":
            return _stacked(traces, layout)
        return _bars(traces[0], layout) if len(traces) == 1 and not layout.get("shapes") else None
    if all(trace["type"] == "scatter" and trace.get("mode", "").startswith("markers") for trace in traces):
        return _dots(traces, layout) if len(_row_names(traces[0], layout)) <= MOST_MARKERS else None
    return None


def _row_names(trace: Trace, layout: Layout) -> list[str]:
    """The names of the rows from the top; those over bars are annotations, in the order of the bars."""
    axis = layout["yaxis"]
    if axis.get("type") == "category":
        return list(axis.get("tickvals") or [])
    named = [one["text"] for one in layout.get("annotations", []) if one.get("yref") == "y"]
    return named if len(named) == len(trace["y"]) else []


def _bars(trace: Trace, layout: Layout) -> Native | None:
    names = _row_names(trace, layout)
    given = layout["yaxis"].get("type") != "category"
    places = range(len(names)) if given else [names.index(name) for name in trace["y"]]
    if trace.get("base") or sorted(places) != list(range(len(names))):
        return None
    points = [_bar(trace, n) for n in sorted(range(len(names)), key=lambda n: places[n])]
    colour = next((point.colour for point in points if point.colour), "")
    numbers = [0.0, *(point.value for point in points if point.value is not None)]
    axis = axis_of(layout["xaxis"], numbers, [point.label for point in points])
    if axis is None:
        return None
    series = Series(name="", points=tuple(points), colour=colour)
    mark = watermark_of(layout)
    return Native(kind="bars", categories=tuple(map(plain, names)), series=(series,), axis=axis, mark=mark)


def _bar(trace: Trace, n: int) -> Point:
    fill, line = each(trace["marker"]["color"], n), each(trace["marker"]["line"]["color"], n)
    label = plain(each(trace.get("text", ""), n) or "")
    return Point(value=trace["x"][n], label=label, side="outEnd", colour=line, hollow=fill in PAPER)


def _stacked(traces: list[Trace], layout: Layout) -> Native | None:
    names = _row_names(traces[0], layout)
    layers = [_layer(trace, names) for trace in traces]
    axis = axis_of(layout["xaxis"], [0.0, 100.0], [])
    if axis is None or any(name not in names for trace in traces for name in trace["y"]):
        return None
    mark = watermark_of(layout)
    return Native(kind="stacked", categories=tuple(map(plain, names)), series=tuple(layers), axis=axis, mark=mark)


def _layer(trace: Trace, names: list[str]) -> Series:
    points = [Point()] * len(names)
    for n, (name, value) in enumerate(zip(trace["y"], trace["x"], strict=True)):
        if name in names:
            points[names.index(name)] = Point(value=value, label=plain(each(trace["text"], n) or ""), side="ctr")
    return Series(
        name=plain(trace["name"]),
        points=tuple(points),
        colour=trace["marker"]["color"],
        shown=True,
        letters=trace["textfont"]["color"],
    )


def _dots(traces: list[Trace], layout: Layout) -> Native | None:
    """The dots with their intervals, then what each or all of them are held against."""
    seen = [trace for trace in traces if trace["marker"].get("opacity") != 0]
    own = [trace for trace in seen if trace["marker"].get("symbol") == OWN_REFERENCE]
    main = [trace for trace in seen if trace not in own]
    names = _row_names(traces[0], layout)
    if len(main) != 1 or len(set(main[0]["y"])) != len(names) or len(main[0]["y"]) != len(names):
        return None
    labels = {
        name: plain(text) for trace in traces for name, text in zip(trace["y"], trace.get("text", []), strict=False)
    }
    dots = _dots_of(main[0], names, labels)
    series = [dots, *(_dots_of(trace, names, {}) for trace in own), *_references(layout, len(names))]
    numbers = [end for one in series for at in one.points for end in (at.value, at.low, at.high) if end is not None]
    axis = axis_of(layout["xaxis"], numbers, [text for text in labels.values() if text])
    if axis is None:
        return None
    return Native(
        kind="markers",
        categories=tuple(map(plain, names)),
        series=tuple(series),
        axis=axis,
        mark=watermark_of(layout),
        stand_in=points_down(main),
    )


def _dots_of(trace: Trace, names: list[str], labels: dict[str, str]) -> Series:
    points = [Point()] * len(names)
    first = each(trace["marker"]["color"], 0)
    for n, (name, value) in enumerate(zip(trace["y"], trace["x"], strict=True)):
        symbol, hollow = symbol_of(trace, n)
        colour = each(trace["marker"]["color"], n)
        low, high = ends_of(trace.get("error_x", {}), n, value)
        points[names.index(name)] = Point(
            value=value,
            label=labels.get(name, ""),
            side="r",
            colour="" if colour == first else colour,
            symbol=symbol,
            hollow=hollow and symbol != "dash",
            low=low,
            high=high,
        )
    return Series(name="", points=tuple(points), colour=first, symbol=symbol_of(trace, 0)[0], size=8)


def _references(layout: Layout, rows: int) -> list[Series]:
    """The dashed lines across the dots, each named by the words written over it."""
    found = []
    for shape in layout.get("shapes", []):
        over = [one for one in layout["annotations"] if one.get("x") == shape["x0"] and one.get("yref") == "paper"]
        found.append(
            Series(
                name=plain(over[0]["text"]) if over else "",
                points=(Point(value=shape["x0"]),) * rows,
                colour=shape["line"]["color"],
                role="reference",
                dash=shape["line"]["dash"],
                width=1,
                joined=True,
                shown=bool(over),
            )
        )
    return found
