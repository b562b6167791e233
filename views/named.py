"""The views by the names that links, briefs, pictures and files call them by, and the pages they stand on."""

from data.releases import Release
from views.breakdowns import breakdowns_card
from views.cache import View, card_of
from views.cards import Card
from views.completeness import completeness_card
from views.composition import composition_card
from views.contents import contents_card
from views.definition import definition_card
from views.facts import facts_card
from views.gaps import gaps_card
from views.holdings import holdings_card
from views.left_out import left_out_card
from views.overview import overview_card
from views.publications import publications_card
from views.regions import regions_card
from views.releases import releases_card
from views.several_sources import every_several_sources_card, several_sources_card
from views.state import State
from views.trend import trend_card

# Views with a figure or a headline: page, brief, picture and file.
VIEWS: dict[str, View] = {
    "overview": overview_card,
    "trends": trend_card,
    "regions": regions_card,
    "breakdowns": breakdowns_card,
    "composition": composition_card,
}
# Views of which only words and a table stand, all on the data page: page and file.
TABLES: dict[str, View] = {
    "contents": contents_card,
    "definition": definition_card,
    "holdings": holdings_card,
    "several_sources": several_sources_card,
    "every_several_sources": every_several_sources_card,
    "completeness": completeness_card,
    "gaps": gaps_card,
    "facts": facts_card,
    "left_out": left_out_card,
    "releases": releases_card,
    "publications": publications_card,
}
# What these say stands beside a release and changes while the release does not: they are made anew.
NEVER_REMEMBERED = ("left_out", "releases")
# The path of a page to the view that its brief shows; the first page has no path.
PAGES = {"": "overview", "trends": "trends", "regions": "regions", "breakdowns": "breakdowns", "data": "trends"}
# Views that stand under the main one of a page.
BENEATH = {"composition": "breakdowns", **dict.fromkeys(TABLES, "data")}


def card_named(view: str, release: Release, state: State, theme: str = "light") -> Card:
    """The card that a view of this name makes of a state. KeyError for a name that is none."""
    make = VIEWS.get(view) or TABLES[view]
    return make(release, state, theme) if view in NEVER_REMEMBERED else card_of(make, release, state, theme)


def page_of(view: str) -> str:
    """The path of the page on which a view stands."""
    return BENEATH.get(view) or next(path for path, shown in PAGES.items() if shown == view)
