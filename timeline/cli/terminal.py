"""What is printed for people: text without control characters, tables, and the first names of many."""

from collections.abc import Iterable, Sequence

import click

NAMED = 5  # how many sources with the same trouble are named


def printable(text: str) -> str:
    r"""Return *text* without what would steer a terminal: file names and articles are untrusted text.

    >>> printable("a\x1b[31m.txt\n")
    'a�[31m.txt\n'
    """
    return "".join(
        character if character.isprintable() or character == "\n" else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print *rows* below *head* in columns that are as wide as their widest cell."""
    table = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo(printable("  ".join(cells).rstrip()))


def first_names(names: Sequence[str]) -> str:
    """Return the first of *names*, and how many more there are.

    >>> first_names(["a.txt", "b.txt"]), first_names([f"{n}.txt" for n in range(7)])
    ('a.txt, b.txt', '0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more')
    """
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"
