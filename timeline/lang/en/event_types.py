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
keep: keep leave unchanged maintain hold
remove: remove clear
measure: measure record
report: report post record announce disclose
accuse: accuse allege blame accusation charge_with denounce_as
acquit: acquit acquittal clear exonerate
admit: admit admission acknowledge plead confess concede own_up
advise: advise recommend
agree: sign
allow: allow permit legalise legalize
apologise: apologise apologize regret
appeal: appeal
appoint: appoint name nominate pick choose install designate
approve: pass back approve adopt endorse authorise authorize clear greenlight certify license
arrest: rearrest re-arrest apprehend nab arrest detain seize hold capture
arrive: arrive arrival reach dock land come
ask: ask request urge demand call_for appeal_to seek petition plead_for
assault: strike shelling fire_at ambush
award: award receive prize honour grant
ban: ban outlaw prohibit forbid bar
begin: break get_under_way kick_off start_up
besiege: besiege blockade encircle
bomb: bomb shell bombard
born: bear_child
break: break violate violation breach collapse
build: build construct construction erect
buy: buy acquire purchase
cancel: call_off withdraw axe cancel scrap abandon shelve drop
capture: capture overrun conquer seize_control
charge: accuse charge indict prosecute arraign
clash: clash
close: block shut_down close_down close shut
collapse: collapse
collide: collide
convict: convict
crash: crash plough slam ram
criticise: criticise criticize condemn denounce slam blast rebuke attack_as deplore decry lambast \
protest_against
cross: cross
cut: cut reduce reduction lower slash halve trim
demand: demand urge call_for press_for insist
demolish: demolish
deny: deny denial dismiss dispute refute disavow
depart: set_off set_sail depart leave
derail: derail
destroy: destroy devastate level demolish wreck flatten damage gut
die: drown succumb pass_away lose_life die perish
discover: recover discover find detect spot unearth identify
dismiss: dismiss oust sack fire remove axe
dissolve: dissolve disband
divorce: divorce
dock: dock berth moor
donate: donate give_away
draw: draw tie
end: call_off wind_up
erupt: awake erupt
escape: escape flee run_away break_out abscond
establish: establish
evacuate: evacuate
expel: expel expulsion deport deportation
explode: go_off blow_up explode detonate
extend: extend extension prolong renew renewal lengthen
extradite: extradite deport expel hand_over
fail: crash fail failure outage fault go_down break_down
fall: go_down fall drop decline plunge slump slide tumble sink decrease shrink down lose dip ease plummet \
edge_down retreat
fine: dock fine penalty penalise
fire: burn catch_fire ablaze
flee: flee
found: establish set_up
free: clear free refloat freed let_go bail free release pardon parole
freeze: freeze
hire: sign hire recruit
inaugurate: inaugurate inauguration open
infect: infect
injure: burn maim injure wound hurt
invade: invade
invest: invest
investigate: investigate probe inquire inspect examine audit
kidnap: kidnap abduct
land: land touch_down splash_down
launch: launch lift_off blast_off
leak: leak spill discharge
lose: lose loss
loss: lose loss deficit
marry: marry wed
meet: hold_talk meet
merge: merge
murder: murder assassinate
nominate: shortlist
offer: offer bid
open: inaugurate inauguration open opening
overturn: overturn quash annul revoke repeal lifting rescind strike_down void throw_out
patch: patch fix
postpone: postpone delay defer adjourn put_off push_back
praise: praise welcome hail applaud commend laud
premiere: premiere debut
profit: profit earn surplus
promise: promise pledge vow commit
propose: propose suggest table draft
protest: rally protest demonstrate march
publish: publish publication issue
quake: aftershock
qualify: qualify advance_to
raid: raid search_of
raise: lift raise hike increase up double triple boost
ratify: ratify
recall: recall
reject: block decline throw_out turn_down vote_down reject refuse veto rebuff spurn dismiss
release_version: ship roll_out
rescue: rescue save
resign: stand_down bow_out resign quit step_down retire withdraw_from
restore: recover restore restoration repair regain
resume: resume restart reopen relaunch
retract: retract
retreat: retreat withdraw pull_out
rise: rally increase rise climb gain jump surge soar advance grow growth up go_up edge_up rebound spike
rob: rob steal burgle loot heist snatch
score: score
search: search comb scour
sell: sell sale auction
sentence: imprison jail sentence
settle: settle settlement
shorten: shorten curtail
show: debut
sign: sign ink initial
sink: sink capsize founder
stab: stab
steal: steal rob robbery theft burgle heist loot
strand: run_aground beach ground reef sandbank sandbar
strike: walk_out down_tool strike
sue: sue lawsuit file
survive: survive survival
suspend: suspend suspension halt pause freeze
telephone: telephone phone
testify: testify testimony witness
threaten: threaten threat
travel: arrive arrival come
undock: undock
unveil: unveil reveal show present introduce
uphold: upheld uphold affirm retain
vaccinate: vaccinate inoculate
visit: visit
vote: vote
walkout: strike walk_out down_tool walkout stoppage
warn: warn warning caution alert
win: oust defeat victory triumph beat win overcome outplay edge_out clinch stun thrash elect re-elect
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
        "accuse acquit admit advise allow apologise appeal appoint approve arrest ask award ban besiege "
        "buy cancel capture charge clash convict criticise cut demand deny depart dismiss dissolve "
        "divorce donate draw escape expel extend extradite fall file fine free freeze hire inaugurate "
        "infect invest investigate kidnap launch lose marry merge nominate offer patch postpone praise "
        "promise propose protest publish qualify raise ratify recall reject release_version rescue "
        "resign restore resume retract retreat rise rob score search sell sentence settle shorten sign "
        "sue suspend telephone testify threaten undock unveil uphold overturn vaccinate vote walkout "
        "warn win".split()
    ),
    once_only=frozenset("begin birth collapse crash establish inaugurate marry resign sink strand".split()),
)
