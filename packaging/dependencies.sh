#!/bin/sh
# Makes sure that what vigie is built with and calls is on this machine.
#   dependencies.sh build   headers and tools for building and running
#   dependencies.sh test    the same, and what only the tests need
# Installs with apt as root or through sudo; otherwise says the one line to type and ends with 1.
set -eu

if ! command -v swift >/dev/null 2>&1; then
  echo "vigie: no Swift here. Install a Swift 6.2 toolchain or newer from https://www.swift.org/install/linux/ and put its usr/bin on PATH." >&2
  exit 1
fi

missing=""
want_header() { # want_header FILE PACKAGE
  if ! printf '#include <%s>\n' "$1" | cc -E -x c - >/dev/null 2>&1; then missing="$missing $2"; fi
}
want_program() { # want_program PROGRAM PACKAGE
  if ! command -v "$1" >/dev/null 2>&1; then missing="$missing $2"; fi
}

command -v cc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"
want_header ncurses.h libncurses-dev
want_header sqlite3.h libsqlite3-dev
want_header curl/curl.h libcurl4-openssl-dev
want_program sqlite3 sqlite3
want_program tar tar
want_program gzip gzip
if [ "${1:-build}" = test ]; then
  want_program tmux tmux
  want_program openssl openssl
  want_program python3 python3
  want_program setpriv util-linux
  # The server's program without its service: nothing is started on this host.
  want_program mariadbd mariadb-server-core
  want_program mariadb-dump mariadb-client
  want_program rclone rclone
  want_program cryptsetup cryptsetup-bin
  want_program age age
  want_program zstd zstd
  want_program faketime faketime
  want_program setfacl acl
  want_program setfattr attr
  python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || missing="$missing python3-venv"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then as_root=""
elif sudo -n true 2>/dev/null; then as_root="sudo -n"
else
  echo "vigie: missing here:$missing" >&2
  echo "Type: sudo apt-get install --no-install-recommends$missing" >&2
  exit 1
fi
echo "vigie: installing$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # words are meant to split
if ! $as_root apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $missing >/dev/null 2>&1; then
  $as_root apt-get -o DPkg::Lock::Timeout=300 update -q >/dev/null
  $as_root apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $missing >/dev/null
fi
