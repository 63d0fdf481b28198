"""English words by which the roles of a clause are found."""

from timeline.lang.base import RoleWords
from timeline.lang.en.lexicon import PAST_TENSES
from timeline.lang.wordlists import grouped, numbered, pairs

_ORDINALS = numbered(
    "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth", 1
)

ROLE_WORDS = RoleWords(
    prepositions=grouped(
        agent="by",
        place="in at near off outside inside around across along above beneath under onto aboard beside",
        other=(
            "from to into towards toward with without for against over about after on during "
            "through between "
            "among until since before amid despite per upon according due owing thanks within as "
            "than via following behind"
        ),
    ),
    attached=frozenset(("of",)),
    be=frozenset("is are was were be been being am got wasn't weren't isn't aren't".split()),
    participles=PAST_TENSES
    | frozenset(
        "taken given seen shown known driven stolen shaken hidden beaten broken chosen written "
        "fallen flown "
        "thrown sworn torn worn grown drawn frozen "
        "forgotten forbidden overthrown withdrawn overtaken put cut "
        "hit hurt shut set split spread won run come "
        "become begun sunk sung rung shot held struck found freed "
        "upheld ridden risen woken bitten born done gone".split()
    ),
    reduced=frozenset(
        "accused based packed named called suspected known "
        "wanted loaded owned operated filled armed backed led "
        "carrying charged headed made built bound dubbed aged linked".split()
    ),
    light_verbs=frozenset(
        "find found be have take make "
        " give hold carri go get do come suffer experi see face stage mount receiv occur "
        "happen becom remain conduct bring put set undergo deliv issu".split()
    ),
    openers=frozenset(
        "police officers officials voters prosecutors soldiers troops rebels militants gunmen protesters "
        "demonstrators residents villagers shareholders shares "
        "stocks investors workers teachers nurses doctors "
        "drivers pilots farmers miners students pupils parents passengers crews crew firefighters rescuers "
        "lawmakers deputies senators members ministers judges jurors detectives investigators engineers "
        "scientists researchers astronomers surgeons airlines "
        "banks hospitals schools courts thousands hundreds "
        "dozens millions people men women children fans players divers sailors fishermen heavy "
        "severe strong "
        "parliament government opposition authorities troops army navy fire flood floods rain snow storm "
        "hurricane earthquake oil gas crude gold profit profits revenue sales net inflation unemployment "
        "flight train ferry tanker reactor line court "
        "magistrates trade union unions staff employees dock rail "
        "bus hospital school city council mayor state federal local regional national central "
        "former new two "
        "three four five six seven eight nine ten".split()
    ),
    person_nouns=frozenset(
        "banker teacher farmer lawyer doctor actor actress singer author writer director founder owner "
        "businessman businesswoman politician activist journalist reporter engineer scientist striker "
        "midfielder goalkeeper defender coach manager boss leader head deputy former ex finance foreign "
        "interior defence defense health education transport justice trade police opposition "
        "chief executive "
        "officer member mp councillor mep analyst economist suspect defendant victim inspector detective "
        "sergeant bishop cardinal archbishop rebel union fugitive champion".split()
    ),
    articles=frozenset(("the", "a", "an")),
    metonyms={"white house": "us", "downing street": "uk", "united states": "us", "united kingdom": "uk"}
    | pairs(
        "washington:us pentagon:us moscow:russia kremlin:russia beijing:china tokyo:japan seoul:korea "
        "pyongyang:korea delhi:india islamabad:pakistan kabul:afghanistan tehran:iran baghdad:iraq "
        "damascus:syria beirut:lebanon cairo:egypt riyadh:saudi ankara:turkey athens:greece rome:italy "
        "paris:france berlin:germany london:uk westminster:uk dublin:ireland madrid:spain lisbon:portugal "
        "brussels:belgium vienna:austria bern:switzerland warsaw:poland prague:czech budapest:hungary "
        "bucharest:romania sofia:bulgaria belgrade:serbia zagreb:croatia kyiv:ukraine kiev:ukraine "
        "minsk:belarus vilnius:lithuania riga:latvia tallinn:estonia helsinki:finland stockholm:sweden "
        "oslo:norway copenhagen:denmark canberra:australia wellington:zealand ottawa:canada "
        "mexico:mexico brasilia:brazil santiago:chile lima:peru bogota:colombia caracas:venezuela "
        "havana:cuba nairobi:kenya abuja:nigeria pretoria:africa tripoli:libya tunis:tunisia "
        "khartoum:sudan kampala:uganda jakarta:indonesia manila:philippines hanoi:vietnam bangkok:thailand "
        "sanaa:yemen doha:qatar amman:jordan"
    ),
    ordinals={**_ORDINALS},
    directions=grouped(
        north="north northern",
        south="south southern",
        east="east eastern",
        west="west western",
        upper="upper",
        lower="lower",
        left="left",
        right="right",
        main="main",
    ),
    shares=frozenset(("%", "percent", "pct", "per cent")),
    money=grouped(
        dollar="$ dollar dollars us$",
        euro="€ euro euros",
        pound="£ pound pounds",
        yen="¥ yen",
        franc="franc francs",
        crown="crown crowns krone kroner krona kronor",
        yuan="yuan",
        rupee="rupee rupees",
        rouble="rouble roubles ruble rubles",
        peso="peso pesos",
        cent="cent cents",
    ),
    levels=frozenset(("magnitude", "category", "level", "stage", "grade")),
    measures=frozenset(
        "points seats goals basis runs wickets votes degrees metres meters kilometres".split()
    ),
)
