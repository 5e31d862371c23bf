"""The people who sign in, or are named by an import."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from articles.fields import CleanCharField


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "Person":
        """A person with a usable password only where one is given."""
        person = self.model(email=email and self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who works at a desk. A placeholder is a name met in an import: it signs nothing and nobody in."""

    email = models.EmailField(null=True, blank=True, unique=True, max_length=254)
    name = CleanCharField(max_length=120)
    # The oldest first; written by the database, so that who is renamed stays who they are.
    former_names = ArrayField(CleanCharField(max_length=120), default=list, blank=True, editable=False)
    is_placeholder = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    uses_keys = models.BooleanField("single keys are on", default=True)
    sees_key_bar = models.BooleanField("the key bar is shown", default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(email__isnull=False),
                name="person_email_once",
                violation_error_message="Someone with this e-mail address is here already. Sign in, or use another.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """A session is for the address and the password that it was opened with."""
        opened_with = f"{super().get_session_auth_hash()} {self.email}"
        return salted_hmac("articles.Person", opened_with, algorithm="sha256").hexdigest()

    def clean(self) -> None:
        self.email = self.email or None
