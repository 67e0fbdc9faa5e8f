// SPDX-License-Identifier: MPL-2.0

package entry_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func now() time.Time { return time.Date(2026, time.November, 23, 10, 42, 0, 0, time.UTC) }

// paper is a draft or a second entry without a register.
type paper struct {
	in        *model.Instrument
	head      model.Assessment
	answers   []model.Answer
	earlier   []model.Assessment
	first     []model.Answer // of the first entry, where this is the second
	fail      error
	writes    int
	asked     bool // for the earlier answers
	completed bool
	discarded bool
}

func (p *paper) Assessment() model.Assessment {
	s := p.head
	s.Answers = slices.Clone(p.answers)
	return s
}
func (p *paper) Header() model.Assessment      { return p.head }
func (p *paper) Answers() []model.Answer       { return slices.Clone(p.answers) }
func (p *paper) Instrument() *model.Instrument { return p.in }

func (p *paper) Answer(_ context.Context, answers ...model.Answer) error {
	if p.fail != nil {
		return p.fail
	}
	p.writes++
	for _, w := range answers {
		p.answers = slices.DeleteFunc(p.answers, func(o model.Answer) bool { return o.Item == w.Item })
		if w.Entered {
			p.answers = append(p.answers, w)
		}
	}
	return nil
}

func (p *paper) SetHeader(_ context.Context, head model.Assessment) error {
	if p.fail != nil {
		return p.fail
	}
	p.writes++
	p.head = head
	return nil
}

func (p *paper) Earlier(context.Context) ([]model.Assessment, error) {
	p.asked = true
	return p.earlier, p.fail
}

func (p *paper) Complete(context.Context) error {
	if p.fail != nil {
		return p.fail
	}
	for _, it := range p.in.ItemsOf(p.head.Respondent) {
		if p.in.Shown(it, p.answers) && !model.FindAnswer(p.answers, it.Code).Entered {
			return fmt.Errorf("%s is not answered", it.Code)
		}
	}
	p.completed = true
	return nil
}

func (p *paper) Discard(context.Context) error {
	p.discarded = true
	return p.fail
}

func (p *paper) Finish(context.Context) (list []store.Difference, err error) {
	for _, it := range p.in.ItemsOf(p.head.Respondent) {
		d := store.Difference{Item: it.Code, First: model.FindAnswer(p.first, it.Code), Second: model.FindAnswer(p.answers, it.Code)}
		if d.First != d.Second {
			list = append(list, d)
		}
	}
	return list, p.fail
}

func (p *paper) text() string {
	var parts []string
	for _, it := range p.in.ItemsOf(p.head.Respondent) {
		if w := model.FindAnswer(p.answers, it.Code); w.Entered {
			parts = append(parts, fmt.Sprintf("%s=%d", w.Item, w.Value+w.Missing))
		}
	}
	return strings.Join(parts, " ")
}

var errDisk = errors.New("disk is full")

// instrument returns one with n questions on a scale of five steps, for a test
// to change.
func instrument(n int) *model.Instrument {
	in := &model.Instrument{
		Code: "PRØV", Version: "1", Interval: 91, Title: model.Text{DA: "Prøve"},
		Missing: []model.MissingReason{
			{Code: -1, Key: "dont_know", Name: model.Text{DA: "Ved ikke"}},
			{Code: -2, Key: "declined", Name: model.Text{DA: "Ønsker ikke at svare"}},
			{Code: -3, Key: "not_applicable", Name: model.Text{DA: "Ikke relevant"}},
			{Code: -4, Key: "not_asked", Name: model.Text{DA: "Ikke spurgt"}},
		},
	}
	scale := model.Scale{Code: "GRAD", First: 1}
	for _, l := range []string{"I meget lav grad", "I lav grad", "I nogen grad", "I høj grad", "I meget høj grad"} {
		scale.Labels = append(scale.Labels, model.Text{DA: l})
	}
	in.Scales = []model.Scale{scale}
	for i := range n {
		d := fmt.Sprintf("D%02d", i+1)
		in.Domains = append(in.Domains, model.Domain{Code: d, Name: model.Text{DA: fmt.Sprintf("Område %d", i+1)}})
		in.Items = append(in.Items, model.Item{
			Code: fmt.Sprintf("B%02d", i+1), Domain: d, Respondent: model.ByCitizen, Scale: "GRAD",
			Name:     model.Text{DA: fmt.Sprintf("Navn %d", i+1)},
			Question: model.Text{DA: fmt.Sprintf("I hvilken grad kan du selv håndtere dine helbredsproblemer, så de ikke står i vejen for et arbejde, nummer %d?", i+1)},
		})
	}
	return in
}

