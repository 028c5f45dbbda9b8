"""LINE: webhook, answers as cards, buttons. Knows no advice of its own."""
