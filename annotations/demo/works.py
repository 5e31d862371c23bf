"""The sources of the demo: papers that it carries whole, works that exist in the world."""

from typing import Any

from annotations.demo.notation import Work

CARRIED = "Invented, like the city. The demonstration carries it whole."


def paper(title: str, author: str, issued: list[int], document: str, **more: str) -> Work:
    """A paper that the demo carries. ``issued`` is year, month, day, as far as known."""
    csl: dict[str, Any] = {
        "type": "report",
        "title": title,
        "author": [{"literal": author}],
        "issued": {"date-parts": [issued]},
        "note": CARRIED,
    }
    return Work(title, csl, document=document, **more)


WORKS: dict[str, Work] = {
    "statement": paper(
        "Annual statement 2025", "Larkmouth Libraries", [2026, 2, 12], "annual-statement-2025.txt"
    ),
    "briefing": paper(
        "Briefing on the libraries’ annual statement, transcript",
        "Larkmouth City Council, Press Office",
        [2026, 2, 12],
        "briefing-february-2026.txt",
        derived_from="statement",
    ),
    "minute": paper(
        "Minutes of the Culture Committee, 9 November 2022",
        "Larkmouth City Council",
        [2022, 11, 9],
        "council-minute-118-2022.txt",
    ),
    "treasurer": paper(
        "Budget note 14/2026: What library charges bring in, and what they cost",
        "Larkmouth City Council, City Treasurer",
        [2026, 3, 2],
        "treasurer-note-14-2026.txt",
    ),
    "eastmarch": paper(
        "Key figures 2022 to 2025", "Eastmarch County Libraries", [2026], "eastmarch-key-figures-2025.txt"
    ),
    "friends": paper(
        "What do you do in there? A survey at the door of Central",
        "Friends of Larkmouth Libraries",
        [2025, 10],
        "friends-survey-2025.txt",
    ),
    "iso-2789": Work(
        "Information and documentation — International library statistics (ISO 2789:2022)",
        {
            "type": "standard",
            "title": "Information and documentation — International library statistics",
            "number": "ISO 2789:2022",
            "edition": "6",
            "author": [{"literal": "International Organization for Standardization"}],
            "publisher": "International Organization for Standardization",
            "issued": {"date-parts": [[2022]]},
        },
    ),
    "huff": Work(
        "How to Lie with Statistics",
        {
            "type": "book",
            "title": "How to Lie with Statistics",
            "author": [{"family": "Huff", "given": "Darrell"}],
            "publisher": "W. W. Norton",
            "publisher-place": "New York",
            "issued": {"date-parts": [[1954]]},
        },
    ),
    "crackdown": Work(
        "The Connecticut Crackdown on Speeding: Time-Series Data in Quasi-Experimental Analysis",
        {
            "type": "article-journal",
            "title": "The Connecticut Crackdown on Speeding: Time-Series Data in Quasi-Experimental Analysis",
            "author": [
                {"family": "Campbell", "given": "Donald T."},
                {"family": "Ross", "given": "H. Laurence"},
            ],
            "container-title": "Law & Society Review",
            "volume": "3",
            "issue": "1",
            "page": "33–53",
            "issued": {"date-parts": [[1968, 8]]},
        },
    ),
    "twain": Work(
        "Chapters from My Autobiography",
        {
            "type": "article-magazine",
            "title": "Chapters from My Autobiography",
            "author": [{"family": "Twain", "given": "Mark"}],
            "container-title": "The North American Review",
            "issued": {"date-parts": [[1907, 7, 5]]},
        },
    ),
    "platt": Work(
        "Respectfully Quoted: A Dictionary of Quotations Requested from the Congressional Research Service",
        {
            "type": "book",
            "title": "Respectfully Quoted: A Dictionary of Quotations Requested from the Congressional "
            "Research Service",
            "editor": [{"family": "Platt", "given": "Suzy"}],
            "publisher": "Library of Congress",
            "publisher-place": "Washington",
            "issued": {"date-parts": [[1989]]},
        },
        derived_from="twain",
    ),
    "act-1964": Work(
        "Public Libraries and Museums Act 1964",
        {
            "type": "legislation",
            "title": "Public Libraries and Museums Act 1964",
            "number": "1964 c. 75",
            "issued": {"date-parts": [[1964]]},
        },
        url="https://www.legislation.gov.uk/ukpga/1964/75/section/7",
    ),
}
