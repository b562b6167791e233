"""Text in lines of a measured width, broken where Chinese and English may be broken."""

from exports.measures import width_of

# What must not begin a line, and what must not end one (the closing and opening marks of GB/T 15834).
NOT_FIRST = "，。、；：？！）》」』”’…—·％%℃,.;:?!)]}"
NOT_LAST = "（《「『“‘([{"


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
        if pieces and _glued(pieces[-1][-1], letter):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _glued(before: str, letter: str) -> bool:
    """Whether no line may end between two letters."""
    in_a_word = before.isascii() and letter.isascii() and not before.isspace()
    return in_a_word or letter in NOT_FIRST or before in NOT_LAST
