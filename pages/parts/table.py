"""The table of a card on a page: its texts as they are, in columns wide enough to read them."""

from unicodedata import east_asian_width

import pandas as pd
import streamlit as st

from views.cards import Table

ROW, MOST_ROWS = 35, 16
NARROW_LETTER, WIDE_LETTER, ROOM = 8, 14, 24
NARROWEST, WIDEST = 72, 640


def show_table(table: Table, key: str) -> None:
    """The rows in their order; what is wider or longer than the screen is scrolled inside the table."""
    frame = pd.DataFrame(table.rows, columns=list(table.columns))
    widths = {
        name: st.column_config.TextColumn(width=_width([name, *(row[place] for row in table.rows)]))
        for place, name in enumerate(table.columns)
    }
    height = ROW * (min(len(frame), MOST_ROWS) + 1) + 3
    st.dataframe(frame, hide_index=True, height=height, column_config=widths, key=key)


def _width(texts: list[str]) -> int:
    """The pixels that the longest of some texts takes, within bounds; a quotation mark is wide in a Chinese font."""
    longest = max(
        sum(WIDE_LETTER if east_asian_width(letter) in "WFA" else NARROW_LETTER for letter in text) for text in texts
    )
    return min(max(longest + ROOM, NARROWEST), WIDEST)
