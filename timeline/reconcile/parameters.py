"""The tuned numbers of reconciling, each with what it was chosen on.

Where nothing else is said, a value was chosen by hand where small changes change little, on the sets of
`benchmarks/reconcile.py`: news that this project invented, and news whose events people annotated (MEANTIME
and SemEval 2015 task 4). Their figures are B-cubed (Bagga and Baldwin 1998) and the false pairs among merged
sentences. "Limit on work" means that the value bounds time or memory (`benchmarks/reconcile.py --cost`).
"""

# --- features: what a term of a mention weighs

HEADLINE_WEIGHT, CLAUSE_WEIGHT, SENTENCE_WEIGHT = 1.0, 0.5, 0.2
"""What a term weighs by its place: headline, clause of the time expression, rest of the sentence."""
RARITY_SLOPE = 0.25
"""How fast a term loses weight with the logarithm of the number of dates that it is used for."""
MOST_TERMS = 30
"""How many terms of a mention, the heaviest, are compared. Limit on work."""
COUNT_REACH = 6
"""How many words may lie between a number and the word for what happened to those it counts."""

# --- blocking: which pairs are compared

BLOCKING_TERMS = 12
"""By how many of its rarest terms a mention is found. Limit on work."""
FREQUENT_TERM = 40
"""A term of more mentions of one date is frequent: it leads each only to its neighbours. Limit on work."""
FREQUENT_TERM_NEIGHBOURS = 4
"""To how many mentions on either side a frequent term leads; mentions are ordered by their terms."""
MOST_CANDIDATES = 8
"""With how many of those that share most terms a mention is compared. Limit on work: ten change no figure."""

# --- dates

LONGEST_LOOSE_DAYS = 62
"""The longest span, two months, in which a day may lie without much stronger evidence of one event."""
LEAST_SLACK_DAYS = 3
"""How far, at least, a day may lie from an approximate date and still be meant by it."""

# --- similarity: the score of a pair, its costs, and what it needs

NAMES_ONLY = 0.15
"""The cost of sharing names and nothing that happened."""
ONE_THING = 0.10
"""The cost of sharing one thing only, a word or an event type.

With NO_EVENT_TYPE, false pairs fell from 26 of 408 to 8 of 384 (2.1 %).
"""
ONE_THING_VAGUE = 0.25
"""The same where the date is a season or longer or unknown: false pairs fell from 8 of 384 to 7 of 383."""
MANY_NAMES = 3
"""How many shared names make up for sharing one thing only: who did it, to whom, where."""
NO_EVENT_TYPE = 0.10
"""The cost of sharing no event type where a date is vague, so that many things fit it."""
OTHER_NAMES = 0.06
"""The cost of two headlines with names that share none."""
OTHER_ATTRIBUTION = 0.10
"""The cost when one time expression dates that something was said, and the other what happened."""
OTHER_COUNTS = 0.05
"""The cost of counting the same differently."""
SAME_ARTICLE = 0.35
"""The cost of standing in one article, which seldom reports a thing twice.

With average linkage and stricter rules for undated mentions, false pairs fell from 65 of 475 to 26 of 408.
"""
SAME_ARTICLE_HEAD = 0.20
"""The same when one of the two is in the article's head: the article reports it again below."""
HEAD_LENGTH = 300
"""How many code points of an article are its head: its title, and a line below it."""
NEEDED_SAME_DATE = NEEDED_LOOSE_DATE = 0.20
"""The score from which two mentions of one date, or of dates that may be the same, report one event."""
NEEDED_VAGUE_DATE = 0.35
"""The same where one date is a season or longer."""
NEEDED_UNKNOWN_DATE = 0.70
"""The same where a date is unknown."""
NEEDED_OTHER_DATE = 0.25
"""The same where the dates exclude each other: for a mistaken date, or a plan and its outcome."""

# --- clustering: average linkage

MOST_REPRESENTATIVES = 5
"""How many mentions represent a cluster when clusters are compared. Limit on work."""
BEST_PAIR_SHARE = 0.4
"""How much of the linkage of two clusters is its best pair's margin; the rest is the average one's."""

# --- events that may be the same (benchmarks/reconcile_doubts.py)

CLEARLY_ENOUGH = 0.20
"""By how much the linkage of two events exceeds what is needed that may be the same under other names.

On six topics of background summaries, 23 of the 25 pairs from here on are one event by hand ("Sanaa",
"Sana'a"; "the White House", "President Obama"), and 3 of the 16 below it.
"""
NEARLY_ENOUGH = 0.05
"""By how little it may fall short where an event type is shared and nothing else is against one event.

On the sets, 13 of these 20 pairs are one event by the gold; 18 of 33 to 0.08, 21 of 39 with no type shared.
"""
MOST_DOUBTS = 3
"""With how many others an event may be the same, the most similar ones: more would say nothing."""

