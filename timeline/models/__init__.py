"""The values that the stages hand to one another, and the format of timeline.json.

All are frozen and pure: identity is a hash of content, and reading, caching and asking happen elsewhere.
Offsets count Unicode code points of the article's text, and `article.text[start:end] == quote` for every
citation.
"""

from timeline.models.articles import Article, Message, Source, Span
from timeline.models.events import (
    Conflict,
    ConflictValue,
    Edit,
    EditKind,
    Event,
    MayBeSame,
    without_lost_doubts,
)
from timeline.models.identity import content_id, event_order, mention_id, mention_key
from timeline.models.mentions import (
    Citation,
    CitedExpression,
    Extraction,
    Failure,
    Generated,
    Kind,
    Mention,
    Rejection,
    Sketch,
    cited,
    numbers_of,
    sketch_of,
)
from timeline.models.publication_basis import (
    GivenBasis,
    InferredBasis,
    MetadataBasis,
    PublicationBasis,
    PublicationEvidence,
    TextBasis,
    UnclearMetadataBasis,
    UnknownPublicationBasis,
)
from timeline.models.reasons import DoubtReason, Mark, RejectionReason, boilerplate_reason
from timeline.models.selections import (
    Selection,
    SelectionCriterion,
    SourcesCriterion,
    TagsCriterion,
    TimeCriterion,
    TopCriterion,
    TopicCriterion,
    WordedCriterion,
)
from timeline.models.timeline_json import EXTRACTION_FORMAT, SCHEMA_VERSION, TIMELINE_FORMAT, Timeline
from timeline.timex.basis import DateBasis, WordedBasis

__all__ = [
    "EXTRACTION_FORMAT",
    "SCHEMA_VERSION",
    "TIMELINE_FORMAT",
    "Article",
    "Citation",
    "CitedExpression",
    "Conflict",
    "ConflictValue",
    "DateBasis",
    "DoubtReason",
    "Edit",
    "EditKind",
    "Event",
    "Extraction",
    "Failure",
    "Generated",
    "GivenBasis",
    "InferredBasis",
    "Kind",
    "Mark",
    "MayBeSame",
    "Mention",
    "Message",
    "MetadataBasis",
    "PublicationBasis",
    "PublicationEvidence",
    "Rejection",
    "RejectionReason",
    "Selection",
    "SelectionCriterion",
    "Sketch",
    "Source",
    "SourcesCriterion",
    "Span",
    "TagsCriterion",
    "TextBasis",
    "TimeCriterion",
    "Timeline",
    "TopCriterion",
    "TopicCriterion",
    "UnclearMetadataBasis",
    "UnknownPublicationBasis",
    "WordedBasis",
    "WordedCriterion",
    "boilerplate_reason",
    "cited",
    "content_id",
    "event_order",
    "mention_id",
    "mention_key",
    "numbers_of",
    "sketch_of",
    "without_lost_doubts",
]
