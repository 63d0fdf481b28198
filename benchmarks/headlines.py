"""How many false headlines of a model are shown, and how many true ones are kept: German ones, and others on demand.

python benchmarks/headlines.py [--claims FILE] [--misses]

FILE holds one JSON object a line: text, language, expression (or null), headline, supported.
"""

import argparse
import asyncio
import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.dates import parse_edtf
from timeline.errors import AnswerError
from timeline.extract.article_extraction import extract_article
from timeline.extract.candidates import find_candidates
from timeline.models import Article, Source

GERMAN = Path(__file__).with_name("headlines_german.toml")


@dataclass(frozen=True, slots=True)
class Claim:
    """A headline for the sentence *text* at *expression* (the first one if None), and whether it is *supported*."""

    text: str
    language: str
    headline: str
    supported: bool
    expression: str | None = None


class OneHeadline:
    """A model that gives the same headline for everything."""

    name = "one headline"
    concurrency = 1
    granularity = "expression"

    def __init__(self, headline: str) -> None:
        self._headline = headline

    async def ask(self, _messages: Sequence[Any], response_model: type[Any]) -> Any:  # noqa: ANN401  any answer type
        """Return the headline as an event. Raises AnswerError where it is no possible answer."""
        try:
            return response_model.model_validate({"kind": "event", "headline": self._headline})
        except ValueError as error:
            raise AnswerError(str(error)) from error


def main() -> int:
    """Print a table: claims, false headlines shown, true headlines kept."""
    parser = argparse.ArgumentParser(description="How many false headlines of a model are shown.")
    parser.add_argument("--claims", type=Path, help="more claims, as JSON lines")
    parser.add_argument("--half", choices=["even", "odd"], help="only every other claim of FILE")
    parser.add_argument("--misses", action="store_true", help="print each wrong decision")
    options = parser.parse_args()
    sets = {"German": _german("case"), "German, written later": _german("later")}
    if options.claims:
        chosen = {None: slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2)}[options.half]
        for claim in [*_from_file(options.claims)][chosen]:
            sets.setdefault(f"{options.claims.parent.name}, {claim.language}", []).append(claim)
    print("| set | claims | false shown | true kept |\n|---|---|---|---|")
    for name, chosen in sets.items():
        print(_row(name, chosen))
        if options.misses:
            for claim in chosen:
                if _shown(claim) != claim.supported:
                    print(f"  {'lost' if claim.supported else 'shown'}: {claim.headline} <- {claim.text}")
    return 0


def _row(name: str, claims: Sequence[Claim]) -> str:
    false = [_shown(claim) for claim in claims if not claim.supported]
    true = [_shown(claim) for claim in claims if claim.supported]
    return f"| {name} | {len(claims)} | {sum(false)} of {len(false)} | {sum(true)} of {len(true)} |"


def _german(part: str) -> list[Claim]:
    claims = []
    for case in tomllib.loads(GERMAN.read_text("utf-8"))[part]:
        for supported in (True, False):
            claims += [
                Claim(case["sentence"], "de", claim, supported) for claim in case[str(supported).lower()]
            ]
    return claims


def _from_file(path: Path) -> Iterable[Claim]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Claim(row["text"], row["language"], row["headline"], row["supported"], row["expression"])


def _shown(claim: Claim) -> bool:
    """Return whether the whole way from article to mention keeps the headline."""
    article = Article(
        id="a",
        title="t",
        path="a.txt",
        published=parse_edtf("2023-12-01"),
        published_basis="given",
        sha256="a",
        language=claim.language,
    )
    candidates = find_candidates(Source(article, claim.text))
    extraction = asyncio.run(extract_article(candidates, OneHeadline(claim.headline), lambda: None))
    for mention in extraction.mentions:
        if claim.expression in (None, mention.citation.expression_text):
            return mention.citation.headline.endswith(claim.headline)
    return False


if __name__ == "__main__":
    raise SystemExit(main())
