"""Draw pictures of messages for people to look at, and the pictures of the rich menu that ship with the program.

python -m tests.pictures [--to FOLDER] [--only PART_OF_A_NAME] [--menu]
"""

import argparse
from pathlib import Path

from tests.pictures import cards, discord, menu
from tests.pictures.browser import Browser

DEFAULT = Path("build/pictures")


def main():
    """Draw what was asked for, and tell of each picture where it is and what is clipped in it."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", allow_abbrev=False)
    parser.add_argument("--to", type=Path, default=DEFAULT, help=f"folder (default: {DEFAULT})")
    parser.add_argument("--only", default="", help="only pictures with this in their names")
    parser.add_argument("--menu", action="store_true", help="the pictures of the rich menu, where they ship from")
    arguments = parser.parse_args()
    browser = Browser()
    if arguments.menu:
        for path in menu.draw(browser):
            print(path)
        return
    for name, html, width in _pages():
        if arguments.only in name:
            picture = arguments.to / f"{name}.png"
            clipped = browser.shoot(html, picture, width)
            print(f"{picture}{f'  CLIPPED: {clipped}' if clipped else ''}")


def _pages():
    """Yield every page with its name and width."""
    yield from ((f"line-{name}", html, cards.WIDTH) for name, html in cards.pages())
    yield from ((f"discord-{name}", html, discord.WIDTH) for name, html in discord.pages())


if __name__ == "__main__":
    main()
