"""JupyterHub for PythonMastery: addresses, proxy, sign-in, learners' servers, service, rights.

One file for one machine (`python3 dev.py run`) and for a classroom. Everything that differs is a
setting, from the environment or from the file that MASTERY_SETTINGS names;
docs/reference/settings.md lists them. Wrong settings end the start with one line.
"""

import os
import sys
from pathlib import Path

from adaptive_server.hub import culling, log_filter, look, pauses, staff, waiting_spawner
from adaptive_server.hub.people import read_people
from adaptive_server.hub.settings import SignInKind, SpawnerKind
from adaptive_server.hub.settings_read import read_or_exit
from adaptive_server.hub.sign_in import LocalSignIn

c = get_config()  # noqa: F821 - JupyterHub provides it

found = read_or_exit()
settings = found.hub
ROOT = Path(__file__).resolve().parent
OWN = settings.data_path / "hub"

# --- addresses
c.JupyterHub.bind_url = f"http://{settings.host}:{settings.port}/"
c.JupyterHub.hub_bind_url = f"http://{settings.hub_host}:{settings.hub_port}"
if settings.hub_connect_host:
    c.JupyterHub.hub_connect_url = settings.hub_url_of_servers
if settings.public_url:
    c.JupyterHub.public_url = f"{settings.address}/"
c.JupyterHub.tornado_settings = look.headers_and_cookies(settings)
c.JupyterHub.template_paths = [str(look.TEMPLATES), str(look.STYLE)]
c.JupyterHub.template_vars = look.words(settings)
c.JupyterHub.db_url = settings.database_url or f"sqlite:///{OWN}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = str(OWN / "cookie_secret")
c.JupyterHub.log_level = "WARN"
c.JupyterHub.logging_config = log_filter.configuration()

# --- the proxy: Node's, because the Python one holds a whole answer back before it passes it on
proxy = c.ConfigurableHTTPProxy
proxy.pid_file = str(OWN / "proxy.pid")
if settings.proxy_token:
    proxy.auth_token = settings.proxy_token
if settings.proxy_api_url:
    proxy.should_start = False
    proxy.api_url = settings.proxy_api_url
else:
    proxy.api_url = f"http://127.0.0.1:{settings.proxy_api_port}"
    program = ROOT / "deploy/proxy/node_modules/configurable-http-proxy/bin/configurable-http-proxy"
    proxy.command = [settings.node, str(program), "--log-level=warn"]

# --- who may sign in, and which groups teach
groups = staff.parse_staff(settings.staff)
if settings.sign_in is SignInKind.GITHUB:
    from adaptive_server.hub import github

    github.configure(c, settings)
else:
    people_file = settings.data_path / "passwords.json"
    people = read_people(people_file)
    c.JupyterHub.authenticator_class = LocalSignIn
    c.LocalSignIn.people_file = str(people_file)
    c.Authenticator.allowed_users = set(people)
    teachers = [name for name, person in people.items() if person["instructor"]]
    c.JupyterHub.load_groups = {staff.LOCAL_INSTRUCTORS: {"users": teachers}}
    groups = (staff.Staff(staff.LOCAL_INSTRUCTORS, staff.Role.INSTRUCTOR),)

# --- rights: a server's token gets what both its owner and this list have
c.JupyterHub.custom_scopes = staff.SCOPES
c.JupyterHub.load_roles = staff.roles(groups)
c.JupyterHub.extra_user_scopes = {"access:services!service=mastery"}
c.Spawner.server_token_scopes = [
    "users:activity!user",
    "access:servers!server",
    "access:services!service=mastery",
    *staff.SCOPES,
]

# --- the adaptive service: started by the hub, or beside it so that neither minds the other's end
service = {
    "name": "mastery",
    "url": settings.service_url,
    "display": False,
    "oauth_no_confirm": True,
    "oauth_client_allowed_scopes": list(staff.SCOPES),
}
if settings.service_address:
    service["api_token"] = settings.service_token
else:
    service["command"] = [sys.executable, "-m", "adaptive_server"]
    service["environment"] = dict(found.for_service)
    service["timeout"] = settings.spawn_timeout_s  # a hub that waits less ends on a slow machine
c.JupyterHub.services = [service]

# --- learners' servers
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = c.Spawner.start_timeout = settings.spawn_timeout_s
c.Spawner.environment = {"MASTERY_SERVICE_URL": f"{settings.service_url}/services/mastery/"}
# A hub that is started anew finds the servers again, unless all of it ends with this process.
c.JupyterHub.cleanup_servers = settings.one_piece
if settings.spawner is SpawnerKind.LOCAL:
    c.JupyterHub.spawner_class = "adaptive_server.hub.local_spawner.LearnerProcessSpawner"
    c.SimpleLocalProcessSpawner.home_dir_template = str(
        settings.data_path / "learners" / "{username}"
    )
    c.Spawner.cmd = [sys.executable, "-m", "adaptive_server.launch.learner_server"]
    c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
elif settings.spawner is SpawnerKind.KUBERNETES:
    from adaptive_server.hub import kube_spawner

    kube_spawner.configure(c, settings)
else:
    from adaptive_server.hub import docker_spawner

    docker_spawner.configure(c, settings)
waiting_spawner.configure(c, settings)
pauses.shorten()
culling.configure(c, settings)
