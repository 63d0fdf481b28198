"""Each mention is read in the language of its article; a language that lacks a part is read without it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from sample_mentions import SINKING, SampleMention, extractions, mention, stories, timeline_of

from timeline.lang.base import Language
from timeline.lang.lexical import content_stems, names, stem
from timeline.lang.registry import UNDETERMINED, language_of
from timeline.models import Extraction, Timeline
from timeline.reconcile.features import MentionFeatures, features_of
from timeline.reconcile.periods import day_words_in
from timeline.reconcile.quantities import counts_in
from timeline.reconcile.similarity import compare

ENGLISH, GERMAN = language_of("en"), language_of("de")

SANK = SampleMention(
    "sank",
    "Die Fähre Wattrose ist vor Norhaven gesunken.",
    None,
    "Fähre Wattrose vor Norhaven gesunken",
    "2021-11-12",
)
WENT_DOWN = SampleMention(
    "down",
    "Am Freitag ging die Wattrose vor Norhaven unter.",
    "Am Freitag",
    "Wattrose ging unter",
    "2021-11-12",
)


def read(samples: Sequence[SampleMention], *languages: Language) -> list[MentionFeatures]:
    """Return the features of *samples*, each in one of *languages*; the last is that of the rest."""
    mentions = {str(number): mention(sample, 200 * number) for number, sample in enumerate(samples)}
    given = [*languages, *[languages[-1]] * len(samples)]
    return features_of(
        mentions,
        {f"art-{sample.article}": language for sample, language in zip(samples, given, strict=False)},
    )


def written_in(language: str, found: Sequence[Extraction]) -> Timeline:
    return timeline_of([replace(one, article=replace(one.article, language=language)) for one in found])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("unglück", "unglücks"),
        ("fähre", "fähren"),
        ("ertrank", "ertrunken"),
        ("havarie", "havarien"),
        ("verletzte", "verletzten"),
        ("häuser", "haus"),
        ("gelöscht", "löschte"),
    ],
)
def test_forms_of_a_german_word_meet(one: str, other: str) -> None:
    assert stem(one, GERMAN) == stem(other, GERMAN)


def test_a_ferry_is_no_form_of_going() -> None:
    """Snowball alone gives Fähre and fahren one stem."""
    assert stem("fähre", GERMAN) != stem("fahren", GERMAN)


def test_german_nouns_are_no_names() -> None:
    """All nouns have a capital: what stands behind a determiner or a number is a common noun, wherever else it is."""
    samples = [
        SampleMention("a", "Der Hafen von Norhaven war zu.", None, "Hafen Norhaven war zu", "2021-11-12"),
        SampleMention(
            "b", "In Norhaven lagen 14 Boote im Hafen.", None, "Boote lagen im Hafen", "2021-11-12"
        ),
    ]
    for features in read(samples, GERMAN):
        assert stem("hafen", GERMAN) in features.weights
        assert not {"@hafen", "@haf", "@boot"} & features.weights.keys()
    assert "@norhav" in read(samples, GERMAN)[0].weights


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Mindestens 12 Menschen starben.", [("killed", None, "Mindestens 12")]),
        ("Drei wurden verletzt.", [("injured", None, "Drei")]),
        ("Die Polizei hat 40 Demonstranten festgenommen.", [("arrested", "demonstrant", "40")]),
        ("Rund 1.200 Anwohner waren in Sicherheit.", [("anwohner", None, "Rund 1.200")]),
        ("Sie zahlten 1,5 Millionen Euro.", []),
        ("Am 3. Mai um 14 Uhr starb er nach 12 Tagen.", []),
        ("Ein 47-Jähriger wurde verletzt.", []),
    ],
)
def test_german_counts(text: str, counts: list[tuple[str, str | None, str]]) -> None:
    assert [(count.about, count.unit, count.written) for count in counts_in(text, GERMAN)] == counts


def test_units_of_time_are_not_counted() -> None:
    """A number of days is not one of victims, though a word for these is near."""
    assert counts_in("He died after 12 days.", ENGLISH) == []


def test_counts_of_two_languages_contradict_each_other() -> None:
    """The kinds of losses have the same names in all languages."""
    (english,), (german,) = counts_in("12 people died.", ENGLISH), counts_in("14 Menschen starben.", GERMAN)
    assert english.contradicts(german)


@pytest.mark.parametrize(
    ("expression", "language", "words"),
    [
        ("am späten Dienstag", GERMAN, (1, None, None)),
        ("am Dienstagabend", GERMAN, (1, None, None)),
        ("am 20. Oktober", GERMAN, (None, 10, 20)),
        ("im Oktober um 14 Uhr", GERMAN, (None, 10, None)),
        ("late Tuesday", ENGLISH, (1, None, None)),
        ("on Oct. 20", ENGLISH, (None, 10, 20)),
        ("in October at 5 p.m.", ENGLISH, (None, 10, None)),
        ("late Tuesday", UNDETERMINED, (None, None, None)),
    ],
)
def test_the_day_that_an_expression_names(
    expression: str, language: Language, words: tuple[int | None, int | None, int | None]
) -> None:
    assert day_words_in(expression, language) == words


def test_a_separable_verb_states_its_event_type() -> None:
    """The verb of "ging … unter" is that of "Untergang", and of the type of "gesunken"."""
    sank, went_down = read([SANK, WENT_DOWN], GERMAN)
    assert "==sink" in sank.weights.keys() & went_down.weights.keys()
    assert compare(sank, went_down).alike


def test_mentions_in_two_languages_share_names_and_event_types() -> None:
    english = SampleMention(
        "en", "The Wattrose sank off Norhaven.", None, "Wattrose sank off Norhaven", "2021-11-12"
    )
    one, other = read([english, SANK], ENGLISH, GERMAN)
    assert "==sink" in one.weights.keys() & other.weights.keys()


def test_a_nationality_is_its_country() -> None:
    samples = [
        SampleMention("a", "Das russische Schiff sank.", None, "Russisches Schiff sank", "2021-11-12"),
        SampleMention("b", "In Russland sank ein Schiff.", None, "Schiff sank in Russland", "2021-11-12"),
    ]
    one, other = read(samples, GERMAN)
    assert "@russland" in one.weights.keys() & other.weights.keys()


def test_a_language_without_parts_has_plain_lower_case_words() -> None:
    assert content_stems("The ferries sank", UNDETERMINED) == {"the", "ferries", "sank"}
    assert names("The ferry Aurora", UNDETERMINED) == ["Aurora"]
    assert counts_in("12 people died", UNDETERMINED) == []
    (features,) = read([SINKING[0]], UNDETERMINED)
    assert not any(key[0] in "=~" for key in features.weights)
    assert (features.attributed, features.correcting, features.counts) == (False, False, ())


@settings(deadline=None)
@given(stories)
def test_an_unknown_language_loses_nothing(found: list[Extraction]) -> None:
    """With no event types, similarity goes by words and names alone; each mention is still cited once."""
    timeline = written_in("und", found)
    cited = [citation for event in (*timeline.events, *timeline.undated) for citation in event.citations]
    stated = [one.citation for extraction in found for one in dict.fromkeys(extraction.mentions)]
    assert Counter(cited) == Counter(stated)


def test_one_sinking_in_german_is_one_event() -> None:
    timeline = written_in("de", extractions([SANK, WENT_DOWN]))
    assert [len(event.citations) for event in timeline.events] == [2]
