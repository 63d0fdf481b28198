"""One error tree, caught once at the command line's edge.

TimelineError
├── UsageError       the command or a setting asks for something that cannot be
├── ArticleError     one source cannot be read as an article
├── PromptError      a file of prompts/ is broken
├── ModelError       the model cannot be used at all: endpoint, key, name, weights
│   ├── AnswerError  one question was not answered in the form that was asked for
│   │   └── LengthError  one question, or its answer, is longer than the model takes
│   └── LimitError   a limit that the user set allows no further question
├── EditError        an entry of an edits file cannot be read or applied
├── StoreError       kept answers or a timeline file cannot be read or written
└── RenderError      a timeline cannot be shown in the format that was asked for

Every message is one or two lines: what is wrong, where, and what to do next.
"""


class TimelineError(Exception):
    """Anything that timeline reports to its user."""


class UsageError(TimelineError):
    """The command or a setting asks for something that cannot be."""


class ArticleError(TimelineError):
    """One source cannot be read as an article."""


class PromptError(TimelineError):
    """A file of prompts/ is broken."""


class ModelError(TimelineError):
    """The model cannot be used at all: endpoint, key, name or weights."""


class AnswerError(ModelError):
    """One question was not answered in the form that was asked for."""


class LengthError(AnswerError):
    """One question, or its answer, is longer than the model takes. *room* is how many tokens it has for questions, if known."""

    def __init__(self, message: str, room: int | None = None) -> None:
        super().__init__(message)
        self.room = room


class LimitError(ModelError):
    """A limit that the user set allows no further question; what was answered stands."""


class EditError(TimelineError):
    """An entry of an edits file cannot be read or applied."""


class StoreError(TimelineError):
    """Kept answers or a timeline file cannot be read or written."""


class RenderError(TimelineError):
    """A timeline cannot be shown in the format that was asked for."""
