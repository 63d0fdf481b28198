"""Articles written into a folder, and read from it."""

import json
from pathlib import Path

from timeline.articles.loading import LoadedArticles, read_articles

BODY = "Ferry hits pier\n\nThe ferry hit the pier on 3 May 2019, the harbour office said.\n"


def write(folder: Path, name: str, content: str | bytes = BODY) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def read(folder: Path, *places: str | Path) -> LoadedArticles:
    return read_articles([folder / place for place in places] or [folder], base=folder)


def jsonl(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)
