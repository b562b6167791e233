"""What a reader takes along: the link to this view, the brief for a chat, the picture and the data as files."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from data.releases import Release
from indicators import catalogue
from pages.parts.adding import offer_to_add
from pages.parts.figure_menu import figure_menu
from pages.parts.link import origin
from views.cards import Card
from views.choices import choices_of, place_text
from views.named import VIEWS, card_named, page_of, views_of
from views.state import State, write_link, write_shared_link
from words import say

STYLE = """<style>
.share{font-size:.9rem}
.share p{margin:.2rem 0}
.share textarea{width:100%;font:inherit;font-size:.8rem;padding:.35rem .5rem;
border:1px solid #8a949f;border-radius:.4rem;
background:transparent;color:inherit;resize:none;overflow-wrap:anywhere}
.share button,.share a{display:inline-block;font:inherit;padding:.3rem .8rem;margin:.2rem .4rem .4rem 0;
border-radius:.4rem;
border:1px solid currentColor;background:transparent;color:inherit;text-decoration:none;cursor:pointer}
</style>"""


def show_share(view: str, state: State, release: Release) -> None:
    """A button that opens the links to this view and the files of it, fixed to the release that is shown."""
    language = state.language
    query = urlencode(write_shared_link(state.but(release=release.id)))
    live = urlencode(write_shared_link(state.but(release="")))
    site = origin()
    card = card_named(view, release, state)
    links = [(say("share_page", language), f"{site}/{page_of(view)}?{query}")]
    files = [(say("share_csv", language), f"/data/{view}.csv?{query}")]
    if view in VIEWS:
        brief = f"{site}/brief/{view}?{query}"
        links.append((say("share_brief", language), brief))
        files = [
            (say("share_open_brief", language), brief),
            *_several(view, state, release, f"{site}/briefs/", query),
            (say("brief_frozen", language), f"{site}/freeze/brief/{view}?{query}"),
            (say("share_short", language), f"{site}/short/{view}?{live}"),
            (say("share_png", language), f"/image/{view}.png?{query}"),
            (say("share_svg", language), f"/image/{view}.svg?{query}"),
            *files,
        ]
    if card.sentence:
        links.append((say("share_citation", language), _citation(card, language)))
    with st.popover(say("share", language), icon=":material/ios_share:"):
        if view in VIEWS:
            offer_to_add(view, state, release)
        if view in VIEWS:
            st.html(figure_menu(view, state.but(release=release.id)))
        st.html(STYLE + "".join(_copied(name, text, language) for name, text in links) + _files(files))


def _several(view: str, state: State, release: Release, briefs: str, query: str) -> list[tuple[str, str]]:
    """The briefs of more than this view: of its page, and on one sheet of the place or the member that is chosen."""
    language, (first, *others) = state.language, views_of(page_of(view))
    ways = [(say("share_whole_page", language), f"{briefs}{first}?{query}")] if others or view == "overview" else []
    if len(state.regions) == 1:
        name = place_text(choices_of(release, state.indicator), state.regions[0], language)
        ways.append((say("share_sheet", language, name=name), f"{briefs}place?{query}"))
    if len(state.members) == 1:
        name = catalogue().member(state.dimension, state.members[0]).text(language)
        ways.append((say("share_sheet", language, name=name), f"{briefs}member?{query}"))
    return ways


def show_month(state: State) -> None:
    """The way to what matters now on one sheet."""
    query = urlencode(write_link(state.plain()))
    address = escape("/briefs/month" + (f"?{query}" if query else ""))
    words = escape(say("see_month", state.language))
    st.html(f'{STYLE}<div class="share"><a href="{address}" target="_blank">{words}</a></div>')


def table_as_file(view: str, state: State, release: Release) -> None:
    """The way to the file of a table that stands on a page."""
    query = urlencode(write_shared_link(state.but(release=release.id)))
    st.html(STYLE + _files([(say("share_csv", state.language), f"/data/{view}.csv?{query}")]))


def picture_of_card(view: str, state: State, release: Release, theme: str) -> None:
    """The link that the mode bar's download takes: our picture, with title, source and release inside."""
    query = urlencode(write_shared_link(state.but(release=release.id)))
    st.html(
        f'<a class="picture-of-card" hidden download href="/image/{view}.png?{escape(query)}&amp;theme={theme}"></a>'
    )


def _citation(card: Card, language: str) -> str:
    """What an author takes into a text: the sentence, what must be known with it, the first source, the release."""
    source = say("latest_source", language, source=card.sources[0].text) if card.sources else ""
    end = say("picture_end", language, title=say("title", language), release=card.release)
    return "\n".join(part for part in (card.told, card.coverage, card.caution, source, end) if part)


def _copied(label: str, text: str, language: str) -> str:
    """A text that a button copies and that can be selected where a browser allows no copying."""
    said = f'data-copied="{say("share_copied", language)}" data-selected="{say("share_selected", language)}"'
    return (
        f'<div class="share" {said}><p>{escape(label)}</p>'
        f'<textarea readonly rows="3" aria-label="{escape(label)}">{escape(text)}</textarea>'
        f'<button type="button">{say("share_copy", language)}</button><span role="status"></span></div>'
    )


def _files(files: list[tuple[str, str]]) -> str:
    """Links to files, and to the brief, which opens beside the dashboard."""
    ways = "".join(
        f'<a href="{escape(to)}" {"download" if to.startswith("/") else "target=_blank"}>{escape(name)}</a>'
        for name, to in files
    )
    return f'<div class="share">{ways}</div>'
