"""The first thing read on a page: whether the change is real, as a mark, a colour and a few words."""

from html import escape

import streamlit as st

from views.cards import Verdict


def show_verdict(verdict: Verdict | None) -> None:
    """The verdict in its colour, and where the last figures go beside it."""
    if verdict:
        st.html(verdict_html(verdict))


def verdict_html(verdict: Verdict) -> str:
    """The same as HTML with its style."""
    recent = f'<span class="recent">{escape(verdict.recent)}</span>' if verdict.recent else ""
    return f'{STYLE}<p class="verdict"><b class="{verdict.state}">{escape(verdict.text)}</b>{recent}</p>'


# Blue for better, orange for worse, grey for what cannot be said: told apart by every eye, and by the mark in grey.
STYLE = """<style>
.verdict{margin:.1rem 0;line-height:1.9}
.verdict b{display:inline-block;line-height:1.5}
.verdict b{border:1px solid currentColor;border-left-width:.45rem;border-radius:.35rem;padding:.12rem .55rem}
.verdict .recent{margin-left:.6rem;font-size:.9rem;opacity:.8}
.verdict b{color:light-dark(#5b6672,#a3adb8)}
.verdict b.better,.verdict b.likely_better{color:light-dark(#1f5fa8,#6fa8e6)}
.verdict b.worse,.verdict b.likely_worse{color:light-dark(#b04708,#f0925a)}
.verdict b.compared{color:inherit}
.verdict b.up,.verdict b.down{color:light-dark(#6b3f86,#c79ad9)}
.verdict b.moved,.verdict b.mix,.verdict b.unclear,.verdict b.hidden,.verdict b.opposed,.verdict b.broken,
.verdict b.signal_above,.verdict b.signal_below{color:light-dark(#7a6100,#d9bd4a)}
</style>"""
