"""Plain text, one article a file, with or without front matter."""

from collections.abc import Iterator

from timeline.articles.decoding import decode, read_limited
from timeline.articles.metadata import Metadata, read_front_matter, split_front_matter
from timeline.articles.readers.base import Document, Reader, ReaderInput
from timeline.errors import ArticleError


def read_text(source: ReaderInput) -> Iterator[Document]:
    """Yield the one article of *source*; its text is the body without front matter, unchanged.

    Raises ArticleError for front matter without a text, or with mistakes, and for what is not text.
    """
    with source.stream() as stream:
        text = decode(read_limited(stream))
    front_matter, body = split_front_matter(text)
    metadata = None if front_matter is None else read_front_matter(front_matter)
    if metadata is None:
        body = text
    elif not body.strip():
        raise ArticleError("empty: there is only front matter in it")
    yield Document(text=body, metadata=metadata or Metadata(), origin="front matter")


TEXT = Reader(
    name="text", version=1, suffixes=(".txt",), sniff=lambda head: b"\0" not in head, read=read_text
)
