"""The JSON in a model's reply, without the prose, fences and thoughts that some models write around it."""

import json
import re

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_MOST_STARTS = 20  # brackets in prose that are tried


def json_in(content: str) -> str:
    r"""Return the JSON object in *content*, else the JSON list, else all of *content*.

    >>> json_in('<think>maybe {"a": 0}?</think> Here [1] it is:\n```json\n{"a": 1}\n```\nAnything else?')
    '{"a": 1}'
    >>> json_in("I'd rather not")
    "I'd rather not"
    """
    answer = content.strip()
    if not answer.startswith("{"):
        # Some servers remove the opening tag of a thought and leave the closing one.
        answer = _THOUGHT_END.split(_THOUGHT.sub("", answer))[-1]
    return _decoded(answer, "{") or _decoded(answer, "[") or content


def _decoded(text: str, bracket: str) -> str | None:
    """Return the first part of *text* that begins with *bracket* and is JSON."""
    decoder, start = json.JSONDecoder(), -1
    for _ in range(_MOST_STARTS):
        start = text.find(bracket, start + 1)
        if start < 0:
            return None
        try:
            _, end = decoder.raw_decode(text, start)
        except ValueError:
            continue
        except RecursionError:
            return None
        return text[start:end]
    return None
