"""What can go wrong with one call, sorted by what helps: another call, another question, or nothing."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from timeline.llm.base import Endpoint
from timeline.llm.call_records import FailureKind, TokenUsage

_TOO_LONG = re.compile(
    r"context.{0,3}(?:length|size|window)|maximum context|exceed\w* .{0,30}context|too many tokens|"
    r"(?:prompt|input) is too long",
    re.IGNORECASE,
)
_FILTERED = re.compile(r"content[_ ](?:filter|management|policy)", re.IGNORECASE)
_NO_CREDIT = re.compile(r"insufficient_quota|insufficient (?:credit|balance|funds)|billing", re.IGNORECASE)
_UNSUPPORTED = re.compile(
    r"\A(?=.*(?:unsupported|unrecogni[sz]ed|unknown|unavailable|not (?:support|permit)))"
    r".*?\b(max_tokens|max_completion_tokens|temperature|response_format)\b",
    re.IGNORECASE | re.DOTALL,
)
_REMEDIES = {
    "max_tokens": 'answer_limit = "max_completion_tokens"',
    "max_completion_tokens": 'answer_limit = "max_tokens"',
    "temperature": 'temperature = "unset"',
    "response_format": 'schema = "json_object" or "none"',
}
"""By request field that an endpoint refuses: the setting of a profile or a model that helps."""
LONGEST_DETAIL = 200
"""In code points: how much of what an endpoint sent a message repeats."""
_ANYTHING = re.compile("")
_MEANINGS: tuple[tuple[FailureKind, Container[int], re.Pattern[str]], ...] = (
    ("denied", {401, 402, 403, 404}, _ANYTHING),
    ("denied", {429}, _NO_CREDIT),
    ("refused", {400, 422}, _FILTERED),
    ("too long", {413}, _ANYTHING),
    ("too long", {400, 422, 500}, _TOO_LONG),
    ("denied", {400, 422}, _UNSUPPORTED),
    ("throttled", {429}, _ANYTHING),
    ("failed", {408, 409, 425, *range(500, 600)}, _ANYTHING),
)


@dataclass(eq=False, slots=True)
class CallError(Exception):
    """A failed call; *wait* is the seconds that the endpoint asks to wait, *tokens* what the call used."""

    kind: FailureKind
    message: str
    status: int | None = None
    wait: float | None = None
    tokens: TokenUsage = field(default_factory=TokenUsage)

    def __str__(self) -> str:
        """Return the message."""
        return self.message


def error_from_status(endpoint: Endpoint, status: int, detail: str, wait: float | None) -> CallError:
    """Return the error for an HTTP *status* of *endpoint* and the *detail* in its body."""
    meanings = (kind for kind, statuses, words in _MEANINGS if status in statuses and words.search(detail))
    kind: FailureKind = next(meanings, "rejected")
    return CallError(kind, _message(endpoint, status, detail, kind), status, wait)


def _message(endpoint: Endpoint, status: int, detail: str, kind: FailureKind) -> str:
    """Return what went wrong and what to do."""
    unsupported = _UNSUPPORTED.match(detail) if kind == "denied" else None
    match status:
        case 401 | 403:
            problem = "refused the key" if endpoint.key else "requires a key"
            why = f" ({detail})" if status == 403 else ""
            return f"{endpoint.where} {problem}{why}; {endpoint.key_advice}"
        case 404:
            return f"{endpoint.where} has no model “{endpoint.model}”; check --model and --base-url"
        case 400 | 422 if unsupported:
            name = unsupported[1].lower()
            refused = f"{endpoint.where} refused the {name} that was sent to “{endpoint.model}”"
            table = f'[profiles.NAME.models."{endpoint.model}"]'
            return f"{refused}; set {_REMEDIES[name]} in timeline.toml, {table}"
    return f"{endpoint.where} answered with status {status}: {detail}"
