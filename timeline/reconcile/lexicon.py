"""The English words that comparing needs: which say nothing, which are forms of another, which tell the same kind of deed."""

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january "
    "february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec".split()
)
STOP_WORDS = CALENDAR | frozenset(
    "a about above according across after again against ago all almost along already also although am among an and "
    "another any are as at away back be became because become been before being between both but by came can come "
    "could day days did do does doing down due during each early either else even ever every few first following for "
    "former from further get give given got had has have having he held her here hers him his hold how however i if "
    "in including into is it its itself just last late later least less like made make many may me meanwhile might "
    "minute month months more morning most much must my near nearly never new next night no nor not now of off often "
    "on once one only onto or other our out over own part past per rather same say says said second set several shall "
    "she should since so some soon still such take taken than that the their them then there these they this those "
    "though three through thus time to today together told tell tells tomorrow too took toward towards two under "
    "until up upon use very via was we week weekend weeks well were what when where whether which while who whom "
    "whose why will with within without would year years yesterday yet you your evening afternoon al el de la le von "
    "van bin".split()
)
TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president vice prime minister premier chancellor king queen prince princess pope "
    "general colonel captain lieutenant senator governor mayor judge justice secretary chairman chief ceo spokesman "
    "spokeswoman ambassador professor prof rev gen col lt capt sen gov rep leader counterpart".split()
)
"""Words that stand before a person's name and are no part of it."""


def _pairs(text: str) -> dict[str, str]:
    """Read "form of a word: word" pairs."""
    return dict(pair.split(":") for pair in text.split())


IRREGULAR = _pairs(
    "aground:strand arisen:arise arose:arise began:begin begun:begin bought:buy broke:break broken:break "
    "brought:bring built:build caught:catch chose:choose chosen:choose dead:die drew:draw drove:drive eastern:east "
    "fallen:fall fell:fall fled:flee flew:fly flies:fly flight:fly flights:fly flown:fly fought:fight "
    "founded:establish founding:establish froze:freeze gave:give gone:go grew:grow grounded:strand grounding:strand "
    "hid:hide kept:keep knew:know led:lead left:leave lost:lose men:man met:meet northern:north paid:pay ran:run "
    "risen:rise rose:rise sale:sell sales:sell sank:sink sent:send shook:shake shot:shoot sold:sell sought:seek "
    "southern:south spoke:speak spoken:speak stole:steal stolen:steal struck:strike stuck:stick sunk:sink swore:swear "
    "sworn:swear threw:throw went:go western:west withdrew:withdraw women:woman won:win written:write wrote:write"
)
PEOPLES = _pairs(
    "afghan:afghanistan american:us america:us brazilian:brazil briton:uk britain:uk british:uk canadian:canada "
    "chilean:chile chinese:china danish:denmark dutch:netherlands egyptian:egypt french:france german:germany "
    "greek:greece haitian:haiti iranian:iran iraqi:iraq irish:ireland israeli:israel italian:italy japanese:japan "
    "lebanese:lebanon mexican:mexico norwegian:norway pakistani:pakistan palestinian:palestine peruvian:peru "
    "polish:poland portuguese:portugal scottish:scotland spanish:spain swedish:sweden swiss:switzerland "
    "taiwanese:taiwan thai:thailand turkish:turkey ukrainian:ukraine vietnamese:vietnam welsh:wales yemeni:yemen"
)

# The first word of a line names the kind of deed; a word may stand in several lines.
_DEEDS = """
agree accord agreement ceasefire contract deal memorandum pact settlement sign treaty truce
announce announcement confirm declare declaration disclose report reveal statement
appoint appointment name nominate nomination successor sworn
arrest capture custody detain detention imprison jail seize seizure
assault airstrike attack bomb bombard bombardment hit offensive raid shell strike
ban outlaw prohibit
begin break commence launch onset outbreak start
birth born
buy acquire acquisition order purchase takeover
cancel abandon abolish scrap
charge accuse complaint indict indictment lawsuit prosecute prosecution sue suit
close block blockade shut
collapse cave topple
convict conviction guilty sentence verdict
crash collide collision derail
cyclone hurricane storm typhoon
delay adjourn defer postpone
depart departure leave
die casualty dead death fatality kill murder perish slay toll
discover discovery detect find spot
end cease conclude finish halt stop
erupt eruption
establish create
explode blast bomb detonate explosion
fire blaze burn
flee displace displacement evacuate evacuation exodus
flood deluge inundate
free refloat release liberate
inaugurate inauguration open
injure hurt injury wound
land landing touchdown
meet confer greet host meeting negotiate negotiation receive summit talk welcome
protest demonstrate demonstration march rally riot unrest
quake earthquake temblor tremor
rescue save
resign quit resignation step
resume reopen resumption return
show debut introduce introduction present release reveal unveil
sink capsize
strand stick
travel arrival arrive fly journey tour trip visit
vote ballot beat defeat elect election poll referendum triumph victory win
war conflict fight fighting hostility insurgency rebellion revolt uprising
"""
DEEDS: tuple[tuple[str, ...], ...] = tuple(tuple(line.split()) for line in _DEEDS.strip().splitlines())
"""Words that tell the same kind of deed, a kind a line; the first one is its name."""

ONCE_ONLY = frozenset(
    "appoint begin birth collapse convict crash end establish free inaugurate resign show sink strand".split()
)
"""Kinds of deed that happen once to the same thing: two days told for one of them are a disagreement rather than a series."""

REPORTING = frozenset(
    "said say says saying told announced announces announcing reported reports reporting revealed reveals confirmed "
    "confirms disclosed stated claimed acknowledged".split()
)
"""Verbs by which something is told."""
