"""The keys of features: the first character marks names, event types and the words that state these."""

NAME = "@"
"""The first character of a name's key. No word begins with it."""
EVENT_TYPE = "="
"""The first character of an event type's key, and the second one of a type that happens once to one thing."""
EVENT_WORD = "~"
"""The first character of the key of a word that states an event type, which is a key of its own."""
_MARKS = NAME + EVENT_TYPE + EVENT_WORD


def name_key(word: str) -> str:
    """Return the key of a word of a name."""
    return NAME + word


def event_type_key(name: str, *, once_only: bool) -> str:
    """Return the key of the event type *name*; *once_only* is whether it happens once to the same thing."""
    return (EVENT_TYPE * 2 if once_only else EVENT_TYPE) + name


def event_word_key(stem: str) -> str:
    """Return the key of a word that states an event type."""
    return EVENT_WORD + stem


def is_name(key: str) -> bool:
    """Return whether *key* is a name's.

    >>> is_name(name_key("aurora")), is_name("ship"), is_event_type(event_type_key("sink", once_only=True))
    (True, False, True)
    """
    return key[0] == NAME


def is_event_type(key: str) -> bool:
    """Return whether *key* is an event type's."""
    return key[0] == EVENT_TYPE


def is_once_only(key: str) -> bool:
    """Return whether *key* is that of an event type that happens once to the same thing."""
    return key[:2] == "=="


def is_event_word(key: str) -> bool:
    """Return whether *key* is that of a word that states an event type."""
    return key[0] == EVENT_WORD


def word_of(key: str) -> str:
    """Return *key* without the characters that mark what it is."""
    return key.lstrip(_MARKS)
