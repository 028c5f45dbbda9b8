"""Teaches the second reader from the messages in `policies/corpus`. See policies/corpus/README.md."""
