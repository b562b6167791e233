"""What the frame asks of a browser beyond Streamlit's own style: room, contrast, focus, a phone, paper."""

# The room that Streamlit leaves above a page would push a phone's first screen off the screen. What is chosen looks
# chosen, and a name just picked keeps the words it was found by out of sight (pages/parts/controls.py).
ROOM = """
.stMainBlockContainer{padding-top:2.2rem;padding-bottom:2rem;max-width:90rem}
.stAppHeader{background:none}
.st-key-indicator input::placeholder{color:inherit}
.st-key-regions [data-tag]>span{max-width:15em}
.site{margin:0;font-size:1.1rem;font-weight:600}
.synthetic{margin:0;padding:.35rem .8rem;border-radius:.4rem;background:#8a4b00;color:#fff;font-weight:600}
"""
# Streamlit's captions are at 4:1 and on dark paper its chosen segment at 3.5:1; neither its links between pages nor the
# button over a chart show the focus.
SEEN = """
[data-testid=stCaptionContainer]{color:inherit;opacity:.8}
.stButtonGroup [data-selected=true]{color:inherit!important;font-weight:600}
.stApp :focus-visible{outline:2px solid CanvasText!important;outline-offset:2px}
.stMain:focus-visible,[role=combobox]:focus-visible{outline:none!important}
[role=group]:focus-within:has([role=combobox]:focus-visible){outline:2px solid CanvasText;outline-offset:2px}
.modebar:focus-within{opacity:1!important}
"""
PHONE = """
@media (max-width:640px){
.st-key-pages{gap:.1rem .2rem}
.st-key-pages a :has(>[data-testid=stIconMaterial]),.st-key-pages [data-testid=stIconMaterial]{display:none}
.st-key-pages a{padding:.25rem .3rem}
.st-key-pages a p{font-size:.95rem}
}
"""
# On a phone the selectors of a page (`filters` in pages/parts/controls.py) stand behind one button and open as a sheet
# at the bottom; links among them, such as the way down to the cities, stay in sight. Nothing folds without the
# attribute that web/own.js sets. The sheet stands over Streamlit's header and under the lists of its selectors.
FILTERS = """
[data-testid=stElementContainer]:has(.filters-open,.filters-done){display:none}
@media screen and (max-width:640px){
html[data-filters] [data-testid=stElementContainer]:has(.filters-open,.filters-done){display:block;opacity:1}
html[data-filters=closed] [data-testid=stLayoutWrapper]:has(>.st-key-filters):not(:has(.stPageLink,.stButton)),
html[data-filters=closed] .st-key-filters [data-testid=stLayoutWrapper]:not(:has(.stPageLink,.stButton)),
html[data-filters=closed] .st-key-filters [data-testid=stElementContainer]:not(:has(.stPageLink,.stButton)),
html[data-filters=closed] .filters-scrim{display:none}
.filters-open,.filters-done{font:inherit;color:inherit;width:100%;min-height:46px;padding:.4rem .9rem;cursor:pointer;
border:1px solid currentColor;border-radius:.5rem;background:transparent}
.filters-open{display:flex;align-items:center;gap:.7rem;text-align:start}
.filters-open span{flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.filters-open::after{content:"";width:.5rem;height:.5rem;margin:0 .2rem .3rem;transform:rotate(45deg);
border:solid;border-width:0 2px 2px 0}
html[data-filters=open] [data-testid=stLayoutWrapper]:has(>.st-key-filters){display:contents}
html[data-filters=open] .st-key-filters{position:fixed;inset:auto 0 0;z-index:999995;width:auto;max-height:75vh;
padding:1.2rem 1rem 0;overflow-y:auto;overscroll-behavior:contain;flex-wrap:nowrap;background:Canvas;
border-radius:.9rem .9rem 0 0;box-sizing:border-box}
html[data-filters=open] .st-key-filters>*{flex-shrink:0}
html[data-filters=open] .filters-scrim{position:fixed;inset:0;z-index:999994;background:rgba(0,0,0,.55)}
html[data-filters=open] .stMain:has(.st-key-filters){overflow:hidden}
html[data-filters=open] [data-testid=stElementContainer]:has(.filters-done){position:sticky;bottom:0;z-index:1;
padding:.6rem 0 1rem;background:Canvas}
}
"""
# On paper: title, sentence, figure, sources and release. A table on screen is a picture of what is in sight of it: the
# whole one is on paper in the brief. Figures are as wide as the screen, so paper lies across; web/own.js
# lets them shrink.
PAPER = """
@media print{
@page{size:A4 landscape;margin:10mm}
.stMainBlockContainer{padding:0!important;max-width:none}
.stAppHeader,.st-key-pages,.st-key-language,.stPageLink,.stButton,.stButtonGroup,.stSelectbox,.stMultiSelect,
.stTextInput,.stTextArea,.share,.upload,.report-way,.modebar,
[data-testid=stElementContainer]:has(.stDataFrame,.share,.picture-of-card),
[data-testid=stLayoutWrapper]:has(>.stExpander,>*>.stPopover,>.stPopover){display:none!important}
h1,h2,h3{break-after:avoid}
.stPlotlyChart,.promises li,.stHorizontalBlock:has(.tile)>*{break-inside:avoid}
[data-testid]:has(>.stPlotlyChart,>*>.stPlotlyChart),.stPlotlyChart,.stPlotlyChart div{height:auto!important}
.stPlotlyChart .main-svg{height:auto!important;max-height:150mm}
.stPlotlyChart .main-svg:first-child{position:static!important}
}
"""
STYLE = f"<style>{ROOM}{SEEN}{PHONE}{FILTERS}{PAPER}</style>"
