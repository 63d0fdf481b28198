"""Articles: what is known of them, with and without their text."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from timeline.dates.fields import Edtf
from timeline.lang.base import Language
from timeline.lang.registry import language_of
from timeline.models.publication_basis import PublicationBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is known of one source text, without the text.

    *copy_of* is the article at the same address; *origin* the one with which it counts as one independent
    source. *language* is the BCP 47 tag by which its time expressions are read, "und" where that is none of
    the known ones.
    """

    id: str
    title: str
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    path: str
    published: Edtf | None = None
    published_basis: PublicationBasis
    sha256: str
    copy_of: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article with its exact text, to which all offsets refer; *reader* is what made the text."""

    article: Article
    text: str
    reader: str = ""

    @property
    def language(self) -> Language:
        """The language of the article; UNDETERMINED for an unknown one."""
        return language_of(self.article.language)


class Span(NamedTuple):
    """Where something stands in an article's text, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str
