"""JSON lines: an object with the text of an article in each line."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from timeline.articles.decoding import MAX_ARTICLE_BYTES, decode, refuse_long, refuse_other_types
from timeline.articles.metadata import read_record
from timeline.articles.readers.base import HEAD_BYTES, Document, Reader, ReaderInput, Unreadable
from timeline.errors import ArticleError

_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')


def sniff_json_lines(head: bytes) -> bool:
    """Return whether the first line of *head* is a JSON object, or begins as one if it is longer."""
    line, line_end, _ = head.partition(b"\n")
    if not line_end and len(head) >= HEAD_BYTES:
        return _BEGINNING.match(line) is not None
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def read_json_lines(source: ReaderInput) -> Iterator[Document | Unreadable]:
    """Yield the articles of *source*, line by line. Raises ArticleError when it is not JSON lines at all."""
    empty = True
    with source.stream() as stream:
        for number, line in enumerate(_limited_lines(stream), 1):
            if number == 1:
                refuse_other_types(line)
                if b"\0" in line:
                    raise ArticleError("binary, or UTF-16: JSON lines are text in UTF-8")
            if line.strip():
                empty = False
                yield _document(line, number, source.name)
    if empty:
        raise ArticleError("empty: there is no text in it")


def _document(line: bytes, number: int, name: str) -> Document | Unreadable:
    try:
        refuse_long(line)
        metadata, text = read_record(decode(line))
    except ArticleError as error:
        return Unreadable(part=str(number), reason=str(error))
    return Document(
        text=text, metadata=metadata, origin="JSON line", part=str(number), title=f"{name}, line {number}"
    )


def _limited_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of *stream*; of one that is too long, only enough to show that."""
    while line := stream.readline(MAX_ARTICLE_BYTES + 1):
        yield line
        while len(line) > MAX_ARTICLE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_ARTICLE_BYTES + 1)


JSON_LINES = Reader(
    name="jsonl", version=1, suffixes=(".jsonl",), sniff=sniff_json_lines, read=read_json_lines
)
