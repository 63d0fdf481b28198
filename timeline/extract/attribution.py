"""The role of a time expression in its sentence: what it dates, and whether that is reported speech."""

import re
from collections.abc import Sequence

from timeline.lang.base import ExpressionRoles, Language
from timeline.lang.lexical import content_stems, names
from timeline.models import Span
from timeline.text.clauses import clause_around, dates_report

_REACH = 80  # code points on either side of an expression that are looked at
_FULL_CLAUSE = 3  # content words that a piece of a sentence needs to state something
_LONGEST_SPEAKER = 6  # words
_QUOTE_MARKS = re.compile(r"[“”„\"«»,.?!]")
_TOKEN = re.compile(r"\w+")


def is_reporting(sentence: str, start: int, end: int, language: Language) -> bool:
    """Return whether the time expression `sentence[start:end]` dates reported speech.

    False where the reporting verbs of *language* are not known.

    >>> from timeline.lang.registry import language_of
    >>> def check(s, e): return is_reporting(s, s.index(e), s.index(e) + len(e), language_of("en"))
    >>> check("The Kremlin announced on Wednesday that he had come the previous day.", "Wednesday")
    True
    >>> check("The Kremlin announced on Wednesday that he had come the previous day.", "the previous day")
    False
    >>> check("They met on Tuesday and told reporters so.", "Tuesday")
    False
    """
    if _dates_by_what_follows(sentence, start, end, language.roles):
        return False
    clause = clause_around(sentence, start, end, language)
    return dates_report(sentence, start, end, clause, language)


def reports(headline: str, language: Language) -> bool:
    """Return whether *headline* says that something was said."""
    return bool(_reporting_verbs(headline, language))


def _reporting_verbs(text: str, language: Language) -> list[re.Match[str]]:
    verbs = language.reporting.verbs if language.reporting else frozenset[str]()
    return [word for word in _TOKEN.finditer(text) if word.group() in verbs]


def as_report(sentence: str, start: int, end: int, headline: str, language: Language) -> str:
    """Return *headline* as reported speech at the time `sentence[start:end]`, with its speaker.

    Speakers who report on an action of their own are not named twice.

    >>> from timeline.lang.registry import language_of
    >>> sentence = "The envoy has left, the foreign ministry said on Tuesday."
    >>> as_report(sentence, sentence.index("on Tuesday"), 56, "The envoy has left.", language_of("en"))
    'The foreign ministry said: The envoy has left.'
    >>> sentence = "On Tuesday the ministry said that the envoy had left."
    >>> as_report(sentence, 3, 10, "The envoy left.", language_of("en"))
    'The ministry said: The envoy left.'
    """
    verbs = _reporting_verbs(sentence[: end + _REACH], language)
    if language.reporting is None or not verbs:
        return headline
    verb = min(verbs, key=lambda match: min(abs(match.end() - start), abs(match.start() - end)))
    said = language.reporting.phrases.get(verb.group(), verb.group())
    speaker = _speaker(sentence, start, end, verb, language)
    if not speaker:
        return f"{language.reporting.unnamed}: {headline}"
    if headline.lower().startswith(speaker.lower()):
        return headline
    return f"{speaker[:1].upper()}{speaker[1:]} {said}: {headline}"


def _speaker(sentence: str, start: int, end: int, verb: re.Match[str], language: Language) -> str:
    """Return who is named before *verb*, or between it and the expression: "…, said Ada on Tuesday"."""
    if verb.start() >= end:
        before = sentence[end : verb.start()].strip() or sentence[max(0, start - _REACH) : start]
        return _last_name(before, language) or _name_after(sentence, verb, language)
    speaker = _last_name(sentence[max(0, verb.start() - _REACH) : verb.start()], language)
    if not speaker and verb.end() <= start:
        speaker = _last_name(sentence[verb.end() : start], language)
    return speaker


def _last_name(words: str, language: Language) -> str:
    """Return who is named at the end of *words*, after the last mark or clause boundary."""
    clause = _pieces(words, language)[-1]
    if language.reporting and language.reporting.before_time:
        clause = language.reporting.before_time.sub("", clause)
    return " ".join(clause.split()[-_LONGEST_SPEAKER:])


def _name_after(sentence: str, verb: re.Match[str], language: Language) -> str:
    """Return who is named after *verb*, where it comes first: "Am Dienstag teilte die Polizei mit, …"."""
    said = language.reporting.phrases.get(verb.group(), "") if language.reporting else ""
    clause = _pieces(sentence[verb.end() : verb.end() + _REACH], language)[0]
    words = [word for word in clause.split() if word not in said.split()]
    return " ".join(words) if len(words) <= _LONGEST_SPEAKER else ""


def _pieces(text: str, language: Language) -> list[str]:
    """Return the pieces of *text* between marks and clause boundaries, at least one."""
    boundary = language.clauses.boundary if language.clauses else _QUOTE_MARKS
    ends = [0]
    for found in sorted((*boundary.finditer(text), *_QUOTE_MARKS.finditer(text)), key=re.Match.start):
        ends += [found.start(), found.end()]
    ends.append(len(text))
    return [text[first:last] for first, last in zip(ends[::2], ends[1::2], strict=True)]


def is_attribute(sentence: str, start: int, end: int, roles: ExpressionRoles) -> bool:
    """Return whether the expression only names something by its date: "the 27 November agreement".

    >>> from timeline.lang.registry import language_of
    >>> roles = language_of("en").roles
    >>> is_attribute("They signed the November 27 agreement.", 16, 27, roles)
    True
    >>> is_attribute("In the summer they left.", 7, 13, roles)
    False
    """
    if roles.determiner is None or not roles.determiner.search(sentence[:start]):
        return False
    return roles.noun is None or roles.noun.match(sentence, end) is not None


