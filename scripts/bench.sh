#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Runs the benchmarks of docs/performance.md, each several times, and prints the
# medians and whether the goals are met. Fails where a benchmark fails or a goal
# is missed; a goal whose benchmark did not run is missed.
# Usage: bench.sh [RUNS]
set -eu
: "${GO:=go}"
runs=${1:-3}
out=$(mktemp)
trap 'rm -f "$out" "$out.medians" "$out.failed"' EXIT

# bench PACKAGE NAME TIMES
bench() {
	status=$out.failed
	{ CGO_ENABLED=0 "$GO" test -tags ci -run '^$' -bench "$2" -benchtime "$3" -count "$runs" -timeout 20m "$1" ||
		echo "$1 $2" >>"$status"; } | tee -a "$out"
}
export FREMSKRIDT_CITIZENS=100000
bench ./model/exchange '^BenchmarkImport$' 1x
bench ./model/store '^BenchmarkCrowd$/^(Open|Key|KeyLatestFirst)$' 20x
bench ./model/store '^BenchmarkCrowd$/^(Prepare|Norms)$' 1x
FREMSKRIDT_CITIZENS=12000
bench ./model/store '^BenchmarkCost$' 10x
FREMSKRIDT_CITIZENS=100000
bench ./model/analysis/fixedeffects '^BenchmarkFit$' 2x
bench ./plots '^BenchmarkImage' 20x
bench ./ui '^BenchmarkOpen(EmptyWindow|List|Citizen)$' 10x
bench ./ui '^BenchmarkSearchKey$' 20x
bench ./ui '^BenchmarkZoom$' 20x
bench ./ui/citizen '^BenchmarkHover$' 200x
bench ./ui/entry '^Benchmark(OpenForm|AnswerKey)$' 20x

# A line is a name, the number of rounds, and pairs of value and unit.
awk '/^Benchmark/ {
	sub(/-[0-9]+$/, "", $1)
	for (i = 3; i < NF; i += 2) print $1, $(i + 1), $i
}' "$out" | sort -k1,1 -k2,2 -k3,3g | awk '
function flush() { if (n) print key, value[int((n + 1) / 2)] }
{
	if ($1 " " $2 != key) { flush(); key = $1 " " $2; n = 0 }
	value[++n] = $3
}
END { flush() }' >"$out.medians"

echo
echo "Medians of $runs runs"
awk '$2 == "ns/op" { printf "%-48s %10.2f ms\n", $1, $3 / 1e6 }
$2 == "ratio" || $2 ~ /-s\/op$/ { printf "%-48s %10.2f %s\n", $1, $3, $2 }' "$out.medians"

echo
echo "Goals"
awk '
# value is a median; without one, the goal that asks for it is missed.
function value(name) {
	if (!(name in median)) absent = absent " " name
	return median[name]
}
function ratio(name, of) {
	value(name); value(of)
	return median[of] ? median[name] / median[of] : 0
}
function goal(what, have, most, unit) {
	if (absent != "") {
		printf "%-7s %-52s not measured:%s\n", "MISSED", what, absent
		missed++
	} else {
		printf "%-7s %-52s %8.2f %s (at most %g)\n", have <= most ? "met" : "MISSED", what, have, unit, most
		missed += have > most
	}
	absent = ""
}
{ median[$1 " " $2] = $3 }
$1 ~ /^BenchmarkCrowd\/Key/ && $2 == "ns/op" && $3 > median["slowest key"] { median["slowest key"] = $3 }
END {
	goal("import, against sqlite3 .import", value("BenchmarkImport ratio"), 2, "times")
	goal("figure of 1200x800", value("BenchmarkImage1200x800 ns/op") / 1e6, 25, "ms")
	goal("a filled list, against an empty window", ratio("BenchmarkOpenList ns/op", "BenchmarkOpenEmptyWindow ns/op"), 1.2, "times")
	goal("the slowest key of a search, in the register", value("slowest key") / 1e6, 16, "ms")
	goal("import, encrypted against plain", value("BenchmarkCost/Import ratio"), 1.1, "times")
	goal("case histories, encrypted against plain", value("BenchmarkCost/Histories ratio"), 1.1, "times")
	goal("norms, encrypted against plain", value("BenchmarkCost/Norms ratio"), 1.1, "times")
	goal("opening with the key, encrypted against plain", value("BenchmarkCost/Open ratio"), 1.1, "times")
	# A round of BenchmarkSearchKey is two keys: a letter and a Backspace.
	goal("a key of a search, in the window", value("BenchmarkSearchKey ns/op") / 2e6, 16, "ms")
	goal("a step of the zoom", value("BenchmarkZoom ns/op") / 1e6, 40, "ms")
	goal("a movement of the pointer over the figure", value("BenchmarkHover ns/op") / 1e6, 2, "ms")
	goal("a form of 60 questions", value("BenchmarkOpenForm ns/op") / 1e6, 100, "ms")
	goal("a key in that form", value("BenchmarkAnswerKey ns/op") / 1e6, 16, "ms")
	exit missed > 0
}' "$out.medians" || missed=yes
if [ -s "$out.failed" ]; then
	echo "these benchmarks failed:" >&2
	cat "$out.failed" >&2
	exit 1
fi
[ -z "${missed:-}" ]
