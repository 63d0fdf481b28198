"""English words that stand before people's names, and those for nationalities, in lower case."""

from timeline.lang.wordlists import pairs

TITLES = frozenset(
    "ambassador capt captain ceo chairman chancellor chief col colonel counterpart dr gen general gov "
    "governor judge justice king lady leader lieutenant lord lt mayor minister miss mr mrs ms pope "
    "premier president prime prince princess prof professor queen rep rev secretary sen senator sir "
    "spokesman spokeswoman vice".split()
)
NATIONALITIES = pairs(
    "afghan:afghanistan albanian:albania algerian:algeria america:us american:us argentinian:argentina "
    "armenian:armenia asian:asia australian:australia austrian:austria belgian:belgium bolivian:bolivia "
    "bosnian:bosnia brazilian:brazil britain:uk british:uk briton:uk bulgarian:bulgaria "
    "cambodian:cambodia canadian:canada chilean:chile chinese:china colombian:colombia croatian:croatia "
    "danish:denmark dutch:netherlands ecuadorian:ecuador egyptian:egypt estonian:estonia "
    "ethiopian:ethiopia french:france georgian:georgia german:germany greek:greece haitian:haiti "
    "hungarian:hungary indian:india indonesian:indonesia iranian:iran iraqi:iraq irish:ireland "
    "israeli:israel italian:italy japanese:japan jordanian:jordan latvian:latvia lebanese:lebanon "
    "libyan:libya lithuanian:lithuania macedonian:macedonia malaysian:malaysia mexican:mexico "
    "mongolian:mongolia nigerian:nigeria norwegian:norway pakistani:pakistan palestinian:palestine "
    "peruvian:peru polish:poland portuguese:portugal romanian:romania russian:russia scottish:scotland "
    "serbian:serbia siberian:siberia slovenian:slovenia somalian:somalia spanish:spain swedish:sweden "
    "swiss:switzerland syrian:syria taiwanese:taiwan thai:thailand tunisian:tunisia turkish:turkey "
    "ukrainian:ukraine vietnamese:vietnam welsh:wales yemeni:yemen zambian:zambia"
)
