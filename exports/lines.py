"""Text in lines of a measured width, broken where Chinese and English may be broken."""

from unicodedata import east_asian_width

from exports.measures import width_of

# What must not begin a line, and what must not end one: the closing and opening marks of GB/T 15834, and a sign that
# belongs to the number after it.
NOT_FIRST = "，。、；：？！）》」』”’…—·％%℃,.;:?!)]}"
NOT_LAST = "（《「『“‘([{＞＜≥≤≈"


def wrapped(text: str, width: float, size: int, bold: bool = False) -> list[str]:
    """The text in lines no wider than `width` pixels; a word that is wider stands on a line of its own."""
    lines, current = [], ""
    for piece in _pieces(text):
        if current and width_of((current + piece).rstrip(), size, bold) > width:
            lines.append(current.rstrip())
            current, piece = "", piece.lstrip()
        current += piece
    return [*lines, current.rstrip()] if current.strip() else lines


def _pieces(text: str) -> list[str]:
    """The text in pieces between which a line may end."""
    pieces: list[str] = []
    for letter in text:
        if pieces and _glued(pieces[-1], letter):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _glued(piece: str, letter: str) -> bool:
    """Whether no line may end between a piece and the letter after it; a space goes with what stands before it."""
    in_a_word = not piece[-1].isspace() and not _is_wide(piece[-1]) and not _is_wide(letter)
    return in_a_word or letter.isspace() or letter in NOT_FIRST or piece.rstrip()[-1:] in NOT_LAST


def _is_wide(letter: str) -> bool:
    """Whether a letter is Chinese or as wide: such letters may stand on two lines."""
    return east_asian_width(letter) in "WF"
