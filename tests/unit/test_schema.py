"""Schema 2 of timeline.json: files of schema 1 lose nothing, later fields disturb nothing, every rule has its words."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner

from timeline.choices import SchemaVersion
from timeline.cli import main
from timeline.dates import parse_edtf
from timeline.errors import StoreError
from timeline.extract.candidates import find_candidates
from timeline.models import (
    EXTRACTION_FORMAT,
    SCHEMA_VERSION,
    TIMELINE_FORMAT,
    Article,
    Citation,
    DateBasis,
    Extraction,
    GivenBasis,
    InferredBasis,
    Mark,
    MetadataBasis,
    PublicationBasis,
    PublicationEvidence,
    Rejection,
    RejectionReason,
    Source,
    SourcesCriterion,
    TagsCriterion,
    TextBasis,
    TimeCriterion,
    Timeline,
    TopCriterion,
    TopicCriterion,
    UnclearMetadataBasis,
    UnknownPublicationBasis,
    WordedBasis,
    WordedCriterion,
    cited,
    mention_id,
)
from timeline.rendering import Options, render
from timeline.rendering.explanation_words import basis_words, criteria_words, publication_words, reason_words
from timeline.rendering.html_page import HtmlOptions
from timeline.rendering.labels import labels
from timeline.store import load_timeline, read_extractions
from timeline.store.migrations import date_basis_of
from timeline.timelines.explanation import explain_event
from timeline.timelines.validation import check_timeline
from timeline.timex import basis as bases
from timeline.timex.basis import StatedBasis, UnresolvedBasis
from timeline.timex.semantics import Unit

ROOT = Path(__file__).parents[2]
SCHEMA_1 = ROOT / "tests" / "timelines" / "schema_1"
OLD = sorted(SCHEMA_1.glob("*.json"))
LOCALES = ("de", "en", "es", "fr", "he")
DAY = parse_edtf("2021-03-23")
WHOLE_UNITS = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY)


def _events(timeline: dict[str, Any]) -> list[dict[str, Any]]:
    return [*timeline["events"], *timeline["undated"]]


def test_the_version_that_is_written_is_the_last_to_choose_from() -> None:
    assert get_args(SchemaVersion) == tuple(range(1, SCHEMA_VERSION + 1))


@pytest.mark.parametrize("file", OLD, ids=[file.stem for file in OLD])
def test_a_timeline_of_schema_1_loses_nothing(file: Path) -> None:
    """Ids, dates, headlines and quotes stay; each explanation, mark and reason says in English what it said."""
    old, new, english = json.loads(file.read_bytes()), load_timeline(file.read_text("utf-8"), "t"), labels()
    for before, event in zip(_events(old), [*new.events, *new.undated], strict=True):
        assert (event.id, event.headline, event.kind) == (before["id"], before["headline"], before["kind"])
        assert (event.date and str(event.date)) == before["date"]
        assert len((*event.marks, *event.other_marks)) == len(before["marks"])
        for cited_before, citation in zip(before["citations"], event.citations, strict=True):
            assert citation.quote == cited_before["quote"]
            assert (citation.expression and citation.expression.text) == cited_before["expression"]
            words = citation.date_basis and basis_words(citation.date_basis, english)
            assert words == cited_before["date_basis"]
    for before, article in zip(old["articles"], new.articles, strict=True):
        assert publication_words(article.published_basis, english) == before["published_basis"]
    for before, rejection in zip(old["rejected"], new.rejected, strict=True):
        assert (reason_words(rejection, english), rejection.quote) == (before["reason"], before["quote"])


def test_what_schema_1_said_in_its_own_words_becomes_data() -> None:
    """No explanation of the example is carried as words, and the place of each expression is found."""
    timeline = load_timeline((SCHEMA_1 / "ever_given.json").read_text("utf-8"), "t")
    citations = [citation for event in (*timeline.events, *timeline.undated) for citation in event.citations]
    assert len(citations) > 60
    assert not any(isinstance(citation.date_basis, WordedBasis) for citation in citations)
    assert not any(isinstance(article.published_basis, WordedBasis) for article in timeline.articles)
    assert not any(rejection.reason is RejectionReason.AS_WORDED for rejection in timeline.rejected)
    for citation in citations:
        span = citation.expression_span
        assert (span and citation.quote[slice(*span)]) == (citation.expression and citation.expression.text)


@pytest.mark.parametrize("file", OLD, ids=[file.stem for file in OLD])
def test_a_timeline_of_schema_1_is_rendered_checked_and_explained(file: Path, tmp_path: Path) -> None:
    """Everything that takes a timeline takes one of either version; written again, it is one of schema 2."""
    timeline = load_timeline(file.read_text("utf-8"), file.name)
    for format_ in ("html", "fragment", "markdown", "csv", "jsonld"):
        assert render(timeline, format_)
    assert check_timeline(timeline, tmp_path).passages > 0
    assert explain_event(timeline.events[0], timeline)
    written = render(timeline, "json")
    assert isinstance(written, str)
    assert json.loads(written)["schema_version"] == 2
    assert load_timeline(written, "again") == timeline


def test_a_line_of_extract_of_schema_1_is_read(tmp_path: Path) -> None:
    """Such lines do not say their version; they are known by their prose."""
    old = json.loads((SCHEMA_1 / "ever_given.json").read_bytes())
    citation = {**old["events"][9]["citations"][0]}
    citation["date_basis"] = f"{citation['date_basis']} (publication date inferred)"
    article = next(each for each in old["articles"] if each["id"] == citation["article"])
    mention = {"citation": citation, "kind": "event", "marks": ["published date inferred"]}
    line = {"article": article, "mentions": [mention], "rejected": old["rejected"][:2]}
    file = tmp_path / "old.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    (found,) = read_extractions(file)
    assert isinstance(found, Extraction)
    assert found.mentions[0].marks == (Mark.PUBLICATION_DATE_INFERRED,)
    assert isinstance(found.mentions[0].citation.date_basis, bases.InferredPublicationBasis)
    assert EXTRACTION_FORMAT.validate_json(EXTRACTION_FORMAT.dump_json(found)) == found


@pytest.mark.parametrize(
    "words",
    [
        "as the editor remembers it",
        "the day before 2021-99-99",
        "the last call before 2021-03-23",
        "about: half past nothing",
        "from the start, to the end",
        "unresolved: nobody knows",
        "",
    ],
)
def test_words_that_no_rule_wrote_are_carried_as_they_are(words: str) -> None:
    assert date_basis_of(words) == {"rule": "as_worded", "text": words}


def test_fields_of_later_programs_disturb_nothing() -> None:
    """Version 2 stays open: optional fields that this program does not know are ignored."""
    known = json.loads((ROOT / "examples" / "ever-given" / "timeline.json").read_bytes())
    later = {**known, "names": ["x"], "events": [{**event, "may_be_same": []} for event in known["events"]]}
    assert load_timeline(json.dumps(later), "t") == TIMELINE_FORMAT.validate_python(known)


@pytest.mark.parametrize("version", ["1", "2"])
def test_each_schema_is_printed_as_it_was_published(version: str) -> None:
    name = "timeline.schema.json" if version == "2" else "timeline.schema-1.json"
    printed = CliRunner().invoke(main, ["schema", "--version", version]).output
    assert printed == (ROOT / "docs" / "reference" / name).read_text("utf-8")
    assert json.loads(printed)["properties"]["schema_version"]["const"] == int(version)


def test_a_version_that_was_never_published_is_refused() -> None:
    result = CliRunner().invoke(main, ["schema", "--version", "3"])
    assert (result.exit_code, "1<=x<=2" in result.output) == (2, True)


# --- one expression twice


TWICE = "The council met on Tuesday, and the mayor resigned on Tuesday."


def _citations(text: str) -> list[Citation]:
    article = Article(
        id="a", title="A", path="a.txt", published=DAY, published_basis=GivenBasis(), sha256="s"
    )
    return [
        Citation(
            article="a",
            start=candidate.sentence.start,
            end=candidate.sentence.end,
            quote=text[slice(*candidate.sentence)],
            headline="h",
            expression=cited(candidate.expression),
        )
        for candidate in find_candidates(Source(article=article, text=text)).candidates
    ]


def test_the_same_words_twice_in_one_sentence_are_two_citations_with_two_ids() -> None:
    first, second = _citations(f"Nothing else.\n\n{TWICE}\n")[-2:]
    assert first.expression_text == second.expression_text
    assert first.expression != second.expression
    assert mention_id(first, "s") != mention_id(second, "s")
    # The first, and every other one, keeps the id that it had before places were known.
    text = first.expression_text
    assert first.expression is not None
    unplaced = replace(first.expression, start=None, end=None)
    assert mention_id(replace(first, expression=unplaced), "s") == mention_id(first, "s")
    assert TWICE[slice(*(second.expression_span or ()))] == text


def test_a_place_that_has_not_the_words_is_found() -> None:
    """`timeline check` says so of a file that was changed by hand."""
    timeline = TIMELINE_FORMAT.validate_json((ROOT / "examples/ever-given/timeline.json").read_bytes())
    event = timeline.events[0]
    citation = event.citations[0]
    assert citation.expression is not None
    moved = replace(citation, expression=replace(citation.expression, start=citation.start + 1))
    broken = replace(
        timeline, events=(replace(event, citations=(moved, *event.citations[1:])), *timeline.events[1:])
    )
    findings = [str(each) for each in check_timeline(broken, ROOT / "examples" / "ever-given").findings]
    assert [each for each in findings if "does not stand at" in each]


# --- every rule in every language


def _rules(basis: type) -> list[str]:
    """Return the rules that a class of basis stands for."""
    rule = next(field for field in fields(basis) if field.name == "rule").type
    return list(get_args(rule)) or list(get_args(getattr(bases, str(rule), None)))


def _of(basis: type, rule: str) -> Iterator[Any]:
    """Yield a basis of *rule* for each form of words that it takes."""
    given: dict[str, list[Any]] = {
        "rule": [rule],
        "date": [None],
        "order": ["day_month_year", "month_day_year"],
        "or_else": [None, DAY],
        "weekday": [3],
        "weeks": [-2, -1, 0, 1, 2],
        "years": [-2, -1, 0, 1, 2],
        "anchor": [DAY],
        "unit": list(Unit) if basis is bases.DistanceBasis else list(WHOLE_UNITS),
        "shift": [-2, -1, 0, 1, 2],
        "count": [-1.0, 1.5, 2.0],
        "month": [3, 22],
        "day": [None],
        "name": [None],
        "start": [StatedBasis(date=DAY)],
        "end": [StatedBasis(date=DAY)],
        "of": [StatedBasis()],
        "reason": list(get_args(bases.UnresolvedReason)),
        "text": ["words"],
    }
    if basis is UnresolvedBasis:
        given["unit"] = [None, Unit.CENTURY]
    combinations: list[dict[str, Any]] = [{}]
    for field in fields(basis):
        combinations = [{**each, field.name: value} for each in combinations for value in given[field.name]]
    yield from (basis(**each) for each in combinations)


DATE_BASES = [
    basis for kind in get_args(get_args(DateBasis)[0]) for rule in _rules(kind) for basis in _of(kind, rule)
]


def test_every_rule_is_tried() -> None:
    assert {type(basis) for basis in DATE_BASES} == set(get_args(get_args(DateBasis)[0]))
    assert len({basis.rule for basis in DATE_BASES}) > 30


@pytest.mark.parametrize("locale", LOCALES)
def test_every_rule_has_words_in_every_language(locale: str) -> None:
    """Each is said, with what it was counted from, and no place is left empty; other languages do not say it in English."""
    words, english = labels(locale), labels("en")
    for basis in DATE_BASES:
        said = basis_words(basis, words)
        assert said
        assert "{" not in said
        if "anchor" in {field.name for field in fields(basis)}:
            assert "2021-03-23" in said
        if locale != "en" and not isinstance(basis, WordedBasis):
            assert said != basis_words(basis, english)


PUBLICATION_BASES = [
    MetadataBasis(source="front matter"),
    MetadataBasis(source="JSON line"),
    UnclearMetadataBasis(source="front matter", text="3/4"),
    *(TextBasis(rule=rule, text="x") for rule in get_args(TextBasis.__annotations__["rule"])),
    GivenBasis(),
    UnknownPublicationBasis(),
    InferredBasis(
        evidence=(
            PublicationEvidence(words="Tuesday", date=DAY, articles=1),
            PublicationEvidence(words="Friday", date=DAY, articles=4),
        )
    ),
]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_publication_basis_has_words_in_every_language(locale: str) -> None:
    kinds = {type(basis) for basis in PUBLICATION_BASES}
    assert kinds | {WordedBasis} == set(get_args(get_args(PublicationBasis)[0]))
    for basis in PUBLICATION_BASES:
        said = publication_words(basis, labels(locale))
        assert said
        assert "{" not in said
        assert locale == "en" or said != publication_words(basis, labels())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_mark_reason_and_criterion_has_words_in_every_language(locale: str) -> None:
    words = labels(locale)
    assert all(words.mark(mark) for mark in Mark)
    for reason in RejectionReason:
        rejection = Rejection(
            article="a", start=0, end=1, quote="x", reason=reason, detail="why", headline="it sank"
        )
        said = reason_words(rejection, words)
        assert said
        assert "{" not in said
    criteria = (
        TimeCriterion(by="since", date=DAY),
        TimeCriterion(by="until", date=DAY),
        TopicCriterion(words="ships"),
        TagsCriterion(tags=("a", "b")),
        SourcesCriterion(least=2),
        TopCriterion(count=1),
        TopCriterion(count=30),
        WordedCriterion(text="as before"),
    )
    said = criteria_words(criteria, words)
    assert said.count("; ") == len(criteria) - 1
    assert "{" not in said


def test_a_german_page_explains_its_dates_in_german() -> None:
    """The words of rules, of publication dates and of reasons are those of the page, not of the articles."""
    timeline = _example()
    page = render(timeline, "html", Options(html=HtmlOptions(locale="de")))
    assert isinstance(page, str)
    for german in ("der Dienstag am oder vor dem 2021-03-23", "steht so im Text", "Bildunterschrift"):
        assert german in page
    for english in ("on or before", "stated in the text", "front matter", ">caption<"):
        assert english not in page


def _example() -> Timeline:
    return TIMELINE_FORMAT.validate_json((ROOT / "examples/ever-given/timeline.json").read_bytes())


def test_a_file_of_schema_1_that_lacks_a_field_names_file_and_field() -> None:
    old = json.loads((SCHEMA_1 / "ever_given.json").read_bytes())
    del old["events"][3]["headline"]
    with pytest.raises(StoreError, match=r"^old\.json \(schema 1\) .*: events/3/headline: Field required\n"):
        load_timeline(json.dumps(old), "old.json")


def test_optional_fields_that_schema_1_files_lack_get_their_defaults() -> None:
    old = json.loads((SCHEMA_1 / "ever_given.json").read_bytes())
    for event in old["events"]:
        for name in ("marks", "tags", "actors", "places", "conflicts", "edits"):
            event.pop(name, None)
    timeline = load_timeline(json.dumps(old), "old.json")
    assert all(event.marks == event.tags == () for event in timeline.events)
