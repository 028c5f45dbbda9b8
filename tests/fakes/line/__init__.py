"""A loopback LINE: posts signed webhooks to the bot and answers the bot's API calls, with LINE's rules enforced.

`server.LoopbackLine` is the whole of it. `fixtures` holds what tests ask for by name, `thread.LineInThread` is the same
server for tests that are not asynchronous. What LINE enforces is written down here from its published reference.
"""
