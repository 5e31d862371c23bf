"""The kinds of paragraph, by the words that are stored."""

from typing import Final

TITLE: Final = "title"
HEADING: Final = "heading"
BODY: Final = "body"
QUOTATION: Final = "quotation"
LIST_ITEM: Final = "list_item"
CAPTION: Final = "caption"
