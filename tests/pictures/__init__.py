"""Pictures for people to look at: the cards on a phone, and the rich menu. Drawn offline by headless Chromium."""
