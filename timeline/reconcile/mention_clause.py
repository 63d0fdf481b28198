"""The clause of a sentence that a time expression dates, and whether that clause is reported speech."""

from timeline.lang.base import Language
from timeline.models import Span
from timeline.text.clauses import clause_around, dates_report


def clause_of(quote: str, expression: Span | None, language: Language) -> tuple[int, int]:
    """Return the start and end of the clause of *quote* that *expression* dates, or of all of *quote*."""
    if expression is None:
        return 0, len(quote)
    return clause_around(quote, *expression, language)


def dates_attribution(quote: str, expression: Span | None, start: int, end: int, language: Language) -> bool:
    """Return whether *expression*, in its clause from *start* to *end*, dates a reporting verb.

    >>> from timeline.lang.registry import language_of
    >>> english, said = language_of("en"), "The court announced on Monday that he had left the day before."
    >>> monday, day_before = Span(20, 29), Span(47, 61)
    >>> said[slice(*monday)], said[slice(*day_before)]
    ('on Monday', 'the day before')
    >>> dates_attribution(said, monday, *clause_of(said, monday, english), english)
    True
    >>> dates_attribution(said, day_before, *clause_of(said, day_before, english), english)
    False
    >>> dates_attribution("He met them on Monday and told them so.", Span(12, 21), 0, 39, english)
    False
    """
    return expression is not None and dates_report(quote, *expression, (start, end), language)
