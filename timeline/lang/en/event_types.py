"""English words by the type of event that they state, in their base forms; a word may be of several types."""

import re

from timeline.lang.base import EventTypes, WordPattern
from timeline.lang.wordlists import lists

# The verb "agree" is of no type: people agree with each other and to many things, which makes no pact.
_WORDS = lists("""
agree: accord agreement ceasefire contract deal memorandum pact settlement sign treaty truce understanding
announce: announce announcement confirm declare declaration disclose report reveal statement
appoint: appoint appointment name nominate nomination successor sworn
approve: approve adopt adoption approval endorse ratify
arrest: arrest capture custody detain detention imprison jail seize seizure
assault: assault airstrike attack bomb bombard bombardment hit offensive raid shell strike
ban: ban outlaw prohibit
begin: begin break commence launch onset outbreak start
birth: birth born
buy: buy acquire acquisition purchase takeover
cancel: cancel abandon abolish scrap
charge: charge accuse complaint indict indictment lawsuit prosecute prosecution sue suit
close: close block blockade shut
collapse: collapse cave topple
convict: convict conviction guilty sentence verdict
crash: crash collide collision derail
criticise: criticise complain condemn condemnation criticism criticize denounce rebuke
cyclone: cyclone hurricane storm typhoon
delay: delay adjourn defer postpone
depart: depart departure leave
deploy: deploy deployment dispatch
die: die casualty dead death fatality kill murder perish slay toll
discover: discover discovery detect find recover recovery retrieve spot
dismiss: dismiss dismissal oust sack
end: end cease conclude finish halt stop
erupt: erupt eruption
establish: establish create
explode: explode blast bomb detonate explosion
fire: fire blaze burn
flee: flee displace displacement evacuate evacuation exodus
flood: flood deluge inundate
free: free refloat release liberate
inaugurate: inaugurate inauguration oath open swear
injure: injure hurt injury wound
invade: invade incursion invasion
kidnap: kidnap abduct abduction hostage kidnapping
land: land landing touchdown
marry: marry marriage wed wedding
meet: meet confer greet host meeting negotiate negotiation summit talk welcome
protest: protest demonstrate demonstration march rally riot unrest
quake: quake earthquake temblor tremor
reject: reject refusal refuse rejection veto
rescue: rescue save
resign: resign quit resignation step step_down
resume: resume reopen resumption return
shoot: shoot gunfire gunman gunmen shooting
show: show debut introduce introduction present release reveal unveil
sink: sink capsize
strand: strand stick wedge
travel: travel arrival arrive fly journey tour trip visit
vote: vote ballot beat defeat elect election poll referendum triumph victory win
war: war conflict fight fighting hostility insurgency rebellion revolt uprising
wave: wave tsunami
withdraw: withdraw pullout retreat withdrawal
""")
_STAY = WordPattern(
    words=frozenset(("was", "were", "been")),
    pattern=re.compile(r"\b(?:was|were|been)\s+(?:back\s+)?in\s+[A-Z]"),
)

EVENT_TYPES = EventTypes(
    words=_WORDS,
    phrases={"travel": _STAY},
    once_only=frozenset(
        "appoint begin birth collapse convict crash end establish free inaugurate resign show "
        "sink strand".split()
    ),
)
