"""The gateway: hello, identify, heartbeats, dispatching by server and shard, resuming, and going wrong on demand."""

import asyncio
import json
import time
from collections import deque

from aiohttp import WSMsgType, web

from tests.fakes.discord import payloads
from tests.fakes.discord.ids import shard_of
from tests.fakes.discord.sessions import GUILDS, MESSAGE_CONTENT, PRIVILEGED, Connection, Session

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 3, 6, 7, 9, 10, 11
MEMBERS = 8
SENDS, SENDS_SECONDS = 120, 60
IDENTIFY_SECONDS = 5
TRAVEL_SECONDS = 0.25
LAST_INTENT = 1 << 26


class Gateway:
    """All connections and sessions.

    `allowed_intents`: the privileged ones that are switched on for the app. `acknowledges`: whether heartbeats are
    answered, `travel` seconds later. `open`: whether anybody is let in. `concurrency`: so many shards may identify at
    once; `patient` is false where a shard (or another with the same key) that identifies again within 5 seconds is sent
    away, as Discord does.
    """

    def __init__(self, server, *, allowed_intents=0, concurrency=16, heartbeat=41.25):
        self._server = server
        self.allowed_intents = allowed_intents
        self.concurrency = concurrency
        self.heartbeat = heartbeat
        self.acknowledges = True
        self.travel = TRAVEL_SECONDS
        self.open = True
        # Servers that Discord does not name at the beginning, though the bot is in there.
        self.unnamed = set()
        self.patient = True
        self.starts = 1000
        self.shards = 1
        self.sessions = {}
        self.connections = []
        self.heartbeats = 0
        self.closes = []
        self._identified = {}

    # --- what a test does

    def drop(self, code=4000, shard=None):
        """Close connections with a code. Sessions can be resumed."""
        self._each(shard, lambda session, connection: connection.close(code, "dropped"))

    def break_off(self, shard=None):
        """Cut connections as when a cable is pulled."""
        self._each(shard, lambda session, connection: connection.abort())

    def ask_to_reconnect(self, shard=None):
        """Op 7."""
        self._each(shard, lambda session, connection: connection.send({"op": RECONNECT, "d": None}))

    def invalidate(self, shard=None, *, resumable=False):
        """Op 9. Without `resumable` the session is over."""

        def end(session, connection):
            connection.send({"op": INVALID, "d": resumable})
            if not resumable:
                self.sessions.pop(session.id, None)

        self._each(shard, end)

    def ask_for_heartbeat(self, shard=None):
        """Op 1 from the server: it wants a heartbeat now."""
        self._each(shard, lambda session, connection: connection.send({"op": HEARTBEAT, "d": None}))

    def forget(self):
        """Sessions can no longer be resumed."""
        for session in list(self.sessions.values()):
            if session.connection is None:
                del self.sessions[session.id]

    def connected(self, shard=None):
        """Sessions with a connection."""
        return [
            one
            for one in self.sessions.values()
            if one.connection is not None and (shard is None or one.shard[0] == shard)
        ]

    def _each(self, shard, act):
        for session in self.connected(shard):
            act(session, session.connection)

    # --- what others dispatch

    def dispatch(self, event, data, guild_id=None, intent=0):
        """To every session of the shard that asked for such events. `data` may be a function of whether content shows."""
        for session in list(self.sessions.values()):
            if shard_of(guild_id, session.shard[1]) != session.shard[0] or (intent and not session.has(intent)):
                continue
            told = data(session.has(MESSAGE_CONTENT)) if callable(data) else data
            session.dispatch(event, told)

    # --- connections

    async def handle(self, request):
        """A websocket comes in."""
        if not self.open:
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        connection = Connection(request, socket, request.query.get("compress") == "zlib-stream")
        self.connections.append(connection)
        if request.query.get("v") != "10" or request.query.get("encoding", "json") != "json":
            connection.close(4012, "Invalid API version")
        else:
            connection.send({"op": HELLO, "d": {"heartbeat_interval": int(self.heartbeat * 1000), "_trace": []}})
        try:
            await self._read(socket, connection)
        finally:
            await self._gone(socket, connection)
        return socket

    async def _read(self, socket, connection):
        sends = deque(maxlen=SENDS)
        async for message in socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            if len(sends) == SENDS and time.monotonic() - sends[0] < SENDS_SECONDS:
                connection.close(4008, "Rate limited.")
                continue
            sends.append(time.monotonic())
            try:
                payload = json.loads(message.data)
                op, data = payload["op"], payload.get("d")
            except (ValueError, TypeError, KeyError, AttributeError):
                connection.close(4002, "Error while decoding payload.")
                continue
            self._obey(connection, op, data)
            self._server.records.changed()

    async def _gone(self, socket, connection):
        await connection.stop()
        self.connections.remove(connection)
        code = connection.closed_with or socket.close_code
        self.closes.append(code)
        for session in list(self.sessions.values()):
            if session.connection is connection:
                session.connection = None
                # A client that says goodbye in good form does not come back to this session.
                if connection.closed_with is None and code in (1000, 1001):
                    del self.sessions[session.id]
        self._server.records.changed()

    def _obey(self, connection, op, data):
        session = next((one for one in self.sessions.values() if one.connection is connection), None)
        if op == HEARTBEAT:
            self.heartbeats += 1
            if self.acknowledges:
                self._acknowledge(connection)
        elif op == IDENTIFY:
            if session is not None:
                connection.close(4005, "Already authenticated.")
            else:
                self._identify(connection, data)
        elif op == RESUME:
            self._resume(connection, data)
        elif session is None:
            connection.close(4003, "Not authenticated.")
        elif op not in (PRESENCE, MEMBERS, 4):
            connection.close(4001, "Unknown opcode.")

    def _acknowledge(self, connection):
        """Not at once: the client notes when it has sent a heartbeat only after the sending, as no network is so quick."""
        if self.travel:
            asyncio.get_running_loop().call_later(self.travel, connection.send, {"op": ACK, "d": None})
        else:
            connection.send({"op": ACK, "d": None})

    def _identify(self, connection, data):
        shard = tuple(data.get("shard") or (0, 1))
        if refused := self._refused(data, shard):
            connection.close(*refused)
            return
        key, now = shard[0] % self.concurrency, time.monotonic()
        if not self.patient and now - self._identified.get(key, -IDENTIFY_SECONDS) < IDENTIFY_SECONDS:
            connection.send({"op": INVALID, "d": False})
            return
        self._identified[key] = now
        self.starts -= 1
        session = Session(self._server.mint.hexadecimal(), data["intents"], shard, connection=connection)
        self.sessions[session.id] = session
        guilds = [one for one in self._server.world.guilds.values() if one.joined and self._is_on(one, shard)]
        guilds = [one for one in guilds if one.id not in self.unnamed]
        session.dispatch("READY", self._ready(session, guilds))
        if session.has(GUILDS):
            for guild in guilds:
                session.dispatch("GUILD_CREATE", payloads.guild(guild, self._server.bot, unavailable=False))

    def _refused(self, data, shard):
        """Close code and words, or None."""
        intents = data.get("intents")
        if data.get("token", "").removeprefix("Bot ") != self._server.token:
            return 4004, "Authentication failed."
        if len(shard) != 2 or not 0 <= shard[0] < shard[1]:
            return 4010, "Invalid shard."
        if self.shards > shard[1]:
            return 4011, "Sharding required."
        if not isinstance(intents, int) or not 0 <= intents < LAST_INTENT:
            return 4013, "Invalid intent(s)."
        if intents & PRIVILEGED & ~self.allowed_intents:
            return 4014, "Disallowed intent(s)."
        return None

    def _is_on(self, guild, shard):
        return shard_of(guild.id, shard[1]) == shard[0]

    def _ready(self, session, guilds):
        return {
            "v": 10,
            "user": {
                **payloads.user(self._server.bot),
                "verified": True,
                "mfa_enabled": True,
                "email": None,
                "flags": 0,
            },
            "guilds": [{"id": one.id, "unavailable": True} for one in guilds],
            "session_id": session.id,
            "resume_gateway_url": self._server.gateway_url,
            "shard": list(session.shard),
            "application": {"id": self._server.application_id, "flags": 0},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "geo_ordered_rtc_regions": [],
        }

    def _resume(self, connection, data):
        session = self.sessions.get(data.get("session_id"))
        if data.get("token", "").removeprefix("Bot ") != self._server.token:
            connection.close(4004, "Authentication failed.")
        elif session is None:
            connection.send({"op": INVALID, "d": False})
        elif not 0 <= (data.get("seq") or 0) <= len(session.sent):
            connection.close(4007, "Invalid seq.")
        else:
            if session.connection is not None and session.connection is not connection:
                session.connection.close(4000, "Resumed elsewhere.")
            session.connection = connection
            session.resumed += 1
            session.replay(data.get("seq") or 0)
            connection.send({"op": DISPATCH, "t": "RESUMED", "s": len(session.sent), "d": {"_trace": []}})
