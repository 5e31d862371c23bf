"""The preview says where the desk has the text already; it may be taken in again."""

from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests.annotations.views.intake_pages import TEXT, fields, paste, press, preview_of, send


def test_the_preview_says_when_the_text_is_here_already(as_ana):
    address, page = preview_of(as_ana)
    assert "has this text already" not in page.content.decode()
    press(as_ana, address, page, "take")
    there = reverse("article", args=["harbour", Article.objects.get().slug])
    told = f'The desk has this text already: <a href="{there}"'
    assert told in as_ana.get(address).content.decode()
    as_file = send(as_ana, TEXT.replace("\n", "\r\n").encode("utf-16")).headers["Location"]
    again = as_ana.get(as_file)
    assert told in again.content.decode()
    assert press(as_ana, as_file, again, "take").status_code == 302
    assert told not in preview_of(as_ana, f"{TEXT}\nOne more word.")[1].content.decode()


def test_the_preview_says_so_of_a_text_that_was_corrected(as_ana):
    """Of what the desk has with its paragraphs joined, and of what is joined by now as the desk has it."""
    address, page = preview_of(as_ana)
    joined = as_ana.post(address, {**fields(page), "act": "join 2.0"})
    press(as_ana, address, joined, "take")
    as_file = send(as_ana, TEXT.encode() + b"\n").headers["Location"]
    page = as_ana.get(as_file)
    assert "has this text already" not in page.content.decode()
    joined = as_ana.post(as_file, {**fields(page), "act": "join 2.0"})
    assert "has this text already" in joined.content.decode()


def test_the_preview_tells_of_no_other_desk_and_of_nothing_off_the_list(as_ana, otto):
    address, page = preview_of(as_ana)
    press(as_ana, address, page, "take")
    Article.objects.update(withdrawn_at=timezone.now())
    assert "has this text already" not in as_ana.get(address).content.decode()
    Article.objects.update(withdrawn_at=None)
    as_ana.force_login(otto.person)
    elsewhere = paste(as_ana, desk="elsewhere").headers["Location"]
    assert "has this text already" not in as_ana.get(elsewhere).content.decode()
