"""What the OpenAPI document says of an address: its parameters, what is sent to it, and what it answers."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from liantu.web.core import address_numbers
from liantu.web.core.query_parameters import EVERYWHERE, MEANINGS, REPEATED

MEDIA_TYPES = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "data.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "picture": "image/png",
    "svg": "image/svg+xml",
    "example": "image/svg+xml",
    "png": "image/png",
    "text": "text/plain",
    "bytes": "application/octet-stream",
}
_PLACES = re.compile(r"\{(\w+)(?::(\w+))?\}")
_TEXT = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 0, "maximum": address_numbers.LARGEST}
_HEAD = {
    "type": "object",
    "required": ["title", "as_of", "class"],
    "properties": {
        "title": {"type": "string"},
        "as_of": {"type": "string", "format": "date"},
        "known_at": {"type": ["string", "null"], "format": "date"},
        "assumptions": {"type": "array", "items": {"type": "string"}, "description": "Assumptions that are on."},
        "what_if": {"type": "array", "items": {"type": "string"}, "description": "Lines of the what-if."},
        "class": {"type": "string", "description": "The strictest class of what the answer rests on."},
        "notice": {"type": "string", "description": "What a reader must be told of the district."},
        "internal": {"type": "string", "description": "What keeps the answer in the house."},
        "confidential_rows": {"type": "integer", "description": "Rows that do not leave the house."},
    },
    "additionalProperties": True,
}


def describe_reading(path: str, handler: Callable[..., Any], media: Iterable[str], query: Iterable[str]) -> Any:
    """The description of an address that is read: ``media`` names ``MEDIA_TYPES``, ``query`` the ``MEANINGS``."""
    content = {MEDIA_TYPES[kind]: {"schema": _HEAD if kind == "json" else {"type": "string"}} for kind in media}
    failures = {
        403: "This is read in the house and does not leave it.",
        404: "Nothing at this address.",
        422: "This cannot be computed, and why.",
    }
    return _describe(path, handler, {200: {"description": "The answer.", "content": content}}, failures, query)


def describe_leading_on(path: str, handler: Callable[..., Any], query: Iterable[str] = ()) -> Any:
    """The description of an address that leads to another one."""
    return _describe(path, handler, {303: {"description": "Leads on."}}, {422: "What is wrong."}, query)


def describe_sending(
    path: str,
    handler: Callable[..., Any],
    body: Mapping[str, Any],
    answers: Mapping[int, str],
    query: Iterable[str] = (),
) -> Any:
    """The description of an address that something is sent to: ``body`` is a schema by media type."""
    kwargs = _describe(path, handler, {}, answers, query)
    content = {media: {"schema": schema} for media, schema in body.items()}
    kwargs["openapi_extra"]["requestBody"] = {"required": True, "content": content}
    return kwargs


def _describe(
    path: str,
    handler: Callable[..., Any],
    responses: dict[int | str, dict[str, Any]],
    others: Mapping[int, str],
    query: Iterable[str],
) -> dict[str, Any]:
    """Keyword arguments of a route."""
    first = next(iter(responses or others))
    return {
        "summary": (inspect.getdoc(handler) or "").split("\n", 1)[0],
        "status_code": int(first),
        "responses": {**responses, **{status: {"description": text} for status, text in others.items()}},
        "openapi_extra": {"parameters": [*_places(path), *map(_parameter, (*EVERYWHERE, *query))]},
    }


def _places(path: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": _NUMBER if kind == address_numbers.NAME else _TEXT}
        for name, kind in _PLACES.findall(path)
    ]


def _parameter(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "array", "items": _TEXT} if name in REPEATED else _TEXT
    return {"name": name, "in": "query", "required": False, "description": MEANINGS[name], "schema": schema}
