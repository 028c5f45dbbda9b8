"""What `kotowari doctor` finds out from LINE, the command as a process."""

import socket

import pytest
from aiohttp import web

from tests.fakes.line import faults
from tests.fakes.line.fixtures import loopback_line_in_thread  # noqa: F401


@pytest.fixture
def doctor(kotowari, line_in_thread):
    """Run it with LINE set up."""
    kotowari.settings |= {
        "KOTOWARI_LINE_CHANNEL_SECRET": line_in_thread.secret,
        "KOTOWARI_LINE_CHANNEL_TOKEN": line_in_thread.access_token,
        "KOTOWARI_LINE_API_HOST": line_in_thread.url,
    }

    def run():
        done = kotowari("doctor")
        return done.returncode, [line for line in done.stdout.decode().splitlines() if "LINE" in line]

    run.settings = kotowari.settings
    return run


def free_port():
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_without_line_nothing_is_asked(kotowari):
    """It says so, and nothing is wrong."""
    done = kotowari("doctor")

    assert 0 == done.returncode
    assert "note   LINE: not set up" in done.stdout.decode()


@pytest.mark.parametrize(("given", "missing"), [("SECRET", "TOKEN"), ("TOKEN", "SECRET")])
def test_half_of_line_is_wrong(kotowari, given, missing):
    """Named, with the remedy."""
    kotowari.settings[f"KOTOWARI_LINE_CHANNEL_{given}"] = "0123456789abcdef"
    done = kotowari("doctor")

    assert 1 == done.returncode
    assert f"WRONG  LINE: KOTOWARI_LINE_CHANNEL_{missing} is not set" in done.stdout.decode()


def test_everything_in_order(doctor, line_in_thread):
    """Token, address, and a test event that arrives."""

    async def start(line):
        async def accept(request):
            return web.Response()

        application = web.Application()
        application.router.add_post("/line/webhook", accept)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        line.webhook_url = f"http://127.0.0.1:{port}/line/webhook"
        return runner, port

    runner, port = line_in_thread.run(start)
    doctor.settings["KOTOWARI_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    try:
        code, found = doctor()
    finally:
        line_in_thread.run(lambda line: runner.cleanup())

    assert 0 == code
    assert ["ok     LINE", "ok     LINE", "ok     LINE"] == [line[:11] for line in found]


def test_address_that_leads_nowhere(doctor, line_in_thread):
    """LINE's own test says so."""
    line_in_thread.webhook_url = f"http://127.0.0.1:{free_port()}/line/webhook"
    code, found = doctor()

    assert 1 == code
    assert "COULD_NOT_CONNECT" in found[-1]
    assert "start kotowari serve" in found[-1]


def test_address_that_is_another_one(doctor, line_in_thread):
    """Not that of the settings; or not one of ours at all."""
    line_in_thread.webhook_url = f"http://127.0.0.1:{free_port()}/callback"
    _, without = doctor()
    doctor.settings["KOTOWARI_PUBLIC_URL"] = "https://kotowari.example.jp"
    _, other = doctor()

    assert "must end in /line/webhook" in without[1]
    assert "https://kotowari.example.jp/line/webhook" in other[1]


def test_no_address_at_all(doctor):
    """As with a new channel."""
    code, found = doctor()

    assert 1 == code
    assert "no webhook address is set" in found[-1]


def test_wrong_token(doctor):
    """Nothing further is asked."""
    doctor.settings["KOTOWARI_LINE_CHANNEL_TOKEN"] = "another-token"
    code, found = doctor()

    assert (1, 1) == (code, len(found))
    assert "the access token is not accepted" in found[0]
    assert "another-token" not in found[0]


@pytest.mark.parametrize("fault", [faults.RESET, faults.BROKEN, faults.GARBLED, faults.RATE_LIMIT])
def test_trouble_on_the_way_is_a_finding(doctor, line_in_thread, fault):
    """No crash, whatever LINE answers."""
    line_in_thread.fail("info", fault, 5)  # a GET is repeated by the HTTP client itself
    code, found = doctor()

    assert (code, len(found)) == (0 if fault is faults.RATE_LIMIT else 1, 1)


def test_no_network_is_a_finding(doctor):
    """With the remedy."""
    doctor.settings["KOTOWARI_LINE_API_HOST"] = f"http://127.0.0.1:{free_port()}"
    code, found = doctor()

    assert 1 == code
    assert "cannot be reached" in found[0]
