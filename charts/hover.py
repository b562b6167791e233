"""The text that appears at a mark, in lines short enough for a phone."""

from unicodedata import east_asian_width

from charts.style import literal

WIDEST = 44
WIDEST_NAME, NARROW_NAME, NAME_LINE = 28, 20, 17
# At 390 px a letter takes about this part of the plot; beside names in lines the plot is so many pixels wide.
ROOM_PER_LETTER, MOST_ROOM = 0.04, 0.9
LETTER, BESIDE_NAMES, MOST_BESIDE_NAMES = 7, 200, 3.0


def hover_text(lines: tuple[str, ...], widest: int = WIDEST) -> str:
    """The lines as Plotly shows them: letter for letter, wrapped, one under the other."""
    return "<br>".join(literal(part) for line in lines if line for part in _wrapped(line, widest))


def row_names(names: list[str]) -> list[str]:
    """The names of rows beside a chart; where one is long, all are broken into lines that leave room on a phone."""
    long = any("<br>" in hover_text((name,), WIDEST_NAME) for name in names)
    return [hover_text((name,), NARROW_NAME if long else WIDEST_NAME) for name in names]


def row_height(names: list[str], least: int) -> int:
    """How high each row must be for the longest of its names to stand clear of the next."""
    return max([least, *(NAME_LINE * (name.count("<br>") + 1) + NAME_LINE // 2 for name in names)])


def room_for(letters: int, names: list[str]) -> float:
    """How much of the span of an axis a text of so many letters needs beside the last mark, on a phone."""
    if any("<br>" in name for name in names):
        return min(MOST_BESIDE_NAMES, letters * LETTER / max(1, BESIDE_NAMES - letters * LETTER))
    return min(MOST_ROOM, letters * ROOM_PER_LETTER)


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
