#!/usr/bin/env bash
# What deploy/Containerfile does, on this machine instead of in a container: the same wheel and the same pinned dependencies are
# installed in the same way, and the service runs as user 10001, without any privilege, on a root that nobody can write to.
# It must answer its health check, file a message and stop when it is told to. Needs root and util-linux; PYTHON is an interpreter that
# every user can run.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d /var/tmp/mailbridge-image-XXXXXX)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"

python3 -m venv "$folder/build"
pip="$folder/build/bin/pip --disable-pip-version-check --quiet"
$pip install --no-cache-dir --require-hashes -r requirements-build.lock
$pip wheel --no-deps --no-build-isolation --wheel-dir "$folder/dist" .
"${PYTHON:-/usr/bin/python3}" -m venv --without-pip "$folder/mailbridge"
$pip --python "$folder/mailbridge/bin/python" install --no-cache-dir --require-hashes -r requirements-serve.lock
$pip --python "$folder/mailbridge/bin/python" install --no-cache-dir --no-deps "$folder"/dist/*.whl
echo "installed: $(du -sm "$folder/mailbridge" | cut -f1) MB, $("$folder/mailbridge/bin/mailbridge" --version)"

mkdir "$folder/data"
# shellcheck disable=SC2016
unshare --mount --pid --fork --kill-child bash -euo pipefail -c '
  mount --make-rprivate /
  mount --types tmpfs --options mode=700,uid=10001,gid=10001 tmpfs "$1/data"
  mount --options remount,bind,ro /
  mount --types proc proc /proc
  alone="setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all"
  if $alone touch /var/tmp/written "$1/written" 2>/dev/null; then echo "the root can be written to" >&2; exit 1; fi
  cd "$1/data"
  export HOME="$1/data" MAILBRIDGE_DATA_DIR="$1/data/data" MAILBRIDGE_SMTP__LISTEN=127.0.0.1:42525 \
    MAILBRIDGE_WEB__LISTEN=127.0.0.1:48025 MAILBRIDGE_LOG__FORMAT=json PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=
  $alone "$1/mailbridge/bin/mailbridge" serve 2>"$1/data/log" &
  served=$!
  healthy() { $alone "$1/mailbridge/bin/python" -c "import urllib.request as u; u.urlopen(\"http://127.0.0.1:48025/readyz\", timeout=5)" 2>/dev/null; }
  for _ in $(seq 60); do if healthy "$1"; then break; fi; sleep 1; done
  healthy "$1" || { cat "$1/data/log" >&2; exit 1; }
  address=$($alone "$1/mailbridge/bin/mailbridge" project add Tried)
  printf "From: a@b.example\nSubject: Tried\nMessage-ID: <1@b.example>\n\nIs it well?\n" |
    $alone "$1/mailbridge/bin/mailbridge" ingest --to "$address" -
  kill -TERM "$served"
  wait "$served"
  echo "served on a root that is read only, as user 10001; healthy; stopped when told to"
' try "$folder"
