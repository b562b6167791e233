"""The list of a report as this session keeps it, one of each dataset, and every change to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import streamlit as st

from data.releases import Release
from pages.parts.link import follow, on_the_desk, put_on_the_desk, write_state
from views.report import Item, Report, added
from views.report_file import ReportError, read_report, write_report
from views.report_kept import NotKeptError, keep, kept
from views.state import State
from words import say

REPORT = "pages/report.py"
# A change to a list, and the number from 1 of the figure that is chosen after it.
Step = Callable[[Report], tuple[Report, int]]


@dataclass(frozen=True)
class Desk:
    """What a session keeps: a list of each dataset, the list that a link brought last, and the file in the making."""

    lists: Mapping[str, Report] = field(default_factory=lambda: MappingProxyType({}))
    taken: str = ""
    job: str = ""
    text: str = ""


def list_of(state: State) -> Report:
    """The list of this session for the dataset that is shown, in the language of the page."""
    found = on_the_desk(Desk()).lists.get(state.dataset, Report(dataset=state.dataset))
    return replace(found, language=state.language)


def say_lists_apart(state: State) -> None:
    """That this list is not the one of another dataset, to a reader who has one there."""
    if any(report.figures for dataset, report in on_the_desk(Desk()).lists.items() if dataset != state.dataset):
        st.caption(say("report_lists_apart", state.language))


def with_list(state: State) -> State:
    """The state of the page of the report that brings the list along, so that it outlives a reload."""
    report = list_of(state)
    return state.but(report_list=keep(write_report(report)) if report.chapters else "")


def add(state: State, item: Item, release: Release) -> None:
    """Puts a figure on the list; one that was empty is from now on made from the release that is shown."""
    report = list_of(state)
    made = added(report, item)
    _keep(made if report.figures else replace(made, release=release.id))


def take_in(state: State) -> str:
    """Takes in the list that the link brings, unless it brought it before: other pages may have added to it since.

    Gives the key of a sentence where it cannot; the list of the session then stays.
    """
    token = state.report_list
    if not token or token == on_the_desk(Desk()).taken:
        return ""
    try:
        report = read_report(kept(token))
    except (NotKeptError, ReportError):
        return "report_list_gone"
    if report.dataset != state.dataset:
        return "report_list_elsewhere"
    _keep(report, token)
    return ""


def put(report: Report, state: State) -> State:
    """Keeps another list and gives the state that brings it along, so that Back brings the one before."""
    token = keep(write_report(report))
    _keep(report, token)
    return state.but(report_list=token)


def change_button(label: str, key: str, state: State, step: Step, **looks: Any) -> None:
    """A button that changes the list and says which figure is chosen then."""
    st.button(label, key=key, on_click=lambda: write_state(_stepped(state, step)), **looks)


def changing(key: str, value: Any, state: State, step: Callable[[Report, Any], tuple[Report, int]]) -> dict[str, Any]:
    """The `key` and `on_change` of a field that shows a part of the list and changes it."""
    return follow(key, value, lambda new: _stepped(state, lambda report: step(report, new)))


def job_in_hand() -> str:
    """The file that this session is having made, empty for none."""
    return on_the_desk(Desk()).job


def text_in_hand() -> str:
    """The list that the file of this session was asked for with."""
    return on_the_desk(Desk()).text


def take_job(id: str, text: str = "") -> None:
    """Keeps the file that is being made, and the list that it is made of, for the next runs."""
    put_on_the_desk(replace(on_the_desk(Desk()), job=id, text=text))


def _stepped(state: State, step: Step) -> State:
    report, number = step(list_of(state))
    return put(report, state).but(page=max(1, number))


def _keep(report: Report, taken: str | None = None) -> None:
    desk = on_the_desk(Desk())
    lists = MappingProxyType({**desk.lists, report.dataset: report})
    put_on_the_desk(replace(desk, lists=lists, taken=desk.taken if taken is None else taken))
