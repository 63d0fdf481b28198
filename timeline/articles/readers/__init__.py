"""The types of input that articles are read from, one reader each; `reader_list` lists them."""

from timeline.articles.readers.base import Document, Reader, ReaderInput, Unreadable
from timeline.articles.readers.reader_list import ReaderList, reader_list

__all__ = ["Document", "Reader", "ReaderInput", "ReaderList", "Unreadable", "reader_list"]
