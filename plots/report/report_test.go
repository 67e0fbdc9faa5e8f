// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/model/demo"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/plots/report"
)

func words(t *testing.T, l model.Lang) *assets.Words {
	t.Helper()
	w, err := assets.NewWords(l)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func pages(data []byte) int { return bytes.Count(data, []byte("/Type /Page\n")) }

// A dossier has everything that the register holds, on as many pages as it needs, in
// both languages: nothing at all, codes that no vocabulary knows, long notes.
func TestDossierOfAnything(t *testing.T) {
	t.Parallel()
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		d     store.Dossier
		least int
		texts []string
	}{
		{"nothing", store.Dossier{}, 1, nil},
		{"everything", oddDossier(t), 12, []string{
			"Åse Prøvesen", "2024-00001", "Eksempelkøbing", "gift", "no moment", "ferie", "no JSON", "ZZZ", "99", "U0", "U299",
			strings.TrimSpace(strings.Repeat("Et langt notat om samtalen. ", 3)),
		}},
	} {
		for _, l := range []model.Lang{model.Danish, model.English} {
			t.Run(test.name+"/"+string(l), func(t *testing.T) {
				var out bytes.Buffer
				if err := report.Dossier(&out, words(t, l), v, test.d); err != nil {
					t.Fatal(err)
				}
				if n := pages(out.Bytes()); n < test.least || n > 4*test.least {
					t.Errorf("%d pages, want %d or somewhat more", n, test.least)
				}
				onPaper(t, out.Bytes(), test.texts...)
			})
		}
	}
}

// oddDossier has something of every kind, some of it in codes that nothing explains.
func oddDossier(t *testing.T) store.Dossier {
	t.Helper()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	value, missing, unknown := int64(3), int64(-1), int64(99)
	full := store.Dossier{
		Municipality: "Eksempelkøbing", MadeAt: time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC),
		Citizen:       store.DossierCitizen{Name: "Åse Prøvesen", CaseNumber: "2024-00001", TargetGroup: "unknown"},
		MasterChanges: []store.DossierChange{{Field: "name", Old: "Åse", New: "Åse Prøvesen", By: "LKN", At: "no moment", Reason: "gift"}},
		Activities:    []store.DossierActivity{{Type: "unknown", Start: model.NewDate(2025, time.May, 5), Planned: true, Minutes: 90}},
		Outcomes:      []store.DossierOutcome{{Kind: "unknown"}},
		Events:        []store.DossierEvent{{Kind: model.EventContact}},
		Conflicts:     []store.DossierConflict{{Reason: "cpr_taken", File: "a.csv", Line: 3, Column: "CPR", Value: "x"}},
		RowChanges:    []store.DossierRowChange{{What: "activity", After: `{"Type":"VPP","Start":"2025-05-05"}`}, {What: "event", Before: "no JSON"}},
		DueMoves:      []store.DossierDueMove{{Reason: "ferie"}},
		Proposals:     []store.DossierProposal{{Ground: model.GroundConsent}},
		Instruments:   map[string]*model.Instrument{in.Key(): in},
	}
	for i := range 12 {
		a := store.DossierAssessment{
			Instrument: in.Key(), Respondent: model.ByCitizen, Kind: model.KindOrdinary, Status: model.StatusDraft,
			Note:    strings.Repeat("Et langt notat om samtalen. ", 30),
			Changes: []store.DossierAnswerChange{{Item: "B01", OldValue: &value, NewMissing: &missing, By: "LKN"}},
		}
		if i == 11 {
			a.Instrument = "unknown"
		}
		for _, it := range in.ItemsOf(model.ByCitizen) {
			a.Answers = append(a.Answers, store.DossierAnswer{Item: it.Code, Value: &value})
		}
		a.Answers = append(a.Answers,
			store.DossierAnswer{Item: "B01", Missing: &missing}, store.DossierAnswer{Item: "B01", Value: &unknown}, store.DossierAnswer{Item: "ZZZ"})
		full.Assessments = append(full.Assessments, a)
	}
	for i := range 300 {
		full.Log = append(full.Log, store.DossierLogEntry{Action: store.ActionRead, Purpose: model.ForCasework, Initials: fmt.Sprint("U", i)})
	}
	return full
}

