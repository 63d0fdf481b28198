"""Sentences with exact offsets, and which of them are boilerplate. All texts are invented."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.lang.registry import language_of
from timeline.text import sentences

ENGLISH = language_of("en")

BODY = (
    "The harbour council of Port Elin voted on Tuesday to close the old ferry terminal. Twelve members were in favour.\n\n"
    "Mayor Ines Okafor said the building had been unsafe since the storm of 2011 and would be demolished in the spring.\n\n"
)


def quotes(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text, ENGLISH)]


def marked(text: str) -> dict[str, str | None]:
    return {
        text[sentence.start : sentence.end]: sentence.boilerplate for sentence in sentences(text, ENGLISH)
    }


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(), st.sampled_from(" .!?\n\r\"'“”#->|`=[]():1AbÉ\u0301\u200f😀\u2028\ud800")
        ),
        max_size=200,
    )
)
@example("🚢 Left. 🚢 Sank.\r\n\r\nNul\x00 here. e\u0301te\u0301. مرحبا. كيف؟ \ud83d alone.")
@example("A.\u2028B. C.")
def test_offsets_are_exact_for_any_text(text: str) -> None:
    """Sentences are trimmed, ordered, apart, and no letter of the text is outside them unless it stands in a marker."""
    end = 0
    paragraph = 0
    for sentence in sentences(text, ENGLISH):
        quote = text[sentence.start : sentence.end]
        assert quote
        assert quote == quote.strip()
        assert sentence.start >= end
        assert sentence.paragraph >= paragraph
        end, paragraph = sentence.end, sentence.paragraph


@given(st.text(alphabet="abc DEF.!?\n\r\té😀", max_size=200))
def test_no_word_is_lost(text: str) -> None:
    """Every letter of plain text belongs to a sentence."""
    covered = {
        position for sentence in sentences(text, ENGLISH) for position in range(sentence.start, sentence.end)
    }
    assert all(position in covered for position, character in enumerate(text) if character.isalpha())


def test_abbreviations_and_dates_end_no_sentence() -> None:
    """A splitter that breaks at "Sept." or "Dr." would cut time expressions in two."""
    assert quotes("Dr. Amara Cole left on Sept. 30, 2015. She never came back.") == [
        "Dr. Amara Cole left on Sept. 30, 2015.",
        "She never came back.",
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """A soft line break is no boundary: the sentence keeps it inside."""
    text = (
        "The first pier was built in the autumn of 1887 by a company that\n"
        "nobody now remembers. It carried grain, and for some years coal, to\n"
        "Boats that came up the river with the tide and left with it again.\n"
        "\n"
        "It burnt down in March 1901.\n"
    )
    found = sentences(text, ENGLISH)
    assert [sentence.paragraph for sentence in found] == [0, 0, 1]
    assert text[found[1].start : found[1].end].startswith(
        "It carried grain, and for some years coal, to\nBoats"
    )


def test_single_lines_are_paragraphs_of_their_own() -> None:
    """Where each line is a paragraph, neither a title nor a short line runs into the next."""
    text = "Ferry terminal to close\nThe council voted on Tuesday to close the old terminal.\nNobody was surprised."
    assert [sentence.paragraph for sentence in sentences(text, ENGLISH)] == [0, 1, 2]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_sentence_never_crosses_a_blank_line(newline: str) -> None:
    """Blank lines part blocks whatever the line ending is."""
    text = f"the first part has no full stop{newline}{newline}and this is another"
    assert len(sentences(text, ENGLISH)) == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("October 21, 2015", "date line"),
        ("Updated 09:14 GMT, Tuesday, 8 November 2011", "date line"),
        ("By Maren Holt and Tomas Reyes", "byline"),
        ("(Reporting by Maren Holt; Editing by Tomas Reyes)", "byline"),
        ("kl/mh (AFP, Reuters)", "credit"),
        ("AGENCE FRANCE-PRESSE", "credit"),
        ("Photo: Maren Holt / Harbour News", "credit"),
        ("Image: The old terminal in 2010.", "caption"),
        ("The old terminal in 2010. Credit: AP", "caption"),
        ("Workers clear the quay on Friday. MAREN HOLT/POOL VIA GETTY IMAGES", "caption"),
        ("FILE - In this Oct. 20, 2015 photo, a ferry leaves the terminal.", "caption"),
        ("A ferry leaves the terminal on Tuesday (AP Photo/Maren Holt)", "caption"),
        ("File:Old terminal of Port Elin.jpg", "caption"),
        ("![The old terminal, 2010](terminal.jpg)", "caption"),
        (
            "A version of this article appears in print on October 22, 2015, on page A4. Subscribe",
            "print-edition line",
        ),
        ("© 2015 Harbour News. All rights reserved.", "copyright line"),
        ("Sign up for our morning newsletter and never miss a story.", "subscription notice"),
        ("Join our Telegram channel for the latest updates.", "subscription notice"),
        ("$1 a week for the first year", "subscription notice"),
        ("Read more: Terminal may be saved after all", "teaser"),
        ("Share this article", "navigation"),
        ("https://news.example/ferry", "navigation"),
        ("- [Sport](/sport)", "navigation"),
        ("Correction (3 May 2016): an earlier text named the wrong pier.", "correction note"),
        ("## What happens next", "headline"),
        ("What happens to the ferries", "headline"),
    ],
)
def test_furniture_inside_an_article(line: str, reason: str) -> None:
    """Each kind of boilerplate is known where it stands between paragraphs, and takes no paragraph with it."""
    found = sentences(f"{BODY}{line}\n\n{BODY}", ENGLISH)
    assert {sentence.boilerplate for sentence in found if sentence.paragraph == 2} == {reason}
    assert not any(sentence.boilerplate for sentence in found if sentence.paragraph != 2)


@pytest.mark.parametrize(
    "line",
    [
        "The terminal opened in 1911.",
        "His comments are the first sign of a change.",
        "Support for members of the council fell in 2014.",
        "Photo-sharing sites were flooded with pictures on Sunday.",
        "$40 million was stolen from the terminal last month.",
        "The ministry had no comment on Tuesday's vote.",
        "Reuters reported on Monday that the talks had failed.",
        "Published in 2014, the study found cracks in the roof.",
        "By Tuesday evening the water had gone.",
        "12 May 2016: the council votes",
        "2011 – the storm",
        "- 2011: the storm damages the roof",
        "The council passed a new copyright law in 1998.",
        "We need to leave before Monday, she said.",
        "Twelve people were killed.",
        "> Ferries stopped on 3 March 2016, the operator wrote.",
        "| 2011 | the storm |",
    ],
)
def test_the_articles_own_text_is_kept(line: str) -> None:
    """A sentence of the article that looks a little like boilerplate stays: losing it would lose an event."""
    assert not any(sentence.boilerplate for sentence in sentences(f"{BODY}{line}\n\n{BODY}", ENGLISH))


def test_the_top_of_a_page() -> None:
    """Title, title-like deck, repeated caption and date line go; a standfirst in sentence form stays."""
    text = (
        "Port Elin to Close Its Ferry Terminal\n\nCouncil split over costs\n\n"
        "A standfirst says that the terminal was closed on Tuesday after a century of service.\n\n"
        "October 21, 2015\n\n"
        "Ferries at the quay in 2006.\nFerries at the quay in 2006. Holt/Harbour Archive\n\n" + BODY
    )
    reasons = [sentence.boilerplate for sentence in sentences(text, ENGLISH)]
    assert reasons[:6] == ["headline", "headline", None, "date line", "caption", "caption"]
    assert reasons[-3:] == [None, None, None]


def test_the_tail_of_a_page() -> None:
    """Related stories and their captions below the text are teasers, dates in them or not."""
    tail = (
        "From $1 for the first month\n\nFerry passengers on the upper deck, 3 October 1941.\n\n"
        "How a Storm Changed the Coast Forever\n\nThe planned new bridge over the next 30 years.\n\n"
        "The Bridge That Nobody Will Pay For by 2050\n"
    )
    found = sentences(BODY + tail, ENGLISH)
    assert [bool(sentence.boilerplate) for sentence in found] == [False] * 3 + [True] * 5


def test_short_paragraphs_below_a_subheading_are_no_teasers() -> None:
    """Broadcasters write one short sentence a paragraph: only the subheading goes, even at the end of the page."""
    tail = "Long repairs\n\nThe roof was repaired in 2012.\n\nIt leaked again a year later.\n\nThe council gave up.\n\n"
    found = sentences(BODY + tail, ENGLISH)
    assert [sentence.boilerplate for sentence in found] == [None] * 3 + ["headline"] + [None] * 3


def test_a_page_of_notes_without_full_stops_is_kept() -> None:
    """Where nothing is running text, nothing can stand below it."""
    text = "Council votes to close the terminal\n\nMayor signs the order\n\nLast ferry leaves\n\nTerminal demolished"
    assert not any(sentence.boilerplate for sentence in sentences(text, ENGLISH))


def test_a_list_of_sources_ends_at_the_next_heading() -> None:
    """Wikinews prints its sources, with dates, below the text."""
    text = f'{BODY}## Sources\n\n* Maren Holt. "Terminal to close" — Harbour News, October 20, 2015\n\n## Later\n\n{BODY}'
    found = marked(text)
    assert found['"Terminal to close" — Harbour News, October 20, 2015'] == "source list"
    assert [reason for quote, reason in found.items() if quote.startswith("Mayor Ines")] == [None]


def test_markdown_markers_are_outside_the_quote() -> None:
    """A quotation's sentence begins behind its marker; code is no text."""
    found = marked(f"{BODY}> It sank.\n\n* It rose.\n\n```\nrun 2011\n```\n")
    assert found["It sank."] is None
    assert found["It rose."] is None
    assert found["run 2011"] == "code"


