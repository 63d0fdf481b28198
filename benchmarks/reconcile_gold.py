"""Gold sets of mentions and their events: annotated news, and news written for this project."""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from timeline.dates import EventDate, parse_edtf
from timeline.models import Article, Citation, CitedExpression, Extraction, Kind, Mention, WordedBasis

OWN = Path(__file__).parent / "mentions"
JUDGED = Path(__file__).with_suffix(".toml").with_stem("reconcile_judged")
LENGTH = 1000
"""How far the sentences of an article start from each other."""

Place = tuple[str, int, str, str]
"""By which a mention is known in what comes out: its article, start, headline and time expression or date."""
Sentence = tuple[str, int]
"""An article, and where the sentence starts in it."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One row of a set: a mention of an event in an article. *sentence* numbers the sentences of an article."""

    article: str
    sentence: int
    quote: str
    headline: str
    date: EventDate | None
    event: str
    expression: str | None = None
    kind: Kind = "event"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Extractions, and for each gold mention which mention it is; one mention can report several events.

    *judged* are pairs of sentences that report one event although they were annotated with none in common.
    """

    name: str
    extractions: tuple[Extraction, ...]
    items: tuple[tuple[Place, str], ...]
    judged: AbstractSet[frozenset[Sentence]]

    @property
    def mentions(self) -> list[Mention]:
        """All mentions, in the order of their places."""
        return sorted(
            (m for extraction in self.extractions for m in extraction.mentions),
            key=lambda m: place_of(m.citation),
        )


def place_of(citation: Citation) -> Place:
    """Return what a citation is known by."""
    return citation.article, citation.start, citation.headline, citation.expression_text or str(citation.date)


def _expression_in(row: GoldMention, start: int) -> CitedExpression | None:
    """Return the time expression of *row*, whose quote begins at *start*, where its words stand first."""
    if row.expression is None:
        return None
    place = row.quote.find(row.expression)
    first, last = (start + place, start + place + len(row.expression)) if place >= 0 else (None, None)
    return CitedExpression(text=row.expression, start=first, end=last)


def gold_set(
    name: str,
    rows: Iterable[GoldMention],
    published: Mapping[str, str | None],
    languages: Mapping[str, str] = MappingProxyType({}),
) -> GoldSet:
    """Return *rows* as extractions; those that are the same mention become one with all their events.

    Articles that *languages* does not hold are English.
    """
    mentions: dict[str, dict[Place, Mention]] = defaultdict(dict)
    items = []
    for row in rows:
        start = row.sentence * LENGTH
        citation = Citation(
            article=row.article,
            start=start,
            end=start + min(LENGTH - 1, len(row.quote)),
            quote=row.quote,
            headline=row.headline,
            expression=_expression_in(row, start),
            date=row.date,
            date_basis=WordedBasis(text="gold") if row.date else None,
        )
        mentions[row.article][place_of(citation)] = Mention(citation=citation, kind=row.kind)
        items.append((place_of(citation), row.event))
    extractions = tuple(
        Extraction(
            article=_article(article, published.get(article), languages.get(article, "en")),
            mentions=tuple(found.values()),
        )
        for article, found in sorted(mentions.items())
    )
    return GoldSet(name, extractions, tuple(sorted(set(items))), _judged(name))


def _judged(name: str) -> AbstractSet[frozenset[Sentence]]:
    """Return the pairs of sentences of a set that were judged to report one event."""
    rows = tomllib.loads(JUDGED.read_text(encoding="utf-8")).get(name, {})
    return {frozenset(_sentence(written) for written in pair.split()) for pair in rows}


def _sentence(written: str) -> Sentence:
    article, number = written.split("/")
    return article, int(number) * LENGTH


def _article(name: str, published: str | None, language: str) -> Article:
    date = parse_edtf(published) if published else None
    return Article(
        id=name,
        title=name,
        language=language,
        path=name,
        published=date,
        published_basis=WordedBasis(text="gold"),
        sha256=name,
    )


def own_sets() -> Iterator[GoldSet]:
    """Yield the sets that this project wrote: mentions as extraction should find them, with the event of each."""
    for file in sorted(OWN.glob("*.jsonl")):
        articles = _lines(file)
        yield gold_set(
            file.stem,
            _own_mentions(articles),
            {article["article"]: article["published"] for article in articles},
            {article["article"]: article["language"] for article in articles if "language" in article},
        )


def _own_mentions(articles: Sequence[dict[str, Any]]) -> Iterator[GoldMention]:
    for article in articles:
        sentences: dict[str, int] = {}
        for row in article["mentions"]:
            yield GoldMention(
                article["article"],
                sentences.setdefault(row["quote"], len(sentences)),
                row["quote"],
                row["headline"],
                parse_edtf(row["date"]) if row["date"] else None,
                row["event"],
                row["expression"],
                row.get("kind", "event"),
            )


def annotated_sets(folder: Path) -> Iterator[GoldSet]:
    """Yield the sets of events that people annotated across news articles, in *folder*.

    The gold date is given, and the sentence that holds the trigger is quote and headline; a second set of
    each has the clause with the trigger as its headline, which distinguishes the triggers of one sentence.
    """
    for name, read in (("meantime-dev", _meantime), ("semeval2015-task4-dev", _semeval)):
        if (folder / name).exists():
            articles, triggers = read(folder / name)
            for how, headline in (("sentences", _whole), ("clauses", _clause)):
                yield gold_set(
                    f"{name}, {how}",
                    _triggered(articles, triggers, headline),
                    {k: a.date for k, a in articles.items()},
                )


@dataclass(frozen=True, slots=True)
class _Annotated:
    """A tokenised article with its publication date."""

    sentences: list[str]
    date: str | None


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A word of an article that names an event, with the event's date."""

    article: str
    sentence: int
    word: str
    date: EventDate | None
    event: str