func newPaper(in *model.Instrument) *paper {
	return &paper{in: in, head: model.Assessment{
		ID: model.NewID(), Instrument: in.Key(), Date: model.DateOf(now()), Respondent: model.ByCitizen,
		Rater: "LKN", Kind: model.KindOrdinary, Mode: "conversation", Presence: model.PresencePresent, Status: model.StatusDraft,
	}}
}

// desk is a form in a window, and what it has asked the shell to do.
type desk struct {
	form   *entry.Form
	paper  *paper
	window fyne.Window
	timers *screentest.Timers
	left   bool
	done   bool
	handed bool
	differ []store.Difference
	said   []string
	ends   []func(ctx context.Context) error
}

func words(tb testing.TB) *assets.Words {
	tb.Helper()
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func open(tb testing.TB, p *paper) *desk { tb.Helper(); return openBy(tb, p, widgets.Inline, false) }

func openBy(tb testing.TB, p *paper, run widgets.Runner, second bool) *desk {
	tb.Helper()
	app(tb)
	d := sit(tb, p, run, second)
	tb.Cleanup(d.window.Close)
	return d
}

// app starts a test app with the light theme.
func app(tb testing.TB) {
	tb.Helper()
	test.NewTempApp(tb)
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(plots.Light(), false))
}

// sit opens the form in the running app.
func sit(tb testing.TB, p *paper, run widgets.Runner, second bool) *desk {
	tb.Helper()
	if second {
		return seat(tb, p, nil, p, run)
	}
	return sitAt(tb, p, p, run)
}

// sitAt opens the form of a draft.
func sitAt(tb testing.TB, p *paper, draft entry.Draft, run widgets.Runner) *desk {
	tb.Helper()
	return seat(tb, p, draft, nil, run)
}

func seat(tb testing.TB, p *paper, draft entry.Draft, second entry.SecondEntry, run widgets.Runner) *desk {
	tb.Helper()
	v, err := assets.Vocabulary()
	if err != nil {
		tb.Fatal(err)
	}
	d := &desk{paper: p, timers: &screentest.Timers{}}
	o := entry.Options{
		Citizen: model.Citizen{Name: "Alma Prøvesen", CaseNumber: "2024-0117"}, Number: 11, Vocabulary: v, Raters: []string{"LKN", "SRA"},
		Env: screen.Env{
			Now: now, Words: words(tb), Run: run, After: d.timers.After, Changed: func() {},
			Back: func() { d.form.Leave(func() { d.left = true }) },
			BeforeClose: func(do func(ctx context.Context) error) (remove func()) {
				d.ends = append(d.ends, do)
				return func() {}
			},
			Canvas:  func() fyne.Canvas { return d.window.Canvas() },
			Explain: func(err error) string { return err.Error() + "." }, Toast: func(text string) { d.said = append(d.said, text) },
		},
		OnDone:        func() { d.done = true },
		OnDifferences: func(list []store.Difference) { d.differ = list }, OnHandOut: func() { d.handed = true },
	}
	o.Draft, o.SecondEntry = draft, second
	d.form = entry.New(o)
	d.window = test.NewWindow(d.form.Content())
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(1278, 712))
	d.window.Canvas().SetOnTypedKey(d.form.TypedKey)
	d.form.FocusFirst()
	return d
}

// at returns the code of the question with the focus.
func (d *desk) at() string {
	if in, ok := d.window.Canvas().Focused().(*widgets.ScaleInput); ok {
		return in.Code
	}
	return ""
}

func (d *desk) rows() []*widgets.ScaleInput {
	return widgettest.Find[*widgets.ScaleInput](d.window.Content())
}

func (d *desk) press(names ...fyne.KeyName) { widgettest.Press(d.window.Canvas(), names...) }

func (d *desk) write(text string) { widgettest.Write(d.window.Canvas(), text) }

func (d *desk) texts() string { return widgettest.Texts(widgettest.Top(d.window.Canvas())) }
