"""German time expressions: where they stand, and what date they mean. All sentences are invented."""

import pytest

from timeline.dates import parse_edtf
from timeline.lang.registry import language_of
from timeline.lang.time_expressions import direction_of, find
from timeline.timex import Direction, resolve

GERMAN = language_of("de")
WEDNESDAY = parse_edtf("2015-10-21")
LAST_TOLD = parse_edtf("2015-10-18")

FOUND = (
    # The expression, a sentence around it, and its date in an article of Wednesday 2015-10-21 where
    # 2015-10-18 was told last.
    ("20. Oktober 2015", "Die Fähre sank am {}.", "2015-10-20"),
    ("3. März 2011", "Seit dem {} liegt sie auf Grund.", "2011-03-03"),
    ("20.10.2015", "Gesunken: {}.", "2015-10-20"),
    ("03.04.15", "Gesunken am {}, gehoben nie.", "2015-04-03"),
    ("20. 10. 2015", "Gesunken am {}.", "2015-10-20"),
    ("3/4/2015", "Gesunken: {}.", "2015-04-03"),
    ("2015-10-20", "Gesunken: {}.", "2015-10-20"),
    ("20.10.", "Am {} sank die Fähre.", "2015-10-20"),
    ("30. September", "Die Fähre sank am {}.", "2015-09-30"),
    ("4. Okt.", "Die Fähre sank am {} vor der Insel.", "2015-10-04"),
    ("25. Juni vergangenen Jahres", "Sie sank am {}.", "2014-06-25"),
    ("12. Mai desselben Jahres", "Am {} sank sie.", "2015-05-12"),
    ("Oktober 2015", "Sie sank im {}.", "2015-10"),
    ("Jänner 2014", "Sie sank im {}.", "2014-01"),
    ("Mai", "Sie sank im {}.", "2015-05"),
    ("März", "Seit {} liegt sie im Hafen.", "2015-03"),
    ("Februar des vergangenen Jahres", "Im {} sank sie.", "2014-02"),
    ("Anfang Oktober", "Sie sank {}.", "2015-10"),
    ("Mitte Oktober 2014", "Sie sank {}.", "2014-10"),
    ("Ende 2014", "Sie sank {}.", "2014"),
    ("Anfang des Jahres", "Sie sank {}.", "2015"),
    ("Anfang der Woche", "Sie sank {}.", "2015-10-19/2015-10-25"),
    ("Ende vergangenen Jahres", "Sie sank {}.", "2014"),
    ("Mitte kommender Woche", "Sie soll {} gehoben werden.", "2015-10-26/2015-11-01"),
    ("Jahresende", "Sie soll zum {} gehoben werden.", "2015"),
    ("2014", "Sie sank {} vor der Insel.", "2014"),
    ("Jahr 2014", "Im {} sank sie.", "2014"),
    ("Jahre 1815", "Im {} sank sie.", "1815"),
    ("2010/11", "Der Winter war streng, {} fror der See.", "2010/2011"),
    ("2011-15", "Der Umbau ({}) war teuer.", "2011/2015"),
    ("44 v. Chr.", "Caesar starb {} in Rom.", "-0043"),
    ("79 n. Chr.", "Die Stadt ging {} unter.", "0079"),
    ("Dienstag", "Die Fähre sank am {}.", "2015-10-20"),
    ("Mittwoch", "Die Fähre sank am {}.", "2015-10-21"),
    ("Dienstagabend", "Die Fähre sank am {}.", "2015-10-20"),
    ("späten Dienstag", "Die Fähre sank am {}.", "2015-10-20"),
    ("frühen Dienstagmorgen", "Die Fähre sank am {}.", "2015-10-20"),
    ("Dienstag, dem 20. Oktober 2015", "Sie sank am {}.", "2015-10-20"),
    ("Dienstag, 20. Oktober", "Sie sank am {}.", "2015-10-20"),
    ("Dienstag (20.10.)", "Sie sank am {}.", "2015-10-20"),
    ("Di., 20. Oktober", "Sie sank am {}.", "2015-10-20"),
    ("Dienstag vergangener Woche", "Sie sank am {}.", "2015-10-13"),
    ("vergangenen Freitag", "Sie sank am {}.", "2015-10-16"),
    ("letzten Freitag", "Sie sank {}.", "2015-10-16"),
    ("kommenden Freitag", "Sie soll am {} gehoben werden.", "2015-10-23"),
    ("nächsten Montag", "Sie wird am {} gehoben.", "2015-10-26"),
    ("diesen Freitag", "Sie soll {} gehoben werden.", "2015-10-23"),
    ("Nacht zum Dienstag", "In der {} sank sie.", "2015-10-20"),
    ("heute", "Sie sank {} vor der Insel.", "2015-10-21"),
    ("gestern Abend", "Sie sank {}.", "2015-10-20"),
    ("vorgestern", "Sie sank {}.", "2015-10-19"),
    ("morgen früh", "Sie wird {} gehoben.", "2015-10-22"),
    ("übermorgen", "Sie wird {} gehoben.", "2015-10-23"),
    ("Heute", "{} sank die Fähre.", "2015-10-21"),
    ("gestrigen Dienstag", "Sie sank am {}.", "2015-10-20"),
    ("vor drei Wochen", "Die Fähre sank {}.", "2015-09-28~/2015-10-04~"),
    ("vor rund zehn Jahren", "Die Fähre sank {}.", "2005~"),
    ("vor mehr als einem Jahr", "Die Fähre sank {}.", "2014~"),
    ("vor einem halben Jahr", "Die Fähre sank {}.", "2015~"),
    ("vor zweieinhalb Jahren", "Die Fähre sank {}.", "2013~"),
    ("vor 25 Jahren", "Die Fähre sank {}.", "1990~"),
    ("vor fünf Tagen", "Die Fähre sank {}.", "2015-10-16"),
    ("vor einigen Tagen", "Die Fähre sank {}.", None),
    ("in zwei Tagen", "Die Fähre wird {} gehoben.", "2015-10-23"),
    ("zwei Tage später", "Sie wurde {} gehoben.", "2015-10-20"),
    ("Zwei Tage zuvor", "{} war Sturm.", "2015-10-16"),
    ("ein Jahr später", "Sie wurde {} gehoben.", "2016~"),
    ("drei Tage nach dem 3. Mai", "Sie sank {}.", "2015-05-06"),
    ("drei Tage nach", "Sie sank {} dem Sturm.", None),
    ("vergangene Woche", "Die Fähre sank {}.", "2015-10-12/2015-10-18"),
    ("dieser Woche", "Die Fähre sank in {}.", "2015-10-19/2015-10-25"),
    ("nächste Woche", "Sie wird {} gehoben.", "2015-10-26/2015-11-01"),
    ("vergangenen Monat", "Sie sank {}.", "2015-09"),
    ("vergangenen Jahr", "Sie sank im {}.", "2014"),
    ("dieses Jahr", "Sie sank {}.", "2015"),
    ("Vorjahr", "Im {} sank sie.", "2014"),
    ("heuer", "Sie sank {} vor der Insel.", "2015"),
    ("Wochenende", "Sie sank am {}.", "2015-10-17/2015-10-18"),
    ("vergangenen Wochenende", "Sie sank am {}.", "2015-10-17/2015-10-18"),
    ("Sommer 2014", "Sie sank im {}.", "2014-22"),
    ("Winter 2014/15", "Sie sank im {}.", "2014-24"),
    ("Herbst vergangenen Jahres", "Sie sank im {}.", "2014-23"),
    ("vergangenen Sommer", "Sie sank im {}.", "2015-22"),
    ("1990er Jahren", "Sie sank in den {}.", "199X"),
    ("90er-Jahren", "Sie sank in den {}.", "199X"),
    ("neunziger Jahren", "Sie sank in den {}.", "199X"),
    ("Neunzigerjahren", "Sie sank in den {}.", "199X"),
    ("Ende der 1980er Jahre", "{} sank sie.", "198X"),
    ("19. Jahrhundert", "Sie sank im {}.", "18XX"),
    ("Anfang des 20. Jahrhunderts", "Sie sank {}.", "19XX"),
    ("5. Jahrhundert v. Chr.", "Sie sank im {}.", "-0499/-0400"),
    ("dritten Quartal 2015", "Im {} sank der Gewinn.", "2015-07/2015-09"),
    ("1. Halbjahr 2015", "Im {} sank der Gewinn.", "2015-01/2015-06"),
    ("vom 3. bis 5. Mai", "Der Sturm dauerte {}.", "2015-05-03/2015-05-05"),
    ("vom 28. Mai bis zum 3. Juni 2014", "Der Sturm dauerte {}.", "2014-05-28/2014-06-03"),
    ("3./4. Mai", "Am {} war Sturm.", "2015-05-03/2015-05-04"),
    ("3.–5. Mai 2014", "Regatta: {}", "2014-05-03/2014-05-05"),
    ("zwischen 2011 und 2015", "Sie sank {} zweimal.", "2011/2015"),
    ("2011 bis 2015", "Der Umbau dauerte ({}) lange.", "2011/2015"),
    ("von Montag bis Freitag", "Sie soll {} gehoben werden.", "2015-10-19/2015-10-23"),
    ("2011 bis heute", "Der Streit ({}) geht weiter.", "2011/.."),
    ("2018", "Sie soll bis {} gehoben werden.", "../2018"),
    ("3. Mai", "Nach dem {} war alles anders.", "2015-05-03/.."),
    ("2011", "Seit {} liegt sie im Hafen.", "2011"),
    ("um 1850", "Das Haus wurde {} gebaut.", "1850~"),
    ("selben Tag", "Am {} wurde sie gehoben.", "2015-10-18"),
    ("tags zuvor", "Sie war {} gesunken.", "2015-10-17"),
    ("Tag darauf", "Am {} wurde sie gehoben.", "2015-10-19"),
    ("Jahr zuvor", "Im {} war sie gesunken.", "2014"),
    ("Vortag", "Am {} war Sturm.", "2015-10-17"),
    ("nächsten Tag", "Am {} wurde sie gehoben.", "2015-10-19"),
    ("Heiligabend", "Sie sank an {}.", "2014-12-24"),
    ("Silvester 2014", "Sie sank {}.", "2014-12-31"),
    ("Karfreitag", "Sie sank am {}.", "2015-04-03"),
    ("Ostern", "Sie sank zu {}.", "2015-04-05"),
    ("Pfingstmontag", "Sie sank am {}.", "2015-05-25"),
    ("Tag der Deutschen Einheit", "Sie sank am {}.", "2015-10-03"),
    ("14.30 Uhr", "Um {} sank sie.", "2015-10-18"),
    ("Dienstag um 14.30 Uhr", "Sie sank am {}.", "2015-10-20"),
    ("20. Oktober 2015, 14:30 Uhr", "{}", "2015-10-20"),
)


