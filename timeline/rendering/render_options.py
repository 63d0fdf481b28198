"""How a timeline is shown, in any format."""

from dataclasses import dataclass, field
from pathlib import Path

from timeline.rendering.html_page import FRAGMENT_OPTIONS, HtmlOptions
from timeline.rendering.labels import Labels, labels
from timeline.rendering.markdown_document import MarkdownOptions


@dataclass(frozen=True, slots=True)
class Options:
    """How a timeline is shown; *templates* is a folder whose templates come before our own.

    *locale* is that of the words in exports; without it, they are in the timeline's language, or in English.
    """

    html: HtmlOptions = field(default_factory=HtmlOptions)
    fragment: HtmlOptions = FRAGMENT_OPTIONS
    markdown: MarkdownOptions = field(default_factory=MarkdownOptions)
    templates: Path | None = None
    locale: str | None = None

    @property
    def words(self) -> Labels | None:
        """The words of *locale*; None for those of the timeline's language. Raises UsageError as `labels`."""
        return labels(self.locale) if self.locale else None
