"""How many tokens a text has at most, without the model's own tokenizer."""

import re
from collections.abc import Iterable

from timeline.models import Message

MESSAGE_TOKENS = 8  # what a chat template writes around one message
_WORD_PART = re.compile(" ?[A-Za-z]{1,3}")


def most_tokens(text: str) -> int:
    """Return a number of tokens that *text* has at most, as natural text.

    A token for each 3 letters of a Latin word, and what is left of it, with the space before it; and for each
    byte in UTF-8 of all else. A byte-level vocabulary never needs more for that else. Words take 1.7 times
    fewer tokens than this as a rule (measured with the embedded model's vocabulary on news and on this
    project's docs: between 1.1 and 2.2 times fewer); letters that are no language, as in keys and encoded
    files, can take more.

    >>> most_tokens("The ferry ran aground in 2014."), most_tokens("Москва")
    (14, 12)
    """
    return len(_WORD_PART.sub("x", text).encode("utf-8", "surrogatepass"))


def most_tokens_of(messages: Iterable[Message]) -> int:
    """Return a number of tokens that a conversation has at most."""
    return MESSAGE_TOKENS + sum(MESSAGE_TOKENS + most_tokens(message.content) for message in messages)
