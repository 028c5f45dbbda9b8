"""Headless Chromium: how tall a page is, what is clipped on it, and a picture of it."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
LEAST = 100
"""A page is never measured as lower than the window that it is in."""
MEASURE = """<script>
const clipped = [...document.querySelectorAll('.check')].filter(
  part => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1);
document.documentElement.setAttribute('data-height', Math.ceil(document.documentElement.scrollHeight));
document.documentElement.setAttribute('data-clipped', clipped.map(part => part.textContent).join(' | '));
</script>"""


class Browser:
    """Runs Chromium anew for every page, with nothing of a network."""

    def __init__(self):
        self._program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        if self._program is None:
            raise SystemExit("Chromium was not found; on Debian: apt install chromium fonts-noto-cjk")

    def shoot(self, html, picture, width, height=None):
        """Make a PNG of a page, as tall as the page is unless told otherwise. Return what was clipped."""
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.html")
            page.write_text(html + MEASURE, encoding="utf-8")
            dom = self._run(folder, f"--window-size={width},{LEAST}", "--dump-dom", page.as_uri())
            tall = height or int(re.search(r'data-height="(\d+)"', dom)[1])
            picture.parent.mkdir(parents=True, exist_ok=True)
            self._run(folder, f"--window-size={width},{tall}", f"--screenshot={picture.absolute()}", page.as_uri())
            return re.search(r'data-clipped="([^"]*)"', dom)[1]

    def _run(self, folder, *arguments):
        fixed = (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
        )
        offline = ("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}/profile")
        done = subprocess.run(
            [self._program, *fixed, *offline, *arguments], capture_output=True, text=True, check=True, timeout=120
        )
        return done.stdout
