"""English time expressions."""

from timeline.lang.en.timex.grammar import OPENINGS, expression
from timeline.lang.en.timex.tense import direction_of
from timeline.timex.time_grammar import TimeGrammar

TIME = TimeGrammar(read=expression, direction_of=direction_of, openings=OPENINGS)
