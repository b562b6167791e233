"""The dashboard: what a reader has chosen, the list of pages, and the page they asked for."""

import streamlit as st

from pages.parts.faults import faults_told
from pages.parts.frame import open_frame

st.set_page_config(page_title="质量指标看板 · Quality indicators", layout="wide")
with faults_told():
    open_frame().run()
