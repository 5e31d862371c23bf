"""What the desk found in paragraphs 3 to 6: the visits, the loans, the members, the briefing."""

from annotations.demo.cast import ANA, INES, LIBRARIES, QURESHI, ROSA, TOMAS
from annotations.demo.notation import Against, Approves, Bothers, Cites, Finds, On, SendsBack

VISITS = "2019: 538,200\n2021: 187,300\n2022: 301,600\n2023: 352,900\n2024: 389,400\n2025: 411,640"
BY_THE_GATE = Cites("statement", "table 1", VISITS, shows="Visits by the gate counters, all branches")
SAID_BY_QURESHI = Cites(
    "briefing",
    "first answer",
    "Ten pence a day does not bring a book back. It keeps a family away.",
    shows="Her words, as the press office took them down",
)
ONE_COUNTER = "Only the library service counts this"
ONE_RECORD = "The press office’s transcript is the only record"

STATEMENTS = (
    On(
        "On 1 January 2023 the council abolished",
        ANA,
        "fact",
        plain="Larkmouth City Council abolished fines for late books in all seven libraries on 1 January "
        "2023.",
        one_origin_why="Only the council can say what the council resolved",
        cites=(
            Cites(
                "minute",
                "minute 118",
                "charges for the late return of library items shall cease in all seven libraries on "
                "1 January 2023",
                shows="The resolution itself",
            ),
        ),
        finds=Finds("supported", "The committee resolved it on 9 November 2022, with this date."),
        review=Approves(ROSA),
    ),
    On(
        "It was the first authority in the region",
        ANA,
        "comparison",
        plain="Larkmouth was the first library authority in its region to abolish fines for late books.",
        finds=Finds(
            "no_evidence",
            "Neither the minute nor the annual statement says so, and we found no list of the region’s "
            "authorities with the dates of their charges.",
        ),
        flags=(Bothers("no_source", ANA, "Ask the columnist where “first” comes from."),),
    ),
    On(
        "In the amnesty of that first winter",
        ANA,
        "quantity",
        plain="Libraries in Larkmouth received more than 10,000 missing items in the amnesty of early 2023.",
        one_origin_why=ONE_COUNTER,
        cites=(
            Cites(
                "minute",
                "note of 21 April 2023",
                "10,412 items were received under the third limb of the resolution, the oldest a cookery "
                "book due on 8 June 1974. One shoe (left) remains unclaimed at Central.",
            ),
        ),
        finds=Finds(
            "supported", "10,412 items, the cookery book and the shoe are all in the note to the minutes."
        ),
        review=Approves(ROSA),
    ),
    On(
        "In 2025 the seven branches counted",
        ANA,
        "quantity",
        LIBRARIES,
        plain="Larkmouth’s seven public libraries counted 411,640 visits in 2025.",
        one_origin_why=ONE_COUNTER,
        cites=(BY_THE_GATE,),
        finds=Finds(
            "supported", "The figure of the annual statement; six weeks at one branch are an estimate."
        ),
        review=Approves(ROSA),
    ),
    On(
        "averaging more than 1,300 a day",
        ANA,
        "quantity",
        LIBRARIES,
        plain="Larkmouth’s libraries had more than 1,300 visits a day on average in 2025.",
        one_origin_why=ONE_COUNTER,
        cites=(
            Cites(
                "statement",
                "section 1",
                "Central was open on 302 days of the year, and no branch was open on more.",
                shows="411,640 ÷ 302 = 1,363",
            ),
        ),
        first=Finds("misstated", "411,640 visits in 365 days are 1,128 a day, not 1,300.", "over"),
        finds=Finds(
            "misleading",
            "True of a day on which the libraries were open: 411,640 ÷ 302 = 1,363. Of a day of the year "
            "it is 411,640 ÷ 365 = 1,128. The column does not say which day it means.",
        ),
        against=(
            Against(
                TOMAS,
                "Nobody visits a library that is shut. Per day of opening the average is 1,363.",
                "qualifies",
                cites=Cites("statement", "section 1", "Central was open on 302 days of the year"),
                outcome="accepted",
            ),
        ),
        flags=(
            Bothers(
                "adds_up_not",
                ANA,
                "411,640 ÷ 365 = 1,128.",
                outcome="verdict_says_so",
                outcome_note="The verdict gives both sums.",
                settled_by=ROSA,
            ),
        ),
        review=Approves(ROSA),
    ),
    On(
        "Loans are up by 35 per cent",
        TOMAS,
        "comparison",
        LIBRARIES,
        plain="Loans by Larkmouth’s libraries were 35 per cent higher in 2025 than in 2022, the last year "
        "of fines.",
        cites=(
            Cites("statement", "table 2", "2022: 498,300\n2025: 672,700", shows="672,700 ÷ 498,300 = 1.35"),
            Cites(
                "statement",
                "section 2",
                "Automatic renewals made up 121,900 of the loans of 2025. Without them the figure would have "
                "been 550,800.",
                "contradicts",
                "550,800 ÷ 498,300 = 1.105",
            ),
            Cites(
                "iso-2789",
                "7.2.3 Lending services",
                stance="context",
                shows="The standard for counting loans; its edition of 2013 gave renewals a heading of "
                "their own",
            ),
        ),
        finds=Finds(
            "misleading",
            "The two years are counted differently. Since April 2024 a renewal that happens by itself "
            "counts as a loan. Without such renewals loans rose by 10.5 per cent.",
        ),
        flags=(
            Bothers("counted_differently", TOMAS, "2022 has no automatic renewals in it, 2025 has 121,900."),
        ),
    ),
    On(
        "Membership among the under-16s",
        TOMAS,
        "comparison",
        LIBRARIES,
        plain="Larkmouth’s libraries had nearly twice as many members under 16 in 2025 as in 2022.",
        one_origin_why=ONE_COUNTER,
        cites=(
            Cites(
                "statement",
                "section 3",
                "Members aged under 16: 4,150 at the end of 2022; 7,290 at the end of 2025.",
                "contradicts",
                "7,290 ÷ 4,150 = 1.76",
            ),
        ),
        finds=Finds(
            "misstated", "It rose by 76 per cent. That is much, and three quarters of a doubling.", "over"
        ),
        review=Approves(ROSA),
    ),
    On(
        "In 2021, for every reader who joined",
        ANA,
        "comparison",
        LIBRARIES,
        plain="In 2021 three Larkmouth library cards lapsed for each new member; in 2025 two members "
        "joined for each card cancelled.",
        cites=(
            Cites(
                "statement",
                "table 3",
                "Joined in 2021: 3,080. Lapsed in 2021: 9,240.\nJoined in 2025: 6,140. Lapsed in 2025: "
                "7,860. Cancelled in 2025 at the member's own request: 2,970.",
                "contradicts",
                "Lapsed and cancelled are two counts",
            ),
            Cites("huff", "chapter 10", stance="context", shows="“Did somebody change the subject?”"),
        ),
        finds=Finds(
            "misleading",
            "Each sum is right, 9,240 ÷ 3,080 = 3 and 6,140 ÷ 2,970 = 2.1, but the first counts cards that "
            "lapsed and the second cards whose owners cancelled them. On the first footing 2025 had 6,140 "
            "new members and 7,860 lapsed cards: better than 2021, and not turned round.",
        ),
        flags=(Bothers("unit_or_base", ANA, "Lapsed in 2021, cancelled in 2025: two different groups."),),
    ),
    On(
        "Visits, it is true, have some way to go",
        ANA,
        "quantity",
        LIBRARIES,
        plain="Larkmouth’s libraries had 538,200 visits in 2019 and fewer in 2025.",
        one_origin_why=ONE_COUNTER,
        cites=(BY_THE_GATE,),
        finds=Finds("supported", "538,200 in 2019, 411,640 in 2025: 23.5 per cent fewer."),
        clashes_with=("The libraries of Larkmouth are full again",),
        review=Approves(ROSA),
    ),
    On(
        "None of this surprises Nadia Qureshi",
        ANA,
        "fact",
        plain="Nadia Qureshi has run Larkmouth’s libraries since 2020, and signs in them welcome readers in "
        "English and Urdu.",
        plain_by=ROSA,
        cites=(
            Cites(
                "statement",
                "last line",
                "Nadia Qureshi (نادیہ قریشی), Head of Libraries, since May 2020",
                shows="Name in both scripts, office, year",
            ),
        ),
        finds=Finds(
            "mostly", "Name, office and year are right. We have not seen the notices with our own eyes."
        ),
        review=Approves(INES),
    ),
    On(
        "“Ten pence a day",
        ANA,
        "fact",
        QURESHI,
        said=True,
        so=False,
        plain="Nadia Qureshi told a briefing in February 2026 that a fine of ten pence a day does not "
        "bring a book back.",
        one_origin_why=ONE_RECORD,
        cites=(SAID_BY_QURESHI,),
        finds=Finds("supported", "Word for word in the transcript. We checked that she said it, no more."),
        review=Approves(ROSA),
    ),
    On(
        "“It keeps a family away.”",
        ANA,
        "fact",
        QURESHI,
        said=True,
        so=False,
        plain="Nadia Qureshi told a briefing in February 2026 that a fine keeps a family away from the "
        "library.",
        one_origin_why=ONE_RECORD,
        cites=(SAID_BY_QURESHI,),
        finds=Finds("supported", "Word for word in the transcript. We checked that she said it, no more."),
        review=Approves(ROSA),
    ),
    On(
        "Half of those who come through the door",
        ANA,
        "quantity",
        QURESHI,
        said=True,
        plain="Nadia Qureshi said that half of those who visit Larkmouth’s libraries never borrow anything.",
        one_origin_why=ONE_RECORD,
        cites=(
            Cites(
                "briefing",
                "second answer",
                "Half the people who come through our doors never borrow a thing. They come for the "
                "warmth, the printers and each other, and I would not send one of them away. But no, we do "
                "not count them.",
                shows="That she said it, and that nobody counts",
            ),
        ),
        finds=Finds(
            "unverifiable", "She said in the same breath that the service does not count it.", "not_counted"
        ),
        against=(
            Against(
                TOMAS,
                "The Friends asked at the door of Central, and 41 per cent had not borrowed.",
                cites=Cites(
                    "friends",
                    "first lines",
                    "128 had not borrowed, returned or renewed anything on that visit, which is 41 per cent.",
                ),
                answer="Three mornings at one door, and only those who stopped to talk. It says nothing of "
                "“never”: nobody was asked about other days.",
                answered_by=ANA,
                outcome="answered",
            ),
        ),
    ),
    On(
        "She expects to pass 450,000 visits",
        ANA,
        "prediction",
        QURESHI,
        said=True,
        plain="Nadia Qureshi expects Larkmouth’s libraries to have more than 450,000 visits in 2026.",
        one_origin_why=ONE_RECORD,
        cites=(
            Cites(
                "briefing",
                "third answer",
                "I hope to pass 450,000 visits in 2026. The statement is more careful than I am.",
                shows="She hopes; the column has her expect",
            ),
        ),
        finds=Finds("unverifiable", "The year is not over.", "future"),
        against=(
            Against(
                TOMAS,
                "Her own annual statement expects fewer.",
                "qualifies",
                cites=Cites(
                    "statement",
                    "section 6",
                    "If the trend of the last two years holds we expect between 425,000 and 440,000 visits "
                    "in 2026.",
                ),
            ),
        ),
        review=SendsBack(
            ROSA,
            "quotation_differs",
            "“I hope” has become “expects”. Say so, and settle Tomás’s point about the statement’s own "
            "forecast.",
        ),
    ),
)
