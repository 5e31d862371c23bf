"""Plays a story of annotations by the deeds that people use, each as the person who did it."""

from collections.abc import Iterable

from annotations.demo.notation import (
    Against,
    Approves,
    Bothers,
    Cites,
    Colleague,
    Finds,
    On,
    Remark,
    SendsBack,
    Speaker,
    Story,
)
from annotations.demo.players import Players
from annotations.models import Citation, Claimant, Source, Statement
from annotations.services.articles import change_article
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import answer, counter, settle
from annotations.services.cutting import merge, split
from annotations.services.evidence import cite, cite_for_counterpoint
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.notes import add_note
from annotations.services.reviewing import approve, approve_many, ask_for_changes
from annotations.services.statements import (
    change_statement,
    confirm_kinds,
    follow,
    leave_out,
    relate,
    set_claimant,
)
from annotations.services.verifying import verify
from articles.models import Article


class Telling:
    """One article's story. Each deed fetches its statement anew, since the deed before has made it older."""

    def __init__(self, article: Article, players: Players, sources: dict[str, Source]) -> None:
        self.article = article
        self.players = players
        self.sources = sources

    def tell(self, story: Story) -> None:
        self._cut(story)
        self._sort(story)
        self._name_speakers(story.statements)
        self._cite(story.statements)
        for on in story.statements:
            self._describe(on)
            self._judge(on)
        self._link(story)
        self._whole(story)
        for on in story.statements:
            self._review(on)
        for answers in story.answers:
            if answers.approved_by:
                approve_many(self.article, self._ids(answers.kinds), by=self.players[answers.approved_by])
        for on in story.statements:
            self._change_since(on)

    def _at(self, words: str) -> Statement:
        return Statement.objects.select_related("article", "verification").get(
            article=self.article, text__startswith=words, withdrawn_at=None
        )

    def _ids(self, words: Iterable[str]) -> list[int]:
        return [self._at(each).pk for each in words]

    # The text

    def _cut(self, story: Story) -> None:
        for by, first, second in story.merges:
            merge(self._at(first), self._at(second), by=self.players[by])
        for cut in story.cuts:
            whole = Statement.objects.select_related("article").get(
                article=self.article, text__contains=cut.words, withdrawn_at=None
            )
            split(whole, by=self.players[cut.by], at=whole.text.index(cut.words), leans=cut.leans)
        for by, words, why in story.left_out:
            leave_out(self.article, [self._at(words).pk], by=self.players[by], why=why)

    def _sort(self, story: Story) -> None:
        for answers in story.answers:
            self._confirm(answers.by, answers.kinds)
        for by in dict.fromkeys(on.by for on in story.statements):
            self._confirm(by, {on.words: on.kind for on in story.statements if on.by == by})

    def _confirm(self, by: Colleague, kinds: dict[str, str]) -> None:
        ids = {self._at(words).pk: kind for words, kind in kinds.items()}
        confirm_kinds(self.article, ids, by=self.players[by])

    # What is said of a statement

    def _name_speakers(self, statements: tuple[On, ...]) -> None:
        said: dict[tuple[Colleague, Speaker], list[str]] = {}
        for on in statements:
            if on.speaker:
                said.setdefault((on.by, on.speaker), []).append(on.words)
        for (by, speaker), words in said.items():
            set_claimant(
                self.article, self._ids(words), by=self.players[by], claimant=self._claimant(by, speaker)
            )

    def _claimant(self, by: Colleague, speaker: Speaker) -> Claimant:
        return make_claimant(by=self.players[by], name=speaker.name, role=speaker.role)

    def _cite(self, statements: tuple[On, ...]) -> None:
        shared: dict[tuple[Colleague, Cites], list[str]] = {}
        for on in statements:
            for cites in on.cites:
                shared.setdefault((on.by, cites), []).append(on.words)
        for (by, cites), words in shared.items():
            self._cite_for(by, cites, words)

    def _cite_for(self, by: Colleague, cites: Cites, words: list[str]) -> None:
        cite(
            self.article,
            self._ids(words),
            by=self.players[by],
            source=self.sources[cites.work],
            stance=cites.stance,
            passage=cites.passage,
            locator=cites.locator,
            shows=cites.shows,
        )

    def _describe(self, on: On) -> None:
        change_statement(
            self._at(on.words),
            by=self.players[on.by],
            claimant_unclear=on.speaker_unclear,
            checked_said=on.said,
            checked_so=on.so,
            plain="" if on.plain_by else on.plain,
            one_origin_why=on.one_origin_why,
        )
        if on.plain_by:
            change_statement(self._at(on.words), by=self.players[on.plain_by], plain=on.plain)
        for remark in on.remarks:
            self._note(remark, self._at(on.words))

    def _judge(self, on: On) -> None:
        if on.first:
            self._find(on.by, on.words, on.first)
        for against in on.against:
            self._counter(against, self._at(on.words))
        if on.finds:
            self._find(on.by, on.words, on.finds)
        for flag in on.flags:
            self._flag(flag, self._at(on.words))

    def _find(self, by: Colleague, words: str, finds: Finds) -> None:
        verify(
            self._at(words),
            by=self.players[by],
            status=finds.status,
            detail=finds.detail,
            rationale=finds.rationale,
        )

    def _counter(self, against: Against, statement: Statement | None = None) -> None:
        by = self.players[against.by]
        target = None
        if against.aims_at:
            target = Citation.objects.get(
                statement=statement,
                source=self.sources[against.aims_at],
                counterpoint=None,
                withdrawn_at=None,
            )
        point = counter(
            self.article, by=by, text=against.text, statement=statement, kind=against.kind, target=target
        )
        if cites := against.cites:
            cite_for_counterpoint(
                point,
                by=by,
                source=self.sources[cites.work],
                stance=cites.stance,
                passage=cites.passage,
                locator=cites.locator,
                shows=cites.shows,
            )
        if against.answered_by:
            answer(point, by=self.players[against.answered_by], text=against.answer)
        elif against.outcome != point.outcome:
            settle(point, by=by, outcome=against.outcome)

    def _flag(self, bothers: Bothers, statement: Statement | None = None) -> None:
        flag = raise_flag(
            self.article,
            by=self.players[bothers.by],
            reason=bothers.reason,
            is_blocking=bothers.is_blocking,
            note=bothers.note,
            statement=statement,
        )
        if bothers.settled_by:
            settle_flag(
                flag, by=self.players[bothers.settled_by], outcome=bothers.outcome, note=bothers.outcome_note
            )

    def _note(self, remark: Remark, statement: Statement | None = None) -> None:
        add_note(
            self.article,
            by=self.players[remark.by],
            text=remark.text,
            is_private=remark.is_private,
            statement=statement,
        )

    # What is said of several, or of the whole

    def _link(self, story: Story) -> None:
        for on in story.statements:
            for kind, others in (("leans_on", on.leans_on), ("clashes_with", on.clashes_with)):
                for other in others:
                    relate(self._at(on.words), self._at(other), by=self.players[on.by], kind=kind)
        for by, follower, leader in story.same_claim:
            follow(self._at(follower), self._at(leader), by=self.players[by])

    def _whole(self, story: Story) -> None:
        if story.summary:
            by, summary = story.summary
            change_article(self.article, by=self.players[by], summary=summary)
        for against in story.against:
            self._counter(against)
        for flag in story.flags:
            self._flag(flag)
        for remark in story.remarks:
            self._note(remark)

    # Review

    def _review(self, on: On) -> None:
        match on.review:
            case Approves(by, override_why):
                approve(self._at(on.words), by=self.players[by], override_why=override_why)
            case SendsBack(by, reason, note):
                ask_for_changes(self._at(on.words), by=self.players[by], reasons=[reason], note=note)

    def _change_since(self, on: On) -> None:
        if later := on.later:
            self._cite_for(later.by, later.cites, [on.words])
            self._find(later.by, on.words, later.finds)
