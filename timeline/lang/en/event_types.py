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
convict: convict conviction guilty jail imprison sentence verdict
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
strand: strand stick wedge sandbank sandbar
travel: travel arrival arrive fly journey tour trip visit
vote: vote ballot beat defeat elect election poll referendum triumph victory win
war: war conflict fight fighting hostility insurgency rebellion revolt uprising
wave: wave tsunami
withdraw: withdraw pullout retreat withdrawal
""")
# What a predicate states is read more narrowly: these words are of these types alone, and a verb goes with
# its particle. As terms to compare mentions by, they would say too little.
_PREDICATES = lists("""
accuse: accuse allege blame accusation
acquit: acquit acquittal clear exonerate
admit: admit admission acknowledge plead confess
agree: sign
appeal: appeal
approve: pass back
arrest: rearrest re-arrest apprehend nab imprison jail
arrive: arrive arrival reach dock land come
ask: ask request urge demand call_for appeal_to seek
assault: strike shelling fire_at ambush
award: award receive prize honour grant
begin: break get_under_way kick_off start_up
break: break violate violation breach collapse
build: build construct construction erect
cancel: call_off withdraw axe
charge: accuse
close: block shut_down close_down
collapse: collapse
crash: crash plough slam ram
cut: cut reduce reduction lower slash halve trim
delay: put_off push_back
deny: deny denial dismiss dispute
depart: set_off set_sail
destroy: destroy devastate level demolish wreck flatten damage gut
die: drown succumb pass_away lose_life
discover: recover
dismiss: dismiss oust
end: call_off wind_up
erupt: awake
escape: escape flee run_away break_out
establish: establish
expel: expel expulsion deport deportation
explode: go_off blow_up
extend: extend extension prolong renew renewal
fail: crash fail failure outage fault go_down break_down
fall: go_down fall drop decline plunge slump slide tumble sink decrease shrink down lose
fine: dock fine penalty penalise
fire: burn catch_fire ablaze
flee: flee
free: freed let_go bail
hire: sign hire recruit
inaugurate: inaugurate inauguration open
injure: burn maim
land: land
leak: leak spill discharge
lose: lose loss defeat
loss: lose loss deficit
meet: hold_talk
open: inaugurate inauguration open opening
overturn: overturn quash annul revoke repeal lifting rescind strike_down void throw_out
premiere: premiere debut
profit: profit earn surplus
promise: promise pledge vow commit
protest: rally
publish: publish publication issue
quake: aftershock
raise: lift raise hike increase
recall: recall
reject: block decline throw_out turn_down vote_down
resign: stand_down bow_out
restore: recover restore restoration repair regain
retract: retract
rise: rally increase rise climb gain jump surge soar advance grow growth up go_up
sell: sell sale auction
sentence: imprison jail sentence
show: debut
sink: sink
steal: steal rob robbery theft burgle heist loot
strand: run_aground beach ground reef sandbank sandbar
survive: survive survival
suspend: suspend suspension
testify: testify testimony witness
threaten: threaten threat
travel: arrive arrival come
uphold: upheld uphold affirm retain
vote: defeat victory triumph beat win
walkout: strike walk_out down_tool walkout stoppage
warn: warn warning
win: oust defeat victory triumph beat win overcome outplay edge_out clinch stun
withdraw: withdraw
""")
_STAY = WordPattern(
    words=frozenset(("was", "were", "been")),
    pattern=re.compile(r"\b(?:was|were|been)\s+(?:back\s+)?in\s+[A-Z]"),
)

EVENT_TYPES = EventTypes(
    words=_WORDS,
    predicates=_PREDICATES,
    phrases={"travel": _STAY},
    opposites=frozenset(
        frozenset(pair.split("/"))
        for pair in (
            "lose/restore "
            "approve/reject approve/ban arrest/free arrive/depart begin/end begin/cancel close/open "
            "close/resume "
            "convict/acquit deny/admit end/extend fall/rise hire/dismiss lose/win overturn/uphold "
            "profit/loss "
            "raise/cut sentence/free sentence/acquit sink/rescue threaten/assault agree/break agree/reject "
            "buy/sell appoint/dismiss ban/overturn fail/restore charge/acquit delay/begin "
            "dismiss/resign arrest/escape raise/fall rise/cut deploy/withdraw invade/withdraw die/survive "
            "destroy/build destroy/restore die/injure convict/sentence charge/convict charge/sentence "
            "arrest/sentence arrest/convict appeal/convict appeal/acquit threaten/close warn/close "
            "agree/threaten"
        ).split()
    ),
    acts=frozenset(
        "accuse acquit admit appeal appoint approve arrest ask ban buy charge convict criticise cut deny "
        "dismiss expel free hire inaugurate marry promise publish raise recall reject resign retract "
        "sell sentence sign sue suspend testify threaten uphold overturn warn win lose vote rise fall".split()
    ),
    once_only=frozenset(
        "appoint begin birth collapse convict crash end establish free inaugurate resign show "
        "sink strand".split()
    ),
)
