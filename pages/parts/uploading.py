"""A form of our own that hands a file to the door: nothing of it goes through Streamlit, which would keep it."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from views.state import State, write_link
from words import say


def show_upload(path: str, label: str, accept: str, send: str, state: State) -> None:
    """A field for one file and the button that sends it to a route of the door, which leads back to the page."""
    query = urlencode(write_link(state))
    action = escape(path + (f"?{query}" if query else ""))
    none = say("report_file_none", state.language)
    st.html(
        f'{STYLE}<form class="upload" action="{action}" method="post" enctype="multipart/form-data">'
        f"<label>{escape(label)}"
        f'<input type="file" name="file" accept="{accept}" required title="{escape(none)}"></label>'
        f'<button type="submit">{escape(send)}</button></form>'
    )


STYLE = """<style>
.upload{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:end;font-size:.9rem}
.upload label{display:grid;gap:.3rem;min-width:0;max-width:100%}
.upload input{font:inherit;max-width:100%;padding:.35rem;border:1px solid #8a949f;border-radius:.4rem}
.upload button{font:inherit;padding:.45rem 1rem;border-radius:.4rem;border:1px solid currentColor;
background:transparent;color:inherit;cursor:pointer}
</style>"""
