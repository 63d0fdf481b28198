"""How messages and questions write numbers with their nouns, and cut what is too long."""


def pluralize(number: int, noun: str, plural: str | None = None) -> str:
    """Return *number* with its noun.

    >>> pluralize(1, "article"), pluralize(2000, "article"), pluralize(2, "retry", "retries")
    ('1 article', '2,000 articles', '2 retries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def shorten(text: str, longest: int) -> str:
    r"""Return *text* as one line of at most *longest* characters, with "…" at the end where it was cut.

    >>> shorten("one  line\nand another", 12)
    'one line an…'
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
