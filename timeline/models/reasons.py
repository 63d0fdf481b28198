"""The closed lists of timeline.json: marks of events, reasons for doubt, and for leaving candidates out."""

from enum import StrEnum


class Mark(StrEnum):
    """What is doubtful about an event or a mention, or was changed."""

    EDITED = "edited"
    """A person changed the event."""
    SUPERSEDED = "superseded"
    """A later article reports the outcome of this plan, at another time."""
    PUBLICATION_DATE_INFERRED = "publication_date_inferred"
    """The date counts from a publication date that was inferred from other articles."""
    DATED_BY_MODEL = "dated_by_model"
    """No rule dates the expression: the date is the model's reading."""
    CLUSTERED_BY_MODEL = "clustered_by_model"
    """Similarity was borderline: the model decided which mentions are one event."""


class DoubtReason(StrEnum):
    """Why two events that may be the same were kept apart."""

    OTHER_NAMES = "other_names"
    """Much speaks for one event, but in one role each has a name that the other does not have."""
    ANOTHER_PLACE = "another_place"
    """Much speaks for one event, but each is told of a place that the other is not told of."""
    SIMILARITY = "similarity"
    """What they share is only just too little for one event."""


class RejectionReason(StrEnum):
    """Why a candidate was left out."""

    NO_EVENT = "no_event"
    """The model sees no event, at that time or in the sentence."""
    NOT_ANSWERED = "not_answered"
    """The model did not answer; *detail* is the error."""
    TIME_NOT_IN_SENTENCE = "time_not_in_sentence"
    """The model names a time, *detail*, that the sentence does not have."""
    UNKNOWN_KIND = "unknown_kind"
    """The model calls the event something, *detail*, that is not a kind of event."""
    SECOND_EVENT = "second_event"
    """The model reports another event, *headline*, of the same sentence and time."""
    LIST_OF_TIMES = "list_of_times"
    """One of a list of times: a table, a calendar."""
    ONLY_COMPARED = "only_compared"
    """Something is only compared with that time."""
    SAME_TIME_AGAIN = "same_time_again"
    """The expression says the same time as its neighbour."""
    HIDDEN_BY_EDIT = "hidden_by_edit"
    """A person hid the event; *detail* is why."""

    BYLINE = "byline"
    CAPTION = "caption"
    CLOSING_NOTE = "closing_note"
    CODE = "code"
    COMMENTS_NOTICE = "comments_notice"
    COPYRIGHT_LINE = "copyright_line"
    CORRECTION_NOTE = "correction_note"
    CREDIT = "credit"
    DATE_LINE = "date_line"
    HEADLINE = "headline"
    NAVIGATION = "navigation"
    PRINT_EDITION_LINE = "print_edition_line"
    PUBLICATION_LINE = "publication_line"
    SOURCE_LIST = "source_list"
    SUBSCRIPTION_NOTICE = "subscription_notice"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"
    """Another kind of boilerplate, *detail*."""

    AS_WORDED = "as_worded"
    """A reason that was only ever words, *detail*: that of a timeline of schema 1, or written by hand."""


def boilerplate_reason(kind: str) -> tuple[RejectionReason, str | None]:
    """Return the reason, and its detail, for a sentence that is boilerplate of a *kind* in words.

    >>> reason, detail = boilerplate_reason("print-edition line")
    >>> str(reason), detail
    ('print_edition_line', None)
    >>> reason, detail = boilerplate_reason("crossword")
    >>> str(reason), detail
    ('boilerplate', 'crossword')
    """
    name = kind.replace(" ", "_").replace("-", "_")
    return (RejectionReason(name), None) if name in _BOILERPLATE else (RejectionReason.BOILERPLATE, kind)


_BOILERPLATE = frozenset(
    {
        RejectionReason.BYLINE,
        RejectionReason.CAPTION,
        RejectionReason.CLOSING_NOTE,
        RejectionReason.CODE,
        RejectionReason.COMMENTS_NOTICE,
        RejectionReason.COPYRIGHT_LINE,
        RejectionReason.CORRECTION_NOTE,
        RejectionReason.CREDIT,
        RejectionReason.DATE_LINE,
        RejectionReason.HEADLINE,
        RejectionReason.NAVIGATION,
        RejectionReason.PRINT_EDITION_LINE,
        RejectionReason.PUBLICATION_LINE,
        RejectionReason.SOURCE_LIST,
        RejectionReason.SUBSCRIPTION_NOTICE,
        RejectionReason.TEASER,
    }
)
