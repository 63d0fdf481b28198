"""Which words of a sentence are verbs, by tables of words and by the words around each."""

from collections.abc import Sequence
from functools import cache

from timeline.lang.base import Language
from timeline.lang.lexical import stems_of
from timeline.roles.frames import is_past
from timeline.roles.word_tags import Tag, Word

_VERBAL = frozenset((Tag.VERB, Tag.GERUND, Tag.INFINITIVE))
_REACH = 8
"""How many words before an infinitive may hold what governs it: "asked the council of Elin to close"."""


def verb_tag(written: str, following: str, before: Sequence[Word], language: Language) -> Tag:
    """Return what a word is that no table of other words has; *following* is the word after it."""
    grammar, lower = language.grammar, written.lower()
    if not written[0].islower():
        return Tag.PLAIN
    if grammar.adverbs and grammar.adverbs.fullmatch(lower):
        return Tag.ADVERB
    if _belongs_to_noun(before, language):
        return Tag.PLAIN
    if _is_infinitive(lower, following, before, language):
        return Tag.INFINITIVE
    return _verb_by_form(lower, following, before, language)


def _verb_by_form(lower: str, following: str, before: Sequence[Word], language: Language) -> Tag:
    grammar, previous = language.grammar, before[-1] if before else None
    governor = _last(before)
    if governor is not None and governor.tag is Tag.AUXILIARY and governor.lower in grammar.modals:
        return Tag.VERB
    if _describes(lower, following, before, language):
        return Tag.PLAIN
    prepositional = previous is not None and previous.tag is Tag.PREPOSITION
    if is_past(lower, language) or _is_present(lower, following, previous, language):
        return Tag.PLAIN if prepositional or _is_object(before, language) else Tag.VERB
    if grammar.gerund and grammar.gerund.fullmatch(lower):
        does = prepositional and _opens_object(following, language)
        says = following in grammar.complementizers and previous is not None and previous.tag is Tag.MARK
        return Tag.GERUND if does or says or lower not in grammar.not_gerunds else Tag.PLAIN
    return Tag.PLAIN


def _last(before: Sequence[Word]) -> Word | None:
    """Return the last word that is no adverb."""
    return next((word for word in reversed(before) if word.tag is not Tag.ADVERB), None)


def _belongs_to_noun(before: Sequence[Word], language: Language) -> bool:
    """Return whether a form of a verb would describe a noun: "the grounded ship", "three injured men"."""
    previous, noun = before[-1] if before else None, _last(before)
    if previous is None or noun is None:
        return False
    determiners = language.verbs.determiners if language.verbs else frozenset[str]()
    determined = noun.tag is Tag.DETERMINER or noun.lower in determiners
    if determined or noun.text.endswith(("'s", "’s")):
        return True
    second = before[-2].tag if len(before) > 1 else Tag.MARK
    return previous.tag is Tag.NUMBER and second not in (Tag.PLAIN, Tag.GERUND)  # but "reactor 2 failed"


def _is_object(before: Sequence[Word], language: Language) -> bool:
    """Return whether a form in -ed describes what a verb is done to: "sheltering displaced families"."""
    previous = before[-1] if before else None
    if previous is None or previous.lower in language.grammar.auxiliary_gerunds:
        return False
    if len(before) > 1 and before[-2].tag in (Tag.COORDINATOR, Tag.DETERMINER):
        return False  # "rain and flooding killed"
    return previous.tag in _VERBAL


def _is_infinitive(lower: str, following: str, before: Sequence[Word], language: Language) -> bool:
    grammar, previous = language.grammar, before[-1] if before else None
    if previous is None or (lower.endswith("s") and not lower.endswith("ss")):
        return False
    if previous.lower in grammar.marks:
        governed = any(word.stem in grammar.controls for word in before[-_REACH:-1])
        after_mark = len(before) > 1 and before[-2].tag is Tag.MARK
        known = not following[:1].isupper() or stems_of(language)[lower] in _verb_stems(language)
        return governed or after_mark or (known and _opens_object(following, language))
    if previous.tag is Tag.COORDINATOR and stems_of(language)[lower] in _verb_stems(language):
        verbs = (word.tag for word in reversed(before) if word.tag in _VERBAL)
        return next(verbs, None) is Tag.INFINITIVE  # "to accept it and end the strike"
    return False


def _is_present(lower: str, following: str, previous: Word | None, language: Language) -> bool:
    """Return whether a word is a verb in the present tense: "the union plans to visit"."""
    grammar = language.grammar
    if previous is None or previous.tag is not Tag.PLAIN:
        return False
    if lower in grammar.presents:
        return True
    stem = stems_of(language)[lower]
    governs = following in grammar.marks | grammar.complementizers or _opens_object(following, language)
    known = stem in _verb_stems(language) or stem in grammar.controls | grammar.content_verbs
    return lower.endswith("s") and not previous.lower.endswith("s") and governs and known


def _describes(lower: str, following: str, before: Sequence[Word], language: Language) -> bool:
    """Return whether a form in -ed that begins a clause belongs to a noun: "after armed men came"."""
    known = language.role_words.prepositions if language.role_words else {}
    last = _last(before)
    begins = last is None or last.tag is Tag.OPENER
    if before and before[-1].tag is Tag.ADVERB:  # "last week, heavily armed men came"
        begins = begins or last is None or last.tag in (Tag.MARK, Tag.TIME)
    if not begins or (last and last.lower in language.grammar.relatives) or not is_past(lower, language):
        return False
    noun = following.isalpha() and following.islower() and following not in known
    return noun and not _opens_object(following, language)


def _opens_object(following: str, language: Language) -> bool:
    """Return whether a word opens a phrase without preposition: a determiner, a number, a name."""
    known = language.verbs.determiners if language.verbs else frozenset[str]()
    lower = following.lower()
    counts = lower in language.number_words or following[:1].isdigit()
    return lower in known or counts or following[:1].isupper()


@cache
def _verb_stems(language: Language) -> frozenset[str]:
    """Return the stems of verbs that the language's tables name."""
    stems = stems_of(language)
    past = language.verbs.past_tenses if language.verbs else frozenset[str]()
    typed = language.event_types.predicates.values() if language.event_types else ()
    return frozenset(stems[word] for word in past) | frozenset(
        stems[form.partition("_")[0]] for forms in typed for form in forms
    )
