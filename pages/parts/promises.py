"""The targets on a page: each with what came about, a verdict and its words, under the source that promised it."""

from html import escape
from itertools import groupby

import streamlit as st

from pages.parts.frame import Run
from pages.parts.share import show_share
from pages.parts.table import show_table
from pages.parts.text import as_plain
from views.cards import Card
from views.targets import COLUMNS
from words import say

NAME, PERIOD, REGION, TARGET, ACTUAL, VERDICT, PRINTED, REMARKS, SOURCE, SOURCE_ACTUAL, LATEST, SOURCE_LATEST = range(
    len(COLUMNS)
)
Cells = tuple[str, ...]


def show_promises(card: Card, run: Run, view: str, level: int = 2) -> None:
    """The rows of a card of targets as a list that fits a phone, the same as a table, and what is behind them.

    `level` is that of the headings over the publications.
    """
    language = run.state.language
    if not card.table.rows:
        return
    groups = groupby(card.table.rows, key=lambda row: (row[PERIOD], row[REGION], row[SOURCE]))
    st.html(STYLE + "".join(_group(list(rows), language, level) for _, rows in groups))
    show_share(view, run.state, run.release)
    with st.expander(say("table", language)):
        show_table(card.table, key=f"{view}_table")
    with st.expander(say("all_sources", language, count=len(card.sources))):
        st.markdown("\n".join(f"- {as_plain(source.text)}" for source in card.sources))
    with st.expander(say("about", language)):
        st.markdown("\n".join(f"- {as_plain(caveat)}" for caveat in card.caveats))
    st.caption(say("release", language, release=card.release))


def _group(rows: list[Cells], language: str, level: int) -> str:
    """What one publication promised for one period and region."""
    first = rows[0]
    source = say("latest_source", language, source=first[SOURCE])
    listed = "".join(_promise(row, language) for row in rows)
    return (
        f'<section class="promises"><h{level}>{escape(first[PERIOD])} · {escape(first[REGION])}</h{level}>'
        f"<p>{escape(source)}</p><ul>{listed}</ul></section>"
    )


def _promise(row: Cells, language: str) -> str:
    parts = [(say("column_target", language), f"<b>{escape(row[TARGET])}</b>")]
    if row[SOURCE_ACTUAL]:
        parts.append((say("column_actual", language), f"<b>{escape(row[ACTUAL])}</b> ({escape(row[SOURCE_ACTUAL])})"))
    parts.append((say("column_verdict", language), escape(row[VERDICT])))
    if row[LATEST]:
        parts.append((say("column_latest", language), f"{escape(row[LATEST])} ({escape(row[SOURCE_LATEST])})"))
    if row[REMARKS]:
        parts.append((say("column_remarks", language), escape(row[REMARKS])))
    said = "".join(f"<div><dt>{escape(name)}</dt><dd>{text}</dd></div>" for name, text in parts)
    return f"<li><p>{escape(row[NAME])}</p><dl>{said}</dl></li>"


STYLE = """<style>
.promises h2,.promises h3{font-size:1.1rem;margin:1rem 0 0;padding:0}
.promises p{margin:0;font-size:.85rem;opacity:.75}
.promises ul{list-style:none;margin:.4rem 0;padding:0;display:grid;gap:.1rem 1.2rem;
grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr))}
.promises li{margin:0;padding:.4rem 0;border-top:1px solid color-mix(in srgb,currentColor 20%,transparent)}
.promises li p{font-size:1rem;opacity:1}
.promises li,.promises dl,.promises dt,.promises dd{margin:0;padding-left:0}
.promises dl div{display:flex;gap:.6em}
.promises dt{flex:none;opacity:.75}
.promises dd{overflow-wrap:anywhere}
</style>"""
