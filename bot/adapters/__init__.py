"""Where people write to us: each platform turns its events into a message and a reply into its own shape."""
