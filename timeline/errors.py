"""One error tree, caught once at the command line's edge.

TimelineError
├── UsageError       the command or a setting asks for something that cannot be
├── ArticleError     one source cannot be read as an article
├── PromptError      a file of prompts/ is broken
├── ModelError       the model cannot be used at all: endpoint, key, name, weights
│   └── AnswerError  one question was not answered in the form that was asked for
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


class StoreError(TimelineError):
    """Kept answers or a timeline file cannot be read or written."""


class RenderError(TimelineError):
    """A timeline cannot be shown in the format that was asked for."""
