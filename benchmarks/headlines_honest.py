"""What is shown of honest sentences that invite a false event: alleged, denied, prevented, conditional, almost done.

python benchmarks/headlines_honest.py

Asks the embedded model about each of `headlines_honest.jsonl`, as a build does, and prints each headline that is
shown beside what did not happen: whether one says so is for a reader to judge.
"""

import json
import os
import tempfile
from pathlib import Path

from timeline.cli.actions.display import Display
from timeline.config.settings import ProjectSettings, load_project
from timeline.pipeline.extraction import extract
from timeline.pipeline.run_settings import Settings

SENTENCES = Path(__file__).with_suffix(".jsonl")


def main() -> None:
    """Ask, and print."""
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder, Display() as display:
        for number, row in enumerate(rows):
            text = f"News of the day\n\n4 March 2014\n\n{row['text']}\n"
            Path(folder, f"{number:03}.txt").write_text(text, encoding="utf-8")
        settings = Settings.of(load_project(None, os.environ, ProjectSettings()), os.environ)
        extracted = extract([folder], settings=settings, progress=display)
    for extraction in extracted.extractions:
        row = rows[int(Path(extraction.article.path).stem)]
        print(f"{row['kind']}: {row['text']}")
        for mention in extraction.mentions:
            print(f"  shown: {mention.citation.headline} ({mention.citation.expression_text})")
        for false in row["not_happened"]:
            print(f"  not:   {false}")


if __name__ == "__main__":
    main()
