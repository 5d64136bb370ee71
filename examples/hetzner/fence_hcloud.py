#!/usr/bin/python3
# stonith:fence_hcloud: turns servers of the Hetzner Cloud off and on, by Hetzner's numbers of them.
# Needs Debian's fence-agents-common and python3-hcloud.

import atexit
import logging
import sys

from hcloud import Client

sys.path.append("/usr/share/fence")
from fencing import (  # noqa: E402
    EC_STATUS,
    all_opt,
    atexit_handler,
    check_input,
    fail,
    fence_action,
    process_input,
    run_delay,
    show_docs,
)


def state(server):
    # While a server starts, stops or moves, it may still write.
    return "off" if server.status == "off" else "on"


def ask(what):
    try:
        return what()
    except Exception as error:  # pylint: disable=broad-except
        # Also for a server that is not there: a wrong number must not pass for a server that is off.
        logging.error("Hetzner: %s", error)
        return fail(EC_STATUS)


def server_of(client, options):
    return ask(lambda: client.servers.get_by_id(int(options["--plug"])))


def get_power_status(client, options):
    return state(server_of(client, options))


def set_power_status(client, options):
    server = server_of(client, options)
    ask(server.power_off if options["--action"] == "off" else server.power_on)


def get_list(client, _options):
    return {str(server.id): (server.name, state(server)) for server in ask(client.servers.get_all)}


def main():
    atexit.register(atexit_handler)
    all_opt["api_token"] = {
        "getopt": ":",
        "longopt": "api-token",
        "help": "--api-token=[token]            API token",
        "shortdesc": "A token of the servers' project, to read and write.",
        "required": "1",
        "order": 1,
    }
    all_opt["power_timeout"]["default"] = "60"
    device_opt = ["port", "no_password", "api_token"]
    options = check_input(device_opt, process_input(device_opt))
    show_docs(
        options,
        {
            "shortdesc": "Fence agent for the Hetzner Cloud",
            "longdesc": "fence_hcloud turns servers of the Hetzner Cloud off and on through its API.",
            "vendorurl": "https://www.hetzner.com/cloud",
        },
    )
    run_delay(options)
    client = Client(options["--api-token"], timeout=5)
    sys.exit(fence_action(client, options, set_power_status, get_power_status, get_list))


main()
