"""The dashboard with a quick worker that does what the title of a list tells it: `uvicorn tests.report_server:app`."""

import sys

import web.reports
from exports.jobs import Jobs
from views.report_jobs import set_runner
from web import app

web.reports.JOBS = Jobs((sys.executable, "-m", "tests.report_worker"))
set_runner(web.reports.JOBS)
__all__ = ["app"]
