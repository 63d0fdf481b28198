"""Files of questions for upload."""

from dataclasses import dataclass, field
from pathlib import Path

from timeline.llm.batch_api import MOST_BYTES, MOST_REQUESTS


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A question in a file: its cache key, its response model and prompt, and the article it is asked for."""

    key: str
    response_model: str
    prompt: str
    article: str | None


@dataclass(slots=True)
class RequestFile:
    """One file of questions; *size* is in bytes."""

    file: Path
    asked: list[BatchQuestion] = field(default_factory=list)
    size: int = 0


class RequestFiles:
    """Files of questions in *folder*, each within the limits of an endpoint."""

    def __init__(self, folder: Path) -> None:
        self.parts: list[RequestFile] = []
        self._folder = folder

    def add(self, asked: BatchQuestion, line: bytes) -> None:
        """Append a question, whose request is *line*, to the last file, or to a new one if that is full."""
        last = self.parts[-1] if self.parts else None
        if last is None or len(last.asked) == MOST_REQUESTS or last.size + len(line) > MOST_BYTES:
            last = RequestFile(self._folder / f"{len(self.parts)}.jsonl")
            self.parts.append(last)
        with last.file.open("ab") as file:
            file.write(line)
        last.asked.append(asked)
        last.size += len(line)
