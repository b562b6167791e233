"""Which cards go together: those of a page of the dashboard, of a place, of a member of a breakdown, of the month."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import parse_qs

from data.releases import Release
from indicators import catalogue
from views.choices import WHOLE, choices_of, offered, place_text
from views.gathered import ONE, SEVERAL, Entry, Gathered, Note, alone
from views.link_file import kept
from views.month import of_month
from views.named import PAGES, VIEWS, card_named, page_of, views_of
from views.overview import headline_states
from views.short_links import ShortLinkError, Target, opened
from views.state import JOINT, State, read_link
from words import say

LIST, MOST_LISTED, MOST_ON_A_SHEET = f"list{JOINT}", 12, 7


def cards_of(kind: str, name: str, release: Release, state: State) -> Gathered:
    """The cards that the address of a brief stands for: of ONE view by its name, or of SEVERAL.

    KeyError for a name that is none, ShortLinkError for a list that cannot be read.
    """
    return alone(name, release, state) if kind == ONE else gathered(name, release, state)


def gathered(name: str, release: Release, state: State) -> Gathered:
    """The cards that go by a name, or those of a list: `list~` and the letters of short links, with `~` between them.

    KeyError for a name that is none, ShortLinkError for a list that cannot be read.
    """
    made = _of_list(name, state) if name.startswith(LIST) else OF_STATE[name](release, state)
    mark = say("synthetic_mark", state.language) if release.synthetic else ""
    return replace(made, path=f"/{SEVERAL}/{name}", title=f"{mark}{made.title}")


def _of_page(name: str) -> Callable[[Release, State], Gathered]:
    """The figures of a page of the dashboard, as its selectors stand."""
    path = next(path for path, view in PAGES.items() if view == name)
    own = views_of(path)

    def made(release: Release, state: State) -> Gathered:
        known = [view for view in own if not card_named(view, release, state).message] or own[:1]
        title, question = say(f"page_{name}", state.language), say("gathered_page", state.language)
        return Gathered(title, question, path, entries=tuple(Entry(view, state) for view in known))

    return made


def _headlines(release: Release, state: State) -> Gathered:
    entries = tuple(Entry("trends", one) for one in headline_states(release, state))
    title, question = say("headlines", state.language), say("gathered_overview", state.language)
    return Gathered(title, question, "", entries=entries, short=True)


def _of_list(name: str, state: State) -> Gathered:
    """The cards of short links, in their order, all in the language and of the release of the list."""
    codes = name.removeprefix(LIST).split(JOINT)
    if len(codes) > MOST_LISTED:
        raise ShortLinkError("too_many")
    entries = tuple(_listed(opened(code, kept), state) for code in codes)
    title, question = say("gathered_list", state.language), say("gathered_list_of", state.language, count=len(entries))
    return Gathered(title, question, page_of(entries[0].view), entries=entries)


def _listed(target: Target, state: State) -> Entry:
    asked, problems = read_link(parse_qs(target.query))
    if problems or target.view not in VIEWS:
        raise ShortLinkError("damaged")
    if asked.dataset != state.dataset:
        raise ShortLinkError("other_dataset")
    return Entry(target.view, asked.but(language=state.language, release=state.release))


def _of_place(release: Release, state: State) -> Gathered:
    """Every figure that is known of one place as a whole."""
    language = state.language
    question = say("gathered_place", language)
    if len(state.regions) != 1:
        return Gathered(say("one_place", language), question, "regions", message=say("one_place_only", language))
    (place,) = state.regions
    known = [
        Entry("trends", state.plain(indicator=id, regions=(place,)))
        for id in _in_order(offered(release))
        if place in choices_of(release, id).regions(WHOLE)
    ]
    entries, notes = _first(known, language)
    name = place_text(choices_of(release, state.indicator), place, language)
    message = "" if entries else say("nothing_of_place", language, place=name)
    return Gathered(name, question, "trends", entries=entries, short=True, notes=notes, message=message)


def _of_member(release: Release, state: State) -> Gathered:
    """Every figure that is known of one product, size, scheme or another member of a breakdown."""
    language = state.language
    question = say("gathered_member", language)
    if not state.dimension or len(state.members) != 1:
        return Gathered(say("one_member", language), question, "breakdowns", message=say("one_member_only", language))
    (member,) = state.members
    asked = {"dimension": state.dimension, "members": (member,), "regions": state.regions[:1]}
    known = [
        Entry("trends", state.plain(indicator=id, **asked))
        for id in _in_order(offered(release))
        if choices_of(release, id).held(state.dimension, state.regions[:1], (member,))
    ]
    entries, notes = _first(known, language)
    name = catalogue().member(state.dimension, member).text(language)
    title = say("member_title", language, member=name, dimension=catalogue().breakdowns[state.dimension].text(language))
    message = "" if entries else say("nothing_of_member", language, member=name)
    return Gathered(title, question, "breakdowns", entries=entries, short=True, notes=notes, message=message)


def _in_order(ids: Iterable[str]) -> list[str]:
    """The indicators, headlines first; of two that are the two sides of one figure, the first."""
    known = catalogue().indicators
    ranked = sorted(ids, key=lambda id: (known[id].headline or len(known), list(known).index(id)))
    return [id for n, id in enumerate(ranked) if known[id].complement not in ranked[:n]]


def _first(entries: Iterable[Entry], language: str) -> tuple[tuple[Entry, ...], tuple[Note, ...]]:
    """As many as a sheet of paper holds, and a note that names the others."""
    shown, others = list(entries)[:MOST_ON_A_SHEET], list(entries)[MOST_ON_A_SHEET:]
    names = [catalogue().indicators[one.state.indicator].texts(language).name for one in others]
    line = say("list_joint", language).join(names)
    return tuple(shown), (Note(say("further_indicators", language), (line,)),) if names else ()


# Every name that `gathered` knows: headlines, one place, one member, the month, then the pages.
OF_STATE: dict[str, Callable[[Release, State], Gathered]] = {
    "overview": _headlines,
    "place": _of_place,
    "member": _of_member,
    "month": of_month,
    **{view: _of_page(view) for view in dict.fromkeys(PAGES.values()) if view != "overview"},
}
NAMES = (*OF_STATE,)


def is_list(name: str) -> bool:
    """Whether a name is that of a list of short links."""
    return name.startswith(LIST)
