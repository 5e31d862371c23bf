"""Notes, written from a card."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from annotations.forms.note import NoteForm
from annotations.models import Note
from annotations.services import notes
from annotations.views.base import deny_in_words, form_page, get_article, get_statement, live_in, posted
from annotations.views.panel import after_on
from annotations.views.parts import after, show_card


@form_page
@deny_in_words
def statement_notes(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    form = NoteForm(posted(request))
    if form.run(lambda: notes.add_note(article, by=by, statement=row, **form.cleaned_data)):
        return after(request, article, by, row.pk, f"Noted on {row.label}.")
    return show_card(request, article, by, row.pk, opened="note", note=form, status=form.status)


@require_POST
@deny_in_words
def note_withdraw(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    article, by = get_article(request, desk, slug, "annotate")
    note = live_in(article, Note.objects.select_related("statement"), pk)
    notes.withdraw_note(note, by=by)
    return after_on(request, article, by, note.statement_id, "The note was removed.")
