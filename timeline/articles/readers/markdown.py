"""Markdown, read as text: its marks are a part of the text that is quoted."""

from timeline.articles.readers.base import Reader
from timeline.articles.readers.text import read_text

# Piped text is read as plain text: the two types do not differ in how they are read.
MARKDOWN = Reader(name="markdown", version=1, suffixes=(".md",), sniff=lambda _: False, read=read_text)
