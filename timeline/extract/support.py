"""What a headline may say: only what the clause says that it is taken from.

Where a check is unsure, the sentence's own words stand. A check that a language lacks the words for is not
made; where it does not say how it denies, no headline is trusted at all. These are the rules:

- one plain line: no markup, no control, direction or private characters, no symbols such as emoji
- each clause is one of the sentence: the same act, by and to the same, in the same way (`clause_match`)
- what is only alleged, hoped, planned, tried, ordered or a condition is told as such (`factuality`)
- the words by which something did not, may, or only in part happened are those of the clause
- each number is in the sentence, before the same noun, with the same bound; scores keep their order
- each name is a whole name of the sentence, or of the article where the sentence leaves it to a pronoun
- every other word is in the sentence, or is a listed synonym of one that is
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, takewhile

from timeline.extract.clause_match import match_of
from timeline.extract.headline_evidence import HeadlineEvidence
from timeline.lang.base import Language
from timeline.lang.lexical import content_stems, names, stem, stems_of, words
from timeline.roles.clause_reader import ClauseRelation
from timeline.roles.clause_roles import ReadClause
from timeline.roles.event_types import synonyms_of, things_of, type_words_of
from timeline.roles.frames import frame_of
from timeline.roles.phrases import Phrase, identifiers_in, tokens_of
from timeline.roles.read_sentences import ReadSentence
from timeline.text.clauses import clauses

_MARKUP = re.compile(r"[*_`#<>{}\[\]|~\\^=]|https?:|www\.|[$€£¥](?!\s?\d)|(?<!\w)[-−]\d")
_NUMBER = re.compile(r"\d+(?:[.,:–-]\d+)*")
_TOKEN = re.compile(r"\d+(?:[.,:–-]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*|%")
_SHORTEST_ROOT = 5
"""How many letters two words begin with that are forms of one: "resigned", "resignation"."""
_UNIT_REACH = 3
_LOOSE = frozenset(("all", "a part"))
_PLACEHOLDER = "·"
"""What stands for a verb that headline and sentence share."""
CONDITION, MODALITY, REPORT, RETRACTION = "condition", "modality", "report", "retraction"
NEGATION, REFUSAL, TOTAL, WARNING = "negation", "refusal", "all", "warning"


def plain_line(headline: str, _: HeadlineEvidence) -> str | None:
    """Return a problem when *headline* is more than one line of plain words."""
    if _MARKUP.search(headline):
        return "it has marks that are no words"
    for character in headline:
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Co", "Cs", "Cn", "So", "Zl", "Zp"):
            return "it has characters that are no text"
    return None


def operators(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return a problem when *headline* lacks a word that denies, allows or attributes, or has one more."""
    negation = evidence.language.negation
    if negation is None:
        return None
    if "?" in evidence.sentence and "?" not in headline:
        return "it leaves out that something was asked"
    told, said = _scope(headline, evidence), _without_matched(headline, evidence)
    for name, pattern in negation.operators.items():
        if pattern.search(said):
            undone = name == NEGATION and negation.operators[REFUSAL].search(told)
            loose = name in _LOOSE or not evidence.language.reads_clauses
            if not undone and not pattern.search(evidence.sentence if loose else told):
                return f"its sentence has no word of {name}"
            continue
        if name == REFUSAL and negation.operators[NEGATION].search(headline):
            continue  # what was refused was not done; `clauses_kept` looks at what that was
        if name == REPORT and evidence.reporting:
            continue  # its speaker is put before it
        # A condition may follow all that it is for; of a threat or a plan, it may be left out.
        open_ended = name == CONDITION and any(
            negation.operators[it].search(headline) for it in (MODALITY, WARNING)
        )
        if open_ended or name == TOTAL:
            continue  # what is true of all is true of some
        bearing = evidence.sentence if name in (CONDITION, RETRACTION) and told else told
        found = next(
            (it for it in pattern.finditer(bearing) if _bears(it, bearing, headline, evidence.language)), None
        )
        if found:
            return f"it leaves out “{found.group()}”"
    return None


def _bears(found: re.Match[str], told: str, headline: str, language: Language) -> bool:
    """Return whether an operator bears on *headline*: one that denies the next word does if that is in it."""
    if language.negation is None or language.negation.clause_wide:
        return True
    if not language.negation.negated.match(told, found.start()):
        return True
    denied = [word for word in words(told[found.end() :]) if word not in language.stop_words]
    return not denied or stem(denied[0], language) in content_stems(headline, language)


