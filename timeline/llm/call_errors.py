"""What can go wrong with one call, told apart by what helps: another call, another question, or nothing."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from timeline.llm.base import Endpoint
from timeline.llm.call_records import FaultKind, TokenUsage

_TOO_LONG = re.compile(
    r"context.{0,3}(?:length|size|window)|maximum context|exceed\w* .{0,30}context|too many tokens|"
    r"(?:prompt|input) is too long",
    re.IGNORECASE,
)
_FILTERED = re.compile(r"content[_ ](?:filter|management|policy)", re.IGNORECASE)
_NO_CREDIT = re.compile(r"insufficient_quota|insufficient (?:credit|balance|funds)|billing", re.IGNORECASE)
_UNTAKEN = re.compile(
    r"\A(?=.*(?:unsupported|unrecogni[sz]ed|unknown|unavailable|not (?:support|permit)))"
    r".*?\b(max_tokens|max_completion_tokens|temperature|response_format)\b",
    re.IGNORECASE | re.DOTALL,
)
_INSTEAD = {
    "max_tokens": 'answer_limit = "max_completion_tokens"',
    "max_completion_tokens": 'answer_limit = "max_tokens"',
    "temperature": 'temperature = "unset"',
    "response_format": 'schema = "json_object" or "none"',
}
"""By what an endpoint does not take, the setting of a profile or a model with which it is sent something else."""
_ANYTHING = re.compile("")
_MEANINGS: tuple[tuple[FaultKind, Container[int], re.Pattern[str]], ...] = (
    ("denied", {401, 402, 403, 404}, _ANYTHING),
    ("denied", {429}, _NO_CREDIT),
    ("refused", {400, 422}, _FILTERED),
    ("too long", {413}, _ANYTHING),
    ("too long", {400, 422, 500}, _TOO_LONG),
    ("denied", {400, 422}, _UNTAKEN),
    ("throttled", {429}, _ANYTHING),
    ("failed", {408, 409, 425, *range(500, 600)}, _ANYTHING),
)


@dataclass(eq=False, slots=True)
class CallError(Exception):
    """One call failed; *wait* is how many seconds the endpoint asks to wait, *tokens* what it used."""

    kind: FaultKind
    message: str
    status: int | None = None
    wait: float | None = None
    tokens: TokenUsage = field(default_factory=TokenUsage)

    def __str__(self) -> str:
        """Return the message."""
        return self.message


def fault_of_status(endpoint: Endpoint, status: int, said: str, wait: float | None) -> CallError:
    """Return what the error *status* means, with what *endpoint* *said* about it."""
    meanings = (kind for kind, statuses, words in _MEANINGS if status in statuses and words.search(said))
    kind: FaultKind = next(meanings, "rejected")
    return CallError(kind, _told(endpoint, status, said, kind), status, wait)


def _told(endpoint: Endpoint, status: int, said: str, kind: FaultKind) -> str:
    """Return what went wrong, and what helps."""
    untaken = _UNTAKEN.match(said) if kind == "denied" else None
    match status:
        case 401 | 403:
            why = f" ({said})" if status == 403 else ""
            return f"{endpoint.where} {'refused the key' if endpoint.key else 'wants a key'}{why}; {endpoint.key_advice}"
        case 404:
            return f"{endpoint.where} has no model “{endpoint.model}”; check --model and --base-url"
        case 400 | 422 if untaken:
            name = untaken[1].lower()
            refused = f"{endpoint.where} refused the {name} that was sent to “{endpoint.model}”"
            return (
                f'{refused}; set {_INSTEAD[name]} in timeline.toml, [profiles.NAME.models."{endpoint.model}"]'
            )
    return f"{endpoint.where} answered with status {status}: {said}"


def short(text: str) -> str:
    """Return *text* as one line of a message."""
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"
