# What two builds of one commit must have in common: the time, and the names of folders in what is built.
# Sourced by the other scripts, in the root of the repository.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
cargo_home=${CARGO_HOME:-$HOME/.cargo}
# Backtraces name a crate's files, and none of the machine's.
remap="--remap-path-prefix=$cargo_home/registry/src=registry --remap-path-prefix=$PWD=whobacks"
remap="$remap --remap-path-prefix=$(rustc --print sysroot)/lib/rustlib/src/rust=rust"
export RUSTFLAGS="${RUSTFLAGS:-} $remap"
# A wheel has the licences in it; they stand once, at the root.
cp LICENSE-* python/
export CARGO_INCREMENTAL=0 LC_ALL=C TZ=UTC
# The largest sizes that a release may have, on the system where they were measured, so that growth is noticed.
# docs/releasing.md says what the bytes are; whoever raises a limit explains it there.
measured=x86_64-unknown-linux-gnu most_command=29500000 most_wheel=15800000
