"""The text that appears at a mark, in lines short enough for a phone."""

from unicodedata import east_asian_width

from charts.style import literal

WIDEST = 44


def hover_text(lines: tuple[str, ...], widest: int = WIDEST) -> str:
    """The lines as Plotly shows them: letter for letter, wrapped, one under the other."""
    return "<br>".join(literal(part) for line in lines if line for part in _wrapped(line, widest))


def _wrapped(line: str, widest: int) -> list[str]:
    """The line in parts at most `widest` wide, where a Chinese character is two; Latin words stay whole."""
    parts, current, width = [], "", 0
    for piece in _pieces(line):
        piece_width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in piece)
        if current and width + piece_width > widest:
            parts.append(current.rstrip())
            current, width, piece = "", 0, piece.lstrip()
        current += piece
        width += piece_width
    return [*parts, current.rstrip()]


def _pieces(line: str) -> list[str]:
    pieces: list[str] = []
    for letter in line:
        glued = pieces and letter.isascii() and pieces[-1][-1].isascii() and not pieces[-1].endswith(" ")
        if glued:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces
