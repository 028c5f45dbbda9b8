"""A seeded, endless generator of labelled messages in Japanese and English. See README.md."""
