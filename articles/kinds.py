"""The kinds of paragraph, by the words that are stored."""

from typing import Final

TITLE: Final = "title"
HEADING: Final = "heading"
BODY: Final = "body"
QUOTATION: Final = "quotation"
LIST_ITEM: Final = "list_item"
CAPTION: Final = "caption"

HEADINGS: Final = (TITLE, HEADING)
"""What is set as a title is, with no more than a colon or dots in it, one statement."""
