"""The API told to programs, to people: OpenAPI 3.1 from the code, with a page to read it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from annotations.api.openapi_parts import CONVENTIONS, NOUNS
from annotations.refusals import TITLES

OPENAPI = "application/vnd.oai.openapi+json"
METHODS = ("get", "post", "patch", "delete")
_MAKING = Lock()


@dataclass(frozen=True, slots=True)
class Field:
    """One value that goes in or out; ``of`` names its shape where that is an object or a set of codes."""

    name: str
    kind: str
    of: str
    is_required: bool
    what: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    what: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    anchor: str
    method: str
    path: str
    summary: str
    parameters: tuple[Field, ...]
    takes: tuple[str, ...]
    gives: str
    gives_many: str
    what: tuple[str, ...]
    refuses: tuple[str, ...]
    example: str


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The document, OpenAPI 3.1."""
    return JsonResponse(document(), content_type=OPENAPI)


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same, to be read."""
    told = document()
    nouns = [(noun, NOUNS[noun], found) for noun, found in operations(told).items()]
    codes = sorted(TITLES.items())
    manners = [(name, said.split("`")) for name, said in CONVENTIONS.items()]
    context = {
        "info": told["info"], "manners": manners, "nouns": nouns, "shapes": list(shapes(told)), "codes": codes,
    }  # fmt: skip
    return render(request, "api/schema.html", context)


def document() -> dict[str, Any]:
    """The OpenAPI document, made once a process, by one thread: the library breaks where two are at it."""
    with _MAKING:
        return _made()


@cache
def _made() -> dict[str, Any]:
    """It takes a second."""
    return SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]


def operations(told: dict[str, Any]) -> dict[str, list[Operation]]:
    """Noun → its operations, as the addresses order them."""
    found: dict[str, list[Operation]] = {}
    for path, methods in told["paths"].items():
        for method in METHODS:
            if operation := methods.get(method):
                found.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    return found


def shapes(told: dict[str, Any]) -> Iterator[Shape]:
    """Every object that goes in or out, by name."""
    schemas = told["components"]["schemas"]
    for name, schema in sorted(schemas.items()):
        if "properties" in schema and not name.startswith("Paginated"):
            parts, needed = schema["properties"].items(), schema.get("required", ())
            fields = tuple(_field(key, part, schemas, key in needed) for key, part in parts)
            yield Shape(name, _parts(schema), fields)


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    parameters = tuple(
        Field(
            row["name"],
            _kind(row["schema"]),
            "",
            row.get("required", False),
            _plain(row),
            row["in"],
        )
        for row in told.get("parameters", ())
        if row["in"] != "path"
    )
    done = [name for code, answer in told["responses"].items() if code[0] == "2" for name in _names(answer)]
    gives = next(iter(done), "")
    plain = gives.removeprefix("Paginated").removesuffix("List")
    return Operation(
        anchor=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        parameters=parameters,
        takes=_names(told.get("requestBody", {})),
        gives=plain,
        gives_many=_many(parameters) if plain != gives else "",
        what=_parts(told),
        refuses=tuple(sorted(code for code in told["responses"] if code >= "4")),
        example=_example(told),
    )


def _many(parameters: Sequence[Field]) -> str:
    return "page by page" if any(row.name == "cursor" for row in parameters) else "all of them"


def _names(body: dict[str, Any]) -> tuple[str, ...]:
    """The shapes of a body, one a media type."""
    return tuple(name for kind in body.get("content", {}).values() if (name := _of(kind.get("schema", {}))))


def _example(told: dict[str, Any]) -> str:
    """A body as it may be sent."""
    kinds = told.get("requestBody", {}).get("content", {}).values()
    said = (example["value"] for kind in kinds for example in kind.get("examples", {}).values())
    return next((json.dumps(value, ensure_ascii=False, indent=2) for value in said), "")


def _field(name: str, part: dict[str, Any], schemas: dict[str, Any], is_required: bool) -> Field:
    """A reference to a set of codes is told by its codes."""
    of = _of(part)
    codes = schemas[of] if of and "enum" in schemas[of] else None
    kind = _kind(codes or part)
    return Field(name, kind, "" if codes else of, is_required, _plain(part))


def _of(schema: dict[str, Any]) -> str:
    """The name of the shape that is referred to: directly, by a list, as one of several."""
    if ref := schema.get("$ref"):
        return str(ref).rsplit("/", 1)[-1]
    parts = [schema.get("items", {})]
    for way in ("allOf", "oneOf", "anyOf"):
        parts += schema.get(way, [])
    return next((name for part in parts if part and (name := _of(part))), "")


def _plain(told: dict[str, Any]) -> str:
    """What is said of a part, without the list of codes that the generator appends, without marks."""
    return str(told.get("description", "")).partition("* `")[0].replace("`", "").strip()


def _parts(told: dict[str, Any]) -> tuple[str, ...]:
    """The same, paragraph by paragraph."""
    return tuple(filter(None, _plain(told).split("\n\n")))


def _kind(schema: dict[str, Any]) -> str:
    """ "text", "number or null", "list": in a word or two."""
    kinds = schema.get("type", "")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    words = {"string": "text", "integer": "number", "array": "list", "boolean": "true or false"}
    plain = [str(words.get(kind, kind)) for kind in kinds if kind]
    form = schema.get("format", "")
    said = " or ".join(plain) if not form or form == "binary" else f"{' or '.join(plain)} ({form})"
    if ways := schema.get("oneOf"):
        said = " or ".join(filter(None, map(_kind, ways)))
    if codes := schema.get("enum"):
        said = ", ".join(str(code) for code in codes if code not in ("", None))
    return said