// aCase wraps a case history for a report.
func aCase(t *testing.T, course model.CaseHistory) plots.Case {
	t.Helper()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	return plots.Case{
		History: course, Instruments: map[string]*model.Instrument{in.Key(): in}, Vocabulary: v,
		Today: model.NewDate(2026, time.November, 24), Municipality: "Eksempelkøbing", User: "LKN",
	}
}

// courses are generated case histories: without answers, with one, with many.
func courses(t *testing.T) (list []model.CaseHistory) {
	t.Helper()
	c := aCase(t, model.CaseHistory{})
	for _, in := range c.Instruments {
		_, err := demo.Generate(t.Context(), demo.Options{
			Citizens: 25, Seed: 5, AsOf: c.Today, Instrument: in, Vocabulary: c.Vocabulary,
		}, sink(func(course model.CaseHistory) { list = append(list, course) }))
		if err != nil {
			t.Fatal(err)
		}
	}
	one := list[0]
	one.Assessments = one.Assessments[:1]
	return append(list, one, model.CaseHistory{Citizen: model.Citizen{Name: "Åse", CaseNumber: "1"}})
}

type sink func(model.CaseHistory)

func (s sink) Put(_ context.Context, c model.CaseHistory) error {
	s(c)
	return nil
}

// The hand-out is one page and the case file two, whoever it is about. Both name the
// citizen, and the case file each question that was answered.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	w := words(t, model.Danish)
	for i, course := range courses(t) {
		c := aCase(t, course)
		var questions []string
		for _, n := range report.SeriesRows(w, c) {
			questions = append(questions, n.Domain)
		}
		for name, test := range map[string]struct {
			write func(io.Writer, *assets.Words, plots.Case) error
			pages int
			texts []string
		}{"hand-out": {report.Handout, 1, nil}, "case file": {report.CaseFile, 2, questions}} {
			var out bytes.Buffer
			if err := test.write(&out, w, c); err != nil {
				t.Fatal(err)
			}
			if n := pages(out.Bytes()); n != test.pages {
				t.Errorf("%s of %s with %d questionnaires: %d pages, want %d", name, course.Citizen.CaseNumber, len(course.Assessments), n, test.pages)
			}
			if i < 3 {
				onPaper(t, out.Bytes(), append(test.texts, strings.Fields(course.Citizen.Name)[0])...)
			}
		}
	}
}

// Table, workbook and text alternative agree on the changes.
func TestNumbersAgree(t *testing.T) {
	t.Parallel()
	w := words(t, model.English)
	for _, course := range courses(t) {
		c := aCase(t, course)
		s := analysis.Summarise(c.History, c.Vocabulary, c.Instruments, c.Norms, analysis.View{AsOf: c.Today})
		var out bytes.Buffer
		if err := report.AnswersXLSX(&out, w, c); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows("Changes")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range s.Movements {
			var up, down, same, beyond int
			who := w.T("twin.who." + string(m.Respondent))
			for _, n := range report.SeriesRows(w, c) {
				if n.Respondent != who || n.Answers < 2 {
					continue
				}
				switch {
				case n.Latest.SinceFirst > 0:
					up++
				case n.Latest.SinceFirst < 0:
					down++
				default:
					same++
				}
			}
			for _, row := range rows[1:] {
				if len(row) > 8 && row[1] == who && row[8] == "yes" {
					beyond++
				}
			}
			if up != m.Up || down != m.Down || same != m.Same || beyond != m.Reliable {
				t.Errorf("%s %s: %d up, %d down, %d same, %d beyond; the twin says %+v", course.Citizen.CaseNumber, who, up, down, same, beyond, m)
			}
		}
	}
}

// The recovery key is on one page, in one line.
func TestRecoveryKeyIsOnePage(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := report.RecoveryKey(&out, words(t, model.Danish), "Eksempelkøbing",
		"EXHN-SDQ7-MTS4-3G56-8AJW-H7GE-PRCT-FSG9-55FD", model.NewDate(2026, time.November, 24))
	if err != nil {
		t.Fatal(err)
	}
	if n := pages(out.Bytes()); n != 1 {
		t.Errorf("%d pages", n)
	}
	onPaper(t, out.Bytes(), "Eksempelkøbing", "EXHN-SDQ7-MTS4-3G56-8AJW-H7GE-PRCT-FSG9-55FD")
}
