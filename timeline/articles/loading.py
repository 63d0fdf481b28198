"""From documents to articles: each once, with an id from its content; copies of an address are marked."""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from timeline.articles.decoding import (
    MAX_ARTICLE_BYTES,
    decode,
    read_limited,
    refuse_long,
    refuse_other_types,
)
from timeline.articles.discovery import READABLE, STANDARD_INPUT, find_files, shown_path
from timeline.articles.metadata import (
    Metadata,
    first_title,
    read_front_matter,
    read_record,
    split_front_matter,
    web_address,
)
from timeline.articles.publication import Publication, find_publication
from timeline.dates import EventDate, order_key
from timeline.errors import ArticleError
from timeline.lang.registry import (
    UNDETERMINED,
    detect_language,
    language_of,
    language_tag,
    languages,
    plugin_problems,
)
from timeline.models import Article, Failure, Source, content_id


@dataclass(frozen=True, slots=True)
class LoadedArticles:
    """The articles of some places.

    *sources* are ordered by publication date (unknown last). *notes* are sentences on what was left out
    without being a failure: files of other types in a folder, an article read before, an invalid address.
    """

    sources: tuple[Source, ...] = ()
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read; *name* is the fallback title, *origin* says where its metadata comes from."""

    path: str
    name: str
    text: str
    metadata: Metadata
    origin: str


def read_articles(
    places: Sequence[str | Path],
    *,
    published: EventDate | None = None,
    base: Path | None = None,
    stdin: BinaryIO | None = None,
) -> LoadedArticles:
    """Read the articles of *places*: files, folders, globs, and `-` for *stdin*.

    *published* is the publication date of all of them, and overrides what they state. Paths are relative to
    *base* (default: the current folder). What cannot be read is a failure and stops nothing else; the order
    of *places* does not matter.
    """
    base = base or Path.cwd()
    found = find_files(places, base)
    read = [item for file in found.files for item in _read_file(file, shown_path(file, base))]
    if any(os.fspath(place) == STANDARD_INPUT for place in places):
        read.extend(_read_stream(stdin or sys.stdin.buffer))
    documents = [item for item in read if isinstance(item, Document)]
    failures = (*found.failures, *(item for item in read if isinstance(item, Failure)))
    sources, repeated = _each_once(_to_source(document, published) for document in documents)
    notes = (
        *found.notes,
        *repeated,
        *_address_notes(documents),
        *plugin_problems(),
        *_language_notes(documents),
        *_unknown_languages(sources),
    )
    return LoadedArticles(_mark_copies(sources), failures, notes)


def _read_file(file: Path, path: str) -> Iterator[Document | Failure]:
    try:
        _refuse_unreadable(file)
        with file.open("rb") as stream:
            if file.suffix.lower() == ".jsonl":
                yield from _read_lines(_limited_lines(stream), path)
            else:
                yield _read_text(read_limited(stream), path)
    except ArticleError as error:
        yield Failure(path=path, reason=str(error))
    except OSError as error:
        yield Failure(path=path, reason=f"cannot be read: {error.strerror}")


def _refuse_unreadable(file: Path) -> None:
    if file.suffix.lower() not in READABLE:
        kind = f"{file.suffix} files are" if file.suffix else "a file without an ending is"
        raise ArticleError(
            f"{kind} not read: save its text as a .txt or .md file, or as lines of a .jsonl file"
        )
    if not stat.S_ISREG(file.stat().st_mode):
        raise ArticleError("not a regular file: give it as - on standard input")


def _read_stream(stream: BinaryIO) -> Iterator[Document | Failure]:
    """Read standard input: JSONL when its first line is a JSON object, else one article."""
    try:
        first = stream.readline(MAX_ARTICLE_BYTES + 1)
        if _is_object(first):
            yield from _read_lines(chain([first], _limited_lines(stream)), STANDARD_INPUT)
        else:
            data = first + read_limited(stream)
            refuse_long(data)
            yield _read_text(data, STANDARD_INPUT)
    except ArticleError as error:
        yield Failure(path=STANDARD_INPUT, reason=str(error))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _limited_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of *stream*; of one that is too long, only enough to show that."""
    while line := stream.readline(MAX_ARTICLE_BYTES + 1):
        yield line
        while len(line) > MAX_ARTICLE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_ARTICLE_BYTES + 1)


