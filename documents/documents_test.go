package documents_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"fremskridt/assets"
	"fremskridt/documents"
	"fremskridt/model"
	"fremskridt/model/store"
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

// A dossier has as many pages as it needs, in both languages, whatever the
// register holds: nothing at all, codes that no vocabulary knows, long notes.
func TestDossierOfAnything(t *testing.T) {
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	v, err := assets.Vocabulary()
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
		CourseChanges: []store.DossierCourseChange{{What: "activity", After: `{"Type":"VPP","Start":"2025-05-05"}`}, {What: "event", Before: "no JSON"}},
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
	for _, test := range []struct {
		name  string
		d     store.Dossier
		least int
	}{
		{"nothing", store.Dossier{}, 1},
		{"everything", full, 12},
	} {
		for _, l := range []model.Lang{model.Danish, model.English} {
			t.Run(test.name+"/"+string(l), func(t *testing.T) {
				var out bytes.Buffer
				if err := documents.Dossier(&out, words(t, l), v, test.d); err != nil {
					t.Fatal(err)
				}
				if n := pages(out.Bytes()); n < test.least || n > 4*test.least {
					t.Errorf("%d pages, want %d or somewhat more", n, test.least)
				}
			})
		}
	}
}

func TestRecoveryKeyIsOnePage(t *testing.T) {
	var out bytes.Buffer
	err := documents.RecoveryKey(&out, words(t, model.Danish), "Eksempelkøbing",
		"EXHN-SDQ7-MTS4-3G56-8AJW-H7GE-PRCT-FSG9-55FD", model.NewDate(2026, time.November, 24))
	if err != nil {
		t.Fatal(err)
	}
	if n := pages(out.Bytes()); n != 1 {
		t.Errorf("%d pages", n)
	}
}
