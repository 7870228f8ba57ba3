"""Every name of MiniStack that we rely on.

``permissions``, which asks its IAM, and ``step_functions.tasks`` use some of them by themselves.

The names are private to MiniStack and it releases often, so it is pinned exactly and each name is checked
at the start: a release that renames one says so in one line and does not misbehave later.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from ministack import app as server
from ministack.core import concurrency, lambda_runtime, responses, router
from ministack.services import eventbridge, kms, lambda_svc, s3
from ministack.services.cloudformation import drift, provisioners, stacks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .resource_types import ResourceType
    from .services import Service

PINNED_VERSION = "1.5.33"

# Module, name, and what it must be: a type, or the parameters of a function.
HOOKS: tuple[tuple[str, str, type | tuple[str, ...]], ...] = (
    ("app", "SERVICE_HANDLERS", dict),
    ("app", "SERVICE_REGISTRY", dict),
    ("app", "_loaded_modules", dict),
    ("app", "_state_map", dict),
    ("app", "_build_persistence_save_dict", ()),
    ("app", "save_all", ("services",)),
    ("app", "_MAIN_LOOP", object),
    ("app", "app", ("scope", "receive", "send")),
    ("app", "main", ()),
    ("core.router", "SERVICE_PATTERNS", dict),
    ("core.concurrency", "run_reentrant", ("fn",)),
    ("core.lambda_runtime", "_detect_runtime_binary", ("runtime",)),
    ("core.responses", "AccountRegionScopedDict", type),
    ("core.responses", "get_account_id", ()),
    ("core.responses", "get_region", ()),
    ("core.responses", "set_request_account_id", ("access_key_id",)),
    ("core.responses", "set_request_region", ("region",)),
    ("core.iam_evaluator", "EvalContext", type),
    ("core.iam_evaluator", "evaluate", ("ctx", "policies", "limits")),
    (
        "core.iam_evaluator",
        "combine_resource_policy",
        ("identity", "ctx", "policy", "owner_account", "required", "limits"),
    ),
    ("core.iam_evaluator", "evaluate_trust_policy", ("trust_doc", "caller_arn", "ctx")),
    ("core.iam_evaluator", "evaluate_resource_policy", ("doc", "ctx")),
    ("core.iam_evaluator", "caller_arn", ()),
    ("core.iam_evaluator", "_gather_role_policies", ("role_name", "account_id")),
    ("core.iam_evaluator", "_permissions_boundary", ("store", "name", "account_id")),
    ("services.iam", "_roles", responses.AccountScopedDict),
    ("services.organizations", "_orgs", responses.AccountScopedDict),
    ("services.organizations", "_ous", responses.AccountScopedDict),
    ("services.organizations", "_accounts", responses.AccountScopedDict),
    ("services.eventbridge", "_put_events", ("data", "allow_aws_source")),
    ("services.kms", "_resolve_key", ("key_id_or_arn",)),
    ("services.lambda_svc", "_execute_function_warm", ("func", "event", "request_id")),
    ("services.s3", "_buckets", responses.AccountScopedDict),
    ("services.s3", "bucket_policy_for_arn", ("resource_arn",)),
    ("services.stepfunctions", "_execute_task", ("state_def", "raw_input", "execution", "ctx")),
    ("services.stepfunctions", "_invoke_resource", ("resource", "input_data")),
    ("services.stepfunctions", "_invoke_aws_sdk_integration", ("resource", "input_data")),
    ("services.stepfunctions", "_ExecutionError", ("error", "cause")),
    ("services.stepfunctions", "_state_machines", responses.AccountRegionScopedDict),
    ("services.cloudformation.provisioners", "_RESOURCE_HANDLERS", dict),
    ("services.cloudformation.provisioners", "_REPLACING_PROPERTIES", dict),
    ("services.cloudformation.provisioners", "_CONDITIONALLY_REPLACING_PROPERTIES", dict),
    ("services.cloudformation.provisioners", "_STACK_TAG_PROPERTY", dict),
    ("services.cloudformation.provisioners", "_physical_name", ("stack_name", "logical_id")),
    ("services.cloudformation.provisioners", "_cfn_wait_condition_definition", ("stack_name", "logical_id")),
    ("services.cloudformation.stacks", "_runs_on_worker_thread", ("resource_type",)),
    ("services.cloudformation.drift", "_DRIFT_READERS", dict),
)

Result = TypeVar("Result")
ScopedTable = responses.AccountRegionScopedDict
Handler = Callable[[str, str, dict[str, str], bytes, dict[str, Any]], Awaitable[tuple[int, dict[str, str], bytes]]]


class HookError(RuntimeError):
    """This MiniStack is not the one that the adapter is written for."""


def verify() -> None:
    """Check every hook.

    Raises:
        HookError: A name is gone or has changed its kind or its parameters.
    """
    broken = [f"{module}.{name}" for module, name, kind in HOOKS if not _is_as_expected(module, name, kind)]
    if broken:
        raise HookError(
            f"ministack has changed {', '.join(broken)}: the embedded AWS is written for {PINNED_VERSION}; "
            f"pip install ministack=={PINNED_VERSION}"
        )


def install_service(service: Service) -> None:
    """Make the server answer, keep and reset one more service."""
    server.SERVICE_REGISTRY[service.signing_name] = {"module": service.name}
    server.SERVICE_HANDLERS[service.signing_name] = service.handle_request
    server._loaded_modules[service.name] = service
    server._state_map[service.name] = service.name
    router.SERVICE_PATTERNS[service.signing_name] = {"target_prefixes": service.target_prefixes}


def install_resource_type(resource_type: ResourceType) -> None:
    """Make CloudFormation create, update, replace, delete and compare one more type."""
    name, schema = resource_type.type_name, resource_type.schema
    provisioners._RESOURCE_HANDLERS[name] = resource_type.handlers()
    provisioners._REPLACING_PROPERTIES[name] = schema.create_only
    provisioners._CONDITIONALLY_REPLACING_PROPERTIES[name] = schema.conditionally_create_only
    if schema.tag_property is not None:
        provisioners._STACK_TAG_PROPERTY[name] = (schema.tag_property, "map" if schema.tags_are_a_map else "list")
    drift._DRIFT_READERS[name] = (resource_type.read_for_drift, frozenset(schema.comparable))


def wrap_handler(service: str, wrap: Callable[[Handler], Handler]) -> None:
    """Put something of ours around the requests of one of MiniStack's own services."""
    server.SERVICE_HANDLERS[service] = wrap(server.SERVICE_HANDLERS[service])


