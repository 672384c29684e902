"""JupyterHub for PythonMastery: sign-in, learners' servers, proxy, service, roles.

`python3 dev.py run` starts the hub with this file and sets the environment that is read here;
docs/reference/settings.md lists the names.
"""

import os
import sys
from pathlib import Path

from adaptive_server.hub.sign_in import LocalSignIn, read_people

c = get_config()  # noqa: F821 - JupyterHub provides it

ROOT = Path(__file__).resolve().parent
DATA = Path(os.environ["MASTERY_DATA"])
PORT = int(os.environ.get("MASTERY_PORT", "8000"))
HUB_PORT = int(os.environ["MASTERY_HUB_PORT"])
PROXY_API_PORT = int(os.environ["MASTERY_PROXY_API_PORT"])
SERVICE_PORT = int(os.environ["MASTERY_SERVICE_PORT"])
SERVICE = f"http://127.0.0.1:{SERVICE_PORT}"

# --- addresses: everything on this machine only
c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}/"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{HUB_PORT}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PROXY_API_PORT}"
# Node's proxy: the Python one holds a whole answer back before it passes it on, so hints would
# not stream.
c.ConfigurableHTTPProxy.command = [
    os.environ["MASTERY_NODE"],
    str(ROOT / "deploy/proxy/node_modules/configurable-http-proxy/bin/configurable-http-proxy"),
    "--log-level=warn",
]
c.JupyterHub.db_url = f"sqlite:///{DATA}/hub/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = str(DATA / "hub" / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(DATA / "hub" / "proxy.pid")
c.JupyterHub.log_level = "WARN"

# --- who may sign in
people_file = DATA / "passwords.json"
people = read_people(people_file)
c.JupyterHub.authenticator_class = LocalSignIn
c.LocalSignIn.people_file = str(people_file)
c.Authenticator.allowed_users = set(people)

# --- the learner's server: a process of this machine's own account
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(DATA / "learners" / "{username}")
c.Spawner.cmd = [sys.executable, "-m", "adaptive_server.launch.lean", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = c.Spawner.start_timeout = 120
c.Spawner.environment = {"MASTERY_SERVICE_URL": f"{SERVICE}/services/mastery/"}
c.JupyterHub.cleanup_servers = True

# --- the adaptive service, restarted by the hub when it ends
c.JupyterHub.services = [
    {
        "name": "mastery",
        "url": SERVICE,
        "command": [sys.executable, "-m", "adaptive_server"],
        "environment": {
            name: value
            for name, value in os.environ.items()
            if name.startswith("MASTERY_") or name in ("PATH", "LANG", "HOME", "TMPDIR")
        },
    }
]

# --- rights: a server's token gets what both its owner and this list have
c.JupyterHub.custom_scopes = {
    "custom:mastery:instruct": {"description": "See a class and author its problems"}
}
c.JupyterHub.extra_user_scopes = {"access:services!service=mastery"}
c.Spawner.server_token_scopes = [
    "users:activity!user",
    "access:servers!server",
    "access:services!service=mastery",
    "custom:mastery:instruct",
]
c.JupyterHub.load_groups = {
    "instructors": {"users": [name for name, person in people.items() if person["instructor"]]}
}
c.JupyterHub.load_roles = [
    {"name": "instructor", "scopes": ["custom:mastery:instruct"], "groups": ["instructors"]}
]
