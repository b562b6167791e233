"""A card's figure as a chart that Office draws itself, where Office has that form."""

import json

from exports.office.description import Native
from exports.office.named_rows import named_rows
from exports.office.time_lines import time_lines

MORE_PANELS = ("xaxis2", "yaxis2")
ON_TIME = ("lines+markers+text", "markers+text", "lines")


def native_of(figure: str | None) -> Native | None:
    """The native chart of a figure's JSON; None where there is no figure, or Office has no faithful form of it."""
    drawn = json.loads(figure) if figure else {"data": []}
    traces, layout = drawn["data"], drawn.get("layout", {})
    if not traces or any(axis in layout for axis in MORE_PANELS):
        return None
    if _is_over_time(traces):
        return time_lines(traces, layout)
    if "yaxis" not in layout or not any(trace.get("y") for trace in traces):
        return None
    return named_rows(traces, layout)


def _is_over_time(traces: list[dict]) -> bool:
    """Whether every trace is a line or marks at days."""
    if any(trace["type"] != "scatter" or trace.get("mode") not in ON_TIME for trace in traces):
        return False
    return all(isinstance(at, str) and at[:4].isdigit() and at[4:5] == "-" for trace in traces for at in trace["x"])
