"""Rows of a TOML text put into another order, each with its own comments. Pure."""

from collections.abc import Sequence

from chalicelib.administration.lines import Layout, Path, layout


def reordered(text: str, path: Path, order: Sequence[int]) -> str:
    r"""The text with an array of tables in another order: `order` has the rows' present positions.

    A row takes along what stands in it, and the comments right above it. What stands between two rows stays
    there. A text without a header for each row is as it was.

    >>> reordered('[[a]]\nn = 1\n\n# two\n[[a]]\nn = 2\n', ("a",), (1, 0))
    '# two\n[[a]]\nn = 2\n\n[[a]]\nn = 1\n'
    """
    plan = layout(text)
    blocks = [block for n in range(len(order)) if (block := _block(text, plan, (*path, n)))]
    if len(blocks) != len(order):
        return text
    made, at = "", 0
    for (start, end), wanted in zip(blocks, order, strict=True):
        first, last = blocks[wanted]
        made += text[at:start] + _ended(text[first:last])
        at = end
    return made + text[at:]


def _block(text: str, plan: Layout, row: Path) -> tuple[int, int] | None:
    """Where a row begins, with the comments right above it, and where it ends; None: it has no header."""
    of_row = [one for one in plan.headers if one.path[: len(row)] == row]
    if not of_row or of_row[0].path != row:
        return None
    within = [one.end for one in plan.pairs if one.table[: len(row)] == row]
    end = text.find("\n", max([of_row[-1].end, *within]))
    start = of_row[0].start
    while (above := text.rfind("\n", 0, start - 1) + 1) < start and text[above] == "#":
        start = above
    return start, len(text) if end < 0 else end + 1


def _ended(block: str) -> str:
    return block if block.endswith("\n") else f"{block}\n"
