"""The role of a time expression in its sentence: what it dates, and whether that is reported speech."""

import re
from collections.abc import Sequence

from timeline.lang.en.lexicon import REPORTING
from timeline.lang.lexical import content_stems, names
from timeline.models import Span

_REPORTING = "|".join(sorted(REPORTING - {"saying", "announcing", "reporting"}))
_REACH = 80  # code points on either side of an expression that are looked at
# Between the verb and the expression: to whom and how it was said, but no verb of another clause.
_AUDIENCE = (
    r"(?:on|in|at|late|early|earlier|again|also|the|a|its|his|her|their|last|this|to|by|via|official|statement|"
    r"reporters|journalists|press|parliament|conference|interview|news|television|radio|state|agency|website|"
    r"[A-Z][\w.’'-]*)"
)
_BEFORE = re.compile(rf"\b(?:{_REPORTING})\b(?:\s+{_AUDIENCE}){{0,5}}\s*$")
_AFTER = re.compile(rf"^(?:\s+(?!(?:and|but|or|who|which|that|when)\b)[\w’'-]+){{0,3}}\s+(?:{_REPORTING})\b")
_COMPARISON = re.compile(r"\b(?:first|last|only|record|most|least|\w+est)\b[^.;]*\bsince\s+$", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"[,;:()\u2013\u2014]\s|\b(?:since|after|before|when|while|who|which|whose|where|because|although|that|saying|adding|but)\b"
)
_ADJACENT = re.compile(r"\b(\w{3,}ed)\s+(?:(?:on|in|at|late|early|last|this)\s+)*$")
_SAME_DAY = re.compile(r"the (?:same |very )?(?:day|week|month|year)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\s+(?:the|a|an|[A-Z]\w+)\s")
_NO_REPORTER = re.compile(r"\b(?:on|in|at|late|early|earlier|last|this)\s*$", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:the|a|an|its|his|her|their|this|that)\s+$", re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?!(?:and|but|or|he|she|it|they|we|in|on|at|of|to|with|for|was|were|is|are|had|has)\b)[a-z]{3,}"
)
_FULL_CLAUSE = 3  # content words that a piece of a sentence needs to state something


def is_reporting(sentence: str, start: int, end: int) -> bool:
    """Return whether the time expression `sentence[start:end]` dates reported speech.

    >>> def check(s, e): return is_reporting(s, s.index(e), s.index(e) + len(e))
    >>> check("The Kremlin announced on Wednesday that he had come the previous day.", "Wednesday")
    True
    >>> check("The Kremlin announced on Wednesday that he had come the previous day.", "the previous day")
    False
    >>> check("They met on Tuesday and told reporters so.", "Tuesday")
    False
    """
    if _dates_by_what_follows(sentence, start, end):
        return False
    if _BEFORE.search(sentence[max(0, start - _REACH) : start]):
        return True
    return _AFTER.search(sentence[end : end + _REACH]) is not None


def reports(headline: str) -> bool:
    """Return whether *headline* says that something was said."""
    return re.search(rf"\b(?:{_REPORTING})\b", headline) is not None


def as_report(sentence: str, start: int, end: int, headline: str) -> str:
    """Return *headline* as reported speech at the time `sentence[start:end]`, with its speaker.

    Speakers who report on an action of their own are not named twice.

    >>> sentence = "The envoy has left, the foreign ministry said on Tuesday."
    >>> as_report(sentence, sentence.index("on Tuesday"), len(sentence) - 1, "The envoy has left.")
    'The foreign ministry said: The envoy has left.'
    >>> sentence = "On Tuesday the ministry said that the envoy had left."
    >>> as_report(sentence, 3, 10, "The envoy left.")
    'The ministry said: The envoy left.'
    """
    near = [*re.finditer(_REPORTING, sentence[: end + _REACH])]
    verb = min(near, key=lambda match: min(abs(match.end() - start), abs(match.start() - end)))
    before = sentence[max(0, verb.start() - _REACH) : verb.start()]
    if verb.start() >= end:
        before = sentence[end : verb.start()].strip() or sentence[max(0, start - _REACH) : start]
    reporter = _reporter(before)
    if not reporter and verb.end() <= start:
        # "…", said Ada Brandt on Tuesday.
        reporter = _reporter(sentence[verb.end() : start])
    if reporter and headline.lower().startswith(reporter.lower()):
        return headline
    if not reporter:
        return f"Reported: {headline}"
    return f"{reporter[:1].upper()}{reporter[1:]} {verb.group()}: {headline}"


def _reporter(words: str) -> str:
    """Return who is named at the end of *words*, after the last mark or clause boundary."""
    clause = _NO_REPORTER.sub("", re.split(_BOUNDARY.pattern + r"|[“”\"«»,.?!]", words)[-1]).strip()
    return " ".join(clause.split()[-6:])


def is_attribute(sentence: str, start: int, end: int) -> bool:
    """Return whether the expression only names something by its date: "the 27 November agreement".

    >>> is_attribute("They signed the November 27 agreement.", 16, 27)
    True
    >>> is_attribute("In the summer they left.", 7, 13)
    False
    """
    return _DETERMINED.search(sentence[:start]) is not None and _NOUN.match(sentence, end) is not None


def is_comparison(sentence: str, start: int) -> bool:
    """Return whether something is only compared with the expression at *start*: "his first trip since 2011".

    >>> is_comparison("It was his first trip abroad since 2011.", 35)
    True
    """
    return _COMPARISON.search(sentence[max(0, start - 2 * _REACH) : start]) is not None


