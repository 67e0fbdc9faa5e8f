// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// reading is the sample as read by this test, which splits lines at semicolons and
// shares no code with the import.
type reading struct {
	citizens   map[string]string            // case number to name
	answers    map[string]map[string]string // case|date|item to text
	activities map[string]map[string]int    // case to type to days until today
}

func readLines(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "extract", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines [][]string
	scan := bufio.NewScanner(charmap.Windows1252.NewDecoder().Reader(f))
	for scan.Scan() {
		lines = append(lines, strings.Split(scan.Text(), ";"))
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

func readSample(t *testing.T) reading {
	r := reading{citizens: map[string]string{}, answers: map[string]map[string]string{}, activities: map[string]map[string]int{}}
	for _, f := range readLines(t, "borgere.csv")[1:] {
		r.citizens[f[0]] = strings.ReplaceAll(strings.Trim(f[2], `"`), `""`, `"`)
	}
	for _, name := range []string{"besvarelser_borger.csv", "besvarelser_sagsbehandler.csv"} {
		lines := readLines(t, name)
		for _, f := range lines[1:] {
			on, err := time.Parse("02-01-2006", f[1])
			if err != nil || on.Year() > 2026 || r.citizens[f[0]] == "" {
				continue
			}
			key := f[0] + "|" + on.Format("2006-01-02") + "|" + lines[0][3][:1]
			if r.answers[key] != nil { // the first of a day counts
				continue
			}
			r.answers[key] = map[string]string{}
			for i, text := range f[3:] {
				if text == "" || text == "7" || text == "x" {
					continue
				}
				r.answers[key][lines[0][3+i]] = text
			}
		}
	}
	codes := map[string]string{
		"Virksomhedspraktik, privat": "VPP", "Virksomhedspraktik, offentlig": "VPO", "Løntilskud, privat": "LTP",
		"Nytteindsats": "NYT", "Ordinære løntimer": "ORD", "Øvrig vejledning og opkvalificering": "VOØ",
		"Ordinær uddannelse/kursus": "VOU", "Sundheds-/mestringsforløb": "VOS", "Mentorstøtte": "MEN",
		"Behandling": "BEH", "Sygdom, barsel, fritagelse": "SYG",
	}
	seen := map[string]bool{}
	for _, f := range readLines(t, "indsatser.csv")[1:] {
		line := strings.Join(f, ";")
		start, err := time.Parse("02-01-2006", f[2])
		if err != nil || codes[f[1]] == "" || r.citizens[f[0]] == "" || seen[line] {
			continue
		}
		seen[line] = true
		end := today.Time()
		if f[3] != "" {
			if end, err = time.Parse("02-01-2006", f[3]); err != nil || end.Before(start) {
				continue
			}
		}
		if r.activities[f[0]] == nil {
			r.activities[f[0]] = map[string]int{}
		}
		r.activities[f[0]][codes[f[1]]] += int(end.Sub(start).Hours()/24) + 1
	}
	return r
}

// The register has the same citizens, answers and days of activity as an independent
// reading of the sample.
func TestSampleAgainstIndependentReading(t *testing.T) {
	t.Parallel()
	want := readSample(t)
	f := newFixture(t)
	f.importFrom(filepath.Join("testdata", "extract"))

	list, err := f.reader.Citizens(t.Context(), store.CitizenQuery{Scope: store.ScopeAll, Closed: true})
	if err != nil {
		t.Fatal(err)
	}
	if list.Total != len(want.citizens) {
		t.Errorf("%d citizens, want %d", list.Total, len(want.citizens))
	}
	reasons := map[int]string{-1: "VI", -2: "ØI", -3: "IR"}
	assessments, answers := 0, 0
	for _, row := range list.Rows {
		if row.Name != want.citizens[row.CaseNumber] {
			t.Errorf("%s is called %q, want %q", row.CaseNumber, row.Name, want.citizens[row.CaseNumber])
		}
		c := f.history(row.CaseNumber)
		for _, s := range c.Assessments {
			letter := map[model.Respondent]string{model.ByCitizen: "B", model.ByCaseworker: "S"}[s.Respondent]
			key := row.CaseNumber + "|" + s.Date.String() + "|" + letter
			if len(s.Answers) != len(want.answers[key]) {
				t.Errorf("%s has %d answers, want %d", key, len(s.Answers), len(want.answers[key]))
			}
			for _, a := range s.Answers {
				text := reasons[a.Missing]
				if a.HasValue() {
					text = strconv.Itoa(a.Value)
				}
				if text != want.answers[key][a.Item] {
					t.Errorf("%s %s is %q, want %q", key, a.Item, text, want.answers[key][a.Item])
				}
				answers++
			}
			assessments++
		}
		days := map[string]int{}
		for _, v := range c.Activities {
			days[v.Type] += v.LastDay(today).Sub(v.Start) + 1
		}
		for kind, n := range want.activities[row.CaseNumber] {
			if days[kind] != n {
				t.Errorf("%s: %d days of %s, want %d", row.CaseNumber, days[kind], kind, n)
			}
		}
		if len(days) != len(want.activities[row.CaseNumber]) {
			t.Errorf("%s: activities %v, want %v", row.CaseNumber, days, want.activities[row.CaseNumber])
		}
	}
	if assessments != len(want.answers) || answers < 30_000 {
		t.Errorf("%d assessments with %d answers, want %d", assessments, answers, len(want.answers))
	}
}
