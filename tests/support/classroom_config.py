"""The product's own hub configuration, with learners' servers in containers."""

import os
from pathlib import Path

from adaptive_server.hub.docker_spawner import configure
from adaptive_server.hub.settings import HubSettings, PullPolicy, SpawnerKind

c = get_config()  # noqa: F821 - JupyterHub provides it
load_subconfig(str(Path(__file__).resolve().parents[2] / "jupyterhub_config.py"))  # noqa: F821
GATEWAY, ADDRESS = os.environ["CLASSROOM_GATEWAY"], os.environ["CLASSROOM_ADDRESS"]
c.JupyterHub.bind_url = f"http://{ADDRESS}:8000/"
c.JupyterHub.hub_bind_url = f"http://{GATEWAY}:8081"
c.JupyterHub.log_level = "INFO"
c.Spawner.environment = {"MASTERY_SERVICE_URL": f"http://{GATEWAY}:8002/services/mastery/"}
c.JupyterHub.services[0]["url"] = f"http://{GATEWAY}:8002"
configure(
    c,
    HubSettings(
        spawner=SpawnerKind.DOCKER,
        hub_host=GATEWAY,
        learner_image=os.environ["MASTERY_LEARNER_IMAGE"],
        image_pull_policy=PullPolicy.NEVER,
        learner_network=os.environ["MASTERY_LEARNER_NETWORK"],
        idle_minutes=int(os.environ.get("MASTERY_IDLE_MINUTES", "0")),
    ),
)
