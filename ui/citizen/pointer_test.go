// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// shownFigure shows a figure of an invented case history in a test window and
// counts how often it is drawn.
func shownFigure(tb testing.TB) (v *figureView, drawn *int) {
	tb.Helper()
	test.NewTempApp(tb)
	in, err := assets.Instrument()
	if err != nil {
		tb.Fatal(err)
	}
	vocabulary, err := assets.Vocabulary()
	if err != nil {
		tb.Fatal(err)
	}
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		tb.Fatal(err)
	}
	day := model.NewDate(2026, time.March, 2)
	history := model.CaseHistory{
		Citizen:    model.Citizen{Name: "Åse Prøvesen", CaseNumber: "2026-00001", Caseworker: "LKN", Opened: day.Add(-30)},
		Activities: []model.Activity{{ID: "a", Type: "VPP", Start: day.Add(20), End: day.Add(80), Minutes: 900}},
	}
	for i := range 3 {
		for _, r := range []model.Respondent{model.ByCitizen, model.ByCaseworker} {
			s := model.Assessment{Instrument: in.Key(), Date: day.Add(91 * i), Respondent: r, Kind: model.KindOrdinary, Status: model.StatusComplete}
			for _, it := range in.ItemsOf(r) {
				s.Answers = append(s.Answers, model.NewAnswer(it.Code, 1+i))
			}
			history.Assessments = append(history.Assessments, s)
		}
	}
	drawn = new(int)
	run := func(work func(context.Context) error, done func(error)) func() {
		*drawn++
		return widgets.Inline(work, done)
	}
	v = newFigureView(run)
	v.onActivity, v.onPanel = func(model.ID) {}, func(string) {}
	v.onKey, v.onError = func(*fyne.KeyEvent) {}, func(err error) { tb.Error(err) }
	window := test.NewTempWindow(tb, v.content)
	window.Resize(fyne.NewSize(1100, 760))
	v.show(plots.NewProgression(plots.Case{
		History: history, Instruments: map[string]*model.Instrument{in.Key(): in}, Vocabulary: vocabulary, Today: day.Add(220),
	}.Data(w)), "")
	return v, drawn
}

func (v *figureView) find(tb testing.TB, kind plots.TargetKind) plots.Target {
	tb.Helper()
	i := slices.IndexFunc(v.pointer.targets, func(t plots.Target) bool { return t.Kind == kind })
	if i < 0 {
		tb.Fatalf("the figure has no %s", kind)
	}
	return v.pointer.targets[i]
}

func (v *figureView) day(tb testing.TB, x float64) model.Date {
	tb.Helper()
	day, ok := v.layout.Day(x)
	if !ok {
		tb.Fatalf("there is no day at %v", x)
	}
	return day
}

func (v *figureView) moveTo(t plots.Target) {
	x, y := t.Box.Middle()
	pos := fyne.NewPos(float32(x), float32(y))
	if pos.Y < v.top() {
		v.upper.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pos}})
		return
	}
	v.lower.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(pos.X, pos.Y-v.top())}})
}

// Hovering shows a tooltip and redraws nothing.
func TestHoverShowsTooltip(t *testing.T) {
	v, drawn := shownFigure(t)
	before := *drawn
	for _, kind := range []plots.TargetKind{plots.TargetAnswer, plots.TargetActivity, plots.TargetCaseworker} {
		target := v.find(t, kind)
		v.moveTo(target)
		if !v.pointer.active || !v.pointer.tip.Visible() || v.pointer.hovered.Kind != kind {
			t.Errorf("over a %s the tooltip is of %+v", kind, v.pointer.hovered)
		}
		if v.pointer.cross[0].Hidden || v.pointer.cross[1].Hidden {
			t.Errorf("over a %s there is no crosshair", kind)
		}
		if x, _ := target.Box.Middle(); v.pointer.day.chip.Hidden || v.pointer.day.date.Text != v.figure.DayLabel(v.day(t, x)) {
			t.Errorf("over a %s the axis says %q", kind, v.pointer.day.date.Text)
		}
	}
	v.lower.MouseOut()
	if v.pointer.tip.Visible() || !v.pointer.cross[0].Hidden || !v.pointer.day.chip.Hidden {
		t.Error("the tooltip stays when the pointer has left")
	}
	if *drawn != before {
		t.Errorf("the figure was drawn %d times", *drawn-before)
	}
}