def _read_lines(lines: Iterable[bytes], path: str) -> Iterator[Document | Failure]:
    """Read JSONL: an invalid line is a failure of its own. Raises ArticleError when no line can be read."""
    empty = True
    for number, line in enumerate(lines, 1):
        if number == 1:
            refuse_other_types(line)
            if b"\0" in line:
                raise ArticleError("binary, or UTF-16: JSON lines are text in UTF-8")
        if not line.strip():
            continue
        empty = False
        place = f"{path}:{number}"
        try:
            refuse_long(line)
            metadata, text = read_record(decode(line))
            yield Document(place, f"{Path(path).stem}, line {number}", text, metadata, "JSON line")
        except ArticleError as error:
            yield Failure(path=place, reason=str(error))
    if empty:
        raise ArticleError("empty: there is no text in it")


def _read_text(data: bytes, path: str) -> Document:
    text = decode(data)
    front_matter, body = split_front_matter(text)
    metadata = None if front_matter is None else read_front_matter(front_matter)
    if metadata is None:
        body = text
    if not body.strip():
        raise ArticleError(
            "empty: there is no text in it" if metadata is None else "empty: there is only front matter in it"
        )
    name = "Standard input" if path == STANDARD_INPUT else Path(path).stem
    return Document(path, name, body, metadata or Metadata(), "front matter")


def _to_source(document: Document, published: EventDate | None) -> Source:
    text, metadata = document.text, document.metadata
    stated = language_tag(metadata.language) if metadata.language else None
    language = stated if stated and stated != UNDETERMINED.code else detect_language(text).code
    if published is None:
        publication = find_publication(text, metadata, document.origin, language_of(language))
    else:
        publication = Publication(published, "given with --published")
    url = web_address(metadata.url)
    article = Article(
        id=content_id("art", (text, metadata.title or "", metadata.publisher or "", url or "")),
        title=metadata.title or first_title(text) or document.name,
        publisher=metadata.publisher,
        author=metadata.author,
        url=url,
        language=language,
        path=document.path,
        published=publication.date,
        published_basis=publication.basis,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return Source(article, text)


def _each_once(sources: Iterable[Source]) -> tuple[list[Source], list[str]]:
    """Return the sources in order, each article once, and a note on every repetition."""
    by_id: dict[str, Source] = {}
    notes = []
    for source in sorted(sources, key=lambda source: (_order(source), source.article.path)):
        first = by_id.setdefault(source.article.id, source)
        if first is not source:
            notes.append(f"{source.article.path}: the same article as {first.article.path}, read once")
    return list(by_id.values()), sorted(notes)


def _order(source: Source) -> tuple[Any, ...]:
    """Return the sort key: publication date, unknown last, then content; a renamed file changes nothing."""
    article = source.article
    when = (1,) if article.published is None else (0, *order_key(article.published))
    return when, article.publisher or "", article.id


def _mark_copies(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Mark each source that has the address of an earlier one as its copy."""
    first: dict[tuple[str, str, str], str] = {}
    marked = []
    for source in sources:
        original = (
            first.setdefault(_address(source.article.url), source.article.id)
            if source.article.url
            else source.article.id
        )
        copy = original != source.article.id
        marked.append(replace(source, article=replace(source.article, copy_of=original)) if copy else source)
    return tuple(marked)


def _address(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rstrip("/"), parts.query


def _address_notes(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        url = document.metadata.url
        if url and not web_address(url):
            yield f"{document.path}: {url!r} is not an http(s) address and is left out"


def _language_notes(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        language = document.metadata.language
        if language and not language_tag(language):
            yield f"{document.path}: {language!r} is not a language tag like de or en-GB and is left out"


def _unknown_languages(sources: Iterable[Source]) -> Iterator[str]:
    known = ", ".join(sorted(language.names[0].title() for language in languages()))
    for source in sources:
        if language_of(source.article.language) is UNDETERMINED:
            yield (
                f"{source.article.path}: it is not in a language whose time expressions are known ({known}): "
                "only numeric dates are understood there"
            )