def _without_matched(headline: str, evidence: HeadlineEvidence) -> str:
    """Return *headline* without the verbs that its sentence has in the same clauses."""
    match = match_of(headline, evidence.sentence, evidence.text, evidence.language)
    if match is None or not match.succeeded:
        return headline
    verbs = {match.said.clauses[number].verb for number in match.pairs}
    for verb in sorted((verb for verb in verbs if verb), key=lambda it: it.start, reverse=True):
        headline = f"{headline[: verb.start]}{_PLACEHOLDER}{headline[verb.end :]}"
    return headline


def _scope(headline: str, evidence: HeadlineEvidence) -> str:
    """Return what of the sentence bears on *headline*: the clauses that say it, and what governs them."""
    match = match_of(headline, evidence.sentence, evidence.text, evidence.language)
    if match is None or not match.succeeded:
        return _scope_by_words(headline, evidence)
    told, stems = match.told, content_stems(headline, evidence.language)
    own = {*match.pairs.values()}
    governing = {above for number in own for above in told.above(number)} - own
    bearing: list[tuple[int, str]] = []
    for number, clause in enumerate(told.clauses):
        start = clause.words[0].start if clause.words else 0
        depends = clause.relation is ClauseRelation.ADVERBIAL and clause.parent in own | governing
        if number in own or number in governing or depends:
            bearing.append((start - 1, clause.opener))
        if number in own or number in governing:
            kept = [
                word.text if number in governing or word is not clause.verb else _PLACEHOLDER
                for word in clause.verbs
            ]
            bearing.append((clause.verbs[0].start if clause.verbs else start, " ".join(kept)))
            bearing += _bearing_parts(clause, told, stems, governs=number in governing)
    return " ".join(text for _, text in sorted(bearing) if text)


def _bearing_parts(
    clause: ReadClause, told: ReadSentence, stems: frozenset[str], *, governs: bool
) -> Iterator[tuple[int, str]]:
    """Yield the phrases of a clause that a headline with *stems* keeps, or that it cannot leave out."""
    for part in clause.parts:
        core = part in clause.subject[:1] or (governs and part is clause.direct)
        own = told.stems(part.words)
        empty = not (own or part.preposition or part.aside or governs)
        if core or empty or not own.isdisjoint(stems):
            written = " ".join(word.text for word in part.words)
            yield part.words[0].start, f"{part.preposition} {written}".strip()


