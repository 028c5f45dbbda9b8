"""The terminal: a conversation in lines of text."""
