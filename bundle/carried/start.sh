#!/bin/sh
# Serves Fuling, or the district folder or workspace given, on 127.0.0.1:
#   sh start.sh [DISTRICT] [--port 8321] [--no-browser]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
case ${1:-} in
  '' | -*) set -- "$here/districts/fuling" "$@" ;;
esac
exec sh "$here/liantu" serve "$@"
