"""Deeds on citations: what ties a source to statements, to counterpoints."""

from collections.abc import Iterable, Mapping
from typing import Any

from annotations.models import Citation, Counterpoint, Source, Stance, Verb
from annotations.permissions import require
from annotations.quoting import quoted
from annotations.refusals import Refused
from annotations.services.deed import Act, check_version, deed, stands
from annotations.services.dependents import detach_dependents
from annotations.services.sources import passage_of
from annotations.services.statements import live, the_only, which_they_are
from annotations.services.verifying import settle_states
from articles.models import Article, Membership


def cite(
    article: Article,
    ids: Iterable[int],
    *,
    by: Membership,
    source: Source,
    stance: str,
    passage: str = "",
    locator: str = "",
    shows: str = "",
    own: Mapping[int, str] | None = None,
) -> list[Citation]:
    """Tie one source to many statements in one act, with one shared passage. One undo.

    ``own``: statement id → the passage that stands for it in place of the shared one. Raises Refused for an unknown
    stance or a source of another desk.
    """
    require(by, "annotate")
    rows = live(article, ids)
    _check(by, source, stance)
    words = f"Cited {quoted(source.title)} for {which_they_are(rows)}"
    with deed(article, Verb.CITE, by=by, words=words, statement=the_only(rows)) as act:
        texts = {row.pk: (own or {}).get(row.pk) or passage for row in rows}
        passages = {
            text: passage_of(source, by=by, text=text, locator=locator)
            for text in dict.fromkeys(texts.values())
        }
        made = [
            _add(
                act,
                Citation(
                    article=article, statement=row, source=source, passage=passages[texts[row.pk]], stance=stance,
                    shows=shows,
                ),
                row.label,
            )
            for row in rows
        ]  # fmt: skip
        settle_states(act, *rows)
    return made


def cite_for_counterpoint(
    point: Counterpoint,
    *,
    by: Membership,
    source: Source,
    stance: str = Stance.SUPPORTS,
    passage: str = "",
    locator: str = "",
    shows: str = "",
) -> Citation:
    """Evidence for a counterpoint; it does not count for the statement itself."""
    require(by, "annotate")
    _check(by, source, stance)
    words = f"Cited {quoted(source.title)} for a counterpoint"
    with deed(point.article, Verb.CITE, by=by, words=words, statement=point.statement) as act:
        return _add(
            act,
            Citation(
                article_id=point.article_id, statement_id=point.statement_id, counterpoint=point, source=source,
                passage=passage_of(source, by=by, text=passage, locator=locator), stance=stance, shows=shows,
            ),
            "This counterpoint",
        )  # fmt: skip


def _add(act: Act, citation: Citation, what: str) -> Citation:
    said = ("statement", "counterpoint", "source", "passage", "stance", "shows")
    refused = Refused(
        f"{what} already has this citation of yours. Correct it, or cite another passage.",
        field="passage",
    )
    return act.add_once(citation, *said, refused=refused)


def change_citation(
    citation: Citation,
    *,
    by: Membership,
    version: int | None = None,
    stance: str | None = None,
    passage: str | None = None,
    locator: str | None = None,
    shows: str | None = None,
) -> Citation:
    """Correct a citation; None leaves a field as it is. New words make a new passage, others' citations keep theirs."""
    require(by, "annotate")
    if stance is not None:
        _check_stance(stance)
    was = (citation.passage.text, citation.passage.locator) if citation.passage else ("", "")
    now = (was[0] if passage is None else passage, was[1] if locator is None else locator)
    values: dict[str, Any] = {
        name: value for name, value in (("stance", stance), ("shows", shows)) if value is not None
    }
    if now != was or not stands(citation, values):
        check_version(citation, version)
    words = _about("Changed a citation", citation)
    about = citation.statement
    with deed(citation.article, Verb.CHANGE_CITATION, by=by, words=words, statement=about) as act:
        if now != was:
            values["passage"] = passage_of(citation.source, by=by, text=now[0], locator=now[1])
        act.change(citation, **values)
        settle_states(act, about)
    return citation


def withdraw_citation(citation: Citation, *, by: Membership) -> None:
    """Take a citation away; what aimed at it stays. Undo brings it back."""
    require(by, "annotate")
    words = _about("Removed a citation", citation)
    about = citation.statement
    with deed(citation.article, Verb.WITHDRAW_CITATION, by=by, words=words, statement=about) as act:
        detach_dependents(act, citation)
        act.withdraw(citation)
        settle_states(act, about)


def last_source(article: Article, *, by: Membership) -> Source | None:
    """The source that this person cited last in this article ("last source again")."""
    citation = (
        Citation.objects.filter(article=article, created_by_id=by.person_id, withdrawn_at=None)
        .select_related("source")
        .order_by("-id")
        .first()
    )
    return citation.source if citation else None


def _about(what: str, citation: Citation) -> str:
    return f"{what} of {citation.statement.label}" if citation.statement else what


def _check(by: Membership, source: Source, stance: str) -> None:
    _check_stance(stance)
    if source.desk_id != by.desk_id or not source.is_listed:
        raise Refused("This source is not at your desk. Paste its address to add it.", field="source")


def _check_stance(stance: str) -> None:
    if stance not in Stance.values:
        raise Refused("Choose what the source does: supports, contradicts, or gives context.", field="stance")
