"""From documents to articles: each once, with an id from its content; copies of an address are marked."""

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from timeline.articles.decoding import refuse_control, refuse_long
from timeline.articles.discovery import STANDARD_INPUT, find_files, shown_path
from timeline.articles.metadata import Metadata, first_title, web_address
from timeline.articles.publication import Publication, find_publication
from timeline.articles.readers import Document, Reader, ReaderInput, Unreadable, reader_list
from timeline.articles.readers.base import with_head
from timeline.articles.text_spool import SpooledSource, SpooledSources, TextSpool
from timeline.dates import EventDate, order_key
from timeline.errors import ArticleError, TimelineError
from timeline.lang.registry import (
    UNDETERMINED,
    detect_language,
    language_of,
    language_tag,
    languages,
    plugin_problems,
)
from timeline.models import Article, Failure, GivenBasis, Source, content_id
from timeline.phrasing import shorten

LONGEST_PROBLEM = 200  # code points of an exception of a plugin


@dataclass(frozen=True, slots=True)
class LoadedArticles:
    """The articles of some places.

    *sources* are ordered by publication date (unknown last); their texts are read when they are asked for.
    *notes* are sentences on what was left out without being a failure: files of other types in a folder, an
    article read before, an invalid address, a plugin.
    """

    sources: Sequence[Source] = ()
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Loading:
    """What was read so far; *texts* hold the texts of *sources*."""

    published: EventDate | None
    texts: TextSpool = field(default_factory=TextSpool)
    sources: list[SpooledSource] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    address_notes: list[str] = field(default_factory=list)
    language_notes: list[str] = field(default_factory=list)

    def add_file(self, file: Path, path: str) -> None:
        """Read the articles of *file*, which is shown as *path*."""
        try:
            reader = _reader_of(file)
        except ArticleError as error:
            self.failures.append(Failure(path=path, reason=str(error)))
        except OSError as error:
            self.failures.append(_unreadable(path, error))
        else:
            self.add(reader, ReaderInput(file.stem, file), path)

    def add_piped(self, stream: BinaryIO) -> None:
        """Read the articles of standard input, whose type is recognised by its first bytes."""
        head, whole = with_head(stream)
        self.add(reader_list().for_head(head), ReaderInput("Standard input", piped=whole), STANDARD_INPUT)

    def add(self, reader: Reader, source: ReaderInput, path: str) -> None:
        """Read the articles of *source* with *reader*. What a reader raises is a failure of this input."""
        try:
            for item in reader.read(source):
                self._add_item(item, reader, source, path)
        except ArticleError as error:
            self.failures.append(Failure(path=path, reason=str(error)))
        except OSError as error:
            self.failures.append(_unreadable(path, error))
        except TimelineError:
            raise
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything; it costs this input alone
            problem = f"{type(error).__name__}: {shorten(str(error), LONGEST_PROBLEM)}"
            reason = f"the reader “{reader.name}” failed: {problem}"
            self.failures.append(Failure(path=path, reason=reason))

    def _add_item(self, item: Document | Unreadable, reader: Reader, source: ReaderInput, path: str) -> None:
        place = f"{path}:{item.part}" if item.part else path
        if isinstance(item, Unreadable):
            self.failures.append(Failure(path=place, reason=item.reason))
            return
        try:
            _refuse_bad(item)
        except ArticleError as error:
            self.failures.append(Failure(path=place, reason=str(error)))
            return
        self._note(item.metadata, place)
        article = _article(item, item.title or source.name, place, self.published)
        self.sources.append(SpooledSource(article, reader.identity, self.texts.add(item.text)))

    def _note(self, metadata: Metadata, place: str) -> None:
        url, language = metadata.url, metadata.language
        if url and not web_address(url):
            self.address_notes.append(f"{place}: {url!r} is not an http(s) address and is left out")
        if language and not language_tag(language):
            self.language_notes.append(
                f"{place}: {language!r} is not a language tag like de or en-GB and is left out"
            )


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
    loading = _Loading(published)
    for file in found.files:
        loading.add_file(file, shown_path(file, base))
    if any(os.fspath(place) == STANDARD_INPUT for place in places):
        loading.add_piped(stdin or sys.stdin.buffer)
    sources, repeated = _each_once(loading.sources)
    notes = (
        *found.notes,
        *repeated,
        *loading.address_notes,
        *reader_list().problems,
        *plugin_problems(),
        *loading.language_notes,
        *_unknown_languages(source.article for source in sources),
    )
    marked = SpooledSources(loading.texts, _mark_copies(sources))
    return LoadedArticles(marked, (*found.failures, *loading.failures), notes)


