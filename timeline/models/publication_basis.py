"""How the publication date of an article is known: one small value a rule, put into words when shown."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from timeline.dates.fields import Edtf
from timeline.timex.basis import WordedBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataBasis:
    """Metadata states the date; *source* says which ("front matter")."""

    rule: Literal["metadata"] = "metadata"
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclearMetadataBasis:
    """Not known: metadata states a date, *text*, that cannot be read, or can be read as two."""

    rule: Literal["unclear_metadata"] = "unclear_metadata"
    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBasis:
    """Words of the article or of its web address, *text*, state the date."""

    rule: Literal[
        "publication_line", "updated_line", "print_edition_line", "copyright_line", "dateline", "web_address"
    ]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBasis:
    """A person gave the date: the option --published."""

    rule: Literal["given"] = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationEvidence:
    """Words of the article, and the day that so many other *articles* date what they say."""

    words: str
    date: Edtf
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredBasis:
    """The days on which the article's words agree with what other articles date."""

    rule: Literal["inferred"] = "inferred"
    evidence: tuple[PublicationEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPublicationBasis:
    """Nothing states the date."""

    rule: Literal["unknown"] = "unknown"


PublicationBasis = Annotated[
    MetadataBasis
    | UnclearMetadataBasis
    | TextBasis
    | GivenBasis
    | InferredBasis
    | UnknownPublicationBasis
    | WordedBasis,
    Field(discriminator="rule"),
]
"""How the publication date of an article is known, or why it is not."""
