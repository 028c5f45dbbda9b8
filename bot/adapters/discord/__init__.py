"""Discord: events of the gateway become messages to the assistant, its replies become components."""
