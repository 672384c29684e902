"""Answers that attack the grader, by category. None computes anything right: each earns 0."""

from __future__ import annotations

NOTHING = "\ndef sum_squares(n):\n    return None\n"

LYING = {
    "number that equals everything": (
        "class Yes(float):\n    __eq__ = lambda s, o: True\n    __ne__ = lambda s, o: False\n"
        "    __hash__ = float.__hash__\ndef sum_squares(n):\n    return Yes(1)"
    ),
    "object that equals everything": (
        "class Yes:\n    __eq__ = __lt__ = __gt__ = lambda s, o: True\n"
        "    __bool__ = lambda s: True\n    __class__ = int\n"
        "    __hash__ = lambda s: 385\ndef sum_squares(n):\n    return Yes()"
    ),
    "object that prints as the answer": (
        "class P:\n    __repr__ = __str__ = lambda s: '14'\ndef sum_squares(n):\n    return P()"
    ),
    "not a number": "def sum_squares(n):\n    return float('nan')",
    "type that is an instance of all": (
        "class M(type):\n    __instancecheck__ = lambda c, o: True\nclass A(metaclass=M): pass\n"
        "def sum_squares(n):\n    return A"
    ),
}
TAMPERING = {
    "patched builtins": (
        "import builtins\nbuiltins.isinstance = lambda *a: True\n"
        "builtins.AssertionError = Exception\nbuiltins.exec = lambda *a, **k: None" + NOTHING
    ),
    "patched import tables": (
        "import sys\nfor m in list(sys.modules.values()):\n"
        "    for n in ('eq', 'dumps', 'encode'):\n        try:\n"
        "            setattr(m, n, lambda *a, **k: 14)\n        except Exception:\n            pass"
        + NOTHING
    ),
    "patched desk": (
        "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Desk':\n"
        "        type(o)._perform = lambda s, n, a: ('value', True)"
    ),
    "trace function": (
        "import sys\nsys.settrace(lambda f, e, a: None)\nsys.setrecursionlimit(10**9)" + NOTHING
    ),
    "profile that raises": (
        "import sys\ndef p(*a):\n    raise SystemExit(0)\nsys.setprofile(p)" + NOTHING
    ),
}
READING = {
    "frames": (
        "import sys\ndef sum_squares(n):\n    f = sys._getframe()\n    while f:\n"
        "        for v in list(f.f_locals.values()):\n            if v == 385:\n"
        "                return v\n        f = f.f_back"
    ),
    "live objects": (
        "import gc\ndef sum_squares(n):\n    hits = [o for o in gc.get_objects()\n"
        "            if isinstance(o, (str, dict, list)) and 'hidden-large' in repr(o)[:5000]]\n"
        "    return 385 if hits else None"
    ),
    "the grader's modules": (
        "try:\n    import grader.judge as j\n    sum_squares = lambda n: 385\n"
        "except Exception:\n    sum_squares = lambda n: None"
    ),
    "process memory": (
        "try:\n    m = open('/proc/self/mem', 'rb')\n    sum_squares = lambda n: 385\n"
        "except OSError:\n    sum_squares = lambda n: None"
    ),
    "the parent's command line": (
        "import os\ntry:\n    t = open(f'/proc/{os.getppid()}/cmdline').read()\n"
        "    sum_squares = lambda n: 385\nexcept OSError:\n    sum_squares = lambda n: None"
    ),
    "environment": (
        "import os\nfound = any('MASTERY' in k for k in os.environ)\n"
        "sum_squares = lambda n: 385 if found else None"
    ),
}
FORGING = {
    "exit with success": "import os\ndef sum_squares(n):\n    os._exit(0)",
    "sys.exit": "import sys\ndef sum_squares(n):\n    sys.exit(0)",
    "at exit": "import atexit\natexit.register(print, '{\"passed\": true}')\n" + NOTHING,
    "a reply of its own": (
        "import os, json, struct\ndef sum_squares(n):\n    for k in range(1, 60):\n"
        "        b = json.dumps([k, 'value', True]).encode()\n"
        "        os.write(4, struct.pack('<I', len(b)) + b)\n    os._exit(0)"
    ),
    "garbage on the reply pipe": "import os\ndef sum_squares(n):\n    os.write(4, b'x' * 5000)",
    "a reply that claims to be huge": (
        "import os\ndef sum_squares(n):\n    os.write(4, b'\\xff\\xff\\xff\\xff')"
    ),
    "printed verdict": 'print(\'{"verdict": {"status": "passed"}}\' * 9)' + NOTHING,
    "closed pipes": "import os\nos.closerange(0, 50)" + NOTHING,
    "a handle that is none": (
        "import os, json, struct\ndef sum_squares(n):\n    for k in range(1, 9):\n"
        "        b = json.dumps([k, 'value', [8, 10**9, 'x', True]]).encode()\n"
        "        os.write(4, struct.pack('<I', len(b)) + b)"
    ),
    "calls of functions nobody passed": (
        "import os, json, struct\ndef sum_squares(n):\n    for k in range(1, 9):\n"
        "        b = json.dumps([k, 'callback', 0, [], {}]).encode()\n"
        "        os.write(4, struct.pack('<I', len(b)) + b)"
    ),
    "AssertionError": "def sum_squares(n):\n    raise AssertionError('passed')",
    "a BaseException": "def sum_squares(n):\n    raise KeyboardInterrupt",
    "an exception that fights back": (
        "class E(Exception):\n    def __str__(self):\n        raise MemoryError\n"
        "    args = property(lambda s: 1 / 0)\ndef sum_squares(n):\n    raise E"
    ),
}
NOT_ENDING = {
    "catches everything": (
        "def sum_squares(n):\n    while True:\n        try:\n            while True:\n"
        "                pass\n        except BaseException:\n            pass"
    ),
    "long work in C": "def sum_squares(n):\n    return 3 ** (10 ** 9)",
    "ignored signals": (
        "import signal\nfor s in signal.valid_signals():\n    try:\n"
        "        signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError):\n"
        "        pass\ndef sum_squares(n):\n    signal.pause()"
    ),
    "threads left behind": (
        "import threading, time\nfor _ in range(5):\n"
        "    threading.Thread(target=time.sleep, args=(99,)).start()" + NOTHING
    ),
    "never ends while loading": "while True:\n    pass",
    "sleeps": "import time\ndef sum_squares(n):\n    time.sleep(60)",
    "a repr that never ends": (
        "class R:\n    def __repr__(self):\n        while True: pass\n"
        "def sum_squares(n):\n    r = R()\n    return r.x"
    ),
}
EXHAUSTING = {
    "memory": "def sum_squares(n):\n    return [0] * (1 << 30)",
    "much memory in pieces": (
        "def sum_squares(n):\n    return [bytearray(1 << 20) for _ in range(999)]"
    ),
    "processes": "import os\nwhile True:\n    os.fork()",
    "descriptors": "import os\nkept = [os.pipe() for _ in range(999)]",
    "disk": "import os\nopen('/tmp/full', 'wb').write(b'0' * (1 << 20))",
    "output": "def sum_squares(n):\n    while True:\n        print('x' * 10_000)",
    "huge result": "def sum_squares(n):\n    return 'x' * (8 << 20)",
    "deep result": (
        "def sum_squares(n):\n    x = []\n    for _ in range(5000):\n        x = [x]\n    return x"
    ),
    "a list within itself": "def sum_squares(n):\n    x = []\n    x.append(x)\n    return x",
    "many values": "def sum_squares(n):\n    return list(range(900_000))",
    "endless iterator": "import itertools\ndef sum_squares(n):\n    return itertools.count()",
    "colliding keys": ("def sum_squares(n):\n    return {k * (2 ** 61 - 1) for k in range(3000)}"),
    "huge number": "def sum_squares(n):\n    return 10 ** 300_000",
    "huge exponent": (
        "from decimal import Decimal\ndef sum_squares(n):\n    return Decimal('1E+99999999')"
    ),
    "long message": "def sum_squares(n):\n    raise ValueError('x' * (1 << 24))",
}
ATTACKING = {
    "signals to all": "import os, signal\nos.kill(-1, signal.SIGKILL)",
    "signals to the parent": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
    "signals by a pipe's owner": (
        "import fcntl, os\nr, w = os.pipe()\nfcntl.fcntl(r, fcntl.F_SETOWN, os.getppid())"
    ),
    "network": "import socket\nsocket.create_connection(('127.0.0.1', 80), 1)",
    "datagrams": "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "a local socket": (
        "import socket\nsocket.socket(socket.AF_UNIX).connect('/var/run/docker.sock')"
    ),
    "programs": "import subprocess\nsubprocess.run(['id'])",
    "links": "import os\nos.symlink('/etc/passwd', '/tmp/link')",
    "attributes": "import os\nos.chmod('/tmp', 0o777)",
    "unusual calls": (
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "for number in (101, 272, 165, 425, 319, 298, 321, 250, 434, 29, 310):\n"
        "    assert libc.syscall(number, 0, 0, 0, 0, 0, 0) == -1 and ctypes.get_errno() == 1\n"
        "raise OSError('all denied')"
    ),
    "looser limits": ("import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))"),
}
CRASHING = {
    "null pointer": "import ctypes\ndef sum_squares(n):\n    ctypes.string_at(0)",
    "abort": "import os\ndef sum_squares(n):\n    os.abort()",
    "runaway recursion": (
        "import sys\nsys.setrecursionlimit(10**8)\ndef sum_squares(n):\n    return sum_squares(n)"
    ),
    "broken code object": (
        "def f(): pass\nf.__code__ = f.__code__.replace(co_code=b'\\x64\\xff' * 9)\n"
        "sum_squares = lambda n: f()"
    ),
    "wrong architecture": (
        "import ctypes, mmap\ncode = b'\\xb8\\x01\\x00\\x00\\x00\\xcd\\x80\\xc3'\n"
        "m = mmap.mmap(-1, 4096, prot=7)\nm.write(code)\n"
        "a = ctypes.addressof(ctypes.c_char.from_buffer(m))\n"
        "def sum_squares(n):\n    ctypes.CFUNCTYPE(ctypes.c_int)(a)()"
    ),
}
HOSTILE = {
    f"{kind}: {name}": source
    for kind, cases in {
        "lying": LYING,
        "tampering": TAMPERING,
        "reading": READING,
        "forging": FORGING,
        "not ending": NOT_ENDING,
        "exhausting": EXHAUSTING,
        "attacking": ATTACKING,
        "crashing": CRASHING,
    }.items()
    for name, source in cases.items()
}
