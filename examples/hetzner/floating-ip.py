#!/usr/bin/python3
# ocf:team:floating-ip: a floating IP of the Hetzner Cloud leads to the server on which this runs.
# The address itself is brought up there by ocf:heartbeat:IPaddr2. Needs Debian's resource-agents and python3-hcloud.

import os
import sys

import requests
from hcloud import Client
from hcloud.servers import Server

sys.path.append(os.path.join(os.environ.get("OCF_ROOT", "/usr/lib/ocf"), "lib/heartbeat"))
import ocf  # noqa: E402

METADATA = "http://169.254.169.254/hetzner/v1/metadata/instance-id"
# Gone after a reboot, as whatever runs on the server is.
MARK = f"/run/resource-agents/floating-ip-{ocf.OCF_RESOURCE_INSTANCE}"


def own_number():
    answer = requests.get(METADATA, timeout=5)
    answer.raise_for_status()
    return int(answer.text)


def found(floating_ip, api_token):
    # As short as leaves room for the client's own attempts, of which there are six.
    return Client(api_token, timeout=5).floating_ips.get_by_id(int(floating_ip))


def leads_to(address):
    return address.server.id if address.server else None


def start(floating_ip, api_token):
    address = found(floating_ip, api_token)
    own = own_number()
    if leads_to(address) != own:
        address.assign(Server(id=own)).wait_until_finished()
    os.makedirs(os.path.dirname(MARK), exist_ok=True)
    with open(MARK, "w", encoding="utf-8"):
        pass


def stop():
    # Nothing is asked of Hetzner: the next server takes the address, and this one can stop whatever the network does.
    if os.path.exists(MARK):
        os.remove(MARK)


def monitor(floating_ip, api_token):
    if not os.path.exists(MARK):
        return ocf.OCF_NOT_RUNNING
    try:
        here = leads_to(found(floating_ip, api_token)) == own_number()
    except Exception as error:  # pylint: disable=broad-except
        # The site goes on where Hetzner's interface does not answer, and would be no better off elsewhere.
        ocf.logger.warning("Hetzner cannot be asked: %s", error)
        return ocf.OCF_SUCCESS
    if here:
        return ocf.OCF_SUCCESS
    ocf.ocf_exit_reason("The floating IP leads to another server")
    return ocf.OCF_NOT_RUNNING


def validate(floating_ip, api_token):
    found(floating_ip, api_token)


agent = ocf.Agent(
    "floating-ip",
    "A floating IP of the Hetzner Cloud",
    "Has a floating IP of the Hetzner Cloud lead to the server on which this runs.",
)
agent.add_parameter("floating_ip", "Number", "Hetzner's number of the floating IP.", "integer", True, True)
agent.add_parameter("api_token", "API token", "A token of its project, to read and write.", "string", False, True)
agent.add_action("start", timeout=180, handler=start)
agent.add_action("stop", timeout=20, handler=stop)
agent.add_action("monitor", timeout=90, interval=60, depth=0, handler=monitor)
agent.add_action("validate-all", timeout=90, handler=validate)
agent.run()
