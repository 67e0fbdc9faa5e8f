// SPDX-License-Identifier: MPL-2.0

package plots_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gonum.org/v1/plot/cmpimg"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// golden compares a picture with the one in testdata.
func golden(t *testing.T, name string, img image.Image) {
	t.Helper()
	var got bytes.Buffer
	if err := png.Encode(&got, img); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".png")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ok, err := cmpimg.EqualApprox("png", got.Bytes(), want, 0.02)
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		failed := filepath.Join("testdata", "failed", name+".png")
		_ = os.MkdirAll(filepath.Dir(failed), 0o755)
		if err := os.WriteFile(failed, got.Bytes(), 0o644); err != nil {
			t.Error(err)
		}
		t.Errorf("%s: the picture differs; see %s", name, failed)
	}
}

func TestProgressionPictures(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(*plots.Data)
		pal    plots.Palette
		print  bool
		width  float64
		size   plots.Size // in place of the width
	}{
		{name: "both", pal: plots.Light(), width: 1200},
		{name: "dark", pal: plots.Dark(), width: 1200},
		{name: "print", pal: plots.BlackAndWhite(), print: true, width: 794},
		{name: "english", pal: plots.Light(), width: 1200, change: func(d *plots.Data) { d.Words = words(t, model.English) }},
		{name: "citizen", pal: plots.Light(), width: 1200, change: func(d *plots.Data) { d.Respondents = plots.CitizenOnly }},
		{name: "caseworker", pal: plots.Light(), width: 1200, change: func(d *plots.Data) { d.Respondents = plots.CaseworkerOnly }},
		{name: "none", pal: plots.Light(), width: 1200, change: func(d *plots.Data) { d.History.Assessments = nil }},
		{name: "one", pal: plots.Light(), width: 1200, change: func(d *plots.Data) { d.History.Assessments = d.History.Assessments[:2] }},
		{name: "year", pal: plots.Light(), width: 1474, change: func(d *plots.Data) {
			d.From, d.To, d.Header = day(t, "2025-09-15"), day(t, "2026-10-01"), false
		}},
		{name: "crowded", pal: plots.Light(), width: 1200, change: crowd},
		{name: "weeks", pal: plots.Light(), width: 1200, change: func(d *plots.Data) { d.Weeks = true }},
		{name: "chosen", pal: plots.Light(), width: 1200, change: func(d *plots.Data) {
			d.Domains, d.Header = []string{"D02", "D04", "D11"}, false
		}},
		{name: "version", pal: plots.Light(), width: 1200, change: renew},
		// The sizes that the window gives a figure, at three sizes of text.
		{name: "window-100", pal: plots.Light(), size: plots.Size{Width: 1232, Height: 564}, change: inWindow},
		{name: "window-125", pal: plots.Light(), size: plots.Size{Width: 1198, Height: 520, TextScale: 1.25}, change: inWindow},
		{name: "window-150", pal: plots.Dark(), size: plots.Size{Width: 1165, Height: 523, TextScale: 1.5}, change: inWindow},
		{name: "window-large", pal: plots.Light(), size: plots.Size{Width: 1232, Height: 564, Large: "D04"}, change: inWindow},
		{name: "window-1920", pal: plots.Light(), size: plots.Size{Width: 1462, Height: 856, Large: "D04"}, change: inWindow},
		{name: "domains", pal: plots.Light(), width: 1200, change: multiply},
		{name: "domains-print", pal: plots.BlackAndWhite(), width: 794, print: true, change: multiply},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := example(t)
			if test.change != nil {
				test.change(&d)
			}
			figure := plots.NewProgression(d)
			height := 800.0
			if test.print {
				height = 1123
			}
			size := test.size
			if size.Width == 0 {
				size = plots.Size{Width: test.width, Height: height, Print: test.print}
			}
			l := figure.Layout(size)
			golden(t, test.name, figure.Image(l, test.pal, 1))
		})
	}
}

// inWindow shows the figure as the window does, without a head.
func inWindow(d *plots.Data) { d.Header = false }

// renew lets the last four measurements be made with a new version, in which one
// question is reversed.
func renew(d *plots.Data) {
	old := d.Instruments[d.History.Assessments[0].Instrument]
	in := *old
	in.Version, in.ValidFrom = "2.0", d.History.Assessments[12].Date
	in.Items = slices.Clone(old.Items)
	in.Items[1].Reversed = true
	d.Instruments[in.Key()] = &in
	for i := range d.History.Assessments[12:] {
		d.History.Assessments[12+i].Instrument = in.Key()
	}
}

// multiply asks about 21 domains instead, each in turn as one of the twelve.
func multiply(d *plots.Data) {
	old := d.Instruments[d.History.Assessments[0].Instrument]
	in := *old
	in.Code, in.Domains, in.Items = "PROG-42", nil, nil
	copyOf := map[string]string{}
	for i := range 21 {
		domain := old.Domains[i%len(old.Domains)]
		from := domain.Code
		domain.Code = fmt.Sprintf("E%02d", i+1)
		if i >= len(old.Domains) {
			domain.Name.DA += ", igen"
		}
		in.Domains = append(in.Domains, domain)
		for _, it := range old.Items {
			if it.Domain == from {
				code := it.Code
				it.Code, it.Domain = it.Code+domain.Code, domain.Code
				copyOf[it.Code] = code
				in.Items = append(in.Items, it)
			}
		}
	}
	d.Instruments[in.Key()] = &in
	for i := range d.History.Assessments {
		a := &d.History.Assessments[i]
		answers := a.Answers
		a.Instrument, a.Answers = in.Key(), nil
		for _, it := range in.ItemsOf(a.Respondent) {
			w := model.FindAnswer(answers, copyOf[it.Code])
			w.Item = it.Code
			a.Answers = append(a.Answers, w)
		}
	}
}

// crowd lets ten activities run at the same time.
func crowd(d *plots.Data) {
	first := d.History.Activities[0]
	for i := range 10 {
		a := first
		a.Start, a.End, a.Minutes = first.Start.Add(30*i), first.Start.Add(500+20*i), (i+1)*120
		d.History.Activities = append(d.History.Activities, a)
	}
}