def _reader_of(file: Path) -> Reader:
    """Return the reader of *file*. Raises ArticleError when there is none, or OSError."""
    reader = reader_list().for_file(file)
    if reader is None:
        kind = f"{file.suffix} files are" if file.suffix else "a file without an ending is"
        raise ArticleError(
            f"{kind} not read: save its text as a .txt or .md file, or as lines of a .jsonl file"
        )
    mode = file.stat().st_mode
    if not stat.S_ISREG(mode) and not (reader.folders and stat.S_ISDIR(mode)):
        raise ArticleError("not a regular file: give it as - on standard input")
    return reader


def _unreadable(path: str, error: OSError) -> Failure:
    return Failure(path=path, reason=f"cannot be read: {error.strerror}")


def _refuse_bad(document: Document) -> None:
    """Raise ArticleError when *document* has no text, too much of it, or what no text contains."""
    if not document.text.strip():
        raise ArticleError("empty: there is no text in it")
    refuse_control(document.text)
    refuse_long(document.text.encode())


def _article(document: Document, title: str, path: str, published: EventDate | None) -> Article:
    """Return the article of *document*, called *title* if nothing in it gives it a title."""
    text, metadata = document.text, document.metadata
    stated = language_tag(metadata.language) if metadata.language else None
    language = stated if stated and stated != UNDETERMINED.code else detect_language(text).code
    if published is None:
        publication = find_publication(text, metadata, document.origin, language_of(language))
    else:
        publication = Publication(published, GivenBasis())
    url = web_address(metadata.url)
    return Article(
        id=content_id("art", (text, metadata.title or "", metadata.publisher or "", url or "")),
        title=metadata.title or first_title(text) or title,
        publisher=metadata.publisher,
        author=metadata.author,
        url=url,
        language=language,
        path=path,
        published=publication.date,
        published_basis=publication.basis,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _each_once(sources: Iterable[SpooledSource]) -> tuple[list[SpooledSource], list[str]]:
    """Return the sources in order, each article once, and a note on every repetition."""
    by_id: dict[str, SpooledSource] = {}
    notes = []
    for source in sorted(sources, key=lambda source: (_order(source), source.article.path)):
        first = by_id.setdefault(source.article.id, source)
        if first is not source:
            notes.append(f"{source.article.path}: the same article as {first.article.path}, read once")
    return list(by_id.values()), sorted(notes)


def _order(source: SpooledSource) -> tuple[Any, ...]:
    """Return the sort key: publication date, unknown last, then content; a renamed file changes nothing."""
    article = source.article
    when = (1,) if article.published is None else (0, *order_key(article.published))
    return when, article.publisher or "", article.id


def _mark_copies(sources: Iterable[SpooledSource]) -> Iterator[SpooledSource]:
    """Mark each source that has the address of an earlier one as its copy."""
    first: dict[tuple[str, str, str], str] = {}
    for source in sources:
        original = (
            first.setdefault(_address(source.article.url), source.article.id)
            if source.article.url
            else source.article.id
        )
        copy = original != source.article.id
        yield source._replace(article=replace(source.article, copy_of=original)) if copy else source


def _address(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rstrip("/"), parts.query


def _unknown_languages(articles: Iterable[Article]) -> Iterator[str]:
    known = ", ".join(sorted(language.names[0].title() for language in languages()))
    for article in articles:
        if language_of(article.language) is UNDETERMINED:
            yield (
                f"{article.path}: it is not in a language whose time expressions are known ({known}): "
                "only numeric dates are understood there"
            )