def _triggered(
    articles: dict[str, _Annotated], triggers: Iterable[_Trigger], headline: Callable[[str, str], str]
) -> Iterator[GoldMention]:
    for trigger in triggers:
        sentences = articles[trigger.article].sentences
        if trigger.sentence < len(sentences) and sentences[trigger.sentence]:
            quote = sentences[trigger.sentence]
            clause = headline(quote, trigger.word)
            yield GoldMention(trigger.article, trigger.sentence, quote, clause, trigger.date, trigger.event)


def _whole(sentence: str, word: str) -> str:
    return sentence if word else ""


_CLAUSES = re.compile(
    r"(?<=[,;:\"()])\s+|\s+(?=(?:that|which|who|after|before|when|while|since|until|and|but|because|although|as|to)\s)"
)
_SHORTEST_CLAUSE = 6


def _clause(sentence: str, word: str) -> str:
    """Return the clause around *word*, with its neighbours while it has only a few words."""
    parts = _CLAUSES.split(sentence)
    stem = word.split(maxsplit=1)[0].split("-", maxsplit=1)[0]
    found = next((number for number, part in enumerate(parts) if stem in part), None)
    if found is None:
        return sentence
    first = last = found
    while len(" ".join(parts[first : last + 1]).split()) < _SHORTEST_CLAUSE and (
        first > 0 or last < len(parts) - 1
    ):
        first, last = (first - 1, last) if first > 0 else (first, last + 1)
    return " ".join(parts[first : last + 1]).strip(' ,;:"')


def _meantime(folder: Path) -> tuple[dict[str, _Annotated], list[_Trigger]]:
    triggers = [
        _Trigger(mention["doc"], mention["sent"], mention["text"], _date(event["time"]), event["id"])
        for event in _lines(folder / "event_instances.jsonl")
        for mention in event["mentions"]
    ]
    return _articles(folder), triggers


