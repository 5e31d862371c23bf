"""What the desk found in paragraphs 7 to 9: the debts, the sums, the losses."""

from annotations.demo.cast import ANA, LIBRARIES, ROSA, TOMAS, TREASURER
from annotations.demo.notation import Against, Approves, Bothers, Cites, Finds, Later, On, Remark

INCOME = Cites(
    "treasurer",
    "a",
    "Charges for late return brought in £38,900 in 2022, the last year in which they were made. The library "
    "service cost £4,862,000 to run in that year.",
)
REVISED = Cites(
    "treasurer",
    "b",
    "On that footing collection cost about £23,500, and this note replaces the earlier figure.",
    "contradicts",
    "The treasurer’s figure since 2 March 2026",
)
DEBTS = "borrowing was blocked on 7,120 cards on account of unpaid charges, owing £29,904 between them"

STATEMENTS = (
    On(
        "When they ended, 7,120 cards were blocked",
        TOMAS,
        "quantity",
        plain="When fines ended in Larkmouth, 7,120 library cards were blocked for debt, three quarters of "
        "them held in the city’s three poorest wards.",
        plain_by=ROSA,
        one_origin_why="Only the council’s own system shows which cards are blocked",
        cites=(
            Cites(
                "minute",
                "officers’ report",
                "Of these cards 5,380 were held by residents of the wards of Ropewalk, Saltpans and East "
                "Mole, which are the three wards with the lowest household incomes in the city.",
                shows="5,380 ÷ 7,120 = 75.6 per cent",
            ),
        ),
        finds=Finds(
            "supported", "5,380 of 7,120 cards, counted on 30 September 2022, three months before the end."
        ),
        review=Approves(ROSA, "Wanted by five o’clock; Ines was on a train."),
    ),
    On(
        "The average sum owed was £4.20",
        TOMAS,
        "quantity",
        plain="The average debt on a blocked library card in Larkmouth in 2022 was £4.20.",
        one_origin_why="Only the council’s own system shows which cards are blocked",
        cites=(Cites("minute", "officers’ report", DEBTS, shows="£29,904 ÷ 7,120 = £4.20"),),
        finds=Finds("supported", "£29,904 on 7,120 cards is £4.20 a card."),
        leans_on=("When they ended, 7,120 cards",),
    ),
    On(
        "For the price of a sandwich",
        TOMAS,
        "opinion",
        flags=(
            Bothers(
                "loaded_wording",
                TOMAS,
                "The officers’ report says that it does not know how many of the cards were children’s.",
                is_blocking=False,
            ),
        ),
    ),
    On(
        "In 2022, their last year, fines brought in",
        ANA,
        "quantity",
        TREASURER,
        plain="Fines brought Larkmouth’s libraries £38,900 in 2022, less than one per cent of their "
        "running costs.",
        one_origin_why="The treasurer keeps the only account",
        cites=(INCOME,),
        finds=Finds("supported", "£38,900 ÷ £4,862,000 = 0.8 per cent."),
        review=Approves(ROSA),
    ),
    On(
        "Collecting that money",
        ANA,
        "quantity",
        TREASURER,
        said=True,
        plain="Collecting library fines cost Larkmouth £41,700 in 2022, according to the city treasurer.",
        one_origin_why="The treasurer keeps the only account",
        cites=(
            Cites(
                "treasurer",
                "b",
                "The cost of collecting these charges was put at £41,700 in the note of 2023.",
                shows="The figure, and when it was given",
            ),
        ),
        finds=Finds(
            "mostly", "The treasurer’s figure of 2023: an estimate, from the cost of two whole posts."
        ),
        review=Approves(ROSA),
        later=Later(
            ANA,
            REVISED,
            Finds(
                "misstated",
                "The treasurer took the figure back on 2 March 2026, twelve days before the column. Time "
                "sheets give about £23,500: less than the fines brought in.",
                "over",
            ),
        ),
    ),
    On(
        "A report that the council has never published",
        ANA,
        "quantity",
        speaker_unclear=True,
        plain="An unpublished report to Larkmouth’s council puts the saving from ending fines at £3 a visit.",
        finds=Finds(
            "unverifiable", "We asked for the report. The council says that it has none to give.", "no_access"
        ),
        against=(
            Against(
                ANA,
                "The treasurer knows of the figure and not of any such report.",
                "rebuts",
                cites=Cites(
                    "treasurer",
                    "e",
                    "The treasurer is aware that a figure is in circulation and does not know where it "
                    "comes from.",
                ),
            ),
        ),
        flags=(Bothers("who_says", ROSA, "“Is said” by whom? Name the person, or drop the sentence."),),
    ),
    On(
        "Abolition, in other words, has paid for itself",
        ANA,
        "quantity",
        plain="Ending library fines has saved Larkmouth at least as much as it cost.",
        cites=(
            REVISED,
            Cites(
                "statement",
                "section 4",
                "Replacing lost items cost £22,100 in 2022 and £29,800 in 2025.",
                "contradicts",
                "£7,700 a year more",
            ),
        ),
        finds=Finds(
            "contradicted",
            "On the treasurer’s present figures the city gave up £38,900 a year and saved about £23,500 of "
            "collection. Replacing lost items costs £7,700 a year more. That leaves a cost of about £23,000.",
        ),
        leans_on=("In 2022, their last year, fines brought in", "Collecting that money"),
    ),
    On(
        "Yet not one book more goes missing",
        TOMAS,
        "comparison",
        LIBRARIES,
        plain="Larkmouth’s libraries lose no more books now than they did when they charged fines.",
        one_origin_why="Only the library service counts this",
        cites=(
            Cites(
                "statement",
                "section 4",
                "3,040 items were written off in 2022 and 4,238 in 2025.",
                "contradicts",
                "1,198 more",
            ),
        ),
        finds=Finds("contradicted", "4,238 items were written off as lost in 2025, against 3,040 in 2022."),
        against=(
            Against(
                ANA,
                "There are more loans now. Per 1,000 loans the losses rose only from 6.1 to 6.3.",
                "qualifies",
                cites=Cites("statement", "table 2", "2022: 498,300\n2025: 672,700"),
                answer="“Not one book more” is a number of books. And without the renewals that happen by "
                "themselves it is 7.7 per 1,000.",
                answered_by=TOMAS,
                outcome="answered",
            ),
        ),
        flags=(
            Bothers(
                "figure_differs",
                TOMAS,
                "4,238 is 1,198 more than 3,040.",
                outcome="verdict_says_so",
                settled_by=ROSA,
            ),
        ),
        remarks=(
            Remark(
                TOMAS,
                "An item counts as lost when it is 180 days overdue. Some come back later.",
                is_private=False,
            ),
        ),
        review=Approves(ROSA),
    ),
)
