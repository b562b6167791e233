"""The views by the names that links, briefs, pictures and files call them by, and the pages they stand on."""

from views.cache import View
from views.overview import overview_card
from views.regions import regions_card
from views.trend import trend_card

VIEWS: dict[str, View] = {"overview": overview_card, "trends": trend_card, "regions": regions_card}
# The path of a page to the view that its brief shows; the first page has no path.
PAGES = {"": "overview", "trends": "trends", "regions": "regions"}


def page_of(view: str) -> str:
    """The path of the page on which a view stands."""
    return next(path for path, shown in PAGES.items() if shown == view)
