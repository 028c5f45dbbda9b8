"""Servers on this machine that behave as the platforms do, so that tests need neither network nor accounts."""
