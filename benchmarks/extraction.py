"""How well extraction finds and dates the events that people annotated, and how much boilerplate it takes for events.

Each page is built end to end, with boilerplate of our own making put around it. A gold event with a time
link counts as covered when a citation holds its trigger, and as dated right when one of these citations has
the annotated value.

    python benchmarks/extraction.py [--folder FOLDER] [--pages 24] [--misses] [-- options of the model, as for
    `timeline build`]
"""

import argparse
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from timeline.cli.actions.display import Display
from timeline.config.settings import ProjectSettings, load_project
from timeline.models import Citation, Extraction
from timeline.pipeline.extraction import Extracted, extract
from timeline.pipeline.run_settings import Settings

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "timeset-dev"
HEAD = [
    "Skip to content | Latest | Weather for Tuesday",
    "Onlookers at the scene in 2016. Photo: Lena Hart/Nordbild, file, 3 May 2014",
]
TAIL = [
    "Lena Hart reported from Lindholm. Nordbild contributed to this report.",
    "A version of this article appeared in the print edition of The Lindholm Courier on 4 May 2014.",
    "First published 3 May 2014, 09:12. © 2014 Lindholm Courier Ltd. All rights reserved.",
    "Subscribe by Friday and pay nothing until next month",
    "MORE ON THIS",
    "How the winter of 1998 changed the harbour",
    "Ada Brandt at the opening of the Lind bridge on 12 June 1987.",
    "What we know about Monday's strike",
]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated event: where its trigger stands, the words that date it, and their value (None for a duration)."""

    trigger: int
    words: str
    expression: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page with boilerplate around it, and its gold events."""

    name: str
    text: str
    gold: tuple[Gold, ...]
    boilerplate: tuple[range, ...]


def main() -> int:
    """Build the pages and print the table."""
    options = _options()
    pages = _pages(options.folder, options.pages)
    if not pages:
        print(
            f"There are no annotated pages in {options.folder}; name their folder with --folder.",
            file=sys.stderr,
        )
        return 2
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Display() as display:
        for page in pages:
            Path(folder, f"{page.name}.txt").write_bytes(page.text.encode())
        wanted = ProjectSettings(
            model=options.model, base_url=options.base_url, granularity=options.granularity
        )
        settings = Settings.of(load_project(None, os.environ, wanted), os.environ)
        extracted = extract([folder], settings=settings, progress=display)
    found = {Path(extraction.article.path).stem: extraction for extraction in extracted.extractions}
    _print_table(pages, found, time.monotonic() - started, extracted)
    if options.misses:
        _print_misses(pages, found)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, help="pages (.txt) with their annotation (.ann)"
    )
    parser.add_argument("--pages", type=int, default=24, help="how many, evenly spread (default: 24)")
    parser.add_argument(
        "--misses", action="store_true", help="list what was missed, wrongly dated, or wrongly taken"
    )
    parser.add_argument("--model")
    parser.add_argument("--base-url")
    parser.add_argument("--granularity", choices=["expression", "article"])
    return parser.parse_args()


