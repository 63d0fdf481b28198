"""Time expressions: where they stand, what date they mean, and why. All sentences are invented."""

import pytest

from timeline.dates import parse_edtf
from timeline.lang.registry import language_of
from timeline.lang.time_expressions import direction_of, find
from timeline.rendering.explanation_words import basis_words
from timeline.rendering.labels import labels
from timeline.timex import Direction, resolve
from timeline.timex.basis import UnresolvedBasis

ENGLISH = language_of("en")
WEDNESDAY = parse_edtf("2015-10-21")
LAST_TOLD = parse_edtf("2015-10-18")

FOUND = (
    # The expression, a sentence around it, and its date in an article of Wednesday 2015-10-21 where
    # 2015-10-18 was told last.
    ("30 September 2015", "It sank on {}.", "2015-09-30"),
    ("the 30th of September, 2015", "It sank on {}.", "2015-09-30"),
    ("September 30, 2015", "It sank on {}, they said.", "2015-09-30"),
    ("Sept. 30", "It sank on {}, they said.", "2015-09-30"),
    ("Sept 30", "It sank on {} - and rose again.", "2015-09-30"),
    ("Oct 3rd", "It sank on {}.", "2015-10-03"),
    ("25 December", "It sank on {}.", "2014-12-25"),
    ("October 2015", "It sank in {}.", "2015-10"),
    ("OCTOBER 5, 2014", "{} PORT ELIN", "2014-10-05"),
    ("May", "It sank in {}.", "2015-05"),
    ("March", "It has floated since {}.", "2015-03"),
    ("mid-October", "It sank in {}.", "2015-10"),
    ("Tuesday, 20 October", "It sank on {}.", "2015-10-20"),
    ("Tuesday, August 30", "It sank on {}.", "2016-08-30"),
    ("Wed, 21 Oct 2015", "{} was calm.", "2015-10-21"),
    ("2015-10-20", "Sunk: {}.", "2015-10-20"),
    ("2015-10-20T18:00:00Z", "Sunk: {}", "2015-10-20"),
    ("20.10.2015", "Sunk: {}.", "2015-10-20"),
    ("13/04/2015", "Sunk: {}.", "2015-04-13"),
    ("4/13/2015", "Sunk: {}.", "2015-04-13"),
    ("03/04/2015", "Sunk: {}.", "2015-03-04?"),
    ("9/11", "After {} nothing sailed.", "2001-09-11"),
    ("25 June last year", "It sank on {}.", "2014-06-25"),
    ("September last year", "It sank in {}.", "2014-09"),
    ("January of this year", "It sank in {}.", "2015-01"),
    ("last October", "It sank {}.", "2014-10"),
    ("Tuesday", "It sank on {}.", "2015-10-20"),
    ("Wednesday", "It sank on {}.", "2015-10-21"),
    ("Thursday", "It sank on {}.", "2015-10-15"),
    ("late Tuesday", "It sank {} off the coast.", "2015-10-20"),
    ("Tuesday night", "It sank on {}.", "2015-10-20"),
    ("Early Friday morning", "{}, it sank.", "2015-10-16"),
    ("Monday at 6:40 p.m.", "It sank on {} in the bay.", "2015-10-19"),
    ("6 p.m. on Monday", "It sank at {}.", "2015-10-19"),
    ("last Wednesday", "It sank {}.", "2015-10-14"),
    ("next Friday", "It sails {}.", "2015-10-30?"),
    ("this Friday", "It sails {}.", "2015-10-23"),
    ("Tuesday of last week", "It sank on {}.", "2015-10-13"),
    ("today", "It sank {}.", "2015-10-21"),
    ("yesterday evening", "It sank {}.", "2015-10-20"),
    ("tomorrow", "It sails {}.", "2015-10-22"),
    ("tonight", "It sails {}.", "2015-10-21"),
    ("last night", "It sank {}.", "2015-10-20"),
    ("this morning", "It sank {}.", "2015-10-21"),
    ("the day before yesterday", "It sank {}.", "2015-10-19"),
    ("two days ago", "It sank {}.", "2015-10-19"),
    ("three weeks ago", "It sank {}.", "2015-09-28~/2015-10-04~"),
    ("a fortnight ago", "It sank {}.", "2015-10-05~/2015-10-11~"),
    ("five months ago", "It sank {}.", "2015-05~"),
    ("two quarters ago", "It sank {}.", "2015-04~/2015-06~"),
    ("twenty-five years ago", "It sank {}.", "1990~"),
    ("1,500 years ago", "It sank {}.", "0515~"),
    ("a year and a half ago", "It sank {}.", "2014~"),
    ("half a century ago", "It sank {}.", "19XX~"),
    ("two decades ago", "It sank {}.", "199X~"),
    ("more than a decade ago", "It sank {}.", "200X~"),
    ("about three years ago", "It sank {}.", "2012~"),
    ("several years ago", "It sank {}.", None),
    ("six hours ago", "It sank {}.", "2015-10-21~"),
    ("this week", "It sank {}.", "2015-10-19/2015-10-25"),
    ("last week", "It sank {}.", "2015-10-12/2015-10-18"),
    ("earlier this week", "It sank {}.", "2015-10-19/2015-10-25"),
    ("last month", "It sank {}.", "2015-09"),
    ("later this year", "It sails {}.", "2015"),
    ("late last year", "It sank {}.", "2014"),
    ("next year", "It sails {}.", "2016"),
    ("last quarter", "It sank {}.", "2015-07/2015-09"),
    ("the weekend", "It sank over {}.", "2015-10-17/2015-10-18"),
    ("last weekend", "It sank {}.", "2015-10-17/2015-10-18"),
    ("this past summer", "It sank {}.", "2015-22"),
    ("last summer", "It sank {}.", "2015-22"),
    ("the past year", "It sank over {}.", "2014/2015"),
    ("the end of the year", "It sails at {}.", "2015"),
    ("the first half of 2015", "It sank in {}.", "2015-01/2015-06"),
    ("2011", "It sank in {}.", "2011"),
    ("2011", "Since {} it has lain there.", "2011"),
    ("2008", "Its {} launch was late.", "2008"),
    ("2018", "It sails by {}.", "../2018"),
    ("Tuesday", "By {}, all had left.", "../2015-10-20"),
    ("2011", "It sank after {}, not before.", "2011/.."),
    ("Tuesday", "After {}'s storm it sank.", "2015-10-20"),
    ("early 2009", "It sank in {}.", "2009"),
    ("between 2011 and 2015", "It sailed {}.", "2011/2015"),
    ("from 3 to 5 May", "It sailed {}.", "2015-05-03/2015-05-05"),
    ("3-5 May 2014", "It sailed on {}.", "2014-05-03/2014-05-05"),
    ("May 3 and 4", "It sailed on {}.", "2015-05-03/2015-05-04"),
    ("Monday to Friday", "It sailed {}.", "2015-10-12/2015-10-16"),
    ("from October 2014 until March", "It sailed {}.", "2014-10/2015-03"),
    ("2011-15", "It sailed in {}.", "2011/2015"),
    ("2010/11", "It sailed in {}.", "2010/2011"),
    ("2011 to the present", "It sailed from {}.", "2011/.."),
    ("the 1990s", "It sailed in {}.", "199X"),
    ("the early 1990s", "It sailed in {}.", "199X"),
    ("the '90s", "It sailed in {}.", "199X"),
    ("the nineties", "It sailed in {}.", "199X"),
    ("the 19th century", "It sailed in {}.", "18XX"),
    ("the late nineteenth century", "It sailed in {}.", "18XX"),
    ("the 5th century BC", "It sailed in {}.", "-0499/-0400"),
    ("44 BC", "It sank in {}.", "-0043"),
    ("300 B.C.", "It sank in {} or so.", "-0299"),
    ("AD 79", "It sank in {}.", "0079"),
    ("around 1850", "It was built {}.", "1850~"),
    ("c. 1850", "It was built {}.", "1850~"),
    ("summer 2014", "It sank in {}.", "2014-22"),
    ("the winter of 2013", "It sank in {}.", "2013-24"),
    ("the spring", "It sank in {}.", "2015-21"),
    ("Q3 2015", "It sank in {}.", "2015-07/2015-09"),
    ("the third quarter of 2015", "It sank in {}.", "2015-07/2015-09"),
    ("Christmas Eve", "It sank on {}.", "2014-12-24"),
    ("New Year’s Day 2015", "It sank on {}.", "2015-01-01"),
    ("Good Friday", "It sank on {}.", "2015-04-03"),
    ("Easter Monday 2014", "It sank on {}.", "2014-04-21"),
    ("two days before Christmas", "It sank {}.", "2014-12-23"),
    ("the same day", "It sank {}.", "2015-10-18"),
    ("the previous day", "It had sunk {}.", "2015-10-17"),
    ("the following day", "It sank {}.", "2015-10-19"),
    ("the day before", "It had sunk {}.", "2015-10-17"),
    ("two days later", "It sank {}.", "2015-10-20"),
    ("a week later", "It sank {}.", "2015-10-19~/2015-10-25~"),
    ("that year", "It sank {}.", "2015"),
    ("the following month", "It sank {}.", "2015-11"),
    ("18:00 UTC", "It sank at {}.", "2015-10-18"),
    ("2015-10-20 18:00:00 UTC", "Sunk: {}", "2015-10-20"),
    ("2015-10-20T18:00:00.123+02:00", "Sunk: {}", "2015-10-20"),
    ("Thanksgiving", "It sank on {}.", "2014-11-27"),
    ("Thanksgiving 2012", "It sank on {}.", "2012-11-22"),
    ("Memorial Day", "It sank on {}.", "2015-05-25"),
    ("Labor Day", "It sank on {}.", "2015-09-07"),
    ("Martin Luther King Jr. Day", "It sank on {}.", "2015-01-19"),
    ("the Fourth of July", "It sank on {}.", "2015-07-04"),
    ("the week of October 5", "It sank in {}.", "2015-10-05/2015-10-11"),
    ("the weekend of 17 October", "It sank over {}.", "2015-10-17/2015-10-18"),
    ("that September", "It sank {}.", "2015-09"),
    ("a week ago today", "It sank {}.", "2015-10-14"),
    ("a week ago on Monday", "It sank {}.", "2015-10-12"),
    ("two weeks from Friday", "It sails {}.", "2015-11-06"),
    ("last Saturday", "It sank {}.", "2015-10-17"),
    ("last Tuesday", "It sank {}.", "2015-10-13?"),
    ("next Monday", "It sails {}.", "2015-10-26"),
    ("this past Tuesday", "It sank {}.", "2015-10-20"),
    ("this coming Friday", "It sails {}.", "2015-10-23"),
    ("this Sunday", "It sank {}.", "2015-10-18"),
    ("the day after", "It sank {} the launch.", None),
)


