"""English words that several stages read: months and weekdays, verbs, stop words.

All are in lower case. Words of time expressions are in `time_words`.
"""

from timeline.lang.en import calendar
from timeline.lang.wordlists import pairs

# --- the calendar

MONTHS = {**calendar.MONTHS, **calendar.SHORT_MONTHS}
WEEKDAYS = calendar.WEEKDAYS

# --- verbs

AUXILIARIES = frozenset(
    "am is are was were be been has have had do does did will would can could may might shall should "
    "must isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't "
    "can't couldn't shouldn't".split()
)
PAST_TENSES = frozenset(
    "arose awoke beat became began bent bet bit bled blew bore bought broke brought built burnt "
    "burst came cast caught chose clung cost crept cut dealt drank drew drove dug fell fed felt fled "
    "flew forbade forgot forgave fought found froze gave got grew heard held hid hit hung hurt kept "
    "knelt knew laid lay leapt learnt led left lent let lit lost made meant met paid proved put quit "
    "ran rang read rode rose said sang sank sat saw sent set shook shone shot shut sold sought spent "
    "spoke spread sprang stole stood stuck struck swam swept swore swung threw taught thought told "
    "slid slept shrank sprung stung slung spun span strode strove trod overcame outbid undercut "
    "took tore understood underwent undertook upheld went wept withdrew withstood woke won wore "
    "wound wrote overthrew overtook oversaw".split()
)
"""Past tenses that do not end in -ed."""
NOT_PAST_TENSES = frozenset(
    "need indeed speed feed breed creed greed weed seed united hundred sacred naked unchanged "
    "unaffected unharmed unhurt uninjured unnamed unmanned "
    "unprecedented unfounded unexpected unarmed unlicensed unmarked untreated".split()
)
"""Words in -ed that are no verbs."""
DETERMINERS = frozenset("a an the this these those its his her their our my your of".split())
"""Words after which a form in -ed is an adjective."""
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
STOP_WORDS = CALENDAR | frozenset(
    "a about above according across after again against ago all almost along already also although "
    "am among an and another any are as at away back be became because become been before being "
    "between both but by came can come could day days did do does doing down due during each early "
    "either else even ever every few first following for former from further get give given got had "
    "has have having he held her here hers him his hold how however i if in including into is it its "
    "itself just last late later least less like made make many may me meanwhile might minute month "
    "months more morning most much must my near nearly never new next night no nor not now of off "
    "often on once one only onto or other our out over own part past per rather same say says said "
    "second set several shall she should since so some soon still such take taken than that the "
    "their them then there these they this those though three through thus time to today together "
    "told tell tells tomorrow too took toward towards two under until up upon use very via was we "
    "week weekend weeks well were what when where whether which while who whom whose why will with "
    "within without would year years yesterday yet you your evening afternoon al el de la le von van "
    "bin".split()
)
IRREGULAR = pairs(
    "aground:strand arisen:arise arose:arise began:begin begun:begin bought:buy broke:break broken:break "
    "brought:bring built:build caught:catch chose:choose chosen:choose dead:die drew:draw drove:drive "
    "eastern:east fallen:fall fell:fall fled:flee flew:fly flies:fly flight:fly flights:fly flown:fly "
    "fought:fight founded:establish founding:establish froze:freeze gave:give gone:go grew:grow "
    "grounded:strand grounding:strand hid:hide kept:keep knew:know led:lead left:leave lost:lose men:man "
    "met:meet northern:north paid:pay ran:run risen:rise rose:rise sale:sell sales:sell sank:sink "
    "sent:send "
    "shook:shake shot:shoot sold:sell sought:seek southern:south spoke:speak spoken:speak stole:steal "
    "stolen:steal struck:strike stuck:stick sunk:sink swore:swear sworn:swear threw:throw went:go "
    "western:west withdrew:withdraw women:woman won:win written:write wrote:write"
)
REPORTING = frozenset(
    "said say says saying told announced announces announcing reported reports reporting revealed "
    "reveals confirmed confirms disclosed stated declared claimed acknowledged wrote tweeted posted "
    "insisted argued warned".split()
)
"""Verbs that report what somebody said."""

COMMON_WORDS = frozenset(
    "the and of to that with from by this which were been has have would after said it are not his "
    "but they their its who about than into more out up could when there".split()
)
"""Frequent words that are frequent in no neighbouring language: a text is recognised by them."""
