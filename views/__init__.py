"""One view per file: a state in, a card out. Nothing here knows Streamlit.

`state.py` is what a link says; `cards.py` is what a page, a brief, a picture and a file all show.
"""
