"""How the API describes itself in OpenAPI."""

from typing import Any, cast

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import get_doc
from rest_framework import serializers

from annotations.api.base import ApiView, scope_of
from annotations.api.fields import Ask
from annotations.api.openapi_parts import CONVENTIONS, NOUNS
from articles.models import Role
from articles.permissions import LEAST


class Schema(AutoSchema):
    """Operations are named by their view, grouped by the noun that it names."""

    def get_operation(self, *where: Any) -> dict[str, Any] | None:
        """``If-Match`` is told where there is something to match."""
        told: dict[str, Any] | None = super().get_operation(*where)
        if told and not getattr(self.view, "is_versioned", True):
            rows = told.get("parameters", [])
            told["parameters"] = [row for row in rows if row["name"] != "If-Match"]
            told["responses"].pop("412", None)
        return told

    def get_description(self) -> str:  # type: ignore[override]
        """What the method says after its summary; whose role, which scope it asks for."""
        said = str(get_doc(getattr(self.view, self.method.lower()))).partition("\n\n")[2]
        return f"{said}\n\n{self._who()}".strip()

    def _who(self) -> str:
        if "{desk}" not in self.path:
            return "Anybody may who is signed in, or comes with a token."
        action = cast(ApiView, self.view).action(self.method)
        if action == "read":
            return "Everybody at the desk may; any token of theirs does."
        role, scope = Role(LEAST[action]).label, scope_of(action)
        return f"Asks for the role {role} or above, of a token for the scope “{scope}” too."

    def get_operation_id(self) -> str:
        return f"{self.method.lower()}{type(self.view).__name__}"

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        return type(serializer).__name__.removesuffix("Answer")

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        """What a request may say is all that it may say: any other name is refused.

        What is said of no shape by itself is not said of each.
        """
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if schema.get("description") == get_doc(Ask):
            del schema["description"]
        return {**schema, "additionalProperties": False} if direction == "request" else schema

    def _get_serializer_field_meta(self, field: Any, direction: Any) -> dict[str, Any]:
        """What the generator leaves out of a request: text that may not be empty, how many a list of objects holds."""
        meta: dict[str, Any] = super()._get_serializer_field_meta(field, direction)  # type: ignore[no-untyped-call]
        if direction == "request" and isinstance(field, serializers.CharField) and not field.allow_blank:
            meta["minLength"] = 1
        if direction == "request" and isinstance(field, serializers.ListSerializer):
            meta["minItems"] = int(not field.allow_empty)
            meta["maxItems"] = field.max_length  # type: ignore[attr-defined]  # the stubs lack it
        return meta

    def get_tags(self) -> list[str]:
        return [str(getattr(self.view, "noun", "Other"))]


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "config.api.Bearer"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token of one desk, with scopes."}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "config.api.Session"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        said = "Who is signed in, on the pages too. Each change needs the header X-CSRFToken with the cookie’s token."
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": said,
        }


def with_manners(result: dict[str, Any], **made: Any) -> dict[str, Any]:
    """What holds at every address stands at the head of the document."""
    told = "\n\n".join(f"**{name}.** {said}" for name, said in CONVENTIONS.items())
    info = result["info"]
    result["info"] = {
        **info,
        "summary": info["description"],
        "description": f"{info['description']}\n\n{told}",
    }
    result["tags"] = [{"name": noun, "description": said} for noun, said in NOUNS.items()]
    return result
