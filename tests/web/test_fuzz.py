"""What the OpenAPI document allows, and what it forbids, sent at random: answered as it says, never with a failure.

``make fuzz`` sends thousands to the made-up district; a sample that is the same each time goes to a small one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode
from starlette.types import Receive, Scope, Send
from tests.local_client import ORIGIN
from tests.workspaces import copy_workspace

from liantu.web.core.app import create_app
from liantu.web.core.form_token import NAME

#: ``make fuzz``, against the sample of ``make test``.
FULL = settings.get_current_profile_name() == "fuzz"
TOKEN = "t"
#: Every check, but that what the document allows may be refused for what the data are, and that a page may pass over
#: a parameter that it does not know: neither is a failure.
ANSWERED = {"expected-statuses": ["2xx", "303", "4xx"]}
CHECKS = {"positive_data_acceptance": ANSWERED, "negative_data_rejection": ANSWERED}
#: A machine that does other things meanwhile is slow, and no failure.
CONFIG = SchemathesisConfig.from_dict({"checks": CHECKS, "request-timeout": 120})
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@pytest.fixture(scope="module")
def operations(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Every address and method, on a workspace of its own."""
    return list_operations(str(tmp_path_factory.mktemp("fuzz")))


@cache
def list_operations(folder: str) -> list[Any]:
    application = create_app(copy_workspace("yunxi" if FULL else "orchard", Path(folder)))
    document = schemathesis.openapi.from_dict(application.openapi(), config=CONFIG)

    async def from_this_machine(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["client"] = ("127.0.0.1", 50000)
        await application(scope, receive, send)

    document.app = from_this_machine
    return [found.ok() for found in document.get_all_operations()]


@settings(
    max_examples=4000 if FULL else 40,
    suppress_health_check=list(HealthCheck),
    derandomize=not FULL,
    database=None,
)
@given(data=st.data())
def test_every_answer_is_one_that_the_document_names(operations: list[Any], data: st.DataObject) -> None:
    operation = data.draw(st.sampled_from(operations), label="address")
    mode = data.draw(st.sampled_from(MODES), label="allowed or not")
    case = data.draw(operation.as_strategy(generation_mode=mode), label="what is sent")
    if isinstance(case.body, dict) and NAME in case.body:  # else all forms would be refused as another browser's
        case.body[NAME] = TOKEN
    case.call_and_validate(base_url=ORIGIN, headers={"Origin": ORIGIN}, cookies={NAME: TOKEN})
