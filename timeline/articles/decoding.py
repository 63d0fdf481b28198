"""From bytes to text. Nothing is guessed and nothing is changed: line endings stay as they are."""

import codecs
from typing import BinaryIO

from timeline.errors import ArticleError

MAX_ARTICLE_BYTES = 4_000_000
"""An article longer than this (about three long novels) is a collection, and must be split."""

_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP, Office or EPUB file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_WEB_PAGE = (b"<!doctype html", b"<html")
_ENCODINGS = {codecs.BOM_UTF8: "UTF-8", codecs.BOM_UTF16_LE: "UTF-16-LE", codecs.BOM_UTF16_BE: "UTF-16-BE"}


def read_limited(stream: BinaryIO) -> bytes:
    """Return all that is left in *stream*. Raises ArticleError when it is more than `MAX_ARTICLE_BYTES`."""
    data = stream.read(MAX_ARTICLE_BYTES + 1)
    refuse_long(data)
    return data


def refuse_long(data: bytes) -> None:
    """Raise ArticleError when *data* is longer than `MAX_ARTICLE_BYTES`."""
    if len(data) > MAX_ARTICLE_BYTES:
        raise ArticleError(
            f"longer than {MAX_ARTICLE_BYTES // 10**6} MB, the limit for one article: split it into smaller "
            "ones"
        )


def decode(data: bytes) -> str:
    """Return the text of *data*: UTF-8, or UTF-16 with a mark, which is not part of the text.

    Raises ArticleError for anything else, saying what it is, or where decoding fails.
    """
    refuse_other_types(data)
    mark, encoding = next(
        ((mark, name) for mark, name in _ENCODINGS.items() if data.startswith(mark)), (b"", "UTF-8")
    )
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        place = len(mark) + error.start
        raise ArticleError(
            f"not {encoding}: byte 0x{data[place]:02X} at offset {place} has no meaning in it; convert the "
            "file to UTF-8 (for example: iconv -f WINDOWS-1252 -t UTF-8)"
        ) from error
    refuse_control(text)
    return text


def refuse_other_types(data: bytes) -> None:
    """Raise ArticleError when *data* begins like a file of another type, or like a web page."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise ArticleError(f"this is {kind}, not text: save the article's text as a .txt or .md file")
    if data[:20].lstrip().lower().startswith(_WEB_PAGE):
        raise ArticleError("this is a web page: save the page's text as a .txt or .md file")


def refuse_control(text: str) -> None:
    """Raise ArticleError when *text* contains NUL or a lone surrogate."""
    if "\0" in text:
        raise ArticleError(
            f"binary: a NUL at character {text.index(chr(0))}; save the article's text as a .txt or .md "
            "file in UTF-8"
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError(
            f"half a character (a lone surrogate) at character {error.start}: save it again as UTF-8"
        ) from error
