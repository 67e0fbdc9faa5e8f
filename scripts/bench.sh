#!/bin/sh
# Runs the benchmarks of docs/performance.md, each several times, and prints the
# medians and whether the goals are met: bench.sh [RUNS]
set -eu
: "${GO:=go}"
runs=${1:-3}
out=$(mktemp)
trap 'rm -f "$out" "$out.medians"' EXIT

# bench PACKAGE NAME TIMES
bench() {
	CGO_ENABLED=0 "$GO" test -tags ci -run '^$' -bench "$2" -benchtime "$3" -count "$runs" -timeout 60m "$1" | tee -a "$out"
}
bench ./model/exchange '^BenchmarkImport$' 1x
bench ./model/store '^BenchmarkCrowd$/^(Open|Key|KeyLatestFirst)$' 20x
bench ./model/store '^BenchmarkCrowd$/^(Prepare|Norms)$' 2x
bench ./cli '^BenchmarkInvent$' 1x
bench ./model/store '^BenchmarkCost$' 15x
bench ./model/analysis/fixedeffects '^BenchmarkFit' 3x
bench ./model/analysis/survival '^Benchmark' 5x
bench ./plots '^Benchmark(Image|NewProgression|Group|NewScatter)' 20x
export FREMSKRIDT_CITIZENS=100000
bench ./ui '^BenchmarkOpen(EmptyWindow|List|Citizen)$' 10x
bench ./ui '^BenchmarkSearchKey$' 20x
bench ./ui '^BenchmarkZoom$' 50x
bench ./ui/citizen '^BenchmarkHover$' 200x
bench ./ui/entry '^Benchmark' 20x

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
awk '$2 == "ns/op" { printf "%-48s %10.1f ms\n", $1, $3 / 1e6 }
$2 == "ratio" || $2 ~ /-s\/op$/ { printf "%-48s %10.2f %s\n", $1, $3, $2 }' "$out.medians"

echo
echo "Goals"
awk '
function goal(what, have, most, unit) {
	printf "%-7s %-52s %8.2f %s (at most %g)\n", have <= most ? "met" : "MISSED", what, have, unit, most
}
{ of[$1 " " $2] = $3 }
$1 ~ /^BenchmarkCrowd\/Key/ && $2 == "ns/op" && $3 > key { key = $3 }
END {
	goal("import, against sqlite3 .import", of["BenchmarkImport ratio"], 2, "times")
	goal("figure of 1200x800", of["BenchmarkImage1200x800 ns/op"] / 1e6, 25, "ms")
	goal("a filled list, against an empty window", of["BenchmarkOpenList ns/op"] / of["BenchmarkOpenEmptyWindow ns/op"], 1.2, "times")
	goal("the slowest key of a search, in the register", key / 1e6, 16, "ms")
	goal("import, encrypted against plain", of["BenchmarkCost/Import ratio"], 1.1, "times")
	goal("courses, encrypted against plain", of["BenchmarkCost/Courses ratio"], 1.1, "times")
	goal("norms, encrypted against plain", of["BenchmarkCost/Norms ratio"], 1.1, "times")
	goal("opening with the key, encrypted against plain", of["BenchmarkCost/Open ratio"], 1.1, "times")
	# A round of BenchmarkSearchKey is two keys: a letter and a Backspace.
	goal("a key of a search, in the window", of["BenchmarkSearchKey ns/op"] / 2e6, 16, "ms")
}' "$out.medians"