// The arrow keys step through the answers of a series, and from series to
// series.
func TestArrowsGoThroughAnswers(t *testing.T) {
	v, _ := shownFigure(t)
	v.pointer.step(0, 1)
	first := v.pointer.hovered
	v.pointer.step(0, 1)
	second := v.pointer.hovered
	if first.Kind != plots.TargetAnswer || !second.From.After(first.From) || lineKey(first) != lineKey(second) {
		t.Errorf("from %+v to %+v", first, second)
	}
	for range 5 {
		v.pointer.step(0, 1)
	}
	last := v.pointer.hovered
	v.pointer.step(1, 0)
	below := v.pointer.hovered
	if below.Domain == last.Domain && below.Respondent == last.Respondent || below.From != last.From {
		t.Errorf("down from %+v to %+v", last, below)
	}
	v.pointer.step(-1, 0)
	if !sameTarget(v.pointer.hovered, last) {
		t.Errorf("up again to %+v", v.pointer.hovered)
	}
}

// A selected activity is marked in every panel until it is selected again.
func TestChosenActivityIsMarked(t *testing.T) {
	v, _ := shownFigure(t)
	var selected []model.ID
	v.onActivity = func(id model.ID) { selected = append(selected, id) }
	v.pointer.choose(v.find(t, plots.TargetActivity))
	for i, s := range v.pointer.span {
		if s.Hidden || s.Size().Height < 50 {
			t.Errorf("piece %d is not marked: %v", i, s.Size())
		}
	}
	if !v.pointer.unmark() || v.pointer.unmark() || !v.pointer.span[0].Hidden {
		t.Error("it is not cleared once")
	}
	if !slices.Equal(selected, []model.ID{"a", ""}) {
		t.Errorf("reported %q", selected)
	}
}

// Zooming with the wheel keeps the day under the pointer in place.
func TestZoomKeepsTheDay(t *testing.T) {
	end := model.NewDate(2026, time.November, 24)
	v := View{Days: 700, Back: 0}
	day := end.Add(-500)
	z := v.zoomedAt(true, day, end, 1000)
	place := func(v View) float64 {
		from, to := v.bounds(end)
		return float64(day.Sub(from)) / float64(to.Sub(from))
	}
	if z.Days >= v.Days || place(z)-place(v) > 0.08 || place(v)-place(z) > 0.08 {
		t.Errorf("from %+v at %.2f to %+v at %.2f", v, place(v), z, place(z))
	}
}

func BenchmarkHover(b *testing.B) {
	v, _ := shownFigure(b)
	answer, activity := v.find(b, plots.TargetAnswer), v.find(b, plots.TargetActivity)
	for b.Loop() {
		v.moveTo(answer)
		v.moveTo(activity)
	}
}

// A steps through the activities, and Enter enlarges the domain of the answer.
func TestActivitiesAndPanelsByKeyboard(t *testing.T) {
	v, _ := shownFigure(t)
	var large string
	v.onPanel = func(domain string) { large = domain }
	v.pointer.nextActivity()
	if !v.pointer.marked || v.pointer.hovered.Kind != plots.TargetActivity || !v.pointer.tip.Visible() {
		t.Errorf("the first activity is not marked: %+v", v.pointer.hovered)
	}
	v.pointer.nextActivity() // there is only one
	if v.pointer.marked || v.pointer.tip.Visible() {
		t.Error("after the last activity one is still marked")
	}
	v.pointer.enlarge()
	if large != "" {
		t.Errorf("%s is enlarged without a selected answer", large)
	}
	v.pointer.step(0, 1)
	v.pointer.enlarge()
	if large != v.pointer.hovered.Domain {
		t.Errorf("%q is enlarged, want %q", large, v.pointer.hovered.Domain)
	}
}
