"""Words in lines: where they break, and how far the lines stand apart."""

from chalicelib.posters.canvas import POINTS
from chalicelib.posters.font import Font


def leading(size: float) -> float:
    """From base line to base line, in millimetres."""
    found: float = size * 1.16 / POINTS
    return found


def wrapped(words: str, font: Font, size: float, width: float) -> list[str]:
    """The words in lines of a width in millimetres; a word that is longer stands alone and runs over."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.width(longer, size) / POINTS > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
