// SPDX-License-Identifier: MPL-2.0

package fixedeffects_test

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model/analysis/fixedeffects"
)

var crowdSize = flag.Int("crowd", 2_000, "citizens of the panel that R fits too")

// BenchmarkAgainstR fits 21 items here and with R's plm and clubSandwich, compares the
// results, and reports the ratio of time and the largest memory of the two processes.
// It needs R, its packages plm, clubSandwich and jsonlite, and /proc. The time of R grows
// with the square of the citizens, so the panel is one that R can do.
func BenchmarkAgainstR(b *testing.B) {
	if testing.Short() {
		b.Skip("R takes too long")
	}
	if _, err := exec.LookPath("Rscript"); err != nil {
		b.Skip("without R there is nothing to be faster than")
	}
	c := newCrowd(*crowdSize, 21)
	var fits []*fixedeffects.Result
	for b.Loop() {
		fits = fits[:0]
		for item := range c.items {
			fits = append(fits, fixedeffects.Fit(3, []int{1, 2}, c.item(item)))
		}
	}
	here, memory := b.Elapsed().Seconds()/float64(b.N), peak(b)

	out, err := exec.Command("Rscript", "testdata/bench.R", c.write(b),
		strconv.Itoa(c.citizens), strconv.Itoa(c.items), strconv.Itoa(dates)).Output()
	if err != nil {
		b.Fatal(err)
	}
	var r struct {
		Seconds float64
		Peak    float64
		Fits    [][]float64
	}
	if err := json.Unmarshal(out, &r); err != nil {
		b.Fatal(err)
	}
	for item, fit := range fits {
		for j := range 3 {
			e := fit.Slope(j)
			near(b, "slope", e.Value, r.Fits[item][j], 1e-9)
			agrees(b, "standard error", e.SE, r.Fits[item][3+j], 1e-9)
			agrees(b, "degrees of freedom", e.DF, r.Fits[item][6+j], 1e-6)
		}
	}
	b.ReportMetric(r.Seconds, "R-s/op")
	b.ReportMetric(r.Seconds/here, "ratio")
	b.ReportMetric(memory/1e3, "MB")
	b.ReportMetric(r.Peak/1e3, "R-MB")
}

// write makes a file of the clocks and then the answers, for R to read.
func (c *crowd) write(b *testing.B) string {
	path := filepath.Join(b.TempDir(), "crowd")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for _, err := range []error{
		binary.Write(w, binary.LittleEndian, c.clocks), binary.Write(w, binary.LittleEndian, c.answers), w.Flush(), f.Close(),
	} {
		if err != nil {
			b.Fatal(err)
		}
	}
	return path
}

// peak is the largest memory that this process has had, in kB.
func peak(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip(err)
	}
	for line := range bytes.Lines(status) {
		if name, value, _ := bytes.Cut(line, []byte(":")); string(name) == "VmHWM" {
			kB, err := strconv.ParseFloat(string(bytes.TrimSuffix(bytes.TrimSpace(value), []byte(" kB"))), 64)
			if err != nil {
				b.Fatal(err)
			}
			return kB
		}
	}
	b.Skip("no VmHWM in /proc/self/status")
	return 0
}
