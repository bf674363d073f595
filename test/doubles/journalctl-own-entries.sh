#!/bin/sh
# journalctl, run by a desktop user who may read a journal of their own and not the system's: what systemd 252 and 262 print then, for each of the
# questions that are asked before reading. Nothing tells of what is missing unless the system's entries alone are asked for.
case "$*" in
*--version*) echo 'systemd 252 (252.39-1~deb12u2)' ;;
*--system*)
  echo 'No journal files were opened due to insufficient permissions.' >&2
  exit 1
  ;;
*) printf '__CURSOR=s=1;i=1\nMESSAGE=of my own\n\n' ;;
esac
