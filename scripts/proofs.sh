#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# The claims of docs/file-format.md about the encrypted register and of
# docs/methods.md about the intervals, at full size; the tests do a little of each.
# Takes about 25 minutes, and an hour more for the random input.
# Usage: proofs.sh [cuts|kills|flips|damage|clear|recover|days|mutants|upstream|random]
set -eu
: "${GO:=go}"
wanted=${1:-all}
# Simulated faults need no real disk.
disk=${TMPDIR:-/tmp}
memory=$disk
[ -w /dev/shm ] && memory=/dev/shm

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# proof NAME PACKAGE TESTS WHERE FLAGS: prints what the tests log.
proof() {
	case $wanted in all | "$1") ;; *) return 0 ;; esac
	status=0
	# shellcheck disable=SC2086 # the flags are words
	TMPDIR=$4 CGO_ENABLED=0 "$GO" test -tags ci -count=1 -timeout 60m -v "$2" -run "$3" $5 >"$log" 2>&1 || status=$?
	grep -v '^=== \(RUN\|PAUSE\|CONT\)' "$log"
	return "$status"
}
proof cuts ./model/vault/pages 'PowerCut|HalfWritten|Torn' "$memory" '-cuts 5000'
proof cuts ./model/store 'PowerCut' "$memory" '-cuts 300'
proof kills ./model/store 'KilledWhileWriting' "$disk" '-kills 900'
proof kills ./model/store 'KilledWhileUpgrading' "$disk" '-kills 100'
proof kills ./ui/entry 'KilledAmongKeys|Acknowledged' "$disk" '-kills 200 -scripts 2000'
proof flips ./model/vault/pages 'BitFlips' "$memory" '-flips 500'
proof flips ./model/store 'FlippedBits' "$memory" '-flips 10000'
proof damage ./model/store 'DamagedPages' "$memory" '-pages 60'
proof damage ./model/store 'StaleLog|StaleJournal|ForgedBackups|DamagedBackups' "$memory" ''
proof damage ./model/store 'ReplayedPages' "$memory" '-replays 600'
proof damage ./model/vault/pages 'StaleJournal' "$memory" ''
proof damage ./cli 'DamagedPages' "$disk" '-flips 60'
proof damage ./ui 'Damage' "$memory" '-damagedpages 60'
proof clear ./model/store 'InClear|WithoutEncryption' "$memory" ''
proof recover ./model/demo 'Cover|FalseAlarms|LeadTest|Slopes' "$disk" '-recover 200'
# The whole suite on days that may confuse dates.
case $wanted in all | days) TMPDIR=$memory scripts/days.sh ;; esac
# An hour of keys and pointer at random, under the race detector.
case $wanted in all | random)
	"$GO" test -race -tags ci -count=1 -timeout 2h -v ./ui -run RandomEvents -monkey 60m 2>/dev/null | grep -v '^===' ;;
esac
case $wanted in all | mutants) TMPDIR=$memory scripts/mutants.sh ;; esac
case $wanted in all | upstream) TMPDIR=$memory scripts/upstream-test.sh ;; esac
