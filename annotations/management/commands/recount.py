"""Counts anew what the lists show of every article."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.forms.models import model_to_dict

from annotations.management.lookups import check_tables
from annotations.plurals import counted
from annotations.services.tally import recount
from articles.models import Article


class Command(BaseCommand):
    help = "Count anew what the lists show of every article: after an upgrade it may count in another way."

    def handle(self, *args: Any, **options: Any) -> None:
        check_tables()
        ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        moved = sum(map(self._is_moved, ids))
        self.stdout.write(f"{counted(len(ids), 'article')} counted, {moved} of them showed something else.")

    @transaction.atomic
    def _is_moved(self, pk: int) -> bool:
        """Under the lock that deeds take, so that none counts meanwhile."""
        article = Article.objects.select_for_update().get(pk=pk)
        before = model_to_dict(article.tally)
        return model_to_dict(recount(article, article.seq)) != before