def _semeval(folder: Path) -> tuple[dict[str, _Annotated], list[_Trigger]]:
    """Read the timelines of single entities; rows that share a trigger are the same event."""
    rows = [
        (event["date"], [(mention["doc"], mention["sent"], mention["word"]) for mention in event["mentions"]])
        for timeline in _lines(folder / "timelines.jsonl")
        for event in timeline["events"]
    ]
    trial = _trial_articles(folder / "trial-corpus-apple")
    rows += [
        row for file in sorted((folder / "trial-timelines-apple").glob("*.txt")) for row in _trial_rows(file)
    ]
    articles = _articles(folder) | trial
    first: dict[tuple[str, int, str], tuple[str, int, str]] = {}

    def root(mention: tuple[str, int, str]) -> tuple[str, int, str]:
        while first.setdefault(mention, mention) != mention:
            mention = first[mention]
        return mention

    dates: dict[tuple[str, int, str], str] = {}
    for date, mentions in rows:
        for mention in mentions:
            dates.setdefault(mention, date)
            first[root(mention)] = root(mentions[0])
    found = (mention for mention in sorted(dates) if mention[0] in articles)
    return articles, [_Trigger(*mention, _date(dates[mention]), str(root(mention))) for mention in found]


def _trial_articles(folder: Path) -> dict[str, _Annotated]:
    articles = {}
    for file in sorted(folder.glob("*.tml")):
        text = file.read_text(encoding="utf-8")
        name, date = re.search(r"<DOCID>(\d+)", text), re.search(r'CREATION_TIME[^>]*value="([\d-]+)"', text)
        found = {
            int(n): re.sub(r"<[^>]+>", "", s)
            for n, s in re.findall(r'<s id="(\d+)">(.*?)</s>', text, re.DOTALL)
        }
        sentences = [untokenised(found.get(number, "")) for number in range(max(found) + 1)]
        articles[f"a{name[1] if name else file.stem}"] = _Annotated(sentences, date[1] if date else None)
    return articles


def _trial_rows(file: Path) -> Iterator[tuple[str, list[tuple[str, int, str]]]]:
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        fields = line.strip().split("\t")
        found = [re.fullmatch(r"(\d+)-(\d+)-(.+)", field.strip()) for field in fields[2:]]
        mentions = [(f"a{match[1]}", int(match[2]), match[3].replace("_", " ")) for match in found if match]
        if mentions:
            yield fields[1], mentions


def claims(folder: Path) -> Iterator[tuple[str, tuple[Extraction, ...]]]:
    """Yield the topics of the background summaries: each of its editors is an article, each sentence of a day a mention."""
    for topic in sorted(path for path in (folder / "background-summaries-dev").glob("*") if path.is_dir()):
        rows = [(file.stem, row) for file in sorted(topic.glob("*.tsv")) for row in _updates(file)]
        rows = (
            GoldMention(name, number, sentence, sentence, parse_edtf(date), "")
            for number, (name, (date, update)) in enumerate(rows)
            for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", update)
            if len(sentence.split()) > 3
        )
        spread = (GoldMention(t.article, n, t.quote, t.headline, t.date, t.event) for n, t in enumerate(rows))
        yield topic.name, gold_set(topic.name, spread, {}).extractions


def _updates(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        fields = line.split("\t")
        date = re.search(r"\d{4}-\d\d-\d\d", fields[0])
        if date and len(fields) > 1:
            yield date[0], fields[1].strip('"').replace('""', '"').replace("\\n", " ").strip()


def _articles(folder: Path) -> dict[str, _Annotated]:
    lines = _lines(folder / "articles.jsonl")
    return {
        line["id"]: _Annotated([untokenised(text) for text in line["sentences"]], line.get("date"))
        for line in lines
    }


def untokenised(sentence: str) -> str:
    """Return *sentence* with its marks put back to its words."""
    text = re.sub(r"\s+([,.;:!?%)\]'’])", r"\1", re.sub(r"([(\[$#£])\s+", r"\1", sentence))
    text = re.sub(r"\s*''", '"', re.sub(r"``\s*", '"', text))
    return re.sub(r" ('s|'re|'ll|'ve)\b", r"\1", text.replace(" n't", "n't"))


def _date(value: str | None) -> EventDate | None:
    """Return an annotated date: "2011-XX-XX" is 2011, and what has no year is unknown."""
    if not re.match(r"\d{4}", value or ""):
        return None
    try:
        return parse_edtf((value or "").replace("-XX", ""))
    except ValueError:
        return None


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
