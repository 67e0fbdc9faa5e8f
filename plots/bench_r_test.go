// SPDX-License-Identifier: MPL-2.0

package plots_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// BenchmarkAgainstGgplot draws the example at 1200x800, from the data to the
// picture, and has R's ggplot2 draw the same panels from the same data: bands,
// company periods, lines, points and rings. It reports the ratio of the times, R's
// start-up and the writing of the PNG left out. It needs R with ggplot2.
func BenchmarkAgainstGgplot(b *testing.B) {
	if testing.Short() {
		b.Skip("R takes too long")
	}
	if _, err := exec.LookPath("Rscript"); err != nil {
		b.Skip("without R there is nothing to be faster than")
	}
	d := example(b)
	for b.Loop() {
		figure := plots.NewProgression(d)
		figure.Image(figure.Layout(plots.Size{Width: 1200, Height: 800}), plots.Light(), 1)
	}
	here := b.Elapsed().Seconds() / float64(b.N)
	dir := b.TempDir()
	writeForR(b, dir, d)
	out, err := exec.Command("Rscript", "testdata/bench.R", dir, "10").Output()
	if err != nil {
		b.Fatal(err)
	}
	if picture, err := os.Stat(filepath.Join(dir, "figure.png")); err != nil || picture.Size() < 10_000 {
		b.Fatalf("R drew nothing: %v", err)
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(seconds*1e3, "R-ms/op")
	b.ReportMetric(seconds/here, "ratio")
}

// writeForR writes the answers with their bands and rings, and the company
// periods, as tables.
func writeForR(b *testing.B, dir string, d plots.Data) {
	answers := [][]string{{"panel", "order", "respondent", "run", "day", "value", "low", "high", "ring"}}
	for i, p := range analysis.Panels(d.History, d.Instruments, d.Norms) {
		for _, s := range p.Series {
			first, _ := s.First()
			run := 0
			for _, a := range s.Values() {
				if a.Breaks {
					run++
				}
				answers = append(answers, []string{
					d.Words.Of(p.Domain.Name), strconv.Itoa(i), string(s.Respondent), fmt.Sprint(s.Respondent, run), a.Date.String(), strconv.Itoa(a.Value),
					fmt.Sprint(float64(first.Value) - s.Reliability.SDC), fmt.Sprint(float64(first.Value) + s.Reliability.SDC),
					strconv.FormatBool(a.Size == analysis.ReliableChange),
				})
			}
		}
	}
	periods := [][]string{{"from", "to"}}
	for _, s := range analysis.Cover(d.History.Activities, d.Vocabulary, model.GroupCompany, d.Today) {
		periods = append(periods, []string{s.From.String(), s.To.String()})
	}
	for name, rows := range map[string][][]string{"answers.csv": answers, "company.csv": periods} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			b.Fatal(err)
		}
		w := csv.NewWriter(f)
		if err := w.WriteAll(rows); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
