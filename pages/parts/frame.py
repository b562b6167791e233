"""The frame around every page: title, pages, language, indicator, and what must be said above all."""

from html import escape
from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data import DEMO
from data.releases import Release, ReleaseRefusedError, release_ids
from indicators import catalogue
from pages.parts.building import show_building
from pages.parts.controls import choose_dataset, choose_language
from pages.parts.desk import REPORT, with_list
from pages.parts.link import read_state, state_of_run, step
from pages.parts.style import STYLE
from pages.parts.text import as_code
from views.current import current_id, refusal_words, shown_release
from views.nearest import meant
from views.state import Problem, State, write_link
from words import say


class Look(NamedTuple):
    """How a page is called, pictured and reached; the first page is reached without a path."""

    words: str
    icon: str
    path: str


PAGES = {
    "pages/overview.py": Look("page_overview", ":material/dashboard:", ""),
    "pages/trends.py": Look("page_trends", ":material/trending_up:", "trends"),
    "pages/regions.py": Look("page_regions", ":material/map:", "regions"),
    "pages/profile.py": Look("page_profile", ":material/location_on:", "profile"),
    "pages/breakdowns.py": Look("page_breakdowns", ":material/stacked_bar_chart:", "breakdowns"),
    "pages/recalls.py": Look("page_recalls", ":material/car_repair:", "recalls"),
    "pages/certification.py": Look("page_certification", ":material/verified:", "certification"),
    "pages/targets.py": Look("page_targets", ":material/flag:", "targets"),
    "pages/report.py": Look("page_report", ":material/description:", "report"),
    "pages/data.py": Look("page_data", ":material/database:", "data"),
}


class Run(NamedTuple):
    """What a page needs: what the reader chose, the release it is answered from, and the theme to draw in."""

    state: State
    release: Release
    theme: str


def open_frame() -> StreamlitPage:
    """The page the reader asked for, with the frame drawn around it."""
    state, problems = read_state()
    page = _navigation(state.language)
    st.html(STYLE)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        skip, title = (escape(say(key, state.language)) for key in ("skip", "title"))
        st.html(f'<p class="site" data-skip="{skip}">{title}</p>', width="content")
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", width="content"):
            choose_dataset(state)
            choose_language(state)
    if state.dataset == DEMO:
        warning = escape(say("synthetic_warning", state.language))
        st.html(f'<p class="synthetic" role="note">{warning}</p>')
    with st.container(horizontal=True, vertical_alignment="center", key="pages"):
        elsewhere = state.but(text="").without_report()
        for path, look in PAGES.items():
            there = with_list(elsewhere) if path == REPORT else elsewhere
            st.page_link(path, label=say(look.words, state.language), icon=look.icon, query_params=write_link(there))
    if problems:
        _refuse(state, problems)
    if state.release and state.release != current_id(state.dataset):
        _say_fixed(state)
    return page


def run_of_page() -> Run:
    """What the page shows; every page starts here. Stops with one sentence when nothing can be shown."""
    read = state_of_run()
    if read is None:
        # A folder named `pages` makes Streamlit open the first link into a fresh server without the frame;
        # any call of st.navigation corrects it.
        _navigation("zh")
        st.rerun()
    state = read[0]
    if state.dataset == DEMO and not release_ids(DEMO):
        show_building(state)
    try:
        release, refused = shown_release(state.release, dataset=state.dataset)
    except ReleaseRefusedError as error:
        st.error(say("no_release", state.language, why=refusal_words(error, state.language)))
        st.stop()
    if refused:
        shown = say("last_good_shown", state.language, release=release.id)
        st.warning(f"{refusal_words(refused, state.language)} {shown}")
    theme = st.context.theme.type or "light"
    return Run(state, release, theme)


def way_to_trend(state: State) -> None:
    """A link to the trend of the same indicator."""
    name = catalogue().indicators[state.indicator].texts(state.language).name
    query = write_link(state.but(compare="", until=None, grain=""))
    st.page_link("pages/trends.py", label=say("see_its_trend", state.language, name=name), query_params=query)


def way_to_data(state: State) -> None:
    """A link to everything that is behind the figures of this indicator."""
    query = write_link(state.plain(indicator=state.indicator))
    st.page_link(
        "pages/data.py", label=say("see_its_data", state.language), icon=":material/database:", query_params=query
    )


def _navigation(language: str) -> StreamlitPage:
    # No icon here: Streamlit would fetch it from another host as the icon of the browser's tab.
    pages = [
        st.Page(path, title=say(look.words, language), url_path=look.path, default=not look.path)
        for path, look in PAGES.items()
    ]
    return st.navigation(pages, position="hidden")


def _say_fixed(state: State) -> None:
    """Says that a link holds to another release than the dashboard now shows, with the way to that one."""
    st.info(say("other_release", state.language, release=state.release, current=current_id(state.dataset)))
    step(say("see_current", state.language), state.but(release=""), "see_current")


def _refuse(state: State, problems: list[Problem]) -> None:
    """Names everything in a link that cannot be read, offers a way on, and draws nothing."""
    said = [
        say(problem.rule, state.language, part=as_code(problem.part), value=as_code(problem.value))
        for problem in problems
    ]
    st.error("\n\n".join([say("link_refused", state.language), *(f"- {one}" for one in said)]))
    for number, one in enumerate(meant(problems, state)):
        step(say("link_meant", state.language, name=one.name), one.state, f"link_meant_{number}")
    if state != State(language=state.language):
        step(say("link_open_rest", state.language), state, "link_open_rest")
    st.page_link(next(iter(PAGES)), label=say("link_start_again", state.language), query_params={})
    st.stop()
