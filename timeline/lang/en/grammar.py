"""How English sentences fall into clauses."""

import re

from timeline.lang.base import SentenceGrammar
from timeline.lang.en.synonyms import SAME_THINGS, SYNONYMS
from timeline.lang.wordlists import grouped, pairs

GRAMMAR = SentenceGrammar(
    subordinators=frozenset(
        "because although though while when after before since until as if unless whereas once "
        "whether than".split()
    ),
    simultaneous=frozenset("as when while".split()),
    relatives=frozenset("who whom whose which where".split()),
    complementizers=frozenset(("that",)),
    coordinators=frozenset("and but or nor yet".split()),
    marks=frozenset(("to",)),
    gerund=re.compile(r".{2,}ing"),
    not_gerunds=frozenset(
        "during thing building meeting morning evening hearing wedding king ring spring string wing "
        "nothing something anything everything following including according ceiling housing trading "
        "warning offering holding banking mining shipping training opening ruling understanding "
        "sitting outstanding "
        "missing leading standing remaining surrounding existing ongoing".split()
    ),
    particles=frozenset("up down off out over in away back on through aside".split()),
    presents=frozenset(
        "says say tells expects wants warns alleges denies believes thinks suggests argues "
        "insists announces "
        "urges asks accuses refuses rejects "
        "allege believe deny insist argue suspect accuse".split()
    ),
    past_only=frozenset(
        "gave took went rose fell wrote spoke broke chose drove froze stole swore wore tore threw "
        "grew knew drew flew "
        "blew began drank sang sank sprang rang swam ran came became saw forgot hid bit shook "
        "woke arose awoke rode "
        "forbade forgave overthrew overtook underwent withdrew strode trod shrank overcame stank "
        "strove lay".split()
    ),
    vague_verbs=frozenset("come go take make have get do put set bring be becom keep".split()),
    modals=frozenset(
        "do does did don't doesn't didn't will won't would wouldn't can can't cannot could "
        "couldn't may might "
        "shall should shouldn't must".split()
    ),
    adverbs=re.compile(
        r"(?!(?:family|assembly|supply|reply|rally|anomaly|monopoly|butterfly|bully|belly)$)"
        r"[a-z]{3,}ly|not|also|never|later|then|once|again|twice|now|still|already|soon|yet|almost|only|just"
        r"|far|even|here|there|together|first|finally|no|longer|himself|herself|itself|themselves"
    ),
    auxiliary_gerunds=frozenset(("having", "being")),
    content_verbs=frozenset(
        "say said tell told report admit decid fear think believ know claim deni promis warn "
        "announc hope insist "
        "argu rule conclud confirm note add state declar show reveal suggest find found discov "
        "learn write boast "
        "testifi allege alleg estim predict expect agre vow pledg guess assum complain swear "
        "explain".split()
    ),
    controls=frozenset(
        "refus fail plan tri threaten promis want hope agre decid expect vow offer seek continu "
        "begin start order "
        "ask tell told urg forc allow attempt manag struggl unabl abl due readi set prepar pledg "
        "aim intend "
        "declin propos requir right chanc bid help need invit persuad forbid permit wish choos vote call "
        "stop avoid deni admit keep finish resum consid suggest threat promis refus hesit rush "
        "race hurri fear".split()
    ),
    factual_verbs=frozenset(
        "say said tell told report announc confirm disclos reveal show find found rule conclud "
        "admit acknowledg note add "
        "state declar discov learn write decid notic see saw seen recal rememb concede conced "
        "mean meant ensur".split()
    ),
    implicative_verbs=frozenset(
        "drive drove prompt lead led compel push manag begin start continu help forc rush hurri "
        "race come go have had has get serv use cause caus enabl "
        "prove turn happen keep kept need join gather meet travel fly sail march return".split()
    ),
    synonyms=SYNONYMS,
    verb_forms=pairs(
        "said:say says:say told:tell found:find made:make took:take taken:take came:come got:get "
        "held:hold saw:see "
        "seen:see heard:hear known:know begun:begin drank:drink slid:slide blew:blow drawn:draw "
        "tore:tear torn:tear "
        "wore:wear worn:wear thrown:throw shown:show felt:feel thought:think taught:teach "
        "laid:lay rode:ride "
        "sang:sing sung:sing spent:spend swept:sweep swam:swim understood:understand woke:wake given:give "
        "meant:mean stood:stand sat:sit slept:sleep dealt:deal dug:dig fed:feed hung:hang "
        "lit:light rang:ring "
        "shone:shine shrank:shrink spun:spin sprang:spring stung:sting strode:stride swung:swing won:win "
        "overcame:overcome overthrew:overthrow overtook:overtake underwent:undergo became:become born:bear "
        "forgot:forget forgave:forgive forbade:forbid chosen:choose drove:drive driven:drive "
        "ridden:ride became:become "
        "upheld:uphold retook:retake rebuilt:rebuild rewrote:rewrite bled:bleed bred:breed "
        "crept:creep bit:bite "
        "leapt:leap learnt:learn burnt:burn sunken:sink proven:prove"
    ),
    ergative=frozenset(
        "sink close open explod burn crash begin start end stop chang move break capsiz derail "
        "reopen resum restart "
        "erupt collaps flood doubl tripl increas shut spread grow improv worsen crack snap "
        "overturn deton".split()
    ),
    same_things=SAME_THINGS,
    negative_verbs=frozenset("fail refus declin neglect forget omit".split()),
    factual_openers=frozenset(
        "after because as when while although though since once where whereas by on following in "
        "with at for".split()
    ),
    dated_openers=frozenset(("before", "until", "till")),
    place_pronouns=frozenset(("there", "here")),
    agent=frozenset(("by",)),
    places=frozenset("in at from near on".split()),
    inner=frozenset("in at of from on".split()),
    object_openers=frozenset(("from", "of", "for")),
    alleging_verbs=frozenset(
        "arrest sue investig detain charg accus want criticis question suspect hold indict "
        "prosecut blame rearrest "
        "search appli ask call".split()
    ),
    object_control=frozenset(
        "ask urg tell told order allow forc expect want persuad requir permit forbid help enabl "
        "invit caus drive prompt lead compel push "
        "instruct call warn".split()
    ),
    reciprocal=frozenset("meet marri wed clash collid merg divorc draw tie agre".split()),
    preposition_groups=grouped(
        **{
            "in": "in at inside within on onto aboard into",
            "near": "near off outside around beside",
            "amid": "amid amidst",
            "about": "about over on regarding concerning",
            "after": "after following",
            "because": "because due owing",
            "to": "to towards toward into",
        }
    ),
)
