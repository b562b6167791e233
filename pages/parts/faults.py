"""A fault that nobody foresaw: one sentence with a number on the page, the whole story in the log."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from data.releases import ReleaseRefusedError
from pages.parts.link import state_of_run
from views.current import refusal_words
from words import say

log = logging.getLogger("dashboard")


@contextmanager
def faults_told() -> Iterator[None]:
    """Runs a page; a fault in it ends the page with a sentence, and nothing of it reaches the browser."""
    try:
        yield
    except ReleaseRefusedError as refused:
        # A file of records is checked before its first use, long after the page began.
        read = state_of_run()
        st.error(refusal_words(refused, read[0].language if read else "zh"))
    except Exception as fault:  # noqa: BLE001  # the last stop before the reader
        id = secrets.token_hex(4)
        log.error("fault %s on a page", id, exc_info=fault)
        read = state_of_run()
        st.error(say("fault", read[0].language if read else "zh", id=id))