@pytest.mark.parametrize(
    ("words", "sentence", "edtf"), FOUND, ids=[sentence.format(words) for words, sentence, _ in FOUND]
)
def test_an_expression_is_found_whole_and_resolved(words: str, sentence: str, edtf: str | None) -> None:
    """Each form has its extent and its rule."""
    text = sentence.format(words)
    start = sentence.index("{}")
    found = [expression for expression in find(text, ENGLISH) if expression.start <= start < expression.end]
    assert [expression.text for expression in found] == [words]
    resolved = resolve(found[0], WEDNESDAY, "past", LAST_TOLD).date
    assert (resolved and str(resolved)) == edtf


def only(text: str) -> list[str]:
    return [expression.text for expression in find(text, ENGLISH)]


@pytest.mark.parametrize(
    "text",
    [
        "We may go on. It may rain, and may 5 people come?",
        "They march on. The march on the city.",
        "Mrs May said so. Prime Minister May resigned.",
        "It lasted five years, for more than four years, in the past five years.",
        "He was 56 and in his early 30s; she is in her late seventies.",
        "The score was 3-2, then 21-15, at 2:1 odds.",
        "It cost $2011, 1,500 euros, 2,000 people came, 1500 troops left.",
        "Call 555-2011 or 020 7946 2011-44. Flight 2011, page 1999, room 2001.",
        "The Boeing 2011 and Windows 2000 sold well.",
        "It rose 2011.5 points, by 3.5% and 20 percent.",
        "Every Tuesday and on Mondays; the Sunday Times; Black Friday; Sheffield Wednesday.",
        "April Jones, June Carter and August Wilson; Jan Smith sat in the sun and wed.",
        "She will fall; a spring in the floor; winter sports.",
        "Read USA Today, watch the Today programme.",
        "The last time, the next step, this one, that one, the same thing.",
        "For two days after two weeks, at least 3 of 10.",
        "Version 10.4.11 at 10.10.10.10 and 192.168.20.15.",
        "second-hand, the first of many, the end of it.",
        "Canadian Thanksgiving; the Labor Day weekend; the second of three.",
        "Aged 30, seat 12A, 6-4 7-6, +44 20 7946 2015, MH2014, model 2015b, $20.15, 20:15 to 2.",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    """Modal verbs, names, durations, ages, scores, prices and other numbers are no time expressions."""
    assert only(text) == []


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("It sank on Thursday.", "past"),
        ("The minister will speak on Thursday.", "future"),
        ("On Thursday the minister will speak.", "future"),
        ("The minister said the talks will resume on Thursday.", "future"),
        ("The minister said on Thursday that talks will resume.", "past"),
        ("The trial is set to begin on Thursday.", "future"),
        ("A meeting to be held on Thursday was announced.", "future"),
        ("Thursday's vote will go ahead, the speaker said.", "future"),
        ("They agreed on Thursday to meet again.", "past"),
        ("They are due to meet on Thursday.", "future"),
        ("He was forced to resign on Thursday.", "past"),
        ("The exhibition opens on Thursday.", "future"),
        ("The court sits on Thursday.", "future"),
        ("It won’t be ready by Thursday.", "future"),
        ("They met the embattled mayor on Thursday.", "past"),
        ("The planned march on Thursday", "future"),
    ],
)
def test_the_tense_around_an_expression(sentence: str, direction: Direction) -> None:
    """The nearest verb decides whether a date lies behind or ahead."""
    start = sentence.index("Thursday")
    assert direction_of(sentence, start, start + len("Thursday"), ENGLISH) == direction


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on Thursday", "2015-10-22"),
        ("on Wednesday", "2015-10-21"),
        ("on 3 May", "2016-05-03"),
        ("in October", "2015-10"),
        ("in May", "2016-05"),
        ("this winter", "2015-24"),
        ("on Christmas Eve", "2015-12-24"),
        ("over the weekend", "2015-10-24/2015-10-25"),
        ("last month", "2015-09"),
    ],
)
def test_a_sentence_that_looks_ahead(words: str, edtf: str) -> None:
    """The same words mean a later date when they tell what is to come."""
    assert str(resolve(find(words, ENGLISH)[0], WEDNESDAY, "future").date) == edtf