@pytest.mark.parametrize(
    ("words", "sentence", "edtf"), FOUND, ids=[sentence.format(words) for words, sentence, _ in FOUND]
)
def test_an_expression_is_found_whole_and_resolved(words: str, sentence: str, edtf: str | None) -> None:
    """Each common form is found alone, with exact offsets, and means the date that people read."""
    text = sentence.format(words)
    found = find(text, GERMAN)
    assert [expression.text for expression in found] == [words]
    assert text[found[0].start : found[0].end] == words
    direction = direction_of(text, found[0].start, found[0].end, GERMAN)
    resolution = resolve(found[0], WEDNESDAY, direction, LAST_TOLD)
    assert str(resolution.date) == str(edtf), resolution.basis


@pytest.mark.parametrize(
    "text",
    [
        "Der Umbau dauerte 5 Jahre.",
        "Sie ist 42 Jahre alt.",
        "Der 15-jährige Junge blieb drei Tage lang an Bord.",
        "Frau Mai sprach mit Karl August Wald.",
        "Christian Mai sagte nichts.",
        "Montags ist das Museum zu, und samstags auch.",
        "Jeden Montag ist das Museum zu.",
        "Der Preis liegt bei 20.10 Euro.",
        "Es kostete 2014 Euro und wog 1999 Kilogramm.",
        "Rund 2000 Flüchtlinge warteten.",
        "Die Rufnummer ist 030 2014-4711, Durchwahl 20.10.20.15.",
        "Version 3.4.2015.1 ist fehlerhaft.",
        "Eine Boeing 2011 gibt es nicht, aber Flug 2012.",
        "Die Agenda 2010 war umstritten.",
        "Guten Morgen, sagte der Kapitän.",
        "Von heute auf morgen war alles anders.",
        "Das heute-journal zeigte die Bilder.",
        "Sie stand in der Bild am Sonntag.",
        "Der Schwarze Freitag, ein Schwarzer Freitag, brachte Verluste.",
        "Herr Sonntag war dabei.",
        "Er gewann 3:2 und lief 14.30 Minuten.",
        "Der Herbst ist die schönste Jahreszeit.",
        "Das ist letzten Endes egal, sagte der Dritte.",
        "In den vergangenen drei Jahren sank der Gewinn.",
        "Das Paket wog 3.4 Kilo.",
        "Am 31. Februar 2015 geschah nichts.",
        "Die Sonne schien, so gut es ging.",
        "Das Hotel hat 1900 Betten.",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    """Durations, ages, names, prices, habits, phone numbers and versions are no dates."""
    assert [expression.text for expression in find(text, GERMAN)] == []


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("Der Rat wird am Freitag einen neuen Vorsitzenden wählen.", "future"),
        ("Am Freitag soll die Fähre gehoben werden.", "future"),
        ("Die Konferenz beginnt am Freitag in Lindholm.", "future"),
        ("Am Freitag findet die Wahl statt.", "future"),
        ("Der Minister sagte, die Wahl werde am Freitag stattfinden.", "future"),
        ("Die für Freitag geplante Sitzung ist abgesagt.", "past"),
        ("Die Fähre ist am Freitag gesunken.", "past"),
        ("Die Fähre hat am Freitag den Hafen verlassen.", "past"),
        ("Am Freitag lief die Fähre auf Grund.", "past"),
        ("Die Fähre wurde am Freitag gehoben.", "past"),
        ("Er soll am Freitag den Kapitän getroffen haben.", "past"),
        ("Der Kapitän sagte am Freitag, die Fähre werde verkauft.", "past"),
        ("Sie kam an Bord und wird am Freitag abreisen.", "future"),
        ("Sturm am Freitag.", "past"),
    ],
)
def test_the_tense_around_an_expression(sentence: str, direction: Direction) -> None:
    """The verb that belongs to the expression decides, wherever in its clause it stands."""
    start = sentence.index("Freitag")
    assert direction_of(sentence, start, start + len("Freitag"), GERMAN) == direction
