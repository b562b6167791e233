"""Headings in steps that a screen reader follows: the page's first card leads, what stands under it is smaller."""

import streamlit as st

LEVELS = (st.title, st.header, st.subheader)


def show_heading(text: str, level: int) -> None:
    """A heading of level 1, 2 or 3; without Streamlit's own link, which would be a stop of the Tab key at each."""
    LEVELS[level - 1](text, anchor=False)


def show_section(text: str) -> None:
    """A heading of level 2 with a line under it: further cards of the page stand under it, at level 3."""
    st.header(text, anchor=False, divider="gray")