def is_comparison(sentence: str, start: int, roles: ExpressionRoles) -> bool:
    """Return whether something is only compared with the expression at *start*: "his first trip since 2011".

    >>> from timeline.lang.registry import language_of
    >>> is_comparison("It was his first trip abroad since 2011.", 35, language_of("en").roles)
    True
    """
    before = sentence[max(0, start - 2 * _REACH) : start]
    return roles.comparison is not None and roles.comparison.search(before) is not None


def clause_of(sentence: str, start: int, end: int, language: Language) -> Span:
    """Return where in *sentence* the clause is that `sentence[start:end]` dates, as far as words show it.

    >>> from timeline.lang.registry import language_of
    >>> sentence = "He went on his first trip since war broke out in his country in 2011, for talks."
    >>> first, last = clause_of(sentence, 64, 68, language_of("en"))
    >>> sentence[first:last]
    'war broke out in his country in 2011'
    """

    def states(words: str) -> bool:
        return len(content_stems(words, language)) >= _FULL_CLAUSE

    if _dates_by_what_follows(sentence, start, end, language.roles):
        first, last = clause_around(sentence[start:], 0, end - start, language, states)
        first, last = first + start, last + start
    else:
        first, last = clause_around(sentence, start, end, language, states)
    clause = sentence[first:last]
    first += len(clause) - len(clause.lstrip())
    return Span(first, first + len(clause.strip()))


def dated_verb(sentence: str, start: int, roles: ExpressionRoles) -> str | None:
    """Return the verb right before *start*, which the expression dates: "the strikes launched on 3 May".

    >>> from timeline.lang.registry import language_of
    >>> roles = language_of("en").roles
    >>> dated_verb("He told him that the strikes launched on 3 May had helped.", 41, roles)
    'launched'
    >>> dated_verb("They met on 3 May.", 12, roles)
    """
    match = roles.dated_verb and roles.dated_verb.search(sentence[max(0, start - _REACH) : start])
    return match[1].lower() if match else None


def _dates_by_what_follows(sentence: str, start: int, end: int, roles: ExpressionRoles) -> bool:
    """Return whether the expression dates by what happened then: "it came the same day the council met"."""
    if roles.same_time is None or roles.subject is None:
        return False
    return bool(roles.same_time.match(sentence, start) and roles.subject.match(sentence, end))


def competing_expression(
    headline: str, sentence: str, own: Span, others: Sequence[Span], language: Language
) -> Span | None:
    """Return which of the *others* most words of *headline* are nearer to than to *own*, or None.

    >>> from timeline.lang.registry import language_of
    >>> sentence = "He used the visit on Tuesday to thank him for launching strikes last month."
    >>> tuesday, month, headline = Span(21, 28), Span(64, 74), "He used the visit to thank him."
    >>> competing_expression(headline, sentence, month, [tuesday], language_of("en")) == tuesday
    True
    """
    others = [other for other in others if _same_clause(sentence, own, other, language)]
    stems = content_stems(headline, language)
    tokens = _TOKEN.finditer(sentence)
    positions = [word.start() for word in tokens if content_stems(word.group(), language) & stems]
    nearest = [min((own, *others), key=lambda span: _distance(position, span)) for position in positions]
    rival = max(others, key=nearest.count, default=None)
    return rival if rival and nearest.count(rival) > 2 * nearest.count(own) else None


def _same_clause(sentence: str, one: Span, other: Span, language: Language) -> bool:
    between = sentence[min(one.end, other.end) : max(one.start, other.start)]
    return language.clauses is None or language.clauses.boundary.search(between) is None


def _distance(position: int, span: Span) -> int:
    return max(span.start - position, position - span.end, 0)


def piece_at(sentence: str, start: int, end: int, others: Sequence[Span], language: Language) -> Span:
    """Return the piece of *sentence* around `sentence[start:end]`: its clause, between the *others* in it.

    >>> from timeline.lang.registry import language_of
    >>> sentence = "He used the visit on Tuesday to thank him for launching strikes in Syria last month."
    >>> begin, finish = piece_at(sentence, 73, 83, [Span(21, 28)], language_of("en"))
    >>> sentence[begin:finish]
    'to thank him for launching strikes in Syria last month'
    """
    begin, finish = clause_of(sentence, start, end, language)
    begin = max([begin, *(other.end for other in others if begin <= other.end <= start)])
    finish = min([finish, *(other.start for other in others if end <= other.start <= finish)])
    begin += len(sentence[begin:finish]) - len(sentence[begin:finish].lstrip(" ,;:"))
    piece = sentence[begin:finish].rstrip(" .,;:")
    if len(content_stems(piece, language)) < _FULL_CLAUSE:
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


def clause_supports(clause: str, headline: str, language: Language) -> bool:
    """Return whether *clause* says what *headline* says: it has most of its words, names and numbers aside.

    The subject may be outside the clause: "Lena Hart, who was elected in 2011, …".
    """
    named = content_stems(" ".join(names(headline, language)), language)
    said = {stem for stem in content_stems(headline, language) - named if not stem[0].isdigit()}
    told = content_stems(clause, language)
    shared = len(said & told)
    # A headline that says all that the clause does may say more: "denied that …", "because …".
    return (
        not said
        or 2 * shared >= len(said)
        or 3 * len(told & content_stems(headline, language)) >= 2 * len(told)
    )
