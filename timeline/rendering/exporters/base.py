"""What an exporter is: one format in which a timeline can be written."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from timeline.models import Timeline
from timeline.rendering.render_options import Options

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_ENDING = re.compile(r"(\.[a-z0-9_-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format: its *name*, the *endings* of its files, a *summary* of a few words, and how it is written.

    *render* returns the whole content of a file, the same for the same timeline and options: text, which is
    written as UTF-8, or bytes. It takes from the options what it needs, and raises RenderError for a timeline
    that it cannot show. All text of a timeline is untrusted: *render* escapes it as its format requires.

    Raises ValueError for a name other than small letters, digits and hyphens, and for an ending other than
    dots, each with such characters after it.
    """

    name: str
    endings: tuple[str, ...]
    summary: str
    render: Callable[[Timeline, Options], str | bytes]

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a format's name is small letters, digits and hyphens, not {self.name!r}")
        for ending in self.endings:
            if not _ENDING.fullmatch(ending):
                raise ValueError(f"an ending is a dot and small letters, such as .html, not {ending!r}")
