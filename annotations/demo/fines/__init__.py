"""The annotations of the demo's op-ed."""

from annotations.demo.cast import ANA, ROSA, TOMAS
from annotations.demo.fines import causes, money, visits
from annotations.demo.notation import Against, Answers, Bothers, Cites, Cut, Remark, Story

MEMORY = "The columnist’s own memory; nothing in the argument rests on it."

STORY = Story(
    merges=((ANA, "In 2021, for every reader who joined", "By 2025 that ratio"),),
    cuts=(
        Cut(ANA, "averaging more than 1,300 a day"),
        Cut(ANA, "which is as near to applause"),
        Cut(TOMAS, "two words that no fine"),
        Cut(TOMAS, "and its long faces", leans=False),
        Cut(TOMAS, "which raises £9,300 a year", leans=False),
    ),
    left_out=((ANA, "My own debt to Larkmouth", MEMORY), (ANA, "I paid it in coins", MEMORY)),
    answers=(
        Answers(
            ANA,
            {
                "Everyone in this city": "opinion",
                "The sky, which had been promised": "not_claim",
                "Three years on the figures are in": "opinion",
                "which is as near to applause": "opinion",
                "“But who pays?”": "not_claim",
            },
            approved_by=ROSA,
        ),
        Answers(
            TOMAS,
            {
                "two words that no fine": "opinion",
                "and its long faces": "opinion",
            },
        ),
    ),
    statements=(*visits.STATEMENTS, *money.STATEMENTS, *causes.STATEMENTS),
    same_claim=((TOMAS, "Forgiving the fines has filled", "The libraries of Larkmouth are full again"),),
    summary=(
        ANA,
        "Larkmouth did abolish its library fines, and most figures of the column are the library’s and the "
        "treasurer’s own. Two of its comparisons do not hold as they are drawn: loans and members are "
        "counted one way before and another way after. What the fines cost to collect has been revised "
        "since. Visits are up by more than a third on 2022 and still well below 2019. That forgiveness is "
        "what did it, nobody has shown: the two largest branches began to open in the evening in the same "
        "spring.",
    ),
    against=(
        Against(
            TOMAS,
            "The column measures everything from 2022, the year before. Measured from 2019 visits are "
            "down, and the title could not be written.",
            "qualifies",
            cites=Cites("statement", "table 1", "2019: 538,200"),
        ),
    ),
    flags=(
        Bothers(
            "headline",
            TOMAS,
            "“Has filled” says cause and effect. The text itself has visits short of 2019.",
        ),
        Bothers(
            "other_side",
            ANA,
            "Four of thirteen voted against (minute 118). None of them is heard.",
            is_blocking=False,
        ),
        Bothers(
            "legal_risk",
            ANA,
            "“The prophets of ruin”: is anybody meant?",
            outcome="no_action",
            outcome_note="No one can be recognised.",
            settled_by=ROSA,
        ),
    ),
    remarks=(
        Remark(
            ROSA,
            "This desk is a demonstration. Larkmouth, Eastmarch and everyone quoted are invented, and so "
            "are the six papers of theirs, which the demonstration carries whole. The other works cited "
            "exist.",
            is_private=False,
        ),
        Remark(
            ROSA, "Imogen Pell is back on Thursday. Ring her about the report before we print a word of it."
        ),
    ),
)
