#!/bin/sh
# Tests the report in headless Chromium; installs what is missing: node, npm and chromium by apt, playwright-core by npm.
#
#   scripts/browser.sh
#
# CHROMIUM names another browser of that kind, LODESTONE another program than target/release/lodestone.

set -eu
cd "${0%/*}/.."

has() { command -v "$1" >/dev/null 2>&1; }

browser() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        if [ -n "$name" ] && has "$name"; then
            command -v "$name"
            return
        fi
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

lacking=
has node && has npm || lacking="nodejs npm"
[ -n "$(browser)" ] || lacking="$lacking chromium"
if [ -n "$lacking" ]; then
    if ! has apt-get; then
        echo "browser: missing: $lacking. Install them and run make test-browser again." >&2
        exit 1
    fi
    as_root apt-get update || echo "browser: going on with the package lists at hand" >&2
    # shellcheck disable=SC2086 # one word per package
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $lacking
fi

CHROMIUM=$(browser)
export CHROMIUM
cd tests/browser
npm ci --no-audit --no-fund --silent
npm test --silent
