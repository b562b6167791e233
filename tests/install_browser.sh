#!/bin/sh
# Installs what the browser tests need and this machine lacks: Debian's Chromium and a Chinese font.
set -eu

has_browser() { command -v chromium >/dev/null; }

has_chinese_font() {
    dpkg-query --show --showformat='${Status}' fonts-noto-cjk 2>/dev/null | grep -q ' installed$' && return
    command -v fc-list >/dev/null && fc-list :lang=zh-cn family | grep -q .
}

missing=""
has_browser || missing="$missing chromium"
has_chinese_font || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "The browser tests need$missing; please install what your system calls these." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null; then
    as_root="sudo"
else
    echo "The browser tests need$missing; as root, please run: apt-get install$missing" >&2
    exit 1
fi

echo "Installing$missing (Debian packages, once)"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # as_root may be empty, and missing is a list
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -qq --yes --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 $missing >/dev/null
