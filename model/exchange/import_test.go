// SPDX-License-Identifier: MPL-2.0

package exchange_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
)

const answersHeader = "Sagsnr;Dato;Form;B01;B02;B03;B04;B05;B06;B07;B08;B09;B10\n"

// assessmentTest imports rows of answers for the citizen C1.
type assessmentTest struct {
	name      string
	rows      string
	added     exchange.Counts
	duplicate int
	conflicts []string
	rejected  []string
	status    model.AssessmentStatus
}

func assessmentTests() []assessmentTest {
	full := "C1;05-05-2025;papir;3;3;3;3;3;3;3;3;3;3\n"
	return []assessmentTest{
		{name: "complete", rows: full, added: exchange.Counts{Assessments: 1, Answers: 10}, status: model.StatusComplete},
		{
			name: "missing reasons", rows: "C1;05-05-2025;;VI;øi;IR;-4;3;3;3;3;3;3\n",
			added: exchange.Counts{Assessments: 1, Answers: 10}, status: model.StatusComplete,
		},
		{
			name: "an item without answer", rows: "C1;05-05-2025;;3;;3;3;3;3;3;3;3;3\n",
			added: exchange.Counts{Assessments: 1, Answers: 9}, status: model.StatusComplete,
		},
		{
			name: "outside the scale", rows: "C1;05-05-2025;;7;3;3;3;3;3;3;3;3;0\n",
			added: exchange.Counts{Assessments: 1, Answers: 8}, status: model.StatusDraft,
			rejected: []string{"B01: outside_scale", "B10: outside_scale"},
		},
		{
			name: "the same row twice", rows: full + full, added: exchange.Counts{Assessments: 1, Answers: 10},
			duplicate: 1, status: model.StatusComplete,
		},
		{
			name: "other answers of the same day", rows: full + "C1;05-05-2025;papir;4;3;3;3;3;3;3;3;VI;3\n",
			added: exchange.Counts{Assessments: 1, Answers: 10}, conflicts: []string{"B01, B09: other_answers"},
			status: model.StatusComplete,
		},
		{
			name: "a draft is filled by a corrected extract", rows: "C1;05-05-2025;papir;x;3;3;3;3;3;3;3;3;3\n" + full,
			added: exchange.Counts{Assessments: 1, Answers: 10}, rejected: []string{"B01: not_an_answer"},
			status: model.StatusComplete,
		},
		{
			name: "the same invalid answer again", rows: "C1;05-05-2025;;x;3;3;3;3;3;3;3;3;3\nC1;05-05-2025;;x;3;3;3;3;3;3;3;3;3\n",
			added: exchange.Counts{Assessments: 1, Answers: 9}, duplicate: 1,
			rejected: []string{"B01: not_an_answer", "B01: not_an_answer"}, status: model.StatusDraft,
		},
		{name: "no answers", rows: "C1;05-05-2025;papir;;;;;;;;;;\n", rejected: []string{": no_answers"}},
		{name: "in the future", rows: "C1;05-05-2031;;3;3;3;3;3;3;3;3;3;3\n", rejected: []string{"Dato: in_the_future"}},
		{name: "no date", rows: "C1;;;3;3;3;3;3;3;3;3;3;3\n", rejected: []string{"Dato: no_date"}},
		{name: "unknown case", rows: "C9;05-05-2025;;3;3;3;3;3;3;3;3;3;3\n", rejected: []string{"Sagsnr: unknown_case"}},
		{
			name: "without the empty fields at the end", rows: "C1;05-05-2025;;3\n",
			added: exchange.Counts{Assessments: 1, Answers: 1}, status: model.StatusComplete,
		},
		{name: "too many fields", rows: "C1;05-05-2025;;3;3;3;3;3;3;3;3;3;3;3\n", rejected: []string{": field_count"}},
		{
			name: "numbers with decimals, labels", rows: "C1;05-05-2025;;3,0;3.00;I høj grad;3;3;3;3;3;3;3\n",
			added: exchange.Counts{Assessments: 1, Answers: 10}, status: model.StatusComplete,
		},
		{
			name: "an open quotation mark", rows: "C1;05-05-2025;\"papir;3;3;3;3;3;3;3;3;3;3\n" + full,
			added: exchange.Counts{Assessments: 1, Answers: 10}, rejected: []string{": open_quote"}, status: model.StatusComplete,
		},
	}
}

