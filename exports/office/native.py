"""A card's figure as charts that Office draws itself, where Office has that form."""

import json
from dataclasses import replace

from exports.office.description import Native
from exports.office.named_rows import named_rows
from exports.office.reading import Layout, Trace, plain
from exports.office.time_lines import time_lines

BESIDE, UNDER = "xaxis2", "yaxis2"
ON_TIME = ("lines+markers+text", "markers+text", "lines")
# So many lines are the most that a chart of Office holds, others it drops; a trace may be two, by its markers.
MOST_SERIES = 120
# More panels, one under the other, are too low to be read on a slide.
MOST_PANELS = 3


def natives_of(figure: str | None) -> tuple[Native, ...]:
    """The native charts of a figure's JSON, one for each panel; none without a figure or a faithful form in Office."""
    drawn = json.loads(figure) if figure else {"data": []}
    traces, layout = drawn["data"], drawn.get("layout", {})
    if not traces or BESIDE in layout or len(traces) > MOST_SERIES:
        return ()
    over_time = _is_over_time(traces)
    if UNDER in layout:
        return _panels(traces, layout) if over_time else ()
    if over_time:
        found = time_lines(traces, layout, traces)
    else:
        found = named_rows(traces, layout) if layout.get("yaxis") and any(one.get("y") for one in traces) else None
    return (found,) if found else ()


def _panels(traces: list[Trace], layout: Layout) -> tuple[Native, ...]:
    """A chart for each axis of values, all over the same periods; none where one of them has no faithful form."""
    axes = sorted(name for name in layout if name.startswith("yaxis"))
    if len(axes) > MOST_PANELS:
        return ()
    found = []
    for axis in axes:
        own = [trace for trace in traces if trace.get("yaxis", "y") == axis.replace("axis", "")]
        chart = time_lines(own, {**layout, "yaxis": layout[axis]}, traces) if own else None
        if chart is None:
            return ()
        found.append(replace(chart, title=_title(layout, layout[axis]["domain"][1])))
    return tuple(found) if all(chart.title for chart in found) else ()


def _title(layout: Layout, top: float) -> str:
    """What stands over the panel that ends at a height: what it counts, and its latest figure."""
    over = [one["text"] for one in layout["annotations"] if one.get("y") == top and one.get("align") == "left"]
    return " ".join(plain(line) for line in over[0].split("<br>")) if over else ""


def _is_over_time(traces: list[Trace]) -> bool:
    """Whether every trace is a line or marks at days."""
    if any(trace["type"] != "scatter" or trace.get("mode") not in ON_TIME for trace in traces):
        return False
    return all(isinstance(at, str) and at[:4].isdigit() and at[4:5] == "-" for trace in traces for at in trace["x"])
