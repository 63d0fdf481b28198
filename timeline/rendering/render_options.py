"""How a timeline is shown, in any format."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from timeline.rendering.html_page import FRAGMENT_OPTIONS, HtmlOptions
from timeline.rendering.labels import Labels, labels
from timeline.rendering.markdown_document import MarkdownOptions

FormatOptions = TypeVar("FormatOptions", HtmlOptions, MarkdownOptions)


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

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Return the options *given* by name, for every format that has them; None is a format's default.

        Raises UsageError for a value, or a combination of values, that a format does not allow.
        """
        plain = cls()
        return cls(
            html=_changed(plain.html, given),
            fragment=_changed(plain.fragment, given),
            markdown=_changed(plain.markdown, given),
            templates=None if given.get("templates") is None else Path(given["templates"]),
            locale=given.get("locale"),
        )

    @property
    def words(self) -> Labels | None:
        """The words of *locale*; None for those of the timeline's language. Raises UsageError as `labels`."""
        return labels(self.locale) if self.locale else None


def _changed(options: FormatOptions, given: Mapping[str, Any]) -> FormatOptions:
    values = {each.name: given.get(each.name) for each in fields(options)}
    return replace(options, **{name: value for name, value in values.items() if value is not None})
