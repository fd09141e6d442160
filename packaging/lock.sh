#!/usr/bin/env bash
# Rewrites the lock files: exact versions with hashes, for every platform and Python >= 3.11.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --custom-compile-command "make lock" pyproject.toml "$@"
}
[ -x .venv/bin/uv ] || .venv/bin/pip install --quiet uv
lock --group build -o packaging/run.lock
lock --group dev -o packaging/dev.lock
