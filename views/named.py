"""The views by the names that links, briefs, pictures and files call them by, and the pages they stand on."""

from data.releases import Release
from views.behind import behind_card
from views.breakdowns import breakdowns_card
from views.cache import View, card_of
from views.cards import Card
from views.certification import certification_card, compulsory_card, issued_card, provinces_card, schemes_card
from views.completeness import completeness_card
from views.composition import composition_card
from views.contents import contents_card
from views.definition import definition_card
from views.facts import certification_facts_card, facts_card, recall_facts_card
from views.found import found_card
from views.gaps import gaps_card
from views.holdings import holdings_card
from views.left_out import left_out_card
from views.marking import marked
from views.methods_checked import methods_checked_card
from views.overview import overview_card
from views.profile import profile_card, profile_further_card
from views.profile_kept import profile_certificates_card, profile_consumer_recalls_card, profile_vehicle_recalls_card
from views.profile_members import profile_channels_card, profile_products_card
from views.publications import publications_card
from views.recall_figures import (
    recall_brands_card,
    recall_completion_card,
    recall_largest_card,
    recall_sizes_card,
)
from views.recall_list import one_recall_card, recall_list_card
from views.recalls import recall_part_units_card, recall_parts_card, recalls_card
from views.regions import regions_card
from views.releases import releases_card
from views.several_sources import every_several_sources_card, several_sources_card
from views.state import State
from views.stated_changes import stated_changes_card
from views.targets import certification_targets_card, targets_card
from views.trend import trend_card

# Views with a figure or a headline: page, brief, picture and file.
VIEWS: dict[str, View] = {
    "overview": overview_card,
    "trends": trend_card,
    "regions": regions_card,
    "profile": profile_card,
    "profile_products": profile_products_card,
    "profile_channels": profile_channels_card,
    "profile_vehicle_recalls": profile_vehicle_recalls_card,
    "profile_consumer_recalls": profile_consumer_recalls_card,
    "profile_certificates": profile_certificates_card,
    "breakdowns": breakdowns_card,
    "composition": composition_card,
    "recalls": recalls_card,
    "recall_parts": recall_parts_card,
    "recall_part_units": recall_part_units_card,
    "recall_largest": recall_largest_card,
    "recall_sizes": recall_sizes_card,
    "recall_brands": recall_brands_card,
    "recall_completion": recall_completion_card,
    "certification": certification_card,
    "schemes": schemes_card,
    "certificates_by_province": provinces_card,
    "compulsory": compulsory_card,
    "certificates_issued": issued_card,
    "targets": targets_card,
}
# Views of which only words and a table stand: page and file.
TABLES: dict[str, View] = {
    "contents": contents_card,
    "found": found_card,
    "definition": definition_card,
    "holdings": holdings_card,
    "stated_changes": stated_changes_card,
    "profile_further": profile_further_card,
    "several_sources": several_sources_card,
    "every_several_sources": every_several_sources_card,
    "completeness": completeness_card,
    "gaps": gaps_card,
    "facts": facts_card,
    "behind": behind_card,
    "recall_list": recall_list_card,
    "one_recall": one_recall_card,
    "recall_facts": recall_facts_card,
    "certification_facts": certification_facts_card,
    "certification_targets": certification_targets_card,
    "left_out": left_out_card,
    "releases": releases_card,
    "publications": publications_card,
    "methods": methods_checked_card,
}
# What the first say stands beside a release and changes while the release does not; the last may be of many rows and
# is asked for once. They are made anew.
NEVER_REMEMBERED = ("left_out", "releases", "behind")
# The path of a page to the view that its brief shows; the first page has no path. A report is of what was chosen and
# the data page of an indicator: neither has a brief of its own.
PAGES = {
    "": "overview",
    "trends": "trends",
    "regions": "regions",
    "profile": "profile",
    "breakdowns": "breakdowns",
    "recalls": "recalls",
    "certification": "certification",
    "targets": "targets",
    "report": "overview",
    "data": "trends",
}
# The page of every view that is not the one its page's brief shows; tables stand on the data page unless named here.
BESIDE = {
    "behind": "trends",
    "stated_changes": "trends",
    "profile_products": "profile",
    "profile_channels": "profile",
    "profile_vehicle_recalls": "profile",
    "profile_consumer_recalls": "profile",
    "profile_certificates": "profile",
    "profile_further": "profile",
    "composition": "breakdowns",
    "recall_parts": "recalls",
    "recall_part_units": "recalls",
    "recall_largest": "recalls",
    "recall_sizes": "recalls",
    "recall_brands": "recalls",
    "recall_completion": "recalls",
    "recall_list": "recalls",
    "one_recall": "recalls",
    "recall_facts": "recalls",
    "schemes": "certification",
    "certificates_by_province": "certification",
    "compulsory": "certification",
    "certificates_issued": "certification",
    "certification_facts": "certification",
    "certification_targets": "certification",
}


def card_named(view: str, release: Release, state: State, theme: str = "light") -> Card:
    """The card that a view of this name makes of a state. KeyError for a name that is none."""
    make = VIEWS.get(view) or TABLES[view]
    if view not in NEVER_REMEMBERED:
        return card_of(make, release, state, theme)
    card = make(release, state, theme)
    return marked(card, state.language) if release.synthetic else card


def page_of(view: str) -> str:
    """The path of the page on which a view stands."""
    if view in BESIDE:
        return BESIDE[view]
    return "data" if view in TABLES else next(path for path, shown in PAGES.items() if shown == view)


def views_of(page: str) -> list[str]:
    """The views with a figure or a headline on a page, the one that its brief shows first."""
    first = PAGES[page]
    return [first, *(view for view in VIEWS if view != first and page_of(view) == page)]