func TestImportAssessments(t *testing.T) {
	t.Parallel()
	for _, test := range assessmentTests() {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.importFiles(map[string]string{"borgere.csv": citizens})
			r := f.importFiles(map[string]string{"svar.csv": answersHeader + test.rows})
			if d := cmp.Diff(test.added, r.Added); d != "" {
				t.Errorf("added:\n%s", d)
			}
			if r.Duplicates != test.duplicate {
				t.Errorf("duplicates: %d, want %d", r.Duplicates, test.duplicate)
			}
			if d := cmp.Diff(test.conflicts, reasons(r.Conflicts)); d != "" {
				t.Errorf("conflicts:\n%s", d)
			}
			if d := cmp.Diff(test.rejected, reasons(r.Rejected)); d != "" {
				t.Errorf("rejected:\n%s", d)
			}
			list := f.history("C1").Assessments
			if len(list) != test.added.Assessments {
				t.Fatalf("the register has %d assessments", len(list))
			}
			if len(list) > 0 && (list[0].Status != test.status || len(list[0].Answers) != test.added.Answers) {
				t.Errorf("it is %s with %d answers", list[0].Status, len(list[0].Answers))
			}
		})
	}
}

func TestImportActivities(t *testing.T) {
	t.Parallel()
	const header = "Sagsnr;Indsatstype;Startdato;Slutdato;Timer pr. uge;Sted;Status;Slutårsag\n"
	tests := []struct {
		name     string
		rows     string
		want     []model.Activity
		rejected []string
	}{
		{
			name: "decimal comma and Danish date", rows: "C1;Mentorstøtte;1/2-2025;03.03.2025;7,5;Jobhuset;faktisk;gennemført\n",
			want: []model.Activity{{
				Type: "MEN", Start: model.NewDate(2025, 2, 1), End: model.NewDate(2025, 3, 3), Minutes: 450,
				Provider: "Jobhuset", EndReason: "completed",
			}},
		},
		{
			name: "overlapping", rows: "C1;MEN;2025-02-01;;;;;\nC1;MEN;2025-02-01;;2;;;\n",
			want: []model.Activity{
				{Type: "MEN", Start: model.NewDate(2025, 2, 1)},
				{Type: "MEN", Start: model.NewDate(2025, 2, 1), Minutes: 120},
			},
		},
		{
			name: "planned in the future", rows: "C1;VPP;01-02-2027;;37;;planlagt;\n",
			want: []model.Activity{{Type: "VPP", Start: model.NewDate(2027, 2, 1), Minutes: 2220, Planned: true}},
		},
		{name: "ends before it starts", rows: "C1;VPP;01-02-2025;31-01-2025;;;;\n", rejected: []string{"Slutdato: ends_before_start"}},
		{name: "no such day", rows: "C1;VPP;31-02-2025;;;;;\n", rejected: []string{"Startdato: no_such_day"}},
		{name: "actual in the future", rows: "C1;VPP;01-02-2031;;;;faktisk;\n", rejected: []string{"Startdato: in_the_future"}},
		{name: "unknown type", rows: "C1;Hesteterapi;01-02-2025;;;;;\n", rejected: []string{"Indsatstype: unknown_type"}},
		{name: "more hours than a week has", rows: "C1;VPP;01-02-2025;;169;;;\n", rejected: []string{"Timer pr. uge: not_hours"}},
		{name: "unknown status", rows: "C1;VPP;01-02-2025;;;;måske;\n", rejected: []string{"Status: unknown_status"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.importFiles(map[string]string{"borgere.csv": citizens})
			r := f.importFiles(map[string]string{"indsatser.csv": header + test.rows})
			if d := cmp.Diff(test.rejected, reasons(r.Rejected)); d != "" {
				t.Errorf("rejected:\n%s", d)
			}
			got := f.history("C1").Activities
			for i := range got {
				got[i] = model.Activity{
					Type: got[i].Type, Start: got[i].Start, End: got[i].End, Minutes: got[i].Minutes,
					Provider: got[i].Provider, Planned: got[i].Planned, EndReason: got[i].EndReason,
				}
			}
			if d := cmp.Diff(test.want, got, cmpopts.EquateComparable(model.Date{})); d != "" {
				t.Errorf("register:\n%s", d)
			}
		})
	}
}

// A later extract has the end of an activity and another caseworker.
func TestLaterExtract(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const header = "Sagsnr;Indsatstype;Startdato;Slutdato\n"
	f.importFiles(map[string]string{"b.csv": citizens, "i.csv": header + "C1;MEN;01-02-2025;\n"})
	r := f.importFiles(map[string]string{
		"b.csv": "Sagsnr;CPR;Navn;Målgruppe;Sagsbehandler;Team;Sag åbnet\n" +
			"C1;240585-2917;Åse Prøvesen;Aktivitetsparat kontanthjælp;SRA;Team Nord;01-02-2024\n",
		"i.csv": header + "C1;MEN;01-02-2025;01-06-2025\n",
	})
	if r.Updated != 2 || r.Added != (exchange.Counts{}) {
		t.Errorf("updated %d, added %+v", r.Updated, r.Added)
	}
	c := f.history("C1")
	if len(c.Activities) != 1 || c.Activities[0].End != model.NewDate(2025, 6, 1) {
		t.Errorf("activities: %+v", c.Activities)
	}
	if c.Citizen.Caseworker != "SRA" || len(c.Events) != 1 || c.Events[0].From != "LKN" || c.Events[0].To != "SRA" {
		t.Errorf("caseworker %s, events %+v", c.Citizen.Caseworker, c.Events)
	}
}

