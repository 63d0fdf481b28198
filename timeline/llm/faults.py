"""What can go wrong with one call, told apart by what helps: another call, another question, or nothing."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from timeline.llm.accounting import FaultKind, Tokens

_TOO_LONG = re.compile(
    r"context.{0,3}(?:length|size|window)|maximum context|exceed\w* .{0,30}context|too many tokens|"
    r"(?:prompt|input) is too long",
    re.IGNORECASE,
)
_FILTERED = re.compile(r"content[_ ](?:filter|management|policy)", re.IGNORECASE)
_NO_CREDIT = re.compile(r"insufficient_quota|insufficient (?:credit|balance|funds)|billing", re.IGNORECASE)
_ANYTHING = re.compile("")
_MEANINGS: tuple[tuple[FaultKind, Container[int], re.Pattern[str]], ...] = (
    ("denied", {401, 402, 403, 404}, _ANYTHING),
    ("denied", {429}, _NO_CREDIT),
    ("refused", {400, 422}, _FILTERED),
    ("too long", {413}, _ANYTHING),
    ("too long", {400, 422, 500}, _TOO_LONG),
    ("throttled", {429}, _ANYTHING),
    ("failed", {408, 409, 425, *range(500, 600)}, _ANYTHING),
)


@dataclass(eq=False, slots=True)
class Fault(Exception):  # noqa: N818 - it is no error yet: another call may succeed
    """One call failed; *wait* is how many seconds the endpoint asks to wait, *tokens* what it used."""

    kind: FaultKind
    message: str
    status: int | None = None
    wait: float | None = None
    tokens: Tokens = field(default_factory=Tokens)

    def __str__(self) -> str:
        """Return the message."""
        return self.message


def fault_of_status(status: int, said: str, where: str, model: str, wait: float | None) -> Fault:
    """Return what the error *status* means, with what the endpoint *said* about it."""
    meanings = (kind for kind, statuses, words in _MEANINGS if status in statuses and words.search(said))
    kind: FaultKind = next(meanings, "rejected")
    told = f"{where} answered with status {status}: {said}"
    if status in (401, 403):
        told = f"{where} refused the key; check OPENAI_API_KEY"
    elif status == 404:
        told = f"{where} has no model “{model}”; check --model and --base-url"
    return Fault(kind, told, status, wait)


def short(text: str) -> str:
    """Return *text* as one line of a message."""
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"
