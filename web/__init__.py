"""The door: the dashboard, its briefs, pictures and files, and what watchers ask, as one ASGI application.

`uvicorn web:app`. Everything is imported and the release is read before the port opens; nothing is asked of any other
host, and everything a browser may do is said in one policy.
"""

import atexit
import gc
import logging
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from web.assets import Precompressed
from web.briefs import ROUTES as BRIEFS
from web.faults import on_fault
from web.figures import ROUTES as FIGURES
from web.files import ROUTES as FILES
from web.guard import Guard, take_hosts
from web.health import ROUTES as HEALTH
from web.kept import Kept
from web.maps import ROUTES as MAPS
from web.own import ROUTES as OWN
from web.reports import ROUTES as REPORTS
from web.reports import tidied
from web.shell import Shell
from web.short import ROUTES as SHORT
from web.warming import warm

DASHBOARD = Path(__file__).parents[1] / "dashboard.py"

take_hosts()
# Links say what a reader looks at: that is not written down.
logging.getLogger("uvicorn.access").disabled = True
warm()
app = st.App(
    str(DASHBOARD),
    lifespan=tidied,
    routes=[*HEALTH, *BRIEFS, *FILES, *FIGURES, *SHORT, *MAPS, *REPORTS, *OWN],
    middleware=[Middleware(Guard), Middleware(Kept), Middleware(Shell), Middleware(Precompressed)],
    exception_handlers={Exception: on_fault},
)
gc.collect()
gc.freeze()
# Frozen things are never given back, and DuckDB's binding takes that for leaks when the server ends.
atexit.register(gc.unfreeze)