func TestWeeklyRegister(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.options.Mapping = exchange.Mapping{RegisterCodes: map[string]string{"730": "", "733": "VOØ", "737": "VPP"}}
	weeks := map[string]string{
		"b.csv": citizens,
		"d.csv": "CPR;y_2501;y_2502;y_2503;y_2504;y_2505\n2405852917;730;737;737;733;999\n0101011234;;;;;\n",
	}
	r := f.importFiles(weeks)
	if r.Added.Activities != 2 {
		t.Errorf("added %+v", r.Added)
	}
	for _, want := range []string{": one_code_a_week", ": unknown_code"} {
		if !slices.Contains(reasons(r.Warnings), want) {
			t.Errorf("no warning %s among %v", want, reasons(r.Warnings))
		}
	}
	c := f.history("C1")
	want := []model.Activity{
		{Type: "VPP", Start: model.NewDate(2025, 1, 6), End: model.NewDate(2025, 1, 19), Source: model.FromRegister},
		{Type: "VOØ", Start: model.NewDate(2025, 1, 20), End: model.NewDate(2025, 1, 26), Source: model.FromRegister},
	}
	for i := range c.Activities {
		c.Activities[i].ID, c.Activities[i].Citizen, c.Activities[i].Revision = "", "", 0
	}
	if d := cmp.Diff(want, c.Activities, cmpopts.EquateComparable(model.Date{})); d != "" {
		t.Errorf("activities:\n%s", d)
	}
	if again := f.importFiles(weeks); again.Added != (exchange.Counts{}) || again.Updated != 0 {
		t.Errorf("added again: %+v, updated %d", again.Added, again.Updated)
	}
	// The activities of the case system take precedence.
	f.importFiles(map[string]string{"i.csv": "Sagsnr;Indsatstype;Startdato\nC1;MEN;01-02-2025\n"})
	weeks["d.csv"] = "CPR;y_2501;y_2506\n2405852917;730;737\n"
	if r := f.importFiles(weeks); r.Added.Activities != 0 {
		t.Errorf("weeks were added to other activities: %+v", r.Added)
	}
}

func TestColumnsByMapping(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	m, err := exchange.ParseMapping([]byte(`{"columns": {"Nr.": "case_number", "Hvem": "name", "Gruppe": "target_group"},
		"target_groups": {"akt": "KTH-A"}}`), f.options.Vocabulary, f.options.Instruments)
	if err != nil {
		t.Fatal(err)
	}
	f.options.Mapping = m
	r := f.importFiles(map[string]string{"x.csv": "Nr.\tHvem\tGruppe\n7\t\"Ørn, Å.\"\takt\n"})
	if r.Added.Citizens != 1 || f.history("7").Citizen.Name != "Ørn, Å." {
		t.Errorf("added %+v", r.Added)
	}
}

// A formula for a spreadsheet is imported as text.
func TestImportFormula(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.importFiles(map[string]string{"b.csv": "Sagsnr;Navn;Målgruppe\n1;\"=HYPERLINK(\"\"x\"\")\";KTH-A\n"})
	if name := f.history("1").Citizen.Name; name != `=HYPERLINK("x")` {
		t.Errorf("name %q", name)
	}
}

func TestLineEnds(t *testing.T) {
	t.Parallel()
	for _, end := range []string{"\n", "\r\n", "\r"} {
		f := newFixture(t)
		r := f.importFiles(map[string]string{"b.csv": strings.ReplaceAll("Sagsnr;Navn;Målgruppe\n1;Å;KTH-A\n2;Æ;KTH-A\n3;Ø;XXX\n", "\n", end)})
		if r.Added.Citizens != 2 || len(r.Rejected) != 1 || r.Rejected[0].Line != 4 {
			t.Errorf("line end %q: added %+v, rejected %+v", end, r.Added, r.Rejected)
		}
	}
}

// An extract that is interrupted in its last file leaves nothing behind.
func TestExtractIsImportedCompletelyOrNotAtAll(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	ctx, cancel := context.WithCancel(t.Context())
	f.options.Progress = func(file string, _, _ int64) {
		if file == "b.csv" {
			cancel()
		}
	}
	dir := f.write(map[string]string{"a.csv": citizens, "b.csv": "Sagsnr;Dato;B01;B02\nC1;01-03-2024;3;3\n"})
	report, err := exchange.Import(ctx, f.access, dir, f.options)
	if !errors.Is(err, context.Canceled) || report != nil {
		t.Errorf("got %v and %v, want %v", report, err, context.Canceled)
	}
	counts, err := f.register.Counts(t.Context())
	if err != nil || counts.Citizens != 0 {
		t.Errorf("%d citizens are left, %v", counts.Citizens, err)
	}
}
