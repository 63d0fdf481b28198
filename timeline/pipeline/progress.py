"""Progress of a run: what is reported while it goes on."""

from collections.abc import Callable
from typing import Protocol

from timeline.models import Extraction


class Progress(Protocol):
    """An observer of a run."""

    def opened(self, cancel: Callable[[], None]) -> None:
        """Take *cancel*, which ends the run with CancelledError, from any thread."""

    def downloading(self, done: int, total: int) -> None:
        """*done* of *total* bytes of a model have arrived."""

    def asking(self, done: int, total: int) -> None:
        """*done* of *total* questions have been answered."""

    def extracted(self, extraction: Extraction) -> None:
        """One article is finished."""

    def adjudicating(self, done: int, total: int) -> None:
        """*done* of *total* questions about borderline pairs have ended."""


class NoProgress:
    """An observer that does nothing."""

    def opened(self, cancel: Callable[[], None]) -> None:
        """Do nothing."""

    def downloading(self, done: int, total: int) -> None:
        """Do nothing."""

    def asking(self, done: int, total: int) -> None:
        """Do nothing."""

    def extracted(self, extraction: Extraction) -> None:
        """Do nothing."""

    def adjudicating(self, done: int, total: int) -> None:
        """Do nothing."""
