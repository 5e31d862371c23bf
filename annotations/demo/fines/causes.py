"""What the desk found in paragraphs 10 to 14: the quotation, the neighbour, the cause, the years to come."""

from dataclasses import replace

from annotations.demo.cast import ANA, INES, ROSA, TOMAS, TREASURER
from annotations.demo.fines.visits import VISITS
from annotations.demo.notation import Against, Approves, Bothers, Cites, Finds, On

GROWTH = Cites(
    "eastmarch", "second line", "Visits, all nineteen libraries: 611,000 in 2022; 800,400 in 2025."
)
EVENINGS = Cites(
    "statement",
    "section 5",
    "61,300 of the visits of 2025 were made after five o'clock, when both used to be closed.",
    "contradicts",
    "More than half of the growth since 2022, which is 110,040",
)

STATEMENTS = (
    On(
        "Sceptics will reach for Disraeli",
        TOMAS,
        "fact",
        plain="Benjamin Disraeli said that there are three kinds of lies: lies, damned lies, and statistics.",
        cites=(
            Cites(
                "twain",
                "on his words a day",
                "Figures often beguile me, particularly when I have the arranging of them myself; in which "
                "case the remark attributed to Disraeli would often apply with justice and force",
                "context",
                "The attribution, 26 years after Disraeli’s death",
            ),
            Cites(
                "platt",
                "under Mark Twain",
                "quotes this as a remark attributed to Disraeli",
                "context",
                "The Library of Congress gives Twain as its source",
            ),
            Cites(
                "huff",
                "epigraph",
                stance="context",
                shows="Prints the line over Disraeli’s name, without a source",
            ),
        ),
        finds=Finds(
            "no_evidence",
            "It has been put in his mouth since before Mark Twain did so in 1907. We found no writing or "
            "speech of his that has it.",
        ),
        flags=(Bothers("who_says", TOMAS, "“To whom it is attributed” would do.", is_blocking=False),),
    ),
    On(
        "Since 1964 the law has told",
        TOMAS,
        "law",
        plain="The Public Libraries and Museums Act 1964 obliges library authorities to provide a "
        "comprehensive and efficient service.",
        one_origin_why="The Act is the law",
        cites=(
            Cites(
                "act-1964",
                "section 7(1)",
                "It shall be the duty of every library authority to provide a comprehensive and efficient "
                "library service",
                shows="The two words, in that order",
            ),
        ),
        finds=Finds("supported", "Section 7(1) of the Act, which is the law of England and Wales."),
        review=Approves(ROSA),
    ),
    On(
        "Eastmarch County, next door, has kept its fines",
        TOMAS,
        "fact",
        plain="Eastmarch County’s libraries still charge fines for late books.",
        one_origin_why="Only the county can say what the county charges",
        cites=(
            Cites("eastmarch", "first line", "Charges for late return: 15p a day, unchanged since 2018."),
        ),
        finds=Finds("supported", "15p a day, unchanged since 2018."),
        review=Approves(INES),
    ),
    On(
        "Its libraries are quieter than ours",
        TOMAS,
        "comparison",
        plain="Eastmarch County’s libraries have fewer visits than Larkmouth’s, however one counts.",
        cites=(replace(GROWTH, stance="contradicts", shows="Twice as many as Larkmouth’s 411,640"),),
        finds=Finds(
            "misstated",
            "By visits a resident Larkmouth is ahead, 2.5 to 1.9. By visits the county has twice as many, "
            "so it is not “every measure”.",
            "over",
        ),
        against=(
            Against(
                ANA,
                "The county counts four weeks and multiplies, the city counts every day. The two cannot be "
                "compared.",
                "undercuts",
                aims_at="eastmarch",
                cites=Cites("eastmarch", "last lines", "The two are not the same measure."),
            ),
        ),
    ),
    On(
        "Where fines survive, readers stay away",
        TOMAS,
        "cause",
        plain="Libraries that charge fines lose readers, and libraries that end them win readers back.",
        cites=(
            replace(
                GROWTH,
                stance="contradicts",
                shows="With fines, visits rose by 31 per cent; in Larkmouth without them by 36",
            ),
        ),
        finds=Finds(
            "contradicted",
            "Next door, where fines survive, visits rose by 31 per cent in the same three years.",
        ),
        leans_on=("Its libraries are quieter than ours",),
    ),
    On(
        "Longer hours have helped a little",
        ANA,
        "cause",
        plain="Opening in the evening accounts for a little of the growth in visits to Larkmouth’s "
        "libraries.",
        cites=(EVENINGS,),
        finds=Finds(
            "misstated",
            "61,300 visits after five o’clock are more than half of the 110,040 gained since 2022. How "
            "many of those readers would have come earlier in the day nobody knows; “a little” is not what "
            "the figures say.",
            "under",
        ),
    ),
    On(
        "Since March 2023 the two largest branches",
        ANA,
        "fact",
        plain="Larkmouth’s two largest libraries have been open until eight on weekdays since March 2023.",
        one_origin_why="The service sets its own hours",
        cites=(
            Cites(
                "statement",
                "section 5",
                "From 6 March 2023 Central and Quayside, our two largest branches, are open until eight in "
                "the evening from Monday to Friday.",
            ),
        ),
        finds=Finds("supported", "Since 6 March 2023, Monday to Friday."),
        review=Approves(ROSA),
    ),
    On(
        "It was the forgiveness that did it",
        ANA,
        "cause",
        plain="Ending fines is what brought visitors back to Larkmouth’s libraries.",
        cites=(
            Cites(
                "briefing",
                "last answer",
                "We also opened in the evenings, in the same spring. I cannot take the two apart for you.",
                "contradicts",
                "The head of the service does not claim it",
            ),
            Cites(
                "crackdown",
                "pp. 33–53",
                stance="context",
                shows="Why a before and an after, in one place, from a low year, do not show a cause",
            ),
        ),
        finds=Finds(
            "no_evidence",
            "Two things changed in one spring, 2022 was a low year to begin from, and a county that kept "
            "its fines grew almost as much. Nothing here tells forgiveness from the rest.",
        ),
        against=(
            Against(
                TOMAS,
                "Visits rose as well where fines were kept and nobody opened in the evening.",
                "rebuts",
                cites=GROWTH,
                outcome="accepted",
            ),
        ),
        leans_on=("Where fines survive, readers stay away",),
        flags=(Bothers("cause_not_shown", ANA, "The headline rests on this sentence."),),
    ),
    On(
        "By 2030, I predict",
        TOMAS,
        "prediction",
        plain="By 2030 no library in the country will charge fines for late books.",
        finds=Finds("unverifiable", "A prediction, and marked as one.", "future"),
        review=Approves(ROSA),
    ),
    On(
        "which raises £9,300 a year",
        TOMAS,
        "quantity",
        TREASURER,
        plain="Charges for reservations raise £9,300 a year for Larkmouth’s libraries.",
        finds=Finds("supported", "The treasurer’s figure."),
    ),
    On(
        "The libraries of Larkmouth are full again",
        ANA,
        "comparison",
        plain="Ending fines has filled Larkmouth’s libraries again.",
        cites=(
            Cites("statement", "table 1", VISITS, "contradicts", "411,640 in 2025 against 538,200 in 2019"),
        ),
        finds=Finds(
            "misstated",
            "Visits have risen by 36 per cent since 2022 and are still 23.5 per cent below 2019.",
            "over",
        ),
        leans_on=("It was the forgiveness that did it",),
    ),
)
