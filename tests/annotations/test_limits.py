"""How long a text may be is said by its column, by the form, by the API: the three agree.

A form that takes more than its column is refused only when it is saved; one that takes less keeps out what a program
may send.
"""

import pytest
from django.forms import Form

from annotations.api import request_serializers, review_requests
from annotations.forms import article, claimants, flag, intake, people, review, sources, statement, tokens
from annotations.models import ApiToken, Citation, Claimant, Decision, Flag, Passage, Source, Statement
from articles.models import Article, Blob, Desk, Invitation, Paragraph, Person

# What takes the text → the column that keeps it, by the input's name where that is another.
KEPT_IN = [
    (article.FactsOfArticle, Article, "title byline publisher url"),
    (article.LeaveOutForm, Paragraph, "why:rule"),
    (article.WhoSaysForm, Claimant, "role"),
    (claimants.ClaimantForm, Claimant, "name role"),
    (intake.PasteForm, Blob, "name:filename"),
    (intake.TakeInForm, Blob, "filename"),
    (people.AcceptForm, Person, "name"),
    (people.DeskForm, Desk, "name"),
    (people.InvitationForm, Invitation, "email"),
    (review.ApproveForm, Decision, "override_why"),
    (review.ChangesForm, Decision, "note:why"),
    (review.ChangesForm, Flag, "note"),
    (sources.SourceForm, Source, "title url archive_url"),
    (statement.CitationForm, Citation, "shows"),
    (statement.CitationForm, Passage, "locator"),
    (statement.CitationForm, Source, "title"),
    (statement.FactsForm, Claimant, "claimant_role:role"),
    (statement.FactsForm, Statement, "plain one_origin_why"),
    (flag.FlagForm, Flag, "note"),
    (flag.SettleForm, Flag, "note:outcome_note"),
    (statement.WhyForm, Statement, "why:left_out_why"),
    (tokens.TokenForm, ApiToken, "name"),
    (request_serializers.ArticleChange, Article, "title"),
    (request_serializers.CitationChange, Citation, "shows"),
    (request_serializers.CitationChange, Passage, "locator"),
    (request_serializers.ClaimantRecord, Claimant, "name role"),
    (review_requests.Decide, Decision, "override_why note:why"),
    (request_serializers.DraftAsk, Paragraph, "rule language"),
    (request_serializers.Facts, Article, "title byline publisher url language"),
    (request_serializers.LeaveOut, Statement, "why:left_out_why"),
    (request_serializers.NewPassage, Passage, "locator"),
    (request_serializers.ParagraphChange, Paragraph, "why:rule"),
    (review_requests.RaiseFlag, Flag, "note"),
    (review_requests.SettleFlag, Flag, "note:outcome_note"),
    (request_serializers.SourceChange, Source, "title"),
    (request_serializers.SourceRecord, Source, "title url archive_url"),
    (request_serializers.StatementChange, Statement, "plain one_origin_why"),
]


@pytest.mark.parametrize(
    ("taker", "model", "names"), KEPT_IN, ids=[f"{t.__name__}-{m.__name__}" for t, m, _ in KEPT_IN]
)
def test_what_is_taken_is_what_can_be_kept(taker, model, names):
    fields = taker.base_fields if issubclass(taker, Form) else taker._declared_fields
    for name in names.split():
        given, _, column = name.partition(":")
        field = fields[given]
        most = getattr(field, "limit", None) or field.max_length
        assert most == model._meta.get_field(column or given).max_length, given
