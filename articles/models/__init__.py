"""The text, its revisions, the people at the desk."""

from articles.models.article import Article, Mode, Stage
from articles.models.desk import Desk, Invitation, Membership, Role, Scale
from articles.models.person import Person
from articles.models.record import DeskRecord
from articles.models.text import Blob, Paragraph, ParagraphKind, Revision

__all__ = [
    "Article",
    "Blob",
    "Desk",
    "DeskRecord",
    "Invitation",
    "Membership",
    "Mode",
    "Paragraph",
    "ParagraphKind",
    "Person",
    "Revision",
    "Role",
    "Scale",
    "Stage",
]
