"""English words of which a headline may have one for another, in their base forms.

Each line is one act or thing, named by its first word. A word that says more than the others of its line
("murder" than "kill") is not there; opposites are on lines of their own.
"""

from timeline.lang.wordlists import lists, pairs

SYNONYMS = lists("""
abandon: abandon give_up drop scrap shelve
accept: accept agree_to consent_to
accompany: accompany escort
acquire: acquire buy purchase take_over
acquit: acquit clear exonerate
add: add include
adjourn: adjourn postpone delay defer put_off push_back suspend put_back
agree: agree strike_deal
allow: allow permit let authorise authorize
announce: announce declare say report disclose make_known unveil reveal make_public
apologise: apologise apologize
appeal: appeal call_on urge ask
appoint: appoint name install designate pick choose select make
approve: approve back endorse pass adopt clear ratify authorise authorize vote_for sanction green-light \
greenlight support
arrest: arrest detain seize hold apprehend nab pick_up take_into
arrive: arrive reach land come get_to
ask: ask request seek call_for appeal_for urge demand plead_for
assemble: assemble gather congregate
assist: assist help aid
attack: attack assault strike hit raid
avert: avert prevent avoid stop head_off stave_off
award: award give present grant hand
ban: ban outlaw prohibit forbid bar
beat: beat defeat overcome win_against see_off overpower
begin: begin start commence open get_under launch kick_off
believe: believe think
bomb: bomb bombard shell
break: break violate breach
bring: bring take carry transport ferry
build: build construct erect
burn: burn gut
call: call name describe_as term brand label dub
cancel: cancel call_off scrap axe drop
capture: capture take seize overrun conquer
cause: cause trigger lead_to bring_about spark result_in set_off
change: change alter amend modify revise
charge: charge indict accuse prosecute
check: check inspect examine test
choose: choose pick select elect
claim: claim assert
clean: clean clear
clear: clear remove clean_up
climb: climb rise gain increase advance go_up grow jump
close: close shut shut_down close_down
collapse: collapse cave_in fall_in give_way break_down
collide: collide crash_into run_into hit ram
complete: complete finish conclude end
concede: concede admit acknowledge accept
condemn: condemn denounce criticise criticize deplore
confirm: confirm verify
contain: contain control bring_under
continue: continue go_on carry_on keep_on
convict: convict find_guilty
criticise: criticise criticize attack condemn denounce blast slam rebuke
cross: cross pass_over go_across
cut: cut reduce lower trim slash
damage: damage harm
deal: deal handle
declare: declare proclaim
delay: delay hold_up set_back
delete: delete erase wipe
demand: demand call_for insist_on press_for ask_for urge
deny: deny reject dispute refute
depart: depart leave set_off set_out set_sail
derail: derail leave_track come_off
destroy: destroy wreck ruin level flatten raze wipe_out demolish
detect: detect discover find spot identify
develop: develop design
die: die perish lose_life be_killed
kill: kill slay
disclose: disclose reveal publish make_public release
discover: discover find unearth come_across uncover locate spot detect
discuss: discuss debate talk_about
dismiss: dismiss sack fire oust remove
dismiss_claim: dismiss reject throw_out turn_down
displace: displace drive_from
donate: donate give
double: double twice
draw: draw tie
drop: drop fall decline decrease go_down slip slide sink plunge tumble slump dip
drown: drown
earn: earn make
elect: elect choose vote_in return
employ: employ hire recruit take_on
enter: enter go_into
erupt: erupt
escape: escape flee run_away get_away break_out
establish: establish found set_up create form
evacuate: evacuate move_out clear take_out
exceed: exceed top surpass go_beyond
expand: expand extend enlarge widen
expect: expect forecast predict anticipate
expel: expel throw_out deport order_out send_home
explode: explode detonate blow_up go_off
extend: extend prolong lengthen
extinguish: extinguish put_out douse
fail: fail break_down stop_working crash
fine: fine penalise penalize
fire: fire shoot launch
fix: fix repair mend patch correct
fire_out: break_out start
flood: flood inundate submerge swamp
found: found establish set_up
free: free release let_go set_free liberate
give_back: return give_back hand_back restore
grow: grow increase expand rise
halt: halt stop suspend cease bring_to
hand: hand_over turn_over surrender
hold: hold stage organise organize
hire: hire rehire take_on take_back
host: host
ignore: ignore disregard
impose: impose introduce bring_in
infect: infect
inform: inform tell notify
injure: injure hurt wound
instruct: instruct order tell direct command
introduce: introduce launch bring_in unveil present
invest: invest put_into
investigate: investigate probe look_into examine inquire_into
join: join enter
keep: keep leave maintain hold retain
kidnap: kidnap abduct
know: know
land: land touch_down
last: last take
launch: launch start begin release
leak: leak spill
leave: leave depart quit go_out
lift: lift end remove
link: link connect tie
list: list name
lose: lose
lower: lower cut reduce drop
make: make produce manufacture build
marry: marry wed
measure: measure record register
meet: meet hold_talk
merge: merge combine
miss: miss
move: move shift relocate transfer
obtain: obtain get receive win secure gain
offer: offer
open: open inaugurate
oppose: oppose resist object_to
order: order instruct direct tell command
overturn: overturn quash annul reverse overrule strike_down set_aside
pardon: pardon
pay: pay
pick: pick choose select
plan: plan intend aim mean
plead: plead
play: play
praise: praise hail commend applaud welcome
present: present unveil show introduce
print: print publish
promise: promise pledge vow commit undertake
propose: propose suggest put_forward
protest: protest demonstrate rally march
publish: publish release issue bring_out put_out
pull: pull_out withdraw retreat
push: push_back repel
raise: raise increase lift put_up hike
reach: reach get_to arrive
receive: receive get
recall: recall call_back withdraw take_back
record: record measure register log
recover: recover retrieve salvage find
regain: regain retake recapture win_back
reject: reject turn_down refuse vote_down throw_out rebuff spurn decline
release: release issue publish bring_out ship roll_out
remove: remove take_away clear take_out
renew: renew extend
repay: repay pay_back
replace: replace succeed take_over
report: report post announce record
rescue: rescue save pull_from
resign: resign step_down quit stand_down
restart: restart resume reopen
restore: restore bring_back
resume: resume restart reopen
retire: retire
return: return come_back go_back
rob: rob hold_up
rule: rule decide find
save: save rescue
say: say tell state
lose_of: fall lose drop shed
score: score net
seal: seal cordon
search: search comb scour
see: see witness watch
seize: seize confiscate impound
sell: sell auction
send: send dispatch deploy
sentence: sentence jail
settle: settle resolve
shake: shake rock
shut: shut close
sign: sign initial
sink: sink go_down
slow: slow
spend: spend
split: split divide break_up
stab: stab knife
stage: stage hold
steal: steal take make_off
stop: stop halt end cease
storm: storm
strand: strand run_aground ground
strengthen: strengthen firm
strike: strike hit
strike_work: strike walk_out down_tool stop_work
sue: sue take_to
support: support back endorse
surrender: surrender give_up capitulate
suspend: suspend halt stop freeze
swear: swear_in
switch: switch_off shut_down turn_off shut_off
switch_on: switch_on turn_on start_up
take_part: take_part participate
tear: tear_down pull_down demolish
tell: tell inform order
test: test try_out
threaten: threaten
travel: travel go fly journey
unite: unite join
use: use employ deploy
visit: visit tour
vote: vote
warn: warn caution
weaken: weaken
win: win take clinch capture secure
withdraw: withdraw pull_out pull_back
wound: wound injure
write: write
""")
SAME_THINGS = pairs(
    "accord:agreement deal:agreement pact:agreement plane:aircraft airplane:aircraft aeroplane:aircraft "
    "airliner:aircraft infant:baby newborn:baby blaze:fire chief:head boss:head vehicle:car automobile:car "
    "truce:ceasefire kid:child firm:company physician:doctor medic:doctor medicine:drug medication:drug "
    "poll:election employee:worker grower:farmer movie:film fireman:firefighter apartment:flat influenza:flu "
    "prediction:forecast sickness:illness disease:illness legislator:lawmaker attorney:lawyer truck:lorry "
    "parliamentarian:lawmaker legislature:parliament jail:prison scheme:plan proposal:plan earnings:profit "
    "insurgent:rebel guerrilla:rebel outcome:result wage:pay salary:pay ocean:sea vessel:ship troops:soldier "
    "pupil:student negotiation:talks negotiations:talks triumph:victory person:people persons:people "
    "residents:resident inhabitant:resident villager:resident earthquake:quake tremor:quake temblor:quake "
    "stoppage:strike walkout:strike homicide:murder policeman:police policemen:police officers:police "
    "percentage:percent bill:law assembly:parliament cabinet:government headmaster:headteacher "
    "principal:headteacher hike:rise increase:rise decline:fall drop:fall decrease:fall"
)
"""Nouns that name the same; the second one stands for both."""