def test_a_notice_at_the_end_of_a_paragraph_does_not_take_it_along() -> None:
    """Only the sign-off sentence goes."""
    found = marked(
        "The council voted on Tuesday, and the mayor signed the order that night. Subscribe\n\n" + BODY
    )
    assert found["The council voted on Tuesday, and the mayor signed the order that night."] is None
    assert found["Subscribe"] == "subscription notice"


def test_a_caption_is_furniture_up_to_the_credit_at_its_end() -> None:
    """What a picture shows has a year in it, and no verb of its own."""
    text = "The council met on Monday.\n\nThe harbour in 1998. Photo: Ada Brandt/Nordbild, file\n\nIt agreed on a new bridge."
    assert [sentence.boilerplate for sentence in sentences(text, ENGLISH)] == [
        None,
        "caption",
        "caption",
        None,
    ]


def test_a_list_of_other_stories_and_a_closing_note_are_furniture() -> None:
    """Their dates are those of other stories and of the next issue."""
    text = (
        "The council met on Monday and agreed on a new bridge over the Lind, after a long debate.\n\n**More on this story**\n"
        "- From 2015: the old bridge opens\n- Why bridges fall, 12 February 2021\n\n"
        "*The Courier appears every other Tuesday. Founded 1911.*\n"
    )
    reasons = {sentence.boilerplate for sentence in sentences(text, ENGLISH)[1:]}
    assert reasons == {"teaser", "closing note"}


def test_emphasis_is_no_part_of_a_sentence() -> None:
    text = "**Tugs.** Two tugs joined on 3 May."
    assert [text[s.start : s.end] for s in sentences(text, ENGLISH)] == ["Tugs.", "Two tugs joined on 3 May."]
