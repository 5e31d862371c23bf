"""The demo desk is what it says: whole, honest, made by the people whose names are on it."""

import unicodedata
from collections import Counter

import pytest
from django.test import TestCase

from annotations.canon import content_hash
from annotations.demo import load
from annotations.demo.staging import DOCUMENTS, TEXTS
from annotations.demo.works import CARRIED, WORKS
from annotations.models import (
    Citation,
    Contribution,
    Counterpoint,
    Decision,
    Deed,
    Flag,
    Note,
    Placement,
    Relation,
    ReviewState,
    SealedCopy,
    Source,
    Statement,
    Status,
    Tally,
)
from annotations.models.verification import ADVERSE
from annotations.services.verifying import lacking
from articles.models import Article, Desk, Membership, Paragraph, Person

TITLE = "Forgiving the fines has filled our libraries again"


class TestDemoDesk(TestCase):
    @classmethod
    def setUpTestData(cls):
        load()
        cls.article = Article.objects.get(title=TITLE)
        cls.live = Statement.objects.filter(article=cls.article, withdrawn_at=None)
        cls.kept = cls.live.filter(left_out=False)

    def one(self, words: str) -> Statement:
        return self.live.get(text__startswith=words)

    def test_second_load_changes_nothing(self):
        def counts():
            return [m.objects.count() for m in (Desk, Person, Membership, Article, Deed, Citation, Source)]

        before = counts()
        load()
        assert counts() == before

    def test_people_have_their_roles_and_no_password(self):
        members = Membership.objects.filter(desk__slug="demo").select_related("person")
        assert {(m.person.email, m.role) for m in members} == {
            ("ana@demo.example", "analyst"),
            ("tomas@demo.example", "analyst"),
            ("rosa@demo.example", "editor"),
            ("ines@demo.example", "admin"),
            ("viktor@demo.example", "viewer"),
        }
        assert not any(m.person.has_usable_password() for m in members)

    def test_op_ed_has_fourteen_paragraphs_and_four_lines_of_chrome(self):
        paragraphs = Paragraph.objects.filter(revision=self.article.revision)
        assert paragraphs.filter(left_out=False).count() == 14
        assert paragraphs.filter(kind="title").count() == 1
        assert [p.text[:12] for p in paragraphs.filter(left_out=True).order_by("position")] == [
            "Sign up for ",
            "Six stories ",
            "Download our",
            "© Larkmouth ",
        ]
        assert all(p.rule for p in paragraphs.filter(left_out=True))
        assert 45 <= self.live.filter(placements__paragraph__left_out=False).distinct().count() <= 60

    def test_every_quote_stands_at_its_place(self):
        placements = Placement.objects.filter(article=self.article, withdrawn_at=None)
        for row in placements.select_related("paragraph", "statement"):
            assert row.paragraph.text[row.start : row.end] == row.quote == row.statement.text
        beyond_the_emoji = self.one("None of this surprises").placements.get(withdrawn_at=None)
        assert "📚" in beyond_the_emoji.quote
        assert "نادیہ قریشی" in beyond_the_emoji.quote

    def test_every_status_is_there(self):
        found = Counter(self.kept.values_list("status", flat=True))
        assert set(found) == set(Status.values)
        given = [v for v in found.elements() if v not in (Status.UNCHECKED, Status.NOT_CLAIM)]
        assert len(given) >= 20
        details = self.kept.values_list("verification__detail", flat=True)
        assert set(details) >= {"over", "under", "no_access", "not_counted", "future"}

    def test_every_verdict_says_why_and_as_of_when(self):
        for statement in self.kept.exclude(verification=None).select_related("verification"):
            assert statement.verification.as_of
            if statement.status != Status.NOT_CLAIM:
                assert statement.verification.rationale, statement.label

    def test_every_review_state_is_there(self):
        assert set(self.kept.values_list("review_state", flat=True)) == set(ReviewState.values)

    def test_approvals_are_fresh_and_by_somebody_else(self):
        approved = self.kept.filter(review_state=ReviewState.APPROVED)
        assert approved.count() >= 10
        overridden = 0
        for statement in approved:
            decision = Decision.objects.filter(statement=statement, ruling="approve").latest("pk")
            assert decision.content_version == statement.content_version
            assert bytes(decision.content_hash) == content_hash(statement)
            wrote = Contribution.objects.filter(statement=statement).values_list("person_id", flat=True)
            if decision.override_why:
                overridden += 1
            else:
                assert decision.created_by_id not in wrote, statement.label
        assert overridden == 1

    def test_one_has_changed_since_its_approval(self):
        statement = self.kept.get(review_state=ReviewState.CHANGED)
        decision = Decision.objects.get(statement=statement)
        assert statement.text.startswith("Collecting that money")
        assert decision.content_version < statement.content_version
        assert bytes(decision.content_hash) != content_hash(statement)
        assert statement.status == Status.MISSTATED

    def test_one_verdict_is_incomplete_and_waits_for_nobody(self):
        statement = self.one("which raises £9,300 a year")
        assert (statement.status, statement.review_state) == (Status.SUPPORTED, ReviewState.OPEN)
        assert lacking(statement) == ("a citation that supports it",)

    def test_opinions_are_left_to_confirm_in_bulk(self):
        todo = self.kept.filter(status=Status.UNCHECKED, same_as=None)
        assert todo.count() >= 8
        assert not todo.filter(kind_confirmed=True).exists()

    def test_one_is_sent_back_with_its_flag(self):
        statement = self.kept.get(review_state=ReviewState.SENT_BACK)
        decision = Decision.objects.get(statement=statement)
        assert (decision.ruling, decision.created_by.name) == ("send_back", "Rosa Oduya")
        assert Flag.objects.get(statement=statement).reason == "quotation_differs"

    def test_flags_are_of_every_sort(self):
        flags = Flag.objects.filter(article=self.article, withdrawn_at=None)
        assert flags.filter(closed_at=None, is_blocking=True).exclude(statement=None).count() >= 4
        assert flags.filter(closed_at=None, is_blocking=False).exists()
        assert flags.filter(closed_at=None, statement=None, reason="headline").exists()
        settled = flags.filter(outcome="verdict_says_so").select_related("statement")
        assert settled.count() >= 2
        assert all(flag.statement.status in ADVERSE for flag in settled)

    def test_total_and_rate_stand_apart(self):
        total, rate = self.one("In 2025 the seven branches"), self.one("averaging more than 1,300")
        assert (total.status, rate.status) == (Status.SUPPORTED, Status.MISLEADING)
        assert rate.verifications.count() == 2
        assert Relation.objects.filter(a=rate, b=total, kind="leans_on", withdrawn_at=None).exists()
        assert round(411_640 / 365) == 1128
        assert round(411_640 / 302) == 1363

    def test_ratio_of_two_groups_is_merged_and_flagged(self):
        ratio = self.one("In 2021, for every reader who joined")
        assert "two readers joining for every card cancelled" in ratio.text
        assert ratio.status == Status.MISLEADING
        assert Flag.objects.get(statement=ratio).reason == "unit_or_base"

    def test_title_is_the_same_claim_as_the_last_paragraph(self):
        title, close = self.one(TITLE), self.one("The libraries of Larkmouth are full")
        assert title.same_as == close
        assert title.verification is None
        clash = Relation.objects.get(article=self.article, kind="clashes_with")
        assert {clash.a.text[:10], clash.b_id} == {"Visits, it", close.pk}

    def test_counterpoints_come_to_every_end(self):
        points = Counterpoint.objects.filter(article=self.article, withdrawn_at=None)
        assert set(points.values_list("outcome", flat=True)) == {"open", "answered", "accepted"}
        assert (
            points.filter(kind="undercuts").get().target.statement == points.get(kind="undercuts").statement
        )
        assert points.filter(statement=None).exists()
        assert all(point.citations.exists() for point in points)

    def test_one_source_stands_behind_many_statements(self):
        statement = Source.objects.get(title="Annual statement 2025")
        behind = Citation.objects.filter(source=statement, counterpoint=None).values("statement").distinct()
        assert behind.count() >= 10
        several = Deed.objects.filter(article=self.article, verb="cite", words__contains="2 statements")
        assert several.exists()

    def test_passages_of_carried_papers_are_word_for_word_in_their_sealed_copy(self):
        copies = {copy.source_id: copy for copy in SealedCopy.objects.select_related("blob")}
        assert len(copies) == len(list(DOCUMENTS.glob("*.txt")))
        checked = 0
        for citation in Citation.objects.exclude(passage=None).select_related("passage"):
            if copy := copies.get(citation.source_id):
                assert citation.passage.text in copy.text, citation.passage.text
                checked += 1
        assert checked >= 30

    def test_a_copy_counts_with_its_original(self):
        briefing = Source.objects.get(title__startswith="Briefing on")
        assert briefing.derived_from.title == "Annual statement 2025"

    def test_notes_to_print_and_private_ones(self):
        notes = Note.objects.filter(article=self.article, statement=None)
        assert {note.is_private for note in notes} == {True, False}
        assert "invented" in notes.get(is_private=False).text
        assert self.article.summary

    def test_log_names_those_who_did_it(self):
        who = Deed.objects.filter(article=self.article).values_list("by__name", flat=True)
        assert set(who) == {"Ana Neves", "Tomás Rivas", "Rosa Oduya", "Ines Falk"}

    def test_counts_agree_with_the_rows(self):
        tally = Tally.objects.get(article=self.article)
        assert tally.statements == self.kept.count()
        assert tally.approved == self.kept.filter(review_state=ReviewState.APPROVED).count()
        assert 0 < tally.accounted < tally.words

    def test_two_articles_wait_to_be_started(self):
        waiting = Article.objects.filter(desk__slug="demo").exclude(pk=self.article.pk)
        assert waiting.count() == 2
        assert not Statement.objects.filter(article__in=waiting).exclude(status="unchecked").exists()
        urdu = waiting.get(language="ur")
        assert set(Paragraph.objects.filter(revision=urdu.revision).values_list("direction", flat=True)) == {
            "rtl"
        }

    def test_op_ed_is_due_after_it_is_loaded(self):
        assert self.article.due > self.article.created_at


@pytest.mark.parametrize("path", [*TEXTS.glob("*.txt"), *DOCUMENTS.glob("*.txt")], ids=lambda path: path.name)
def test_texts_are_in_normal_form(path):
    text = path.read_text()
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")


def test_papers_say_that_they_are_invented_and_all_are_cited_as_carried():
    carried = {work.document for work in WORKS.values() if work.document}
    assert carried == {path.name for path in DOCUMENTS.glob("*.txt")}
    for path in DOCUMENTS.glob("*.txt"):
        assert "are invented" in path.read_text().partition("\n")[0]
    for work in WORKS.values():
        assert (work.csl.get("note") == CARRIED) == bool(work.document)


def test_works_of_the_world_have_author_or_editor_and_year():
    for key, work in WORKS.items():
        assert work.csl["issued"], key
        assert work.csl.get("author") or work.csl.get("editor") or work.csl["type"] == "legislation", key
        assert "DOI" not in work.csl
