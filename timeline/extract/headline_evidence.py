"""What a headline is checked against."""

from dataclasses import dataclass

from timeline.dates import EventDate
from timeline.lang.base import Language
from timeline.models import Span


@dataclass(frozen=True, slots=True)
class HeadlineEvidence:
    """What a headline is checked against: its sentence, the article's text, and the date of its event.

    *expression* is where in the sentence the words for that date are, *others* where those for other dates
    are; *reporting* says that the date is not when it happened but when it was said.
    """

    sentence: str
    text: str
    language: Language
    published: EventDate | None = None
    date: EventDate | None = None
    expression: Span | None = None
    others: tuple[Span, ...] = ()
    reporting: bool = False
