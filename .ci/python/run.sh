#!/usr/bin/env bash
# The Python module as its users meet it: the wheel is built, installed in a fresh environment, and held
# against the command.
#
#   .ci/python/run.sh [WHOBACKS]            the program, by default target/release/whobacks
#
#   WHEEL=PATH .ci/python/run.sh            of a wheel that is there already, as `.ci/release/wheel.sh` makes it
#   PYTHONS="python3.10 python3.14" …       also installed and imported there
#
# Everything comes from locked versions: requirements.txt, Cargo.lock.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
program=$(realpath "${1:-$root/target/release/whobacks}")
work=$root/target/ci/python
rm -rf "$work/wheels" "$work/fresh" && mkdir -p "$work/wheels"

[ -x "$work/tools/bin/python" ] || python3 -m venv "$work/tools"
"$work/tools/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

if [ -n "${WHEEL:-}" ]; then
    cp "$WHEEL" "$work/wheels/"
else
    # With the profile of the package, so that what the gate has built already is taken from there.
    # The licences stand once, at the root.
    cp "$root"/LICENSE-* "$root/python/"
    CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target} "$work/tools/bin/maturin" build --quiet --locked \
        --manifest-path "$root/python/Cargo.toml" --profile release --out "$work/wheels"
fi
wheel=$(ls "$work"/wheels/*.whl)
echo "$(basename "$wheel"): $(stat -c %s "$wheel") bytes"

# In an environment of its own, which has what tests need and nothing of the work tree.
python3 -m venv "$work/fresh"
fresh=$work/fresh/bin
"$fresh/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" "$wheel"
[ "$("$fresh/whobacks" --version)" = "$("$program" --version)" ] || { echo "another version"; exit 1; }

echo "-- tests"
cd "$root/python/tests"
WHOBACKS_PROGRAM=$program "$fresh/pytest" -q -rP -p no:cacheprovider . | tee "$work/tests.log"
grep -qE '[1-9][0-9]* passed' "$work/tests.log" || { echo "no test ran"; exit 1; }
if grep -qE 'skipped' "$work/tests.log"; then echo "a test was skipped"; exit 1; fi

echo "-- types"
typed=("$fresh/mypy" --strict --config-file "$root/python/pyproject.toml" --cache-dir "$work/mypy")
"${typed[@]}" -p whobacks
"${typed[@]}" "$here/use.py"
# The stub of the part in Rust is what is there.
"$fresh/stubtest" --mypy-config-file /dev/null --ignore-disjoint-bases whobacks._whobacks

echo "-- the notebook"
"$fresh/python" "$here/notebook.py" "$root/python/examples/libya.ipynb" "$root"

echo "-- how long it takes"
"$fresh/python" "$here/timing.py" "$root/data/libya.ron"

echo "-- uninstalled"
"$fresh/pip" uninstall --quiet --yes whobacks
[ ! -e "$fresh/whobacks" ] && ! "$fresh/python" -c 'import whobacks' 2>/dev/null ||
    { echo "something of it is left"; exit 1; }

for python in ${PYTHONS:-}; do
    rm -rf "$work/other" && "$python" -m venv "$work/other"
    "$work/other/bin/pip" install --quiet --disable-pip-version-check --no-deps "$wheel"
    "$work/other/bin/python" - "$root/data/libya.ron" <<'PY'
import sys, whobacks
answers = whobacks.load(sys.argv[1]).ask("who backs Haftar")
print(f"{sys.version.split()[0]}: {len(answers)} answers, {len(answers.table)} rows")
PY
done
