#!/bin/sh
# Installs what the build needs and this machine lacks: a C++ compiler, cmake, libclang. Asks for nothing.
#
#   scripts/setup.sh             install what is missing, by apt, dnf or brew
#   scripts/setup.sh --dry-run   print the commands instead of running them
#   scripts/setup.sh --lint      also rustfmt, clippy and cargo-deny
#   scripts/setup.sh --fuzz      also cargo-fuzz
#
# SETUP_LIBRARY_DIRS replaces the folders searched for libclang (its test needs that).

set -eu

dry_run=no
lint=no
fuzz=no
for argument in "$@"; do
    case $argument in
        --dry-run) dry_run=yes ;;
        --lint) lint=yes ;;
        --fuzz) fuzz=yes ;;
        *)
            echo "setup: unknown option $argument; expected --dry-run, --lint or --fuzz" >&2
            exit 2
            ;;
    esac
done

root=${0%/*}/..
. "$root/scripts/paths.sh"

has() { command -v "$1" >/dev/null 2>&1; }

run() {
    echo "+ $*"
    [ "$dry_run" = yes ] || "$@"
}

stop() {
    for line in "$@"; do echo "setup: $line" >&2; done
    exit 1
}

need_rust() {
    has cargo && has rustc || stop "Rust is missing. Install it with" \
        "    curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y" \
        "and run make again."
    needed=$(sed -n 's/^rust-version = "1\.\([0-9]*\).*/\1/p' "$root/Cargo.toml")
    found=$(rustc --version | sed -n 's/^rustc 1\.\([0-9]*\).*/\1/p')
    [ "${found:-0}" -ge "${needed:-0}" ] || stop "Rust 1.$found is too old, 1.$needed is needed. Update it with" \
        "    rustup update stable" \
        "or, where rustup is missing, install it from https://rustup.rs, and run make again."
}

has_compiler() { has "${CXX:-c++}" || has g++ || has clang++; }

library_dirs() {
    echo "${SETUP_LIBRARY_DIRS:-/usr/lib /usr/lib/* /usr/lib/*/lib /usr/lib64 /usr/lib64/* /usr/lib64/*/lib \
        /usr/local/lib /usr/local/lib/* /usr/local/lib64 /usr/local/llvm*/lib /Library/Developer/CommandLineTools/usr/lib \
        /Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib}"
}

# Whether a file matching one of the patterns stands in a library folder.
in_libraries() {
    # shellcheck disable=SC2046 # folders hold patterns and are split on purpose
    for directory in $(library_dirs); do
        for pattern in "$@"; do
            for file in "$directory"/$pattern; do
                if [ -e "$file" ]; then return 0; fi
            done
        done
    done
    return 1
}

# The bindings generator needs the library (libclang-cpp is another one) and, on Linux, clang's own headers, which
# apt and dnf pack apart.
has_libclang() {
    [ -z "${LIBCLANG_PATH:-}" ] || return 0
    in_libraries 'libclang.so*' 'libclang-[0-9]*.so*' libclang.dylib || return 1
    { has apt-get || has dnf; } || return 0
    in_libraries 'clang/*/include/stddef.h'
}

missing() {
    has_compiler || echo compiler
    has cmake || echo cmake
    has_libclang || echo libclang
}

# Name of a package in the words of a package manager.
package() {
    case $1:$2 in
        apt-get:compiler) echo g++ ;;
        apt-get:libclang) echo libclang-dev ;;
        dnf:compiler) echo gcc-c++ ;;
        dnf:libclang) echo clang-devel ;;
        brew:compiler) echo gcc ;;
        brew:libclang) echo llvm ;;
        *) echo "$2" ;;
    esac
}

packages() {
    for part in $2; do package "$1" "$part"; done | tr '\n' ' '
}

plain_names() {
    for part in $1; do
        case $part in
            compiler) echo "a C++ compiler (g++ or clang++)" ;;
            libclang) echo "libclang with its headers (libclang-dev, clang-devel or llvm)" ;;
            *) echo "$part" ;;
        esac
    done | sed 's/^/    /'
}

# Runs a command as root, without ever asking for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        run "$@"
    elif has sudo && sudo -n true 2>/dev/null; then
        run sudo -n "$@"
    else
        stop "packages are missing, and installing them needs root. Run" "    sudo $by_hand" "and run make again."
    fi
}

install_packages() {
    if has apt-get; then
        names=$(packages apt-get "$1")
        by_hand="apt-get install -y $names"
        as_root apt-get update || echo "setup: going on with the package lists at hand" >&2
        # shellcheck disable=SC2086 # one word per package
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $names
    elif has dnf; then
        names=$(packages dnf "$1")
        by_hand="dnf install -y $names"
        # shellcheck disable=SC2086
        as_root dnf install -y $names
    elif has brew; then
        # shellcheck disable=SC2086,SC2046
        run env NONINTERACTIVE=1 HOMEBREW_NO_AUTO_UPDATE=1 brew install $(packages brew "$1")
    else
        stop "no apt, dnf or brew here. Install" "$(plain_names "$1")" \
            "and run make again; set LIBCLANG_PATH to the folder of libclang if it is in an unusual place."
    fi
}

need_tools() {
    lacking=$(missing)
    [ -n "$lacking" ] || return 0
    install_packages "$lacking"
    [ "$dry_run" = no ] || return 0
    . "$root/scripts/paths.sh"
    lacking=$(missing)
    [ -z "$lacking" ] || stop "still missing after installing:" "$(plain_names "$lacking")"
}

need_lints() {
    if has rustup; then
        has cargo-fmt || run rustup component add rustfmt
        has cargo-clippy || run rustup component add clippy
    fi
    has cargo-deny || run cargo install cargo-deny --locked
}

need_rust
need_tools
[ "$lint" = no ] || need_lints
[ "$fuzz" = no ] || has cargo-fuzz || run cargo install cargo-fuzz --locked
