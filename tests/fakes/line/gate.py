"""Through here goes every call: who calls, how often, is the body sound; then the endpoint, the faults, the record."""

import contextlib
import json

from aiohttp import web

from tests.fakes.line.records import Call, Violation
from tests.fakes.line.refusals import Problem, RefusalError, invalid, not_found
from tests.fakes.line.routes import Asked, Route

REQUEST_BYTES = 2 * 1024 * 1024


class Gate:
    """Turns routes into what the HTTP server calls."""

    def __init__(self, line):
        self._line = line
        self.unknown = Route("unknown", "*", "", _unknown)

    def endpoint(self, route):
        """The handler for a route."""

        async def endpoint(request):
            line, at = self._line, self._line.clock.now()
            body = await request.read()
            asked = Asked(line.mint.request(), request.match_info, request.headers, request.content_type, body)
            fault = line.faults.next(route.name)
            response = None
            try:
                if fault is None or fault.carried_out:
                    response = await self._answer(route, asked)
                # What was refused anyway is refused all the same.
                if fault is not None and (response is None or response.status < 300):
                    response = await line.faults.happen(fault, request)
                response.headers["x-line-request-id"] = asked.id
                return response
            finally:
                self._record(route, request, asked, response, at)

        return endpoint

    async def _answer(self, route, asked):
        try:
            self._check_token(asked)
            self._line.rates.take(route.name)
            self._check_body(route, asked)
            answer = await route.handler(asked)
        except RefusalError as refusal:
            if refusal.ours:
                self._blame(route, refusal.problems or (Problem("", refusal.message),), "rule")
            return refusal.response()
        return answer if isinstance(answer, web.Response) else web.json_response(answer)

    def _check_token(self, asked):
        if asked.headers.get("authorization") != f"Bearer {self._line.access_token}":
            why = "invalid token" if "authorization" in asked.headers else "missing token"
            raise RefusalError(401, f"Authentication failed due to the following reason: {why}")

    def _check_body(self, route, asked):
        if len(asked.body) > REQUEST_BYTES:
            raise RefusalError(413, "Request exceeds the max size of 2MB", ours=True)
        if route.schema is None or (not asked.body and route.name == "test webhook"):
            return
        if asked.media_type != "application/json":
            raise RefusalError(415, f"The content type, {asked.media_type}, is not supported", ours=True)
        try:
            asked.json = json.loads(asked.body)
        except (ValueError, RecursionError) as error:
            place = f"line: {getattr(error, 'lineno', 1)}, column: {getattr(error, 'colno', 1)}"
            raise RefusalError(400, f"The request body could not be parsed as JSON ({place})", ours=True) from None
        problems = self._problems(route, asked.json)
        for found_by, found in problems.items():
            self._blame(route, found, found_by)
        if any(problems.values()):
            raise invalid(problems["limits"] or problems["schema"], ours=False)

    def _problems(self, route, body):
        limits = []
        try:
            limits += [Problem(key, "must be specified") for key in route.needs if key not in body]
            limits.extend(route.limits(body) if route.limits else ())
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            limits.append(Problem("", f"not of the form that LINE knows: {error}"))
        return {"limits": limits, "schema": self._line.schemas.problems(route.schema, body)}

    def _blame(self, route, problems, found_by):
        self._line.records.violations += [
            Violation(route.name, one.property, one.message, found_by) for one in problems
        ]

    def _record(self, route, request, asked, response, at):
        headers = {name.lower(): value for name, value in asked.headers.items() if name.lower() != "authorization"}
        body = asked.body
        if asked.media_type == "application/json":
            # Also of calls that failed by order and were not looked at: tests want to see what was asked.
            with contextlib.suppress(ValueError, RecursionError):
                body = json.loads(body)
        status = response.status if response is not None else None
        call = Call(route.name, request.method, request.path, headers, body, status, asked.id, at)
        self._line.records.calls.append(call)
        if route.name == "unknown":
            self._line.records.unknown.append(f"{request.method} {request.path}")
        self._line.records.changed()


async def _unknown(asked):
    """An endpoint that LINE may have and this server has not."""
    raise not_found()