def test_a_day_at_hand_is_meant_even_where_another_verb_is_past() -> None:
    """A concert announced for 8 November is not last year's: the year would stand there."""
    told = find("They announced a concert on 8 November.", ENGLISH)[0]
    assert str(resolve(told, WEDNESDAY, "past").date) == "2015-11-08"


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("on Tuesday", "the Tuesday on or before 2015-10-21"),
        ("in 2011", "stated in the text"),
        ("last month", "the month before 2015-10-21"),
        ("three weeks ago", "3 weeks before 2015-10-21"),
        ("on Sept. 30", "the last 30 September on or before 2015-10-21"),
        ("the same day", "the day itself, 2015-10-18"),
        ("years ago", "unresolved: the text does not say how many years"),
        ("on 3/4/2015", "read as month, day, year; it may be 2015-04-03 too"),
        ("last Tuesday", "the Tuesday of the week before 2015-10-21; it may be 2015-10-20 too"),
        ("on Good Friday", "the last Good Friday on or before 2015-10-21"),
        ("from May 3, 2011 to June 4", "from 2011-05-03, to the first 4 June on or after 2011-05-03"),
    ],
)
def test_the_reason_is_one_line_for_people(words: str, basis: str) -> None:
    """Whoever reads the timeline sees by which rule a date was found."""
    resolution = resolve(find(words, ENGLISH)[0], WEDNESDAY, "past", LAST_TOLD)
    assert basis_words(resolution.basis, labels()) == basis


