#!/usr/bin/env bash
# Runs a job on Spark: the same as 'sparkner submit', from wherever this file is.
#   submit/spark-submit.sh annotate --master spark://HOST:7077 --input in --output out
# In an unpacked archive it starts the program beside it; in a checkout it builds first, if need be.
set -eu

self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
ROOT=$(cd "$(dirname "$self")/.." && pwd -P)
exec "$ROOT/sparkner" submit "$@"
