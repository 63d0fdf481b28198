"""The clause of a sentence that a time expression dates, and whether that clause is reported speech."""

from timeline.lang.base import Language
from timeline.text.clauses import clause_around, dates_report


def clause_of(quote: str, expression: str | None, language: Language) -> tuple[int, int]:
    """Return the start and end of the clause of *quote* that *expression* dates, or of all of *quote*."""
    found = quote.find(expression) if expression else -1
    if found < 0 or expression is None:
        return 0, len(quote)
    return clause_around(quote, found, found + len(expression), language)


def dates_attribution(quote: str, expression: str | None, start: int, end: int, language: Language) -> bool:
    """Return whether *expression*, in its clause from *start* to *end*, dates a reporting verb.

    >>> from timeline.lang.registry import language_of
    >>> english, said = language_of("en"), "The court announced on Monday that he had left the day before."
    >>> dates_attribution(said, "on Monday", *clause_of(said, "on Monday", english), english)
    True
    >>> dates_attribution(said, "the day before", *clause_of(said, "the day before", english), english)
    False
    >>> dates_attribution("He met them on Monday and told them so.", "on Monday", 0, 39, english)
    False
    """
    found = quote.find(expression) if expression else -1
    if found < 0 or expression is None:
        return False
    return dates_report(quote, found, found + len(expression), (start, end), language)
