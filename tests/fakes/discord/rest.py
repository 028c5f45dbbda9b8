"""Through here goes every call: who calls, how often, is the body sound; then the route, the faults, the record."""

import json
import re

from aiohttp import web

from tests.fakes.discord.cdn import File
from tests.fakes.discord.records import Call
from tests.fakes.discord.refusals import INVALID_JSON, UNAUTHORIZED, Problem, RefusalError, invalid, refusal
from tests.fakes.discord.routes import Asked, Route

_FILE = re.compile(r"files\[(\d+)\]")
_TOKENS = re.compile(r"(/interactions/\d+/|/webhooks/\d+/)[^/]+")


class Rest:
    """Turns routes into what the HTTP server calls."""

    def __init__(self, server):
        self._server = server
        self.unknown = Route("unknown", "*", "", _unknown, open=True)

    def endpoint(self, route):
        """The handler for a route."""

        async def endpoint(request):
            server, at = self._server, self._server.clock.now()
            asked = Asked(request.match_info, request.query, request.headers)
            fault, status, code = server.faults.next(route.name), None, None
            major = next((asked.names[key] for key in ("channel_id", "guild_id") if key in asked.names), "")
            try:
                try:
                    answer = None
                    await _read(request, asked)
                    if fault is None or fault.carried_out:
                        answer = await self._answer(route, asked, major)
                    if fault is not None:
                        answer = await server.faults.happen(fault, request, answer)
                    if fault is not None and fault.reset:
                        return web.Response()
                    status, headers = 200 if answer is not None else 204, {}
                except RefusalError as refused:
                    self._blame(route, refused)
                    answer, status, code, headers = refused.answer(), refused.status, refused.code, refused.headers
                except Exception as error:
                    server.records.crashes.append(error)
                    raise
                server.rates.told(status)
                return respond(answer, status, {**server.rates.headers(route.name, major), **headers})
            finally:
                self._record(route, request, asked, status, code, at)

        return endpoint

    async def _answer(self, route, asked, major):
        if not route.open and asked.headers.get("Authorization") != f"Bot {self._server.token}":
            raise RefusalError(401, UNAUTHORIZED, "401: Unauthorized")
        self._server.rates.take(route.name, major)
        if route.described is not None:
            self._check(route, asked)
        return await route.handler(asked)

    def _check(self, route, asked):
        """Both checks are made, whatever the first finds; the limits have the better words."""
        limits = []
        if not isinstance(asked.json, list if route.method == "PUT" else dict):
            raise refusal(INVALID_JSON)
        try:
            limits.extend(route.limits(asked) if route.limits else ())
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            limits.append(Problem((), "MODEL_TYPE_CONVERT", f"not of the form that Discord knows: {error}"))
        schema = self._server.schema.problems(route.method, route.described, asked.json)
        for found_by, found in (("limits", limits), ("schema", schema)):
            for one in found:
                self._server.blame(route.name, one.place, one.message, found_by)
        if limits or schema:
            raise invalid(limits or schema, ours=False)

    def _blame(self, route, refused):
        if refused.ours:
            for one in refused.problems or (Problem((), "", f"{refused.code}: {refused.message}"),):
                self._server.blame(route.name, one.place, one.message, "rule")

    def _record(self, route, request, asked, status, code, at):
        path = _TOKENS.sub(r"\1…", request.path)
        headers = {key.lower(): value for key, value in asked.headers.items() if key.lower() != "authorization"}
        files = tuple(file.name for file in asked.files)
        records = self._server.records
        query = dict(asked.query)
        records.calls.append(
            Call(route.name, request.method, path, query, headers, asked.json, files, status, code, at)
        )
        if route.name == "unknown":
            records.unknown.append(f"{request.method} {path}")
        records.changed()


def respond(answer, status, headers):
    """JSON with exactly `application/json`, because the client compares the whole header."""
    if status == 204:
        return web.Response(status=204, headers=headers)
    body = json.dumps(answer, ensure_ascii=False).encode()
    return web.Response(status=status, body=body, headers={**headers, "Content-Type": "application/json"})


async def _read(request, asked):
    """The JSON and the files of a call."""
    if request.content_type == "multipart/form-data":
        await _read_parts(await request.multipart(), asked)
        return
    body = await request.read()
    if not body:
        return
    if request.content_type != "application/json":
        told = f'Expected "Content-Type" header to be one of {{"application/json"}}, not {request.content_type}'
        raise invalid([Problem((), "CONTENT_TYPE_INVALID", told)])
    asked.json = _loads(body)


async def _read_parts(parts, asked):
    files = []
    async for part in parts:
        data = bytes(await part.read(decode=False))
        found = _FILE.fullmatch(part.name or "")
        if part.name == "payload_json":
            asked.json = _loads(data)
        elif found:
            media_type = part.headers.get("Content-Type", "application/octet-stream")
            files.append(File(found[1], part.filename or "unknown", data, media_type))
    asked.files = tuple(files)


def _loads(body):
    try:
        return json.loads(body)
    except ValueError:
        raise refusal(INVALID_JSON) from None


async def _unknown(asked):
    """A route that Discord may have and this server has not."""
    raise RefusalError(404, 0, "404: Not Found")