# --- mentions without a date

UNDATED_CANDIDATES = 10
"""With how many clusters, and how many mentions of each, an undated mention is compared. Limit on work."""
AFFINITY = 1.45
"""How many terms' worth a cluster must have for itself before an undated mention can join it."""
AFFINITY_SAME_DAY = 0.75
"""The same where words left without a date, such as "on Tuesday", fit the day of the cluster."""
NAMES_OF_ARTICLE = 0.5
"""How many terms' worth all names are, at most, for each article: names alone say not what happened."""
AFFINITY_BONUS = 0.45
"""What a cluster with enough affinity adds to the margin of an undated mention."""
LEAST_SHARED_TERMS = 3
"""How many terms at least an undated mention shares with such a cluster."""
SAME_DAY_BONUS = 0.12
"""What it adds that words left without a date, such as "on Tuesday", fit the day of the cluster."""
ARTICLES_BONUS = 0.025
"""What each doubling of a cluster's articles adds: what many report is what one more is likely to report."""
UNDATED_ROUNDS = 2
"""How often undated mentions are tried: those found first can lead to others."""

# --- one event under two dates

MOST_MISTAKEN_DAYS = 7
"""How far apart, at most, two dates of one event lie by mistake."""
DISAGREEMENT = 0.05
"""By how much the linkage of clusters that disagree on their date must exceed what other clusters need."""
LEAST_SHARED_CLAIMS = 2
"""How many terms such clusters share at least besides an event type that happens once."""

# --- plans that later articles overtook

PLAN_TERMS = 3
"""How many terms of its headline, a name among them, a plan shares with its outcome."""
PLAN_CANDIDATES = 5
"""With how many clusters a plan is compared. Limit on work."""

# --- borderline pairs, which a model is asked about (benchmarks/reconcile_borderline.py)

BORDERLINE_BAND = 0.15
"""How far from what is needed the linkage of two subclusters may be, to either side, to be borderline.

When it was chosen, 58 of 225 decisions within it were wrong on the annotated sets, and 44 of 386 from
there to 0.30.
"""
MOST_SUBCLUSTERS = 20
"""How many subclusters one question is about, at most."""
MOST_SPLIT = 40
"""Up to how many mentions a cluster may be split: what more mentions report is held together in many ways."""
LONGEST_SHOWN = 300
"""How much of a headline or a quote a question shows, in code points."""

# --- near-duplicates: bottom-k MinHash

SHINGLE = 5
"""How many words in a row are hashed together."""
SKETCH_SIZE = 64
"""How many of an article's hashes its sketch holds: the estimate's standard error is at most 1/16."""
NEAR_DUPLICATE = 0.5
"""The estimated share of the shorter text in the longer one from which both are near-duplicates."""
CREDITED_NEAR_DUPLICATE = 0.25
"""The same where both name one agency or reporter: each paper cuts and adds, the report is one."""
SHORTEST_SKETCH = 20
"""How many hashes a sketch needs for a share of them to mean something; a shorter text must be equal."""
MOST_CUT = 4.0
"""How many times longer a text can be than its cut version; beyond that the sketches share too little."""
HASH_PARTS = 4
"""In how many parts shared hashes are looked for, one after the other. Limit on memory."""

# --- credits at the edges of an article

EDGE_LINES = 6
"""How many lines at each end of a text can hold its credits."""
LONGEST_CREDIT = 160
"""How many code points a credit's line has at most; a place and agency that open a report need no line."""

# --- the event that a cluster becomes

LONGEST_HEADLINE = 18
"""From how many words on a headline is taken only when there is no shorter one."""
OWN_WORD = 0.25
"""What a headline's word is worth that only its own article uses; any other is worth its articles' number."""
WORD_COST = 0.25
"""What each word of a headline costs."""

# --- importance (measured by benchmarks/importance.py on two stories: other shares change little)

SOURCES_SHARE, CITATIONS_SHARE, LEAD_SHARE, BURST_SHARE = 0.5, 0.2, 0.15, 0.15
"""The shares of importance: independent sources, citations, an early place, a burst of sources."""
LEAD_LENGTH = 1000
"""After how many code points of an article an early place counts half."""
BURST_DAYS = 3
"""Within how many days in a row sources that appear do so in one burst."""
