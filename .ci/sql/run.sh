#!/usr/bin/env bash
# Databases read the tables that `export parquet` writes, and answer as whobacks does.
#
#   .ci/sql/run.sh WHOBACKS          the tables, wrong tables, the page about clusters, some patterns and some questions
#   .ci/sql/run.sh WHOBACKS more     every pattern on Spark, too, and many more questions (more than half an hour)
#
# Everything comes from locked versions (requirements.txt); Spark runs on the machine's Java, on two of its cores.
# A part that read or asked nothing fails.
set -euo pipefail

case "$#:${2-}" in
1: | 2:more) ;;
*)
    echo "usage: run.sh WHOBACKS [more]"
    exit 2
    ;;
esac
whobacks=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
work=$root/target/ci/sql
mkdir -p "$work"

command -v java >/dev/null || {
    if [ "$(id -u)" = 0 ]; then as_root=(); else as_root=(sudo); fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" apt-get install -y -qq default-jre-headless >/dev/null
}
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

if [ "${2-}" = more ]; then
    "$work/venv/bin/python" "$here/patterns.py" "$whobacks" "$work"
    "$work/venv/bin/python" "$here/compare.py" "$whobacks" "$work/random" --seed 2 --graphs 24 --duckdb 30 --spark 3
    exit
fi
rm -rf "$work/libya"
"$whobacks" --quiet export parquet -o "$work/libya"
"$whobacks" --quiet export json -o "$work/libya.json"
"$work/venv/bin/python" "$here/tables.py" "$work/libya" "$work/libya.json"
"$work/venv/bin/python" "$here/cluster.py" "$whobacks" "$work"
"$work/venv/bin/python" "$here/wrong.py" "$whobacks" "$work"
"$work/venv/bin/python" "$here/patterns.py" "$whobacks" "$work" --spark 13
"$work/venv/bin/python" "$here/compare.py" "$whobacks" "$work/random" --graphs 4 --duckdb 12 --spark 1
