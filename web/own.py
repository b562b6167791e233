"""Our own small files: the script and the fonts."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent
ICON = FOLDER / "icon.png"


async def own_script(_: Request) -> FileResponse:
    """The script that runs before Streamlit's."""
    return FileResponse(FOLDER / "own.js", media_type="text/javascript", headers={"cache-control": "no-cache"})


async def icon(_: Request) -> FileResponse:
    """The icon of the browser's tab."""
    return FileResponse(ICON)


ROUTES = [
    Route("/assets/own.js", own_script),
    # Streamlit looks for its own here.
    Route("/favicon.png", icon),
    Mount("/assets/fonts", StaticFiles(directory=FOLDER / "fonts", check_dir=False)),
]
