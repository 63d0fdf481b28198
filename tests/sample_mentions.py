"""Sample mentions for tests of the reconciler, helpers that reconcile them, and a strategy for random ones."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from timeline.dates import parse_edtf
from timeline.lang.registry import language_of
from timeline.models import (
    Article,
    Citation,
    CitedExpression,
    Conflict,
    Event,
    Extraction,
    Generated,
    GivenBasis,
    Kind,
    Mention,
    Timeline,
)
from timeline.reconcile import reconcile
from timeline.reconcile.features import MentionFeatures, features_of

GENERATED = Generated(by="timeline test", model="none", prompts="sha256:0")


class SampleMention(NamedTuple):
    """A mention as a test writes it: article, sentence, time expression, headline, resolved date."""

    article: str
    quote: str
    expression: str | None
    headline: str
    date: str | None
    kind: Kind = "event"
    published: str | None = "2019-05-05"


def article(name: str, published: str | None = "2019-05-05", **more: str | None) -> Article:
    return Article(
        id=f"art-{name}",
        title=f"Title of {name}",
        path=f"{name}.txt",
        published=parse_edtf(published) if published else None,
        published_basis=GivenBasis(),
        sha256=f"sha of {name}",
        copy_of=more.get("copy_of"),
    )


def expression_in(quote: str, words: str | None, start: int = 0) -> CitedExpression | None:
    """Return *words* as the time expression of *quote*, which begins at *start*: where they stand first."""
    if words is None:
        return None
    found = quote.find(words)
    if found < 0:
        return CitedExpression(text=words, start=None, end=None)
    return CitedExpression(text=words, start=start + found, end=start + found + len(words))


def mention(sample: SampleMention, start: int, **more: tuple[str, ...]) -> Mention:
    citation = Citation(
        article=f"art-{sample.article}",
        start=start,
        end=start + len(sample.quote),
        quote=sample.quote,
        headline=sample.headline,
        expression=expression_in(sample.quote, sample.expression, start),
        date=parse_edtf(sample.date) if sample.date else None,
    )
    return Mention(citation=citation, kind=sample.kind, **more)


def extractions(samples: Sequence[SampleMention]) -> list[Extraction]:
    """Return the mentions by article; the same sentence of an article stands at the same place."""
    by_article: dict[str, list[Mention]] = {}
    starts: dict[tuple[str, str], int] = {}
    published = {sample.article: sample.published for sample in samples}
    for sample in samples:
        start = starts.setdefault((sample.article, sample.quote), 200 * len(starts))
        by_article.setdefault(sample.article, []).append(mention(sample, start))
    return [
        Extraction(article=article(name, published[name]), mentions=tuple(found))
        for name, found in by_article.items()
    ]


def timeline_of(found: Sequence[Extraction]) -> Timeline:
    return reconcile(found, title="Test", generated=GENERATED)


def events_of(*samples: SampleMention) -> list[Event]:
    timeline = timeline_of(extractions(samples))
    return [*timeline.events, *timeline.undated]


def citations_together(events: Sequence[Event]) -> set[frozenset[tuple[str, str | None]]]:
    return {
        frozenset(
            (c.article.removeprefix("art-"), c.expression.text if c.expression else None)
            for c in event.citations
        )
        for event in events
    }


def date_conflict(event: Event) -> Conflict | None:
    return next((conflict for conflict in event.conflicts if conflict.field == "date"), None)


def english_features(mentions: Mapping[str, Mention]) -> list[MentionFeatures]:
    """Return the features of mentions of English articles."""
    articles = {mention.citation.article for mention in mentions.values()}
    return features_of(mentions, dict.fromkeys(articles, language_of("en")))


def features_of_samples(*samples: SampleMention) -> list[MentionFeatures]:
    """Return the features of *samples*, in their order."""
    return english_features(
        {str(number): mention(sample, 200 * number) for number, sample in enumerate(samples)}
    )


SINKING = (
    SampleMention(
        "a",
        "The ferry Maris Stella sank off Velmora on Friday evening, the coastguard said.",
        "on Friday evening",
        "Ferry Maris Stella sank off Velmora",
        "2019-05-03",
    ),
    SampleMention(
        "b",
        "The Maris Stella capsized off the port on May 3.",
        "on May 3",
        "Maris Stella capsized off the port",
        "2019-05-03",
    ),
    SampleMention(
        "c",
        "The sinking of the Maris Stella on Friday shocked Velmora.",
        "on Friday",
        "Maris Stella sank",
        "2019-05-03",
    ),
)
MOURNING = SampleMention(
    "a",
    "Ana Kores declared three days of mourning on Friday.",
    "on Friday",
    "Ana Kores declared mourning",
    "2019-05-03",
)


BEGINNINGS = (
    SampleMention(
        "a",
        "The conflict in Orland began in 2016 after a vote.",
        "in 2016",
        "Conflict in Orland began",
        "2016",
        "since",
    ),
    SampleMention(
        "b",
        "Thousands have died since war broke out in Orland in 2016.",
        "in 2016",
        "War broke out in Orland",
        "2016",
        "since",
    ),
    SampleMention(
        "c",
        "Civil war in Orland started in June 2015.",
        "in June 2015",
        "Civil war in Orland started",
        "2015-06",
        "since",
    ),
)


MISTAKEN = SampleMention(
    "d",
    "The Maris Stella sank on 4 May 2019.",
    "on 4 May 2019",
    "Maris Stella sank",
    "2019-05-04",
    published="2020-05-02",
)


NAMES = ("Maris Stella", "Velmora", "Ana Kores", "Orland", "UN", "Karsk")
VERBS = (
    "sank",
    "bombed",
    "met",
    "began",
    "was arrested",
    "announced a truce in",
    "left",
    "killed 12 in",
    "killed 30 in",
)
DATES = (
    None,
    "2019-05-03",
    "2019-05-04",
    "2019-05-11",
    "2019-05",
    "2019",
    "2018",
    "2019-04-29~/2019-05-05~",
    "../2019-06",
    "2019-05-03~",
)
WORDS = ("on Friday", "on Monday", "in May", "in 2019", None)


@st.composite
def sample_mentions(draw: st.DrawFn) -> SampleMention:
    headline = f"{draw(st.sampled_from(NAMES))} {draw(st.sampled_from(VERBS))} {draw(st.sampled_from(NAMES))}"
    quote = f"{draw(st.sampled_from(('', 'Officials said ', 'It is reported that ')))}{headline} {draw(st.sampled_from(NAMES))}"
    expression = draw(st.sampled_from(WORDS))
    kind: Kind = draw(st.sampled_from(("event", "since", "planned")))
    name = draw(st.sampled_from("abcde"))
    return SampleMention(
        name,
        f"{quote} {expression or 'then'}.",
        expression,
        headline,
        draw(st.sampled_from(DATES)),
        kind,
        "2019-06-01",
    )


stories = st.lists(sample_mentions(), max_size=14).map(extractions)
