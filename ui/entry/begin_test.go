// SPDX-License-Identifier: MPL-2.0

package entry_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/entry"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// assessed returns a complete assessment so many days before today.
func assessed(by model.Respondent, daysAgo int) model.Assessment {
	return model.Assessment{Instrument: "PRØV/1", Date: model.DateOf(now()).Add(-daysAgo), Respondent: by, Kind: model.KindOrdinary, Status: model.StatusComplete}
}

func draft(by model.Respondent) model.Assessment {
	a := assessed(by, 3)
	a.Status = model.StatusDraft
	return a
}

func TestNextAssessment(t *testing.T) {
	for _, c := range []struct {
		name       string
		list       []model.Assessment
		respondent model.Respondent
		kind       model.AssessmentKind // of the citizen's next
	}{
		{"none yet", nil, model.ByCitizen, model.KindBaseline},
		{"the citizen today", []model.Assessment{assessed(model.ByCitizen, 0)}, model.ByCaseworker, model.KindOrdinary},
		{"both today", []model.Assessment{assessed(model.ByCitizen, 0), assessed(model.ByCaseworker, 0)}, model.ByCitizen, model.KindOrdinary},
		{"the citizen long ago", []model.Assessment{assessed(model.ByCitizen, 91)}, model.ByCitizen, model.KindOrdinary},
		{"the caseworker alone", []model.Assessment{assessed(model.ByCaseworker, 1)}, model.ByCitizen, model.KindBaseline},
		{"a draft of the caseworker", []model.Assessment{draft(model.ByCaseworker)}, model.ByCaseworker, model.KindBaseline},
		{"a draft of the citizen", []model.Assessment{assessed(model.ByCitizen, 0), draft(model.ByCitizen)}, model.ByCitizen, model.KindOrdinary},
	} {
		h := model.CaseHistory{Assessments: c.list}
		if got := entry.NextRespondent(h, model.DateOf(now())); got != c.respondent {
			t.Errorf("%s: next is the %s, want the %s", c.name, got, c.respondent)
		}
		if got := entry.NextKind(h, model.ByCitizen); got != c.kind {
			t.Errorf("%s: the kind is %s, want %s", c.name, got, c.kind)
		}
	}
}

// Retests, drafts, the other respondent and later days do not count.
func TestNumberOf(t *testing.T) {
	retest := assessed(model.ByCitizen, 80)
	retest.Kind = model.KindRetest
	h := model.CaseHistory{Assessments: []model.Assessment{
		assessed(model.ByCitizen, 91), retest, assessed(model.ByCaseworker, 60), draft(model.ByCitizen), assessed(model.ByCitizen, 0),
	}}
	for daysAgo, want := range map[int]int{91: 1, 30: 2, 0: 2} {
		if got := entry.NumberOf(h, assessed(model.ByCitizen, daysAgo)); got != want {
			t.Errorf("%d days ago is number %d, want %d", daysAgo, got, want)
		}
	}
}

func TestInForce(t *testing.T) {
	today := model.DateOf(now())
	version := func(code, v string, from, to model.Date, by model.Respondent) *model.Instrument {
		in := instrument(1)
		in.Code, in.Version, in.ValidFrom, in.ValidTo, in.Items[0].Respondent = code, v, from, to, by
		return in
	}
	all := map[string]*model.Instrument{}
	for _, in := range []*model.Instrument{
		version("B", "1", today.Add(-100), model.Date{}, model.ByCitizen),
		version("B", "2", today.Add(-10), model.Date{}, model.ByCitizen),
		version("B", "3", today.Add(1), model.Date{}, model.ByCitizen),
		version("A", "1", today.Add(-100), today, model.ByCitizen),
		version("C", "1", today.Add(-100), today.Add(-1), model.ByCitizen),
		version("D", "1", today.Add(-100), model.Date{}, model.ByCaseworker),
	} {
		all[in.Key()] = in
	}
	for by, want := range map[model.Respondent][]string{model.ByCitizen: {"A/1", "B/2"}, model.ByCaseworker: {"D/1"}} {
		var keys []string
		for _, in := range entry.InForce(all, by, today) {
			keys = append(keys, in.Key())
		}
		if !slices.Equal(keys, want) {
			t.Errorf("of the %s: %q, want %q", by, keys, want)
		}
	}
}