def _pages(folder: Path, count: int) -> list[Page]:
    files = sorted(folder.glob("*.txt"))
    chosen = [files[number * len(files) // count] for number in range(min(count, len(files)))]
    return [_page(file) for file in chosen]


def _page(file: Path) -> Page:
    text = file.read_text(encoding="utf-8")
    end_of_date_line = [match.end() for match in re.finditer("\n", text)][1]
    head = "".join(f"{line}\n" for line in HEAD)
    tail = "".join(f"\n{line}\n" for line in TAIL)
    whole = f"{text[:end_of_date_line]}{head}{text[end_of_date_line:].rstrip()}\n{tail}"
    lines = [match.span() for match in re.finditer(r"[^\n]+", whole)]
    boilerplate = tuple(range(*span) for span in lines if whole[slice(*span)] in {*HEAD, *TAIL})
    return Page(
        file.stem, whole, tuple(_gold(file.with_suffix(".ann"), end_of_date_line, len(head))), boilerplate
    )


def _gold(annotation: Path, head_at: int, head_length: int) -> list[Gold]:
    rows = [line.split("\t") for line in annotation.read_text(encoding="utf-8").splitlines()]
    spans = {row[0]: (int(row[1].split()[1]), row[2]) for row in rows if row[0].startswith("T")}
    values = {row[1].split()[1]: row[2].strip() for row in rows if row[0].startswith("#")}
    gold = []
    for row in rows:
        link = re.match(r"event:(T\d+) .*?TIMEX:(T\d+)", row[1]) if row[0].startswith("E") else None
        if link and link[2] in values:
            start, words = spans[link[1]]
            gold.append(
                Gold(
                    start + (head_length if start >= head_at else 0),
                    words,
                    spans[link[2]][1],
                    _edtf(values[link[2]]),
                )
            )
    return gold


def _edtf(value: str) -> str | None:
    """Return the annotation's value as EDTF: "2011-xx-xx" is 2011."""
    match = re.fullmatch(r"(\d{4})[-_](\d\d|xx)[-_](\d\d|xx)", value)
    return "-".join(part for part in match.groups() if part != "xx") if match else None


def _covering(event: Gold, extraction: Extraction) -> list[Citation]:
    citations = [mention.citation for mention in extraction.mentions]
    return [citation for citation in citations if citation.start <= event.trigger < citation.end]


def _dated_right(event: Gold, citations: list[Citation]) -> bool:
    return any(str(citation.date) == event.value for citation in citations)


def _is_sentence(citation: Citation) -> bool:
    return citation.headline == " ".join(citation.quote.split())


def _taken(page: Page, extraction: Extraction) -> list[Citation]:
    return [
        m.citation
        for m in extraction.mentions
        if any(m.citation.start in lines for lines in page.boilerplate)
    ]


def _print_table(
    pages: list[Page], found: dict[str, Extraction], seconds: float, extracted: Extracted
) -> None:
    events = [(event, _covering(event, found[page.name])) for page in pages for event in page.gold]
    covered = [(event, citations) for event, citations in events if citations]
    dated = [(event, citations) for event, citations in covered if event.value]
    right = [event for event, citations in dated if _dated_right(event, citations)]
    offered = sum(len(page.boilerplate) for page in pages)
    taken = sum(len({citation.start for citation in _taken(page, found[page.name])}) for page in pages)
    mentions = sum(len(extraction.mentions) for extraction in found.values())
    fallen = sum(
        _is_sentence(mention.citation) for extraction in found.values() for mention in extraction.mentions
    )
    usage = extracted.report.accounts.total
    rows = [
        ("model, prompts", f"{extracted.generated.model}, {extracted.generated.prompts}"),
        ("pages", f"{len(pages)}"),
        ("gold events with a time link: covered by a citation", _share(len(covered), len(events))),
        ("of the covered with a value: dated right", _share(len(right), len(dated))),
        ("boilerplate lines taken as events", _share(taken, offered)),
        ("mentions", f"{mentions}"),
        ("mentions whose headline fell back to the sentence", _share(fallen, mentions)),
        ("questions: asked, cached, retried", f"{usage.calls}, {usage.cached}, {usage.retries}"),
        ("tokens: prompt, answer", f"{usage.prompt_tokens}, {usage.completion_tokens}"),
        ("seconds", f"{seconds:.0f}"),
    ]
    for name, value in rows:
        print(f"| {name:<52} | {value} |")


def _print_misses(pages: list[Page], found: dict[str, Extraction]) -> None:
    for page in pages:
        for event in page.gold:
            citations = _covering(event, found[page.name])
            if not citations:
                print(f"missed    {page.name}: “{event.words}” ({event.expression}, {event.value})")
            elif event.value and not _dated_right(event, citations):
                dates = ", ".join(str(citation.date) for citation in citations)
                print(f"misdated  {page.name}: “{event.words}” ({event.expression}, {event.value}): {dates}")
        for citation in _taken(page, found[page.name]):
            print(f"boilerplate {page.name}: {citation.quote[:80]}")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.0f} %)" if whole else "none"


if __name__ == "__main__":
    sys.exit(main())