@pytest.mark.parametrize(
    "words",
    ["on Tuesday", "yesterday", "last month", "three weeks ago", "on 3 May", "this year", "the weekend"],
)
def test_nothing_is_guessed_without_a_publication_date(words: str) -> None:
    """An unknown publication date is never replaced by today's."""
    resolution = resolve(find(f"over {words}", ENGLISH)[0], None)
    assert resolution.date is None
    assert "publication date is unknown" in basis_words(resolution.basis, labels())


def test_without_a_date_told_before_the_same_day_is_unresolved() -> None:
    """What counts from the last event needs one."""
    resolution = resolve(find("It sank the same day.", ENGLISH)[0], WEDNESDAY)
    assert (resolution.date, resolution.basis) == (None, UnresolvedBasis(reason="no_date_before"))


@pytest.mark.parametrize(
    ("day_first", "edtf"), [(None, "2015-03-04?"), (True, "2015-04-03"), (False, "2015-03-04")]
)
def test_the_article_says_which_figure_is_the_day(*, day_first: bool | None, edtf: str) -> None:
    """Where that is not known, the date is uncertain."""
    assert str(resolve(find("on 3/4/2015", ENGLISH)[0], None, day_first=day_first).date) == edtf


@pytest.mark.parametrize(
    ("words", "direction", "edtf"),
    [
        ("3/4/2015", "past", "2015-03-04?"),
        ("4/3/2015", "past", "2015-03-04?"),
        ("3/4/2015", "future", "2015-04-03?"),
        ("13/3/2015", "past", "2015-03-13"),
    ],
)
def test_the_tense_says_which_figure_is_the_day(words: str, direction: Direction, edtf: str) -> None:
    """Of two readings the one that lies where the sentence tells it is meant."""
    assert str(resolve(find(f"on {words}", ENGLISH)[0], parse_edtf("2015-03-20"), direction).date) == edtf