def clauses_kept(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return a problem when *headline* has a clause that its sentence does not have, with the same roles.

    Where the grammar of the language is not known, only agent and patient are compared.
    """
    match = match_of(headline, evidence.sentence, evidence.text, evidence.language)
    if match is None:
        return roles_kept(headline, evidence)
    return match.problem


def identifiers_kept(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return a problem when what *headline* numbers or names by its side is another one in the sentence."""
    known = evidence.language.role_words
    if known is None:
        return None
    said, told = (
        {*identifiers_in(tokens_of(text), evidence.language, known)} for text in (headline, evidence.sentence)
    )
    for kind, which in said - told:
        known_elsewhere = which in {other for _, other in told}
        if not known_elsewhere or any(other == kind for other, _ in told):
            return f"“{kind} {which}” is another one in the sentence"
    return None


def _scope_by_words(headline: str, evidence: HeadlineEvidence) -> str:
    """Return the clauses that share words with *headline*, with what joins them to others."""
    language = evidence.language
    stems = content_stems(headline, language)
    pieces = list(_placed(evidence.sentence, clauses(evidence.sentence, language)))
    shared = [len(stems & content_stems(evidence.sentence[slice(*piece)], language)) for piece in pieces]
    if not any(shared):
        return evidence.sentence
    most = max(shared)
    kept = [place for place, count in enumerate(shared) if 2 * count >= most and count]
    complementizers = language.negation.complementizers if language.negation else frozenset[str]()
    told = []
    for place in kept:
        start = pieces[place - 1][1] if place else 0  # with the word that joins it to what is before it
        joint = words(evidence.sentence[start : pieces[place][0]])
        if place and joint and joint[-1] in complementizers and place - 1 not in kept:
            start = pieces[place - 1][0]
        found = _TOKEN.finditer(evidence.sentence, *pieces[place])
        ends = [match.end() for match in found if stem(match.group().lower(), language) in stems]
        told.append(evidence.sentence[start : max(ends, default=pieces[place][1])])
    return " ".join(told)


def _placed(sentence: str, pieces: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where each of *pieces* is in the sentence, in their order."""
    end = 0
    for piece in pieces:
        start = sentence.index(piece, end)
        end = start + len(piece)
        yield start, end


def numbers_with_nouns(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return a problem when a number of *headline* has another noun or another bound than in the sentence."""
    said, known = [*_quantities(headline, evidence)], [*_quantities(evidence.sentence, evidence)]
    order = iter([number for number, _, _ in known])
    if not all(value in order for value, _, _ in said if value in {number for number, _, _ in known}):
        return "its numbers are in another order in the sentence"
    for value, unit, bound in said:
        same = [(other, limit) for number, other, limit in known if number == value]
        if not same and any(number.split()[0] == value.split()[0] for number, _, _ in known):
            return f"the number {value} is another one in the sentence"
        if not same:
            continue  # another check has said so where it is a number at all
        if re.search(rf"\d of \w+ {re.escape(value)}", evidence.sentence) and len(said) < 2:
            return f"the number {value} is a total in the sentence"
        fitting = [limit for other, limit in same if not unit or not other or unit & other]
        if not fitting:
            return f"the number {value} is of something else in the sentence"
        if bound not in fitting and not any(limit == "" and bound == "" for limit in fitting):
            return f"the number {value} has another bound in the sentence"
    return None


def _quantities(text: str, evidence: HeadlineEvidence) -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield each number in digits, the stems of the words after it, and the bound before it."""
    language = evidence.language
    stems = stems_of(language)
    bounds = language.quantities.bounds if language.quantities else {}
    scales = language.quantities.scales if language.quantities else {}
    prepositions = language.role_words.prepositions if language.role_words else {}
    joints = {*prepositions, *language.grammar.subordinators}
    tokens = _TOKEN.findall(text)
    lower = [token.lower() for token in tokens]
    for place, token in enumerate(lower):
        value = token.strip(".,") if _NUMBER.fullmatch(token) else None
        if value is None and language.number_words.get(token, 0) > 1:
            number = language.number_words[token]
            value = str(int(number)) if number == int(number) else str(number)
        if value is None:
            continue
        following = lower[place + 1 : place + 1 + 2 * _UNIT_REACH]
        following = [*takewhile(lambda word: word not in joints, following)]
        after = [word for word in following if word not in language.stop_words][:_UNIT_REACH]
        before = " ".join(lower[max(0, place - 3) : place])
        bound = next((limit for limit in bounds if before.endswith(limit)), "")
        scale = lower[place + 1] if place + 1 < len(lower) and lower[place + 1] in scales else ""
        yield f"{value} {scale}".strip(), frozenset(stems[word] for word in after), bound


def whole_names(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return a problem when a name of *headline* is no whole name of the sentence, or goes another way in it.

    Where the sentence has a pronoun or no name, it may be one of the article.
    """
    language = evidence.language
    pronouns = not language.pronouns.isdisjoint(words(evidence.sentence))
    text = evidence.text if pronouns or not names(evidence.sentence, language) else evidence.sentence
    known = {word.removesuffix("'s") for word in words(text)}
    plain = {word for word in _TOKEN.findall(evidence.sentence) if word.islower()}
    if language.nouns is None:
        plain |= language.titles
    wholes = [{word.removesuffix("'s") for word in words(name)} for name in names(evidence.text, language)]
    for name in names(headline, language):
        parts = [word.removesuffix("'s") for word in words(name) if word not in language.stop_words]
        parts = [part for part in parts if part[0].isalpha() and part not in plain]
        for part in parts:
            if part in known or (language.nouns and stem(part, language) in content_stems(text, language)):
                continue
            return f"the name “{part}” is not in the sentence"
        pieces = [{*parts} & {*piece} for piece in _between(words(name), language)]
        if language.nouns is None and not all(
            any(whole >= it for whole in wholes) for it in pieces if len(it) > 1
        ):
            return f"“{name}” is no name of the article"
    return None if language.reads_clauses else _direction(headline, evidence)


def _between(name: list[str], language: Language) -> list[list[str]]:
    """Return the pieces of a name between words like "of"."""
    attached = language.role_words.attached if language.role_words else frozenset[str]()
    pieces: list[list[str]] = [[]]
    for word in name:
        if word in attached:
            pieces.append([])
        else:
            pieces[-1].append(word.removesuffix("'s"))
    return pieces


def _direction(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return a problem when a name stands after another preposition than in the sentence: "from", "to"."""
    known = evidence.language.role_words
    if known is None:
        return None
    said, told = (_after_prepositions(text, known.prepositions) for text in (headline, evidence.sentence))
    for name, prepositions in said.items():
        if name in told and "" not in prepositions and told[name].isdisjoint(prepositions):
            return f"“{name.capitalize()}” has another part in the sentence"
    return None


def _after_prepositions(text: str, prepositions: Mapping[str, str]) -> dict[str, set[str]]:
    """Return for each capitalised word the words right before it that name its role, "" for none."""
    found: dict[str, set[str]] = {}
    tokens = _TOKEN.findall(text)
    for before, token in pairwise(tokens):
        if token[0].isupper() and not before[0].isupper():
            role = before.lower() if prepositions.get(before.lower(), "place") != "place" else ""
            found.setdefault(token.lower(), set()).add(role)
    return found


def roles_kept(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return a problem when *headline* has another agent or patient than the clause with its verb."""
    language = evidence.language
    said = frame_of(headline, evidence.sentence, language)
    if said is None or not said.verb or said.verb in language.stop_words:
        return None  # an auxiliary alone states nothing
    told = [
        frame
        for clause in (evidence.sentence, *clauses(evidence.sentence, language))
        if (frame := frame_of(clause, evidence.sentence, language)) is not None and frame.verb
    ]
    same_verb = [frame for frame in told if frame.verb == said.verb] or [
        frame for frame in told if not frame.types.isdisjoint(said.types)
    ]
    if not same_verb and told:
        return None if _is_verbal(said.verb, evidence) else f"“{said.verb}” is no verb of the sentence"
    for frame in same_verb:
        if _same_filler(said.agent, frame.agent) and _same_filler(said.patient, frame.patient):
            return None
    return f"“{said.verb}” has others in its roles" if same_verb else None


def _is_verbal(verb: str, evidence: HeadlineEvidence) -> bool:
    """Return whether the sentence has a form of *verb* that does not describe a noun: "a grounded tanker"."""
    determiners = evidence.language.verbs.determiners if evidence.language.verbs else frozenset[str]()
    tokens = [token.lower() for token in _TOKEN.findall(evidence.sentence)]
    return any(
        stem(token, evidence.language) == verb and before not in determiners
        for before, token in pairwise(["", *tokens])
    )


def _same_filler(said: Phrase | None, told: Phrase | None) -> bool:
    """Return whether a phrase of a headline is that of its sentence; one that has no words is any."""
    mine, theirs = _content(said), _content(told)
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _content(phrase: Phrase | None) -> set[str]:
    return {*phrase.nouns, *(word for name in phrase.names for word in name)} if phrase else set()


def nothing_new(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return a problem when a word of *headline* is none of the sentence, nor of a type of event in it."""
    language, forms = evidence.language, evidence.language.grammar.verb_forms
    types = synonyms_of(language) if language.reads_clauses else type_words_of(language)
    told, said = words(evidence.sentence), words(headline)
    known = content_stems(evidence.sentence, language)
    known |= {stem(forms[word], language) for word in told if word in forms}
    phrasal = (f"{one} {other}" for one, other in pairwise(stem(word, language) for word in told))
    stated = frozenset[str]().union(*(types.get(key, frozenset()) for key in (*known, *phrasal)))
    known |= content_stems(" ".join(names(headline, language)), language)
    if not language.pronouns.isdisjoint(told):
        known |= content_stems(evidence.text, language)  # what a pronoun stands for
    for word, following in zip(said, [*said[1:], ""], strict=True):
        if _says_little(word, language):
            continue
        one = stem(forms.get(word, word), language)
        if stem(word, language) in known or _is_alike(one, known, language):
            continue
        if stated.isdisjoint(types.get(f"{one} {following}", types.get(one, frozenset()))):
            return f"“{word}” is not in the sentence"
    return None


def _says_little(word: str, language: Language) -> bool:
    """Return whether a word is grammar or a number, at which other checks look."""
    joints = language.role_words.prepositions if language.reads_clauses and language.role_words else {}
    counts = _NUMBER.match(word) is not None or language.number_words.get(word, 0) > 0
    return word in language.stop_words or word in joints or counts


def _is_alike(one: str, known: frozenset[str], language: Language) -> bool:
    """Return whether a stem is one of those *known*, or names the same thing, or has their root."""
    things = things_of(language)
    same = things.get(one, one) in {things.get(other, other) for other in known}
    return same or any(_same_root(one, other) for other in known)


def _same_root(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return (
        length >= _SHORTEST_ROOT
        and one[: max(_SHORTEST_ROOT, length - 2)] == other[: max(_SHORTEST_ROOT, length - 2)]
    )
