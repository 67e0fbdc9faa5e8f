// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/plots/report"
)

// hostileTexts are what a register may hold in any text, and no figure can draw as it
// is.
var hostileTexts = []string{
	"", "\n",
	"Anna 😀 \U0010ffff\ufffe\uffff 李明 אברהם محمد",
	"\u202egnp.exe\u2066 x" + strings.Repeat("\u0301", 500),
	"\x1b]0;title\x07\x1b[2J\x00\xff\xfe a\u2028b\r\nc",
	"=1+1 {all} (\\) %s%d%! </text><script>alert(1)</script>&x; ]]>",
	strings.Repeat("W", 3000),
}

// hostileCase is a case in which every text that is entered or imported is s.
func hostileCase(t *testing.T, s string) plots.Case {
	t.Helper()
	c := aCase(t, courses(t)[0])
	h := &c.History
	c.Municipality, c.User = s, s
	h.Citizen.Name, h.Citizen.CaseNumber, h.Citizen.Team, h.Citizen.Caseworker = s, s, s, s
	h.Citizen.CloseReason, h.Citizen.TargetGroup = s, s
	for i := range h.Assessments {
		h.Assessments[i].Note, h.Assessments[i].Rater, h.Assessments[i].EnteredBy, h.Assessments[i].SecondBy = s, s, s, s
	}
	for i := range h.Activities {
		h.Activities[i].Provider, h.Activities[i].EndReason = s, s
	}
	for i := range h.Events {
		h.Events[i].From, h.Events[i].To = s, s
	}
	for key, in := range c.Instruments {
		in.Domains, in.Items = slices.Clone(in.Domains), slices.Clone(in.Items)
		for i := range in.Domains {
			in.Domains[i].Name = model.Text{DA: s, EN: s}
		}
		c.Instruments[key] = in
	}
	return c
}

// Every kind of file is written whole, whatever the register holds, and other programs
// read it.
func TestHostileText(t *testing.T) {
	t.Parallel()
	w := words(t, model.Danish)
	figures := aGroup(t, len(courses(t)))
	for i, s := range hostileTexts {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			c := hostileCase(t, s)
			data := c.Data(w)
			data.Header = true
			figure := plots.NewProgression(data)
			layout := figure.Layout(plots.Size{Width: 1200, Height: 800})
			group := figures
			group.Municipality, group.User = s, s
			alone := plots.Standalone{
				Figure: plots.NewMovement(group.Figures.Movement[0], w), Title: s, Population: s, Credits: []string{s, s}, Cautions: []string{s},
			}
			height := alone.Height(900)
			for kind, write := range map[string]func(io.Writer) error{
				"figure.png":  func(to io.Writer) error { return figure.PNG(to, layout, plots.Light(), 1) },
				"figure.svg":  func(to io.Writer) error { return figure.SVG(to, layout, plots.Dark(), 1) },
				"figure.pdf":  func(to io.Writer) error { return figure.PDF(to, layout, plots.BlackAndWhite(), 1) },
				"group.svg":   func(to io.Writer) error { return alone.SVG(to, 900, height, plots.Light(), 1) },
				"group.pdf":   func(to io.Writer) error { return alone.PDF(to, 900, height, plots.Light(), 1) },
				"case.pdf":    func(to io.Writer) error { return report.CaseFile(to, w, c) },
				"handout.pdf": func(to io.Writer) error { return report.Handout(to, w, c) },
				"report.pdf":  group.PDF,
				"report.xlsx": group.XLSX,
				"case.csv":    func(to io.Writer) error { return report.AnswersCSV(to, w, c) },
				"case.xlsx":   func(to io.Writer) error { return report.AnswersXLSX(to, w, c) },
				"key.pdf":     func(to io.Writer) error { return report.RecoveryKey(to, w, s, s, c.Today) },
				"dossier.pdf": func(to io.Writer) error { return report.Dossier(to, w, c.Vocabulary, hostileDossier(s)) },
			} {
				var out bytes.Buffer
				if err := write(&out); err != nil {
					t.Errorf("%s: %v", kind, err)
					continue
				}
				if err := readable(t, kind, out.Bytes()); err != nil {
					t.Errorf("%s of %.40q: %v", kind, s, err)
				}
			}
		})
	}
}

// A register from before texts had a limit may hold longer ones. They are shortened
// where they are drawn, or go over more lines and pages.
func TestVeryLongText(t *testing.T) {
	t.Parallel()
	w := words(t, model.Danish)
	for _, s := range []string{strings.Repeat("W", 100_000), strings.Repeat("𝔐 ", 50_000)} {
		c := hostileCase(t, s)
		data := c.Data(w)
		data.Header = true
		figure := plots.NewProgression(data)
		layout := figure.Layout(plots.Size{Width: 1200, Height: 800})
		var svg, pdf, handout bytes.Buffer
		if err := errors.Join(figure.SVG(&svg, layout, plots.Light(), 1), figure.PDF(&pdf, layout, plots.Light(), 1), report.Handout(&handout, w, c)); err != nil {
			t.Fatal(err)
		}
		if svg.Len() > 200_000 {
			t.Errorf("a figure of %d bytes", svg.Len())
		}
	}
}

// hostileDossier has a text in every field that is one, and two of each list.
func hostileDossier(s string) (d store.Dossier) {
	fill(reflect.ValueOf(&d).Elem(), s)
	return d
}

func fill(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				fill(f, s)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			for i := range v.Len() {
				fill(v.Index(i), s)
			}
		}
	}
}

// A citizen's long note is in the dossier to its end, over as many pages as it needs.
func TestDossierOfALongNote(t *testing.T) {
	t.Parallel()
	in, err := assets.Instrument()
	if err != nil {
		t.Fatal(err)
	}
	d := store.Dossier{
		Assessments: []store.DossierAssessment{{Instrument: in.Key(), Note: strings.Repeat("Et notat. ", 1000)}},
		Instruments: map[string]*model.Instrument{in.Key(): in},
	}
	v, err := assets.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.Dossier(&out, words(t, model.Danish), v, d); err != nil {
		t.Fatal(err)
	}
	if n := pages(out.Bytes()); n < 3 {
		t.Errorf("10,000 letters on %d pages", n)
	}
}
