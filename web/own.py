"""Our own small files: the script and the fonts."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent
ICON = FOLDER.parent / "pages" / "parts" / "icon.png"


async def own_script(_: Request) -> FileResponse:
    """The script that runs before Streamlit's."""
    return FileResponse(FOLDER / "own.js", media_type="text/javascript", headers={"cache-control": "no-cache"})


async def icon(_: Request) -> FileResponse:
    """The icon of the browser's tab, for pages that Streamlit does not make."""
    return FileResponse(ICON)


ROUTES = [
    Route("/assets/own.js", own_script),
    Route("/assets/icon.png", icon),
    Mount("/assets/fonts", StaticFiles(directory=FOLDER / "fonts", check_dir=False)),
]
