"""What a hostile learner runs in a terminal of their own server; all but one print JSON.

Only what the image holds, because it runs inside of the container.
"""

SCAN = """
import asyncio, json, sys
targets = json.loads(sys.argv[1])          # [[host, port], ...]
async def is_open(host, port, gate):
    async with gate:
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 0.7)
        except (OSError, asyncio.TimeoutError):
            return None
        writer.close()
        return [host, port]
async def main():
    gate = asyncio.Semaphore(400)
    found = await asyncio.gather(*(is_open(h, p, gate) for h, p in targets))
    print(json.dumps([t for t in found if t]))
asyncio.run(main())
"""

FORK_BOMB = """
import json, os, time
made, refused = 0, ""
for _ in range(2000):
    try:
        pid = os.fork()
    except OSError as error:
        refused = error.strerror
        break
    if pid == 0:
        time.sleep(float(os.environ.get("HOLD_S", "2")))
        os._exit(0)
    made += 1
print(json.dumps({"made": made, "refused": refused}), flush=True)
time.sleep(float(os.environ.get("HOLD_S", "2")))
"""

MEMORY_BOMB = """
held = []
while True:
    held.append(bytearray(16 << 20))
"""

FILL = """
import json, os, sys
written, refused = 0, ""
try:
    with open(sys.argv[1], "wb", buffering=0) as file:
        while written < int(sys.argv[2]) << 20:
            written += file.write(b"x" * (1 << 20))
except OSError as error:
    refused = error.strerror
print(json.dumps({"mib": written >> 20, "refused": refused}))
"""

# Names of what a learner's account can read that holds any of the lines of the input: files of all
# kinds, environments and command lines of all processes.
SEARCH = """
export LC_ALL=C                            # bytes are compared, which is many times quicker
cat > /tmp/words
cd / && grep -rlaF --devices=skip -f /tmp/words $(ls | grep -vxE 'proc|sys|dev|tmp') 2>/dev/null
grep -laF -f /tmp/words /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null
rm /tmp/words
"""

CALL = """
import json, os, sys, urllib.error, urllib.request
answers = []
for method, url in json.loads(sys.argv[1]):
    headers = {"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"]}
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            answers.append([answer.status, answer.read().decode()])
    except urllib.error.HTTPError as error:
        answers.append([error.code, ""])
print(json.dumps(answers))
"""
