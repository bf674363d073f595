#!/bin/sh
# A double of journalctl that dies in the middle of its second entry, each time, as with a damaged journal file.
case "$*" in *--version* | *--lines=0*) exit 0 ;; esac
printf '__CURSOR=s=1;i=1\nMESSAGE=whole\n\n__CURSOR=s=1;i=2\nMESS'
echo 'Failed to iterate through journal: Bad message' >&2
exit 1
