#!/usr/bin/env python3
"""How long the language server takes from a key to its diagnostics, at the size of the Libya file.

    python3 .ci/lsp-latency.py target/release/whobacks [FOLDER OF TEXTS]

Works on a copy. Exits 1 if half of the answers take more than 50 ms.
"""
import json, pathlib, shutil, statistics, subprocess, sys, tempfile, time

program, texts = sys.argv[1], sys.argv[2:3]
root = pathlib.Path(tempfile.mkdtemp())
for part in ("data", "seeds"):
    shutil.copytree(part, root / part)
options = ["--texts", str(pathlib.Path(texts[0]).resolve())] if texts else []
server = subprocess.Popen([str(pathlib.Path(program).resolve()), *options, "lsp"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)


def send(method, params, number=None):
    message = {"jsonrpc": "2.0", "method": method, "params": params}
    if number is not None:
        message["id"] = number
    body = json.dumps(message).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.stdin.flush()


def receive():
    length = 0
    while line := server.stdout.readline().strip():
        if line.lower().startswith(b"content-length"):
            length = int(line.split(b":")[1])
    return json.loads(server.stdout.read(length))


path = root / "data" / "libya.ron"
uri, text = path.as_uri(), path.read_text()


def told():
    while True:
        message = receive()
        if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
            return len(message["params"]["diagnostics"])


def change(line, start, end, new):
    span = {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
    began = time.perf_counter()
    send("textDocument/didChange", {"textDocument": {"uri": uri, "version": 2},
                                    "contentChanges": [{"range": span, "text": new}]})
    found = told()
    return (time.perf_counter() - began) * 1000, found


send("initialize", {"capabilities": {}}, 1)
receive()
send("initialized", {})
send("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "whobacks", "version": 1, "text": text}})
assert told() == 0, "the file is clean"
lines = text.split("\n")
claims = [i for i, line in enumerate(lines) if '(from: "' in line]
times = {"clean": [], "a wrong id": [], "half written": []}
for round in range(60):
    line = claims[round * 7 % len(claims)]
    at = lines[line].index('(from: "') + 8
    for name, start, end, new, wrong in (("a wrong id", at, at, "x", True), ("clean", at, at + 1, "", False),
                                         ("half written", at - 1, at, "", True), ("clean", at - 1, at - 1, '"', False)):
        took, found = change(line, start, end, new)
        assert (found > 0) == wrong, f"{name}: {found} diagnostics"
        times[name].append(took)
slow = False
for name, all_ in times.items():
    all_.sort()
    median = statistics.median(all_)
    slow |= median > 50
    print(f"{name}: half within {median:.0f} ms, 95 % within {all_[len(all_) * 95 // 100]:.0f} ms, all within {all_[-1]:.0f} ms")
send("shutdown", None, 2)
send("exit", None)
server.wait(10)
shutil.rmtree(root)
sys.exit(slow)
