"""The files of questions that are uploaded."""

from dataclasses import dataclass, field
from pathlib import Path

from timeline.llm.batch_api import MOST_BYTES, MOST_REQUESTS


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A question in a file: the key of its answer, what to read the answer by, and the article it was first asked for."""

    key: str
    form: str
    prompt: str
    article: str | None


@dataclass(slots=True)
class RequestFile:
    """One file of questions, and what they are; *size* is in bytes."""

    file: Path
    asked: list[BatchQuestion] = field(default_factory=list)
    size: int = 0


class RequestFiles:
    """Files of questions in *folder*, each no longer than an endpoint takes."""

    def __init__(self, folder: Path) -> None:
        self.parts: list[RequestFile] = []
        self._folder = folder

    def add(self, asked: BatchQuestion, line: bytes) -> None:
        """Add a question, whose request is *line*, to the last file, or to a new one when that is full."""
        last = self.parts[-1] if self.parts else None
        if last is None or len(last.asked) == MOST_REQUESTS or last.size + len(line) > MOST_BYTES:
            last = RequestFile(self._folder / f"{len(self.parts)}.jsonl")
            self.parts.append(last)
        with last.file.open("ab") as file:
            file.write(line)
        last.asked.append(asked)
        last.size += len(line)
