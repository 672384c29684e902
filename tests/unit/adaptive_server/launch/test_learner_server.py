"""A learner's server does without the hub's own half."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from adaptive_server.launch import learner_server, lean
lean.main = lambda barred: None
sys.argv = ["learner_server", "--port=1"]
learner_server.main()
assert sys.argv[1:] == ["jupyterhub.singleuser", "--port=1"]
import jupyterhub.singleuser.extension
from jupyterhub.log import log_request
heavy = {"sqlalchemy.orm", "alembic", "pydantic", "jupyterhub.app"}
print(sorted(heavy & set(sys.modules)))
"""


def test_the_single_user_server_is_imported_without_the_database_layer() -> None:
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