// begin opens the dialog for a new assessment.
func begin(t *testing.T, h model.CaseHistory, instruments ...*model.Instrument) (*screentest.Shell, *[]model.Assessment) {
	t.Helper()
	s := screentest.New(t, now)
	s.Show(screentest.Blank{})
	all := map[string]*model.Instrument{}
	for _, in := range instruments {
		all[in.Key()] = in
	}
	begun := new([]model.Assessment)
	entry.Begin(entry.BeginOptions{
		Env: s.Env(), History: h, Instruments: all, User: "LKN", OnBegin: func(a model.Assessment) { *begun = append(*begun, a) },
	})
	return s, begun
}

// Enter accepts what is suggested.
func TestBeginTakesTheSuggestion(t *testing.T) {
	in := instrument(1)
	s, begun := begin(t, model.CaseHistory{Assessments: []model.Assessment{draft(model.ByCitizen)}}, in)
	if !strings.Contains(s.Texts(), "20. november 2026") {
		t.Errorf("the draft is not pointed out:\n%s", s.Texts())
	}
	s.Keys(fyne.KeyReturn)
	want := model.Assessment{
		Instrument: in.Key(), Date: model.DateOf(now()), Respondent: model.ByCitizen, Rater: "LKN",
		Mode: "conversation", Kind: model.KindBaseline, Presence: model.PresencePresent,
	}
	if len(*begun) != 1 || (*begun)[0].Date != want.Date || (*begun)[0].Kind != want.Kind || (*begun)[0].Instrument != want.Instrument || (*begun)[0].Rater != want.Rater {
		t.Errorf("began %+v, want %+v", *begun, want)
	}
}

func TestBeginRefusesAFutureDate(t *testing.T) {
	s, begun := begin(t, model.CaseHistory{Citizen: model.Citizen{Closed: model.NewDate(2026, 11, 1)}}, instrument(1))
	if !strings.Contains(s.Texts(), "1. november 2026") {
		t.Errorf("the closed case is not pointed out:\n%s", s.Texts())
	}
	date := widgettest.Find[*widgets.DateField](s.Visible())[0]
	date.SetText("24.12.2026")
	s.Tap("Begynd")
	if len(*begun) != 0 || s.Window.Canvas().Overlays().Top() == nil {
		t.Fatalf("began %+v", *begun)
	}
	date.SetText("20.11.2026")
	s.Tap("Begynd")
	if len(*begun) != 1 || (*begun)[0].Date != model.NewDate(2026, 11, 20) {
		t.Errorf("began %+v", *begun)
	}
}

func TestBeginWithoutAnInstrument(t *testing.T) {
	s, _ := begin(t, model.CaseHistory{})
	if s.Window.Canvas().Overlays().Top() != nil || s.LastToast() == "" {
		t.Errorf("said %q", s.LastToast())
	}
}

// The instrument is asked for only where the respondent has several.
func TestBeginOffersInstruments(t *testing.T) {
	one, two, three := instrument(1), instrument(1), instrument(1)
	two.Code, three.Code = "TO", "TRE"
	two.Items[0].Respondent, three.Items[0].Respondent = model.ByCaseworker, model.ByCaseworker
	s, begun := begin(t, model.CaseHistory{}, one, two, three)
	drops := func() []*widgets.Dropdown { return widgettest.Find[*widgets.Dropdown](s.Visible()) }
	if len(drops()) != 1 {
		t.Errorf("%d choices for the citizen, want the kind alone", len(drops()))
	}
	s.Keys(fyne.KeyRight) // the caseworker
	if len(drops()) != 2 || len(drops()[0].Options) != 2 {
		t.Fatalf("%d choices for the caseworker: %q", len(drops()), drops()[0].Options)
	}
	drops()[0].SetSelected(1)
	s.Keys(fyne.KeyReturn)
	if len(*begun) != 1 || (*begun)[0].Instrument != three.Key() || (*begun)[0].Respondent != model.ByCaseworker {
		t.Errorf("began %+v", *begun)
	}
}

// The caseworker's form asks for the rater.
func TestRaterOfTheCaseworkersForm(t *testing.T) {
	in := instrument(1)
	in.Items[0].Respondent = model.ByCaseworker
	p := newPaper(in)
	p.head.Respondent, p.head.Rater = model.ByCaseworker, "MPE" // not among the raters to choose from
	d := open(t, p)
	drops := widgettest.Find[*widgets.Dropdown](d.window.Content())
	rater := drops[len(drops)-1]
	if rater.Value() != "MPE" || !slices.Equal(rater.Options, []string{"LKN", "SRA", "MPE"}) {
		t.Errorf("%s of %q", rater.Value(), rater.Options)
	}
	rater.SetSelected(1)
	if p.head.Rater != "SRA" {
		t.Errorf("saved %s", p.head.Rater)
	}
	if d.form.CanHandOut() {
		t.Error("the caseworker's form can be handed to the citizen")
	}
}
