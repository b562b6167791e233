"""The list of a report on its page: figures by chapter, and the one that is chosen with its words and its place."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data.releases import Release
from pages.parts.card import show_chart, show_words
from pages.parts.desk import Step, change_button, changing, put, say_lists_apart
from pages.parts.frame import Run
from pages.parts.heading import show_heading
from pages.parts.link import write_state
from pages.parts.text import as_plain
from views.marking import marked_text
from views.named import card_named
from views.report import (
    LONGEST_CAPTION,
    LONGEST_TITLE,
    MOST_CHAPTERS,
    Item,
    Report,
    chapter_added,
    chapter_removed,
    chapter_renamed,
    moved,
    moved_to,
    removed,
    retitled,
    worded,
)
from views.report_example import example
from views.state import State
from words import say

Changed = Callable[[Report, Any], tuple[Report, int]]


def begin(state: State, release: Release) -> None:
    """What a list is and how it is filled, while it is empty; and one to begin with."""
    st.info(say("report_empty", state.language))
    say_lists_apart(state)

    def take() -> None:
        write_state(put(example(release, state.language), state))

    st.button(
        say("report_example", state.language), icon=":material/auto_awesome:", key="report_example", on_click=take
    )
    st.caption(say("report_example_what", state.language))


def show_title(report: Report, state: State) -> None:
    """What the report is called."""
    st.text_input(
        say("report_name", state.language),
        placeholder=say("report_untitled", state.language),
        max_chars=LONGEST_TITLE,
        **changing("report_name", report.title, state, lambda one, text: (retitled(one, text), state.page)),
    )


def show_list(report: Report, run: Run) -> None:
    """All figures under their chapters; one is chosen by pressing it."""
    state, figure = run.state, 0
    numbers = report.numbers
    show_heading(say("report_figures", state.language, count=len(report.figures)), 2)
    st.html(STYLE)
    with st.container(key="report_figures", gap="xxsmall"):
        for chapter in report.chapters:
            if chapter.title:
                st.markdown(f"**{as_plain(chapter.title)}**")
            if chapter.title and not chapter.figures:
                st.caption(say("report_chapter_empty", state.language))
            for item in chapter.figures:
                _row(item, numbers[figure], figure, run, figure == chosen_of(report, state))
                figure += 1


def chosen_of(report: Report, state: State) -> int:
    """The figure that is chosen, from 0; the last where the link names one beyond."""
    return min(state.page, len(report.figures)) - 1


def _row(item: Item, number: str, figure: int, run: Run, is_chosen: bool) -> None:
    card = card_named(item.view, run.release, item.state(run.state.language))
    title = marked_text(item.title or card.title, run.release, run.state.language)
    label = say("report_figure_name", run.state.language, number=number, title=title)
    if card.message:
        label = f"{label} {say('report_row_silent', run.state.language)}"
    looks = "secondary" if is_chosen else "tertiary"
    change_button(as_plain(label), f"report_figure_{figure}", run.state, lambda one: (one, figure + 1), type=looks)


def show_chosen(report: Report, run: Run) -> None:
    """The figure that is chosen: its words and its place in the list, then what it shows."""
    state, figure = run.state, chosen_of(report, run.state)
    item, language = report.figures[figure], state.language
    card = card_named(item.view, run.release, item.state(language), run.theme)
    show_heading(say("report_chosen", language, number=report.numbers[figure]), 2)
    _places(report, state, figure)
    st.text_input(
        say("report_item_title", language),
        placeholder=card.title,
        max_chars=LONGEST_TITLE,
        **changing("report_item_title", item.title, state, lambda one, text: _worded(one, figure, title=text)),
    )
    st.text_area(
        say("report_item_caption", language),
        placeholder=say("report_item_caption_hint", language),
        max_chars=LONGEST_CAPTION,
        height=80,
        **changing("report_item_caption", item.caption, state, lambda one, text: _worded(one, figure, caption=text)),
    )
    with st.container(border=True):
        show_words(card, 3)
        if card.figure:
            show_chart(card, run._replace(state=item.state(language)), item.view)


def _worded(report: Report, figure: int, **words: str) -> tuple[Report, int]:
    # A field that is left as its figure goes still tells what it held.
    return (worded(report, figure, **words) if figure < len(report.figures) else report), figure + 1


def _places(report: Report, state: State, figure: int) -> None:
    """The chapter of the figure, and the ways up, down and off the list."""
    language, last = state.language, len(report.figures) - 1
    titles = [chapter.title or say("report_no_chapter", language) for chapter in report.chapters]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(titles) > 1:
            st.selectbox(
                say("report_chapter", language),
                range(len(titles)),
                format_func=lambda n: f"{n + 1} {titles[n]}",
                width=260,
                **changing("report_chapter", report.place(figure)[0], state, _into(figure)),
            )
        change_button(say("report_up", language), "report_up", state, lambda one: _counted(*moved(one, figure, -1)))
        change_button(say("report_down", language), "report_down", state, lambda one: _counted(*moved(one, figure, 1)))
        change_button(
            say("report_remove", language),
            "report_remove",
            state,
            lambda one: (removed(one, figure), min(figure + 1, last)),
        )


def _counted(report: Report, figure: int) -> tuple[Report, int]:
    return report, figure + 1


def _into(figure: int) -> Changed:
    return lambda report, chapter: _counted(*moved_to(report, figure, chapter))


def _renamed(chapter: int, chosen: int) -> Changed:
    return lambda report, title: (chapter_renamed(report, chapter, title), chosen)


def _taken_out(chapter: int, chosen: int) -> Step:
    return lambda report: (chapter_removed(report, chapter), chosen)


def show_chapters(report: Report, state: State) -> None:
    """The chapters: each renamed or taken out, and one more."""
    language = state.language
    with st.expander(say("report_chapters", language)):
        for number, chapter in enumerate(report.chapters):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.text_input(
                    say("report_chapter_title", language, number=number + 1),
                    placeholder=say("report_no_chapter", language),
                    max_chars=LONGEST_TITLE,
                    **changing(f"report_chapter_{number}", chapter.title, state, _renamed(number, state.page)),
                )
                if len(report.chapters) > 1:
                    label = say("report_chapter_remove", language, number=number + 1)
                    change_button(label, f"report_chapter_off_{number}", state, _taken_out(number, state.page))
        if len(report.chapters) > 1:
            st.caption(say("report_chapter_remove_what", language))
        if len(report.chapters) < MOST_CHAPTERS:
            title = say("report_chapter_new", language)
            change_button(
                say("report_chapter_add", language),
                "report_chapter_add",
                state,
                lambda one: (chapter_added(one, title), state.page),
                icon=":material/add:",
            )


STYLE = """<style>
.st-key-report_figures button{justify-content:flex-start;text-align:start;width:100%;padding:.3rem .7rem}
.st-key-report_figures [data-testid=stElementContainer]{width:100%}
.st-key-report_figures button *{justify-content:flex-start;text-align:start}
.st-key-report_figures button>*{flex:1}
.st-key-report_figures .stMarkdown{padding-top:.5rem}
.st-key-report_figures button p{overflow-wrap:anywhere}
</style>"""
