"""What is known of platforms, as Discord shows it."""

import pytest

from bot.adapters.discord.policy_page import PolicyPage
from policies.vocabulary import Language
from tests.adapters.discord.test_answer import faults, texts


@pytest.mark.parametrize("language", list(Language))
async def test_everything_known_of_every_platform_fits(core, wording, language):
    """Nothing is cut off, and everything has its source."""
    page, wrong = PolicyPage(wording), []
    for platform in core.rulebook.platforms.values():
        views = page.show(platform.id, language)
        shown = texts(views)
        wrong += [(platform.id, fault) for fault in faults(views)]
        for topic in platform.topic:
            for citation in topic.source:
                if core.rulebook.sources[citation.page].read_on.isoformat() not in shown:
                    wrong.append((platform.id, citation.page))
        if shown.endswith("…"):
            wrong.append((platform.id, "is cut off"))

    assert [] == wrong


async def test_platform_of_which_nothing_is_known(core, wording):
    """We say so."""
    unknown = next(one for one in core.rulebook.platforms.values() if not one.rules_known and not one.topic)

    assert "決まりは確認できていない" in texts(PolicyPage(wording).show(unknown.id, Language.JA))


async def test_topic_of_which_there_is_more_than_one_thing_to_say(core, wording):
    """Its title stands once."""
    several = core.rulebook.platforms["fiverr"]
    assert 2 == [topic.topic for topic in several.topic].count("contact")

    assert 1 == texts(PolicyPage(wording).show(several.id, Language.EN)).count("**Contact details**")
