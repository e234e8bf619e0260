#!/usr/bin/env bash
# Editors with the settings that docs/editors.md gives, word for word, driven without a screen.
#
#   .ci/editors/run.sh [WHOBACKS]          the program, by default target/release/whobacks
#
#   OLD_NVIM=nvim …                        a Neovim before 0.11 too, where there is one
#   HELIX=none …                           without Helix
#
# Neovim comes from a locked wheel; Helix is `hx` where there is one, else Debian's package (trixie), beside the C library
# that it was built with. Zed is a package of no registry that is used here: not tried.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
tool=$(realpath "${1:-$root/target/release/whobacks}")
work=$root/target/ci/editors
rm -rf "$work/project" "$work/bin" && mkdir -p "$work/bin"
ln -s "$tool" "$work/bin/whobacks"
export PATH=$work/bin:$PATH XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state

[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$here/requirements.txt"
nvim=$(find "$work/venv" -path '*/install/bin/nvim' -print -quit)
chmod +x "$nvim"

# A block of the page: its language, and which of them.
block() {
    awk -v open="\`\`\`$1" -v wanted="$2" '
        $0 == open { at++; inside = at == wanted; next }
        /^```/ { inside = 0 }
        inside' "$root/docs/editors.md"
}

# A project of its own for each, since an editor writes.
fresh() {
    rm -rf "$work/project" && mkdir "$work/project"
    cp -r "$root/data" "$root/seeds" "$work/project/"
}

neovim() {
    fresh
    block lua "$2" > "$work/settings.lua"
    [ -s "$work/settings.lua" ] || { echo "the page has no settings for it"; exit 1; }
    echo "-- $("$1" --version | head -1)"
    (cd "$work/project" && timeout 120 "$1" --headless --clean -u "$work/settings.lua" -c "luafile $here/drive.lua") \
        2>&1 | tee "$work/said.txt"
    echo
    # Whatever it did, the script came to its end and nothing was wrong.
    grep -q '^all is well: [0-9]* things' "$work/said.txt"
    (cd "$work/project" && whobacks --quiet check --strict)
    grep -q '"a-new-name":' "$work/project/data/libya.ron" || { echo "nothing was renamed"; exit 1; }
}

neovim "$nvim" 1
if [ -n "${OLD_NVIM:-}" ]; then neovim "$OLD_NVIM" 2; fi

# Helix by itself, in a folder: a machine of another release of Debian has another C library.
unpacked() {
    hx=$work/hx
    if [ ! -e "$hx/tree/usr/lib/hx/hx" ]; then
        mkdir -p "$hx/lists/partial" "$hx/cache/archives/partial"
        uri=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources | head -1)
        signed=$(sed -n 's/^Signed-By: *//p' /etc/apt/sources.list.d/debian.sources | head -1)
        echo "deb [signed-by=$signed] $uri trixie main" > "$hx/helix.list"
        apt=(apt-get -qq -o "Dir::Etc::sourcelist=$hx/helix.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$hx/lists" -o "Dir::Cache=$hx/cache")
        "${apt[@]}" update
        (cd "$hx" && "${apt[@]}" download hx libc6 libgcc-s1)
        for package in "$hx"/*.deb; do dpkg -x "$package" "$hx/tree"; done
    fi
    lib=$hx/tree/usr/lib/x86_64-linux-gnu
    export HELIX_RUNTIME=$hx/tree/usr/lib/hx/runtime
    helix=("$lib/ld-linux-x86-64.so.2" --library-path "$lib" "$hx/tree/usr/lib/hx/hx")
}

if [ "${HELIX:-}" != none ]; then
    if command -v hx > /dev/null; then helix=(hx); else unpacked; fi
    fresh
    mkdir -p "$work/config/helix"
    block toml 1 > "$work/config/helix/languages.toml"
    [ -s "$work/config/helix/languages.toml" ] || { echo "the page has no settings for it"; exit 1; }
    printf '[editor.lsp]\ndisplay-inlay-hints = true\n' > "$work/config/helix/config.toml"
    echo "-- $("${helix[@]}" --version)"
    timeout 200 "$work/venv/bin/python" "$here/helix.py" "$tool" "$work/project" "${helix[@]}"
fi
