"""One error tree, caught once at the command line's edge.

TimelineError
├── UsageError       the command or a setting is invalid
├── ArticleError     one source cannot be read as an article
├── PromptError      a file of prompts/ is broken
├── ModelError       the model cannot be used at all: endpoint, key, name, weights
│   ├── AnswerError  one question got no usable answer
│   │   └── LengthError  one question, or its answer, is too long for the model
│   └── LimitError   a limit of the user allows no further question
├── EditError        an entry of an edits file cannot be read or applied
├── StoreError       the cache or a timeline file cannot be read or written
└── RenderError      a timeline cannot be rendered in a format

Every message is one or two lines: what is wrong, where, and what to do next.
"""


class TimelineError(Exception):
    """The base of all errors that timeline reports to its user."""


class UsageError(TimelineError):
    """The command or a setting is invalid."""


class ArticleError(TimelineError):
    """One source cannot be read as an article."""


class PromptError(TimelineError):
    """A file of prompts/ is broken."""


class ModelError(TimelineError):
    """The model cannot be used at all: endpoint, key, name or weights."""


class AnswerError(ModelError):
    """One question got no usable answer."""


class LengthError(AnswerError):
    """A question or its answer is too long for the model; *room* is its tokens for questions, if known."""

    def __init__(self, message: str, room: int | None = None) -> None:
        super().__init__(message)
        self.room = room


class LimitError(ModelError):
    """A limit of the user allows no further question; earlier answers are cached."""


class EditError(TimelineError):
    """An entry of an edits file cannot be read or applied."""


class StoreError(TimelineError):
    """The cache or a timeline file cannot be read or written."""


class RenderError(TimelineError):
    """A timeline cannot be rendered in a format."""
