# The system's Chromium, installed where it is not there: read by scripts that need $chromium.
# shellcheck shell=bash
chromium=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$chromium" ]; then
    as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
    as_root apt-get update -qq
    as_root apt-get install -y -qq chromium >/dev/null
    chromium=$(command -v chromium)
fi
