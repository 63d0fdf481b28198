"""German words that stand before people's names, and those for nationalities, in lower case."""

from timeline.lang.wordlists import pairs

TITLES = frozenset(
    "abgeordnete abgeordneter admiral außenminister außenministerin baron bischof botschafter "
    "botschafterin bundeskanzler bundeskanzlerin bundespräsident bundespräsidentin bürgermeister "
    "bürgermeisterin chef chefin direktor direktorin doktor dr erzbischof finanzminister "
    "finanzministerin frau general gouverneur gouverneurin graf hauptmann herr herrn "
    "innenminister innenministerin kanzler kanzlerin kapitän kapitänin kardinal könig königin "
    "landrat landrätin leutnant major minister ministerin ministerpräsident ministerpräsidentin "
    "oberbürgermeister oberbürgermeisterin oberst papst premier premierminister premierministerin "
    "prinz prinzessin prof professor professorin präsident präsidentin richter richterin senator "
    "senatorin sprecher sprecherin staatsanwalt staatsanwältin staatschef staatssekretär "
    "staatssekretärin verkehrsminister verkehrsministerin verteidigungsminister "
    "verteidigungsministerin vizepräsident vizepräsidentin vorsitzende vorsitzender".split()
)
NATIONALITIES = pairs(
    "afghanisch:afghanistan albanisch:albanien amerikanisch:usa us-amerikanisch:usa "
    "argentinisch:argentinien australisch:australien belgisch:belgien brasilianisch:brasilien "
    "britisch:großbritannien bulgarisch:bulgarien chilenisch:chile chinesisch:china "
    "dänisch:dänemark deutsch:deutschland englisch:england estnisch:estland finnisch:finnland "
    "französisch:frankreich georgisch:georgien griechisch:griechenland haitianisch:haiti "
    "indisch:indien indonesisch:indonesien irakisch:irak iranisch:iran irisch:irland "
    "isländisch:island israelisch:israel italienisch:italien japanisch:japan jemenitisch:jemen "
    "jordanisch:jordanien kanadisch:kanada kolumbianisch:kolumbien kroatisch:kroatien "
    "kubanisch:kuba lettisch:lettland libanesisch:libanon libysch:libyen litauisch:litauen "
    "luxemburgisch:luxemburg maltesisch:malta marokkanisch:marokko mexikanisch:mexiko "
    "neuseeländisch:neuseeland niederländisch:niederlande nigerianisch:nigeria "
    "nordkoreanisch:nordkorea norwegisch:norwegen österreichisch:österreich pakistanisch:pakistan "
    "palästinensisch:palästina peruanisch:peru philippinisch:philippinen polnisch:polen "
    "portugiesisch:portugal rumänisch:rumänien russisch:russland saudisch:saudi-arabien "
    "schottisch:schottland schwedisch:schweden schweizerisch:schweiz serbisch:serbien "
    "slowakisch:slowakei slowenisch:slowenien spanisch:spanien südafrikanisch:südafrika "
    "südkoreanisch:südkorea syrisch:syrien taiwanisch:taiwan thailändisch:thailand "
    "tschechisch:tschechien tunesisch:tunesien türkisch:türkei ukrainisch:ukraine "
    "ungarisch:ungarn venezolanisch:venezuela vietnamesisch:vietnam walisisch:wales "
    "zypriotisch:zypern afghane:afghanistan amerikaner:usa brite:großbritannien chinese:china "
    "däne:dänemark deutsche:deutschland franzose:frankreich grieche:griechenland "
    "italiener:italien japaner:japan norweger:norwegen österreicher:österreich pole:polen "
    "russe:russland schwede:schweden schweizer:schweiz spanier:spanien syrer:syrien türke:türkei "
    "ukrainer:ukraine ungar:ungarn"
)
