"""The button that puts a figure on the list of the report, and the way there."""

import streamlit as st

from data.releases import Release
from pages.parts.desk import REPORT, add, list_of, say_lists_apart, with_list
from views.report import MOST_FIGURES, item_of
from views.state import State, write_link
from words import say


def offer_to_add(view: str, state: State, release: Release) -> None:
    """A button that puts the figure on the list; where it is there, that it is and the way to the list."""
    language, report, item = state.language, list_of(state), item_of(view, state)
    count = len(report.figures)
    held = report.holds(item)
    with st.container(horizontal=True, vertical_alignment="center"):
        if not held and count >= MOST_FIGURES:
            st.caption(say("report_full", language, count=count))
        else:
            # The same button before and after, so that a keyboard stays where it is.
            label = say("report_added", language, count=count) if held else say("report_add", language)
            icon = ":material/check:" if held else ":material/playlist_add:"
            st.button(label, icon=icon, key=f"add_{view}", on_click=add, args=(state, item, release))
        if count:
            label = say("report_open_list", language, count=count)
            st.page_link(REPORT, label=label, query_params=write_link(with_list(state.plain())))
    say_lists_apart(state)
