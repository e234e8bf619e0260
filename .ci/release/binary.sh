#!/usr/bin/env bash
# Builds the command for a target, and packs it with its manual pages, completions and licences.
#
#   .ci/release/binary.sh DIST [TARGET]
set -euo pipefail
cd "$(dirname "$(realpath "$0")")/../.."
. .ci/release/env.sh
host=$(rustc -vV | sed -n 's/^host: //p')
dist=$(realpath -m "$1") target=${2:-$host}
link=()
# Merge identical functions: the linker that comes with Rust for this system can do it. Packed relocations would save
# 1.6 MB more, but ask for glibc 2.36, which systems that are still in use lack.
[ "$target" != x86_64-unknown-linux-gnu ] || link+=(-C link-arg=-Wl,--icf=all)
# The options apply to the command only, so that the wheel can use the same built libraries.
cargo rustc --locked --profile dist --target "$target" --bin whobacks -- ${link[@]+"${link[@]}"}
built=${CARGO_TARGET_DIR:-target}/$target/dist
program=$built/whobacks
[ -f "$program" ] || program=$program.exe
size=$(wc -c <"$program")
echo "$(basename "$program") for $target: $size bytes"
[ "$target" != "$measured" ] || [ "$size" -le "$most_command" ] || {
    echo "the command has at most $most_command bytes: see env.sh"
    exit 1
}

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
name=whobacks-$version-$target
packed=$built/$name
rm -rf "$packed" && mkdir -p "$packed"
cp "$program" README.md CHANGELOG.md LICENSE-* "$packed/"
# The manual and the completions are the program's own; one built for another system cannot be asked.
teller=$program
[ "$target" = "$host" ] || { cargo build --locked --quiet && teller=${CARGO_TARGET_DIR:-target}/debug/whobacks; }
"$teller" man "$packed/man"
mkdir -p "$packed/completions"
for shell in bash zsh fish elvish powershell; do
    "$teller" completions "$shell" >"$packed/completions/whobacks.$shell"
done
mkdir -p "$dist"
# Equal bytes from equal files: names in order, one time, nobody's account.
python3 - "$packed" "$dist/$name.tar.gz" "$SOURCE_DATE_EPOCH" <<'PY'
import gzip, pathlib, sys, tarfile

folder, out, when = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def plain(info):
    info.mtime, info.uid, info.gid, info.uname, info.gname = when, 0, 0, "", ""
    info.mode = 0o755 if info.isdir() or info.name.endswith(("whobacks", ".exe")) else 0o644
    return info

with open(out, "wb") as file, gzip.GzipFile("", "wb", 9, file, when) as packed:
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in sorted(folder.rglob("*")):
            tar.add(path, folder.name + "/" + path.relative_to(folder).as_posix(), recursive=False, filter=plain)
PY
echo "$dist/$name.tar.gz: $(wc -c <"$dist/$name.tar.gz") bytes"
