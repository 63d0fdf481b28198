"""English words for comparing mentions: titles, nationalities, and the words of each event type."""

from timeline.lang.wordlists import pairs

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president vice prime minister premier chancellor king queen "
    "prince princess pope general colonel captain lieutenant senator governor mayor judge justice "
    "secretary chairman chief ceo spokesman spokeswoman ambassador professor prof rev gen col lt "
    "capt sen gov rep leader counterpart".split()
)
"""Words that stand before a person's name and are no part of it."""

NATIONALITIES = pairs(
    "afghan:afghanistan american:us america:us brazilian:brazil briton:uk britain:uk british:uk "
    "canadian:canada chilean:chile chinese:china danish:denmark dutch:netherlands egyptian:egypt "
    "french:france german:germany greek:greece haitian:haiti iranian:iran iraqi:iraq irish:ireland "
    "israeli:israel italian:italy japanese:japan lebanese:lebanon mexican:mexico norwegian:norway "
    "pakistani:pakistan palestinian:palestine peruvian:peru polish:poland portuguese:portugal "
    "scottish:scotland spanish:spain swedish:sweden swiss:switzerland taiwanese:taiwan thai:thailand "
    "turkish:turkey ukrainian:ukraine vietnamese:vietnam welsh:wales yemeni:yemen"
)

# The first word of a line names the event type; a word may stand in several lines.
_EVENT_TYPES = """
agree accord agreement ceasefire contract deal memorandum pact settlement sign treaty truce understanding
announce announcement confirm declare declaration disclose report reveal statement
appoint appointment name nominate nomination successor sworn
approve adopt adoption approval endorse ratify
arrest capture custody detain detention imprison jail seize seizure
assault airstrike attack bomb bombard bombardment hit offensive raid shell strike
ban outlaw prohibit
begin break commence launch onset outbreak start
birth born
buy acquire acquisition purchase takeover
cancel abandon abolish scrap
charge accuse complaint indict indictment lawsuit prosecute prosecution sue suit
close block blockade shut
collapse cave topple
convict conviction guilty sentence verdict
crash collide collision derail
criticise complain condemn condemnation criticism criticize denounce rebuke
cyclone hurricane storm typhoon
delay adjourn defer postpone
depart departure leave
deploy deployment dispatch
die casualty dead death fatality kill murder perish slay toll
discover discovery detect find recover recovery retrieve spot
dismiss dismissal oust sack
end cease conclude finish halt stop
erupt eruption
establish create
explode blast bomb detonate explosion
fire blaze burn
flee displace displacement evacuate evacuation exodus
flood deluge inundate
free refloat release liberate
inaugurate inauguration oath open swear
injure hurt injury wound
invade incursion invasion
kidnap abduct abduction hostage kidnapping
land landing touchdown
marry marriage wed wedding
meet confer greet host meeting negotiate negotiation summit talk welcome
protest demonstrate demonstration march rally riot unrest
quake earthquake temblor tremor
reject refusal refuse rejection veto
rescue save
resign quit resignation step
resume reopen resumption return
shoot gunfire gunman gunmen shooting
show debut introduce introduction present release reveal unveil
sink capsize
strand stick wedge
travel arrival arrive fly journey tour trip visit
vote ballot beat defeat elect election poll referendum triumph victory win
war conflict fight fighting hostility insurgency rebellion revolt uprising
wave tsunami
withdraw pullout retreat withdrawal
"""
EVENT_TYPES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split()) for line in _EVENT_TYPES.strip().splitlines()
)
"""The words of each event type; the first one is its name."""

UNIQUE_EVENT_TYPES = frozenset(
    "appoint begin birth collapse convict crash end establish free inaugurate resign show sink strand".split()
)
"""Event types that happen once to one thing: two days for one of them are a disagreement, not a series."""
