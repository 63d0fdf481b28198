"""How well the publication date of an undated article is inferred from the dated ones around it.

An eighth of the articles of Timeline17 are read without their date, eight times over. Every time expression
of every article is taken for a mention, with the words around it for a headline: no model is asked. What is
dated then is compared with what the same expressions mean under the date that was hidden.

    python benchmarks/publication_dates.py [--data FOLDER]
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from timeline.dates import EventDate, parse_edtf, within
from timeline.extract.anchoring import redate
from timeline.extract.attribution import excerpt, piece_at
from timeline.extract.candidates import Candidate, find_candidates
from timeline.extract.publication_inference import with_inferred_dates
from timeline.models import (
    Article,
    Citation,
    Extraction,
    Generated,
    Mention,
    Source,
    WordedBasis,
    cited,
)
from timeline.prompts import one_line
from timeline.reconcile import fingerprint

DATA = Path(__file__).parents[2] / "shared" / "data" / "t17-dev"
TOPICS = ("mj", "haiti")
FOLDS = 8
BUILT = Generated(by="benchmark", model="none", prompts="none")
_TOKENISED = (
    ("-LRB-", "("),
    ("-RRB-", ")"),
    (r"``\s*", '"'),
    (r"\s*''", '"'),
    (" n't", "n't"),
    (r" ('s|'re|'ll|'ve)\b", r"\1"),
    (r"\s+([,.;:!?%)\]’])", r"\1"),
    (r"([(\[$#£])\s+", r"\1"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over articles without a date, and over those of their mentions that need one."""

    hidden: int = 0
    inferred: int = 0
    holding: int = 0
    mentions: int = 0
    dated: int = 0
    right: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return both together."""
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, default=DATA, help="the folder of Timeline17 (default: %(default)s)"
    )
    folder = parser.parse_args().data
    if not folder.is_dir():
        sys.exit(f"{folder} is not there: name the folder of Timeline17's topics with --data.")
    print(
        "| topic | articles undated | dates inferred | that hold the true day | mentions that need it | "
        "dated | right |"
    )
    print("|---|---|---|---|---|---|---|")
    total = Score()
    for topic in TOPICS:
        found = sum(
            (scored(list(read(folder / topic / "articles.jsonl")), fold) for fold in range(FOLDS)), Score()
        )
        total += found
        print(row(topic, found))
    print(row("both", total))


def row(name: str, score: Score) -> str:
    """Return one line of the table."""
    holding, right = (f"{part} ({part / max(whole, 1):.0%})" for part, whole in _shares(score))
    return f"| {name} | {score.hidden} | {score.inferred} | {holding} | {score.mentions} | {score.dated} | {right} |"


def _shares(score: Score) -> tuple[tuple[int, int], tuple[int, int]]:
    return (score.holding, score.inferred), (score.right, score.dated)


def scored(extractions: Sequence[Extraction], fold: int) -> Score:
    """Return what is inferred when the articles of *fold* have no date."""
    silent = [redate(e, None, "unknown") if fold_of(e) == fold else e for e in extractions]
    inferred = with_inferred_dates(silent)
    return sum((_compared(*each) for each in zip(extractions, silent, inferred, strict=True)), Score())


def _compared(truth: Extraction, silent: Extraction, inferred: Extraction) -> Score:
    if silent.article.published is not None:
        return Score()
    published, true_day = inferred.article.published, truth.article.published
    if published is None or true_day is None:
        return Score(hidden=1)
    score = Score(hidden=1, inferred=1, holding=int(within(true_day, published)))
    for true, without, found in zip(truth.mentions, silent.mentions, inferred.mentions, strict=True):
        if without.citation.date is None and without.citation.expression is not None:
            dated = found.citation.date is not None
            score += Score(
                mentions=1, dated=int(dated), right=int(dated and found.citation.date == true.citation.date)
            )
    return score


def fold_of(extraction: Extraction) -> int:
    """Return the part of the articles to which one belongs, by its name alone."""
    return int(sha256(extraction.article.id.encode()).hexdigest(), 16) % FOLDS


def read(file: Path) -> Iterator[Extraction]:
    """Yield the articles of one topic, with a mention for every candidate."""
    for line in file.read_text(encoding="utf-8").splitlines():
        stored = json.loads(line)
        text = untokenised(stored["text"])
        article = Article(
            id=stored["id"],
            title=stored["id"],
            path=stored["id"],
            published=parse_edtf(stored["date"]),
            published_basis=WordedBasis(text="the data"),
            sha256=stored["id"],
        )
        found = find_candidates(Source(article, text))
        mentions = tuple(mention_of(candidate, found.source) for candidate in found.candidates)
        yield Extraction(article=article, mentions=mentions, fingerprint=fingerprint(text))


def mention_of(candidate: Candidate, source: Source) -> Mention:
    """Return *candidate* as a mention whose headline is the piece of the sentence around its time expression."""
    start, end = candidate.sentence
    quote, expression, place = source.text[start:end], candidate.expression, candidate.place
    headline = quote
    if place is not None:
        headline = excerpt(quote, piece_at(quote, *place, candidate.others, source.language))
    date: EventDate | None = candidate.dated.date
    citation = Citation(
        article=source.article.id,
        start=start,
        end=end,
        quote=quote,
        headline=one_line(headline)[:200],
        expression=cited(expression),
        date=date,
        date_basis=candidate.dated.basis,
    )
    return Mention(citation=citation, kind="event")


def untokenised(text: str) -> str:
    """Return *text* as it was before its words and marks were parted by spaces."""
    for pattern, plain in _TOKENISED:
        text = re.sub(pattern, plain, text)
    return text


if __name__ == "__main__":
    main()