def test_a_time_of_day_alone_is_of_the_news_day() -> None:
    """Where no day was told before, news means its own day, and says that this is not certain."""
    resolution = resolve(find("It sank at 18:00 UTC.", ENGLISH)[0], WEDNESDAY)
    assert str(resolution.date) == "2015-10-21?"
    assert resolve(find("It sank at 18:00 UTC.", ENGLISH)[0], None).date is None


@pytest.mark.parametrize(
    ("published", "words", "edtf"),
    [
        ("2015-10-21", "last Sunday", "2015-10-18"),
        ("2015-10-25", "last Thursday", "2015-10-22"),
        ("2015-10-25", "last Sunday", "2015-10-18"),
        ("2015-10-25", "next Tuesday", "2015-10-27"),
        ("2015-10-19", "next Friday", "2015-10-30?"),
        ("2015-10-23", "last Tuesday", "2015-10-13?"),
    ],
)
def test_last_and_next_count_weeks(published: str, words: str, edtf: str) -> None:
    """On a Friday "last Tuesday" is that of the last week, or else of this one; a Sunday parts two weeks."""
    assert str(resolve(find(words, ENGLISH)[0], parse_edtf(published)).date) == edtf


@pytest.mark.parametrize(
    ("published", "words", "edtf"),
    [
        ("2015-10", "last month", "2015-09"),
        ("2015-10", "yesterday", None),
        ("2015-10", "in 2011", "2011"),
        ("2015-10", "on 5 May", "2015-05-05"),
        ("2015-10", "on 15 October", "2015-10-15"),
        ("2015", "on 15 October", None),
        ("2015", "last year", "2014"),
        ("2015", "last month", None),
        ("2015-10-19/2015-10-25", "last month", "2015-09"),
        ("2015-10-19/2015-10-25", "last week", "2015-10-12/2015-10-18"),
        ("-0043", "yesterday", None),
    ],
)
def test_an_imprecise_publication_date_gives_only_what_follows(
    published: str, words: str, edtf: str | None
) -> None:
    """What differs between the first and the last possible day stays unresolved."""
    found = resolve(find(words, ENGLISH)[0], parse_edtf(published)).date
    assert (found and str(found)) == edtf
