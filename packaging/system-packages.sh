#!/usr/bin/env bash
# Installs the system libraries for `run` or `test` that are missing, with apt where root or sudo allow it;
# otherwise prints the exact line to type. Says nothing when nothing is missing.
set -euo pipefail
purpose=$1
list=$(dirname "$0")/system-packages.txt

if ! command -v dpkg-query >/dev/null; then
  [ "$(uname -s)" != Linux ] || echo "This is not Debian or Ubuntu: if the window does not open, install the libraries named in $list." >&2
  exit 0
fi

installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }
any_installed() { local name; for name in ${1//|/ }; do installed "$name" && return 0; done; return 1; }
known() { apt-cache show "$1" >/dev/null 2>&1; }
first_known() { local name; for name in ${1//|/ }; do known "$name" && { echo "$name"; return; }; done; echo "${1##*|}"; }

missing=()
while read -r use names; do
  case $use in '' | '#'*) continue ;; esac
  [ "$use" = run ] || [ "$purpose" = test ] || continue
  any_installed "$names" || missing+=("$names")
done <"$list"
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
  as_root=(sudo)
else
  names=(); for alternatives in "${missing[@]}"; do names+=("$(first_known "$alternatives")"); done
  echo "A few system libraries are missing. As an administrator, type this once, then try again:" >&2
  echo "  apt-get install --no-install-recommends ${names[*]}" >&2
  exit 1
fi

echo "Installing ${#missing[@]} system libraries with apt" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
names=(); for alternatives in "${missing[@]}"; do names+=("$(first_known "$alternatives")"); done
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${names[@]}" >/dev/null