def run_python_functions_on(python: str) -> None:
    """Let Lambda functions in Python run on an interpreter that has the AWS SDK, as Lambda's own does."""
    original = lambda_runtime._detect_runtime_binary

    def detect_runtime_binary(runtime: str) -> tuple[str, str]:
        binary, worker_script = original(runtime)
        return (python if runtime.startswith("python") else binary), worker_script

    lambda_runtime._detect_runtime_binary = detect_runtime_binary


def wrap_function_results(wrap: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Put something of ours around what Lambda functions in Python and Node.js tell."""
    original = lambda_svc._execute_function_warm

    def execute_function_warm(func: Any, event: Any, request_id: str) -> dict[str, Any]:
        return wrap(original(func, event, request_id))

    lambda_svc._execute_function_warm = execute_function_warm


def run_on_worker_threads(type_names: frozenset[str]) -> None:
    """Let these types wait for their resource without holding up every other request."""
    original = stacks._runs_on_worker_thread

    def runs_on_worker_thread(resource_type: str) -> bool:
        return resource_type in type_names or original(resource_type)

    stacks._runs_on_worker_thread = runs_on_worker_thread


def deletion_policy(stack_name: str, logical_id: str) -> str:
    """Return ``DeletionPolicy`` of a resource in the template that is being deployed."""
    definition = provisioners._cfn_wait_condition_definition(stack_name, logical_id)
    return str(definition.get("DeletionPolicy", "Delete"))


def generated_name(stack_name: str, logical_id: str, longest: int) -> str:
    """Return the name that CloudFormation gives to a resource whose template names none."""
    return provisioners._physical_name(stack_name, logical_id, max_len=longest)


def account() -> str:
    """Return the account of the request at hand."""
    return responses.get_account_id()


def region() -> str:
    """Return the region of the request at hand."""
    return responses.get_region()


def act_as(account_id: str, region_name: str) -> None:
    """Let the rest of this context see the tables of an account and region."""
    responses.set_request_account_id(account_id)
    responses.set_request_region(region_name)


def scoped_items(table: ScopedTable) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield ``(account, region, key, value)`` over all accounts and regions."""
    for (account_id, region_name, key), value in list(table._data.items()):
        yield account_id, region_name, key, value


def merge(table: ScopedTable, other: ScopedTable) -> None:
    """Add the entries of another table, each in its own account and region."""
    table._data.update(other._data)


def clear(table: ScopedTable) -> None:
    """Empty a table over all accounts and regions."""
    table._data.clear()


def bucket_owners(bucket: str) -> list[str]:
    """Return the accounts of the embedded AWS that own a bucket of this name."""
    return [owner for owner, name in list(s3._buckets._data) if name == bucket]


def key_state(key_id: str) -> str | None:
    """Return the state of a KMS key, by id, ARN or alias; ``None``: this account and region has none such."""
    found = kms._resolve_key(key_id)
    return None if found is None else str(found["KeyState"])


async def off_the_loop(run: Callable[[], Result]) -> Result:
    """Wait for work that asks this server something, without keeping the server from answering it."""
    return await concurrency.run_reentrant(run, thread_name="embedded-service")


def put_event(entry: dict[str, Any]) -> None:
    """Send an event of an AWS service in the name of the account at hand, after the request at hand."""
    loop = server._MAIN_LOOP
    if loop is not None and loop.is_running():
        # On the loop, as PutEvents runs, in turn, and apart: the loop logs what goes wrong.
        loop.call_soon_threadsafe(
            partial(eventbridge._put_events, {"Entries": [entry]}, allow_aws_source=True), context=copy_context()
        )


def serve(on_request: Callable[[str], None]) -> None:
    """Run the server until it is told to stop; ``on_request`` hears the method of every request."""
    application = server.app

    async def listening(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            on_request(scope["method"])
        await application(scope, receive, send)

    server.app = listening
    server.main()


def save_everything(timeout_seconds: float) -> None:
    """Write the state of every service to disk, between two requests and never in the middle of one."""

    async def save() -> None:
        server.save_all(server._build_persistence_save_dict())

    loop = server._MAIN_LOOP
    if loop is not None and loop.is_running():
        with contextlib.suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(save(), loop).result(timeout_seconds)


def _is_as_expected(module: str, name: str, kind: type | tuple[str, ...]) -> bool:
    holder = import_module(f"ministack.{module}")
    if not hasattr(holder, name):
        return False
    found = getattr(holder, name)
    if isinstance(kind, type):
        return isinstance(found, kind)
    return callable(found) and tuple(inspect.signature(found).parameters)[: len(kind)] == kind
