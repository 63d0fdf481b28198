"""An upper bound for the tokens of a text, without the model's own tokenizer."""

import re
from collections.abc import Iterable

from timeline.models import Message

MESSAGE_TOKENS = 8  # what a chat template writes around one message
_WORD_PART = re.compile(" ?[A-Za-z]{1,3}")


def most_tokens(text: str) -> int:
    """Return an upper bound for the tokens of *text*, if it is natural language.

    It counts one token for each three letters (or the rest) of a Latin word, with the space before, and one
    for each UTF-8 byte of anything else, which no byte-level vocabulary exceeds. Words usually take 1.7 times
    fewer tokens (1.1 to 2.2 times, measured with the embedded model's vocabulary on news and on this
    project's docs). Letters that are not language, as in keys and encoded files, can take more.

    >>> most_tokens("The ferry ran aground in 2014."), most_tokens("Москва")
    (14, 12)
    """
    return len(_WORD_PART.sub("x", text).encode("utf-8", "surrogatepass"))


def most_tokens_of(messages: Iterable[Message]) -> int:
    """Return an upper bound for the tokens of a conversation."""
    return MESSAGE_TOKENS + sum(MESSAGE_TOKENS + most_tokens(message.content) for message in messages)
