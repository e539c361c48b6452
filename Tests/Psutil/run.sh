#!/bin/sh
# Compares the probes with psutil, which a virtual environment of its own gets from PyPI.
set -eu
cd "$(dirname "$0")/../.."
environment=.build/psutil
if ! "$environment/bin/python" -c 'import psutil' >/dev/null 2>&1; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check psutil
fi
exec "$environment/bin/python" Tests/Psutil/compare.py .build/debug/probe-pairs "$@"
