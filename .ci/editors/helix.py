"""Drives Helix in a terminal that nobody sees: what it shows is read off the screen, what it writes off the file.

    helix.py TOOL PROJECT COMMAND...     the program, a project to write in, Helix and whatever starts it

The settings are in XDG_CONFIG_HOME. Ends with `all is well: N things`, or with exit code 1.
"""

import os
import pathlib
import re
import select
import subprocess
import sys
import time

import ptyprocess
import pyte

ROWS, COLUMNS = 50, 180
tool, project, *command = sys.argv[1:]
annotation = pathlib.Path(project, "data/libya.ron")

screen = pyte.Screen(COLUMNS, ROWS)
stream = pyte.ByteStream(screen)
terminal = ptyprocess.PtyProcess.spawn(
    [*command, "data/libya.ron"], cwd=project, env={**os.environ, "TERM": "xterm-256color"}, dimensions=(ROWS, COLUMNS)
)
seen = 0


def wait(shown, seconds=20):
    """Whether something is shown before that time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal.fd], [], [], 0.1)
        if ready:
            stream.feed(os.read(terminal.fd, 65536))
        if shown(screen.display):
            return True
    return False


def settle(seconds=0.7):
    wait(lambda _: False, seconds)


def keys(text, seconds=0.7):
    terminal.write(text.encode())
    settle(seconds)


def see(what, pattern, seconds=20):
    """Fails where no line of the screen fits in that time."""
    global seen
    if not wait(lambda lines: any(re.search(pattern, line) for line in lines), seconds):
        print("\n".join(line.rstrip() for line in screen.display if line.strip()))
        sys.exit(f"not seen: {what}")
    seen += 1
    print(f"{what}: yes")


def find(text):
    """Puts the cursor on the last letter of the next place where that stands, from the top on."""
    keys("\x1b")
    keys("gg", 0.2)
    keys("/" + re.escape(text) + "\r")


# What stands beside ids is asked for as the view moves; a server that has only just started was not there to be asked.
settle(3)
keys("ge")
keys("gg")
see("an inlay hint with a name", r'"tripoli-government-2025" Tripoli government')
find('(from: "haftar')
keys(" k")
see("hover on an actor", r"Khalifa Haftar · person")
keys("\x1b")
keys("gd", 1.5)
see("its definition", r'"haftar": \(name: "Khalifa Haftar"')
keys("gr", 1.5)
see("its references", r"data/libya\.ron.*haftar|haftar.*│")
keys("\x1b")
find('(from: "haftar')
keys("ax", 1.5)
keys("\x1b")
see("a fault as it is typed", r"haftarx")
see("what may be meant", r"did you mean|haftar")
keys(" a", 1.5)
see("a quick fix", r'write "haftar"')
keys("\r", 1.5)
keys("\x1b")
if any("haftarx" in line for line in screen.display):
    sys.exit("the quick fix did nothing")
find('(from: "haftar')
keys(" r", 1.0)
keys("\x15a-new-name\r", 2.5)
keys(":w\r", 1.5)
text = annotation.read_text()
if '"a-new-name": (name: "Khalifa Haftar"' not in text or '"haftar"' in text:
    sys.exit("nothing was renamed")
seen += 1
print("a rename: yes")
terminal.write(b":q!\r")
time.sleep(1.0)
checked = subprocess.run([tool, "check", "--strict"], cwd=project, capture_output=True, text=True)
if checked.returncode != 0:
    sys.exit(checked.stdout + checked.stderr)
print(f"all is well: {seen} things")
