"""The list of all readers: the built-in ones, and those of other distributions.

A reader of another distribution is found by an entry point of the group `timeline.readers`, whose value leads
to a `Reader`. Which files are articles, in messages and help too, is read from this list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.articles.readers.base import Reader
from timeline.articles.readers.jsonl import JSON_LINES
from timeline.articles.readers.markdown import MARKDOWN
from timeline.articles.readers.text import TEXT
from timeline.plugins import Plugin, left_out, load_plugins

ENTRY_POINTS = "timeline.readers"
BUILT_IN = (TEXT, MARKDOWN, JSON_LINES)


@dataclass(frozen=True, slots=True)
class ReaderList:
    """All *readers* in their order, the built-in ones first; a sentence for each plugin that is left out."""

    readers: tuple[Reader, ...]
    problems: tuple[str, ...] = ()

    @property
    def suffixes(self) -> tuple[str, ...]:
        """All suffixes of files that are read."""
        return tuple(suffix for reader in self.readers for suffix in reader.suffixes)

    def for_file(self, file: Path) -> Reader | None:
        """Return the reader of files with the suffix of *file*, in either case."""
        suffix = file.suffix.lower()
        return next((reader for reader in self.readers if suffix in reader.suffixes), None)

    def for_folder(self, folder: Path) -> Reader | None:
        """Return the reader that takes *folder* as one input."""
        reader = self.for_file(folder)
        return reader if reader is not None and reader.folders else None

    def for_head(self, head: bytes) -> Reader:
        """Return the reader of a nameless input that begins with *head*; TEXT if no other takes it."""
        others = (reader for reader in self.readers if reader is not TEXT)
        return next((reader for reader in others if _sniffs(reader, head)), TEXT)

    def named(self, last_word: str) -> str:
        """Return all suffixes in a phrase, with *last_word* before the last one.

        >>> ReaderList(BUILT_IN).named("and")
        '.txt, .md and .jsonl'
        """
        *others, last = self.suffixes
        return f"{', '.join(others)} {last_word} {last}"


@cache
def reader_list() -> ReaderList:
    """Return the list of all readers; other distributions are searched once in a process."""
    plugins, problems = load_plugins(ENTRY_POINTS, Reader)
    return list_readers(plugins, problems)


def list_readers(plugins: Iterable[Plugin[Reader]], problems: Iterable[str] = ()) -> ReaderList:
    """Return the built-in readers and those of *plugins* whose name and suffixes are free."""
    readers = list(BUILT_IN)
    problems = list(problems)
    for plugin in plugins:
        problem = _clash(plugin.value, readers)
        if problem is None:
            readers.append(plugin.value)
        else:
            problems.append(left_out(plugin.value.name, plugin.distribution, problem))
    return ReaderList(tuple(readers), tuple(problems))


def _clash(reader: Reader, readers: Iterable[Reader]) -> str | None:
    """Return why *reader* cannot stand beside *readers*, or None."""
    for other in readers:
        if reader.name == other.name:
            return "another reader has its name"
        taken = next((suffix for suffix in reader.suffixes if suffix in other.suffixes), None)
        if taken:
            return f"its suffix {taken} is that of the reader “{other.name}”"
    return None


def _sniffs(reader: Reader, head: bytes) -> bool:
    try:
        return bool(reader.sniff(head))
    except Exception:  # noqa: BLE001 - a plugin may raise anything; then it does not recognise the input
        return False