def clause_of(sentence: str, start: int, end: int) -> str:
    """Return the clause of *sentence* that `sentence[start:end]` dates, as far as words show it.

    >>> sentence = "He went on his first trip since war broke out in his country in 2011, for talks."
    >>> clause_of(sentence, sentence.index("2011"), sentence.index("2011") + 4)
    'war broke out in his country in 2011'
    """
    boundaries = [match.span() for match in _BOUNDARY.finditer(sentence)]
    if _dates_by_what_follows(sentence, start, end):
        boundaries = sorted([*boundaries, (start, start)])
    cuts = [(0, 0), *boundaries, (len(sentence), len(sentence))]
    first = max(number for number, (_, after) in enumerate(cuts) if after <= start)
    last = min(number for number, (before, _) in enumerate(cuts) if before >= end)
    rest = f"{sentence[cuts[first][1] : start]} {sentence[end : cuts[last][0]]}"
    while len(content_stems(rest)) < _FULL_CLAUSE and (first > 0 or last < len(cuts) - 1):
        # "On Tuesday, …" dates what follows; at a sentence's end, what came before.
        if last < len(cuts) - 1:
            last += 1
        else:
            first -= 1
        rest = f"{sentence[cuts[first][1] : start]} {sentence[end : cuts[last][0]]}"
    return sentence[cuts[first][1] : cuts[last][0]].strip()


def adjacent_verb(sentence: str, start: int) -> str | None:
    """Return the verb right before *start*, which the expression dates: "the strikes launched on 3 May".

    >>> adjacent_verb("He told him that the strikes launched on 3 May had helped.", 41)
    'launched'
    >>> adjacent_verb("They met on 3 May.", 12)
    """
    match = _ADJACENT.search(sentence[max(0, start - _REACH) : start])
    return match[1].lower() if match else None


def _dates_by_what_follows(sentence: str, start: int, end: int) -> bool:
    """Return whether the expression dates by what happened then: "it came the same day the council met"."""
    return bool(_SAME_DAY.match(sentence, start) and _SUBJECT.match(sentence, end))


def competing_expression(headline: str, sentence: str, own: Span, others: Sequence[Span]) -> Span | None:
    """Return which of the *others* most words of *headline* are nearer to than to *own*, or None.

    >>> sentence = "He used the visit on Tuesday to thank him for launching strikes last month."
    >>> tuesday, month = Span(21, 28), Span(64, 74)
    >>> competing_expression("He used the visit to thank him.", sentence, month, [tuesday]) == tuesday
    True
    """
    others = [other for other in others if _same_clause(sentence, own, other)]
    stems = content_stems(headline)
    positions = [
        match.start() for match in re.finditer(r"\w+", sentence) if content_stems(match.group()) & stems
    ]
    nearest = [min((own, *others), key=lambda span: _distance(position, span)) for position in positions]
    rival = max(others, key=nearest.count, default=None)
    return rival if rival and nearest.count(rival) > 2 * nearest.count(own) else None


def _same_clause(sentence: str, one: Span, other: Span) -> bool:
    between = sentence[min(one.end, other.end) : max(one.start, other.start)]
    return _BOUNDARY.search(between) is None


def _distance(position: int, span: Span) -> int:
    return max(span.start - position, position - span.end, 0)


def piece_at(sentence: str, start: int, end: int, others: Sequence[Span]) -> Span:
    """Return the piece of *sentence* around `sentence[start:end]`: its clause, between the *others* in it.

    >>> sentence = "He used the visit on Tuesday to thank him for launching strikes in Syria last month."
    >>> begin, finish = piece_at(sentence, 73, 83, [Span(21, 28)])
    >>> sentence[begin:finish]
    'to thank him for launching strikes in Syria last month'
    """
    clause = clause_of(sentence, start, end)
    # The clause that holds the expression, not an equal one before.
    begin = sentence.index(clause, max(0, end - len(clause)))
    finish = begin + len(clause)
    begin = max([begin, *(other.end for other in others if begin <= other.end <= start)])
    finish = min([finish, *(other.start for other in others if end <= other.start <= finish)])
    begin += len(sentence[begin:finish]) - len(sentence[begin:finish].lstrip(" ,;:"))
    piece = sentence[begin:finish].rstrip(" .,;:")
    if len(content_stems(piece)) < _FULL_CLAUSE:
        return Span(0, len(sentence))
    return Span(begin, begin + len(piece))


def excerpt(sentence: str, piece: Span) -> str:
    """Return *piece* of *sentence* as a headline, with "…" where something is left out.

    >>> excerpt("He met him on Tuesday to thank him.", Span(0, 21))
    'He met him on Tuesday …'
    """
    before = "… " if sentence[: piece.start].strip() else ""
    after = " …" if sentence[piece.end :].strip(" .") else ""
    return f"{before}{sentence[slice(*piece)]}{after}"


def clause_supports(clause: str, headline: str) -> bool:
    """Return whether *clause* says what *headline* says: it has most of its words, names and numbers aside.

    The subject may be outside the clause: "Lena Hart, who was elected in 2011, …".
    """
    named = content_stems(" ".join(names(headline)))
    said = {stem for stem in content_stems(headline) - named if not stem[0].isdigit()}
    return not said or 2 * len(said & content_stems(clause)) >= len(said)
