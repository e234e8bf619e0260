#!/usr/bin/env bash
# Reads the exported graphs with the programs that they are made for, and fails where one of them
# sees something else than the JSON says.
#
#   .ci/clients/run.sh GRAPHS_DIR…
#
# The graphs of the tests, with every trap for quoting that we know, are written to
# target/ci/fixtures by: cargo test --lib write_for_clients -- --ignored
#
# Everything comes from locked versions: requirements.txt, package-lock.json, gephi/pom.xml.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: run.sh GRAPHS_DIR…"; exit 2; }
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
work=$root/target/ci/clients
mkdir -p "$work/gephi"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing=()
command -v dot >/dev/null || missing+=(graphviz)
command -v xmllint >/dev/null || missing+=(libxml2-utils)
command -v mvn >/dev/null || missing+=(maven)
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
command -v pdffonts >/dev/null || missing+=(poppler-utils)
command -v fc-match >/dev/null || missing+=(fontconfig)
[ -n "$(fc-list 'Liberation Serif' 2>/dev/null)" ] || missing+=(fonts-liberation)
# FollowTheMoney folds names with ICU, which pip builds where there is no wheel.
command -v pkg-config >/dev/null && pkg-config --exists icu-i18n || missing+=(libicu-dev pkg-config g++ python3-dev)
if [ ${#missing[@]} -gt 0 ]; then
    as_root apt-get update -qq
    as_root apt-get install -y -qq "${missing[@]}" >/dev/null
fi

[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

# Installed under target/, where node finds it from the script's copy beside it.
cp "$here/package.json" "$here/package-lock.json" "$here/read.mjs" "$work/"
npm ci --prefix "$work" --silent --no-audit --no-fund

jar=$work/gephi/gephi-toolkit-0.10.1-all.jar
if [ ! -f "$jar" ]; then
    mvn -q -B -f "$here/gephi/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/gephi"
fi
javac -cp "$jar" -d "$work/gephi/classes" "$here/gephi/ReadGexf.java"

status=0
for folder in "$@"; do
    graphs=$(realpath "$folder")
    echo "-- $folder"
    # What Gephi has read is left beside the clients, not beside the graphs.
    seen=$work/gephi/seen/$(basename "$graphs")
    rm -rf "$seen" && mkdir -p "$seen"
    RENDER=${RENDER:-libya.gexf} java -Djava.awt.headless=true -cp "$jar:$work/gephi/classes" \
        ReadGexf "$seen" "$graphs"/*.gexf || status=1
    GEPHI_SEEN=$seen \
        GEXF_GRAMMAR=${GEXF_GRAMMAR:-$root/../shared/schemas/gexf-1.3/gexf.rng} \
        "$work/venv/bin/python" "$here/read.py" "$graphs" || status=1
    node "$work/read.mjs" "$graphs" || status=1
done
echo "-- pictures"
python3 "$here/pictures.py" "$@" || status=1
exit $status
