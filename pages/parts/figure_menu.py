"""A figure as a file in the size, letters and ink that an author asks for: a plain form to our own address."""

from html import escape
from urllib.parse import urlencode

from views.state import State, write_shared_link
from words import say

STYLE = """<style>
.figure-menu{font-size:.9rem}
.figure-menu .fields{display:grid;grid-template-columns:1fr 1fr;gap:.3rem .6rem}
.figure-menu summary{cursor:pointer;font-weight:600;padding:.3rem 0}
.figure-menu label{display:block}
.figure-menu p{margin:.2rem 0;font-size:.85rem;line-height:1.4}
.figure-menu .whole{grid-column:1/-1}
.figure-menu input,.figure-menu select{width:100%;box-sizing:border-box;font:inherit;padding:.25rem .4rem;
border:1px solid #8a949f;border-radius:.4rem;background:transparent;color:inherit}
.figure-menu option{color:#1f2933;background:#fff}
.figure-menu button{font:inherit;padding:.3rem .8rem;margin:.5rem .4rem .2rem 0;border-radius:.4rem;
border:1px solid currentColor;background:transparent;color:inherit;cursor:pointer}
</style>"""
SIZES = ("full", "half", "column", "slide", "square", "four_to_three")
INKS = ("light", "grey", "dark")
BOUNDS = {"width": ((5, 60), "0.01"), "height": ((4, 80), "0.01"), "pt": ((5, 36), "0.5"), "dpi": ((72, 1200), "1")}
PICTURES, DOCUMENTS = ("png", "svg", "pdf"), ("docx", "pptx", "xlsx", "zip")


def figure_menu(view: str, state: State) -> str:
    """The form as HTML: sizes by name or free, and a button for each kind of file. `state` is fixed to a release."""
    language = state.language
    # In the address and not in fields: a field may not be called lang inside a page.
    query = escape(urlencode(write_shared_link(state)))
    fields = "".join(
        (
            _choice("size", SIZES, language),
            _choice("ink", INKS, language),
            *(_number(part, *bounds, step, language) for part, (bounds, step) in BOUNDS.items()),
            _choice("heading", ("1", "0"), language),
            _field("no", language),
            _field("caption", language, of=" whole"),
        )
    )
    buttons = "".join(
        f'<button type="submit" name="kind" value="{kind}">{escape(say(f"figure_kind_{kind}", language))}</button>'
        for kind in (*PICTURES, *DOCUMENTS)
    )
    return (
        f'{STYLE}<form class="figure-menu" method="post" action="/figure/{escape(view)}?{query}">'
        f"<details><summary>{escape(say('figure_menu', language))}</summary>"
        f'<div class="fields">{fields}</div>{buttons}<p>{escape(say("figure_menu_help", language))}</p>'
        f"</details><p>{escape(say('figure_two_ways', language))}</p></form>"
    )


def _choice(part: str, values: tuple[str, ...], language: str) -> str:
    options = "".join(
        f'<option value="{value}">{escape(say(f"figure_{part}_{value}", language))}</option>' for value in values
    )
    return f'<label>{escape(say(f"figure_{part}", language))}<select name="{part}">{options}</select></label>'


def _number(part: str, least: float, most: float, step: str, language: str) -> str:
    """A field that takes a number in its bounds only: the browser says so before anything is sent."""
    return _field(part, language, f'type="number" min="{least:g}" max="{most:g}" step="{step}"')


def _field(part: str, language: str, kind: str = 'type="text"', of: str = "") -> str:
    words, example = (escape(say(f"figure_{part}{end}", language)) for end in ("", "_example"))
    return (
        f'<label class="field{of}">{words}<input name="{part}" {kind} placeholder="{example}" '
        'autocomplete="off"></label>'
    )
