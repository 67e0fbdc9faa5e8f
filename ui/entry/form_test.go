// SPDX-License-Identifier: MPL-2.0

package entry_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestTwentyItemsByDigits(t *testing.T) {
	p := newPaper(instrument(20))
	d := open(t, p)
	var want []string
	for i := range 20 {
		v := 1 + i%5
		d.write(fmt.Sprint(v))
		want = append(want, fmt.Sprintf("B%02d=%d", i+1, v))
		if p.writes != i+1 {
			t.Fatalf("after %d digits %d answers are saved", i+1, p.writes)
		}
	}
	if got := p.text(); got != strings.Join(want, " ") {
		t.Errorf("saved %s", got)
	}
	d.press(fyne.KeyReturn)
	if !p.completed || !d.done {
		t.Error("Enter after the last answer does not complete")
	}
}

func TestFocusGoesFromTheHeaderThroughTheQuestions(t *testing.T) {
	d := open(t, newPaper(instrument(3)))
	c := d.window.Canvas()
	c.Unfocus()
	var order []string
	for range 20 {
		c.FocusNext()
		switch w := c.Focused().(type) {
		case *widgets.ScaleInput:
			order = append(order, w.Code)
		case *widgets.Button:
			order = append(order, "["+w.Text+"]")
		case *widgets.Dropdown:
			order = append(order, w.Value())
		default:
			order = append(order, "entry")
		}
		if strings.HasPrefix(order[len(order)-1], "[Afslut") {
			break
		}
	}
	want := "[], [Borgertilstand], [Vis tidligere svar], entry, Opfølgende, Samtale, Ja, entry, B01, B02, B03, [Afslut skema]"
	if got := strings.Join(order, ", "); got != want {
		t.Errorf("the order is %s\nwant %s", got, want)
	}
}

func TestPageScrollsWithTheFocus(t *testing.T) {
	d := open(t, newPaper(instrument(40)))
	scrolls := widgettest.Find[*container.Scroll](d.window.Content()) // an entry has one too
	scroll := scrolls[len(scrolls)-1]
	seen := func(in *widgets.ScaleInput) bool {
		y := fyne.CurrentApp().Driver().AbsolutePositionForObject(in).Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll).Y
		return y >= 0 && y+in.Size().Height <= scroll.Size().Height
	}
	rows := d.rows()
	for i := range 40 {
		if !seen(rows[i]) || d.at() != rows[i].Code {
			y := fyne.CurrentApp().Driver().AbsolutePositionForObject(rows[i]).Y
			t.Fatalf("question %d is at %v of %v, the keyboard at %s", i+1, y, scroll.Size(), d.at())
		}
		d.write("3")
	}
	if scroll.Offset.Y == 0 {
		t.Error("nothing scrolled")
	}
	d.press(fyne.KeyHome)
	d.form.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if d.at() != "B01" || !seen(rows[0]) {
		t.Errorf("Home goes to %s", d.at())
	}
	d.press(fyne.KeyPageDown)
	if d.at() != "B09" || !seen(rows[8]) {
		t.Errorf("a page down goes to %s", d.at())
	}
}

func TestShowIf(t *testing.T) {
	in := instrument(4)
	in.Items[1].ShowIf = &model.Condition{Item: "B01", Op: ">=", Value: 3}
	in.Items[2].ShowIf = &model.Condition{Item: "B02", Op: "=", Value: 5}
	p := newPaper(in)
	d := open(t, p)
	shown := func() string {
		var codes []string
		for _, in := range d.rows() {
			codes = append(codes, in.Code)
		}
		return strings.Join(codes, " ")
	}
	if got := shown(); got != "B01 B04" {
		t.Errorf("asked at first: %s", got)
	}
	d.write("4")
	if got := shown(); got != "B01 B02 B04" || d.at() != "B02" {
		t.Errorf("asked after 4: %s, at %s", got, d.at())
	}
	d.write("5")
	if got := shown(); got != "B01 B02 B03 B04" || d.at() != "B03" {
		t.Errorf("asked after 5: %s, at %s", got, d.at())
	}
	d.press(fyne.KeyUp, fyne.KeyUp)
	d.write("1")
	if got := shown(); got != "B01 B04" || d.at() != "B04" {
		t.Errorf("asked after 1: %s, at %s", got, d.at())
	}
	d.write("2")
	d.press(fyne.KeyReturn)
	if !p.completed {
		t.Errorf("what is not asked is missing:\n%s", d.texts())
	}
}

func TestUndoAndRedo(t *testing.T) {
	p := newPaper(instrument(4))
	d := open(t, p)
	d.write("12-1")
	d.press(fyne.KeyUp, fyne.KeyBackspace)
	if got := p.text(); got != "B01=1 B02=2" {
		t.Fatalf("saved %s", got)
	}
	for _, c := range []struct{ want, at string }{{"B01=1 B02=2 B03=-1", "B03"}, {"B01=1 B02=2", "B03"}, {"B01=1", "B02"}, {"", "B01"}, {"", "B01"}} {
		d.form.Undo()
		if got := p.text(); got != c.want || d.at() != c.at {
			t.Errorf("undone to %q at %s, want %q at %s", got, d.at(), c.want, c.at)
		}
	}
	for range 5 {
		d.form.Redo()
	}
	if got := p.text(); got != "B01=1 B02=2" {
		t.Errorf("done again: %s", got)
	}
	d.form.Undo()
	d.write("5")
	d.form.Redo()
	if got := p.text(); got != "B01=1 B02=2 B03=5" {
		t.Errorf("a new answer does not end what can be done again: %s", got)
	}
}

func TestCompleteNamesWhatIsMissing(t *testing.T) {
	p := newPaper(instrument(5))
	d := open(t, p)
	d.write("1")
	d.press(fyne.KeyReturn)
	d.write("33")
	d.form.Complete()
	if p.completed || !strings.Contains(d.texts(), "Samme grund for alle 2") {
		t.Fatalf("it says\n%s", d.texts())
	}
	table := widgettest.Find[*widgets.DataTable](d.window.Canvas().Overlays().Top())[0]
	first, _ := table.Row(0)
	if first[0].Text != "B02" || table.Length() != 2 {
		t.Errorf("the first of %d is %+v", table.Length(), first)
	}
	d.press(fyne.KeyDown, fyne.KeyReturn)
	if d.at() != "B05" || d.window.Canvas().Overlays().Top() != nil {
		t.Errorf("Enter goes to %s", d.at())
	}
	d.form.Complete()
	c := d.window.Canvas()
	c.FocusNext()
	d.press(fyne.KeyDown, fyne.KeyDown)
	c.FocusNext()
	c.FocusNext()
	d.press(fyne.KeyReturn)
	if got := p.text(); got != "B01=1 B02=-2 B03=3 B04=3 B05=-2" || !p.completed || !d.done {
		t.Errorf("completed %v with %s", p.completed, got)
	}
}

// A missing answer may make further questions appear, which are missing too.
func TestOneReasonForAllThatIsLeft(t *testing.T) {
	in := instrument(3)
	in.Items[1].ShowIf = &model.Condition{Item: "B01", Op: "!=", Value: 1}
	in.Items[2].ShowIf = &model.Condition{Item: "B02", Op: "!=", Value: 1}
	p := newPaper(in)
	d := open(t, p)
	d.form.Complete()
	d.window.Canvas().FocusNext()
	d.press(fyne.KeyDown)
	d.window.Canvas().FocusNext()
	d.window.Canvas().FocusNext()
	d.press(fyne.KeyReturn)
	if got := p.text(); got != "B01=-1 B02=-1 B03=-1" || !d.done {
		t.Errorf("completed %v with %s", d.done, got)
	}
}

func TestSkippedIsSaid(t *testing.T) {
	d := open(t, newPaper(instrument(6)))
	d.press(fyne.KeyReturn)
	d.write("1")
	if !strings.Contains(d.texts(), "B01 er sprunget over") || !strings.Contains(d.texts(), "5 spørgsmål tilbage") {
		t.Errorf("it says\n%s", d.texts())
	}
	if !d.rows()[0].Skipped || d.rows()[1].Skipped {
		t.Error("the wrong question is drawn as skipped")
	}
	marks, at := widgettest.Find[*widgets.ScaleProgress](d.window.Content())[0].States()
	if want := []widgets.ScaleState{'o', 'a', 'o', 'o', 'o', 'o'}; !slices.Equal(marks, want) || at != 2 {
		t.Errorf("progress %q at %d", marks, at)
	}
}

func TestADraftGoesOn(t *testing.T) {
	p := newPaper(instrument(5))
	p.answers = []model.Answer{model.NewAnswer("B01", 4), model.NewMissingAnswer("B02", -1)}
	d := open(t, p)
	if d.at() != "B03" {
		t.Errorf("it begins at %s", d.at())
	}
	d.press(fyne.KeyEscape)
	if !d.left || p.discarded {
		t.Error("Escape does not leave the draft as it is")
	}
}

func TestALongDraftBeginsWhereItWasLeft(t *testing.T) {
	p := newPaper(instrument(40))
	for i := range 30 {
		p.answers = append(p.answers, model.NewAnswer(fmt.Sprintf("B%02d", i+1), 2))
	}
	d := open(t, p)
	scrolls := widgettest.Find[*container.Scroll](d.window.Content())
	scroll := scrolls[len(scrolls)-1]
	in := d.rows()[30]
	if y := in.Position().Y - scroll.Offset.Y; d.at() != "B31" || y < 0 || y+in.Size().Height > scroll.Size().Height {
		t.Errorf("it begins at %s, which is at %v of %v", d.at(), y, scroll.Size().Height)
	}
}

func TestEarlierAnswersAreHiddenUntilAsked(t *testing.T) {
	p := newPaper(instrument(3))
	p.earlier = []model.Assessment{
		{Date: model.NewDate(2026, 8, 24), Instrument: p.in.Key(), Answers: []model.Answer{model.NewAnswer("B01", 4), model.NewMissingAnswer("B02", -3)}},
		{Date: model.NewDate(2026, 5, 25), Instrument: p.in.Key(), Answers: []model.Answer{model.NewAnswer("B01", 2)}},
	}
	d := open(t, p)
	if p.asked || d.rows()[0].Note != "" {
		t.Fatal("earlier answers are there at once")
	}
	d.press(fyne.KeyF4)
	if !p.asked || d.rows()[0].Note != "Før: 24. aug 2026: 4 · 25. maj 2026: 2" || d.rows()[1].Note != "Før: 24. aug 2026: × Ikke relevant" {
		t.Errorf("shown: %q, %q", d.rows()[0].Note, d.rows()[1].Note)
	}
	d.press(fyne.KeyF4)
	if d.rows()[0].Note != "" {
		t.Error("F4 does not hide them again")
	}
}

func TestHeadIsSaved(t *testing.T) {
	p := newPaper(instrument(2))
	d := open(t, p)
	drops := widgettest.Find[*widgets.Dropdown](d.window.Content())
	drops[0].SetSelected(3)
	drops[2].SetSelected(2)
	widgettest.Find[*widgets.Entry](d.window.Content())[1].SetText("Kom for sent")
	date := widgettest.Find[*widgets.DateField](d.window.Content())[0]
	date.SetText("20/11")
	if date.Validate() != nil {
		t.Error("20/11 is no date")
	}
	h := p.head
	if h.Kind != model.KindExtra || h.Presence != model.PresenceAbsent || h.Note != "Kom for sent" || h.Date != model.NewDate(2026, 11, 20) {
		t.Errorf("saved %+v", h)
	}
	date.SetText("24.12.2026")
	d.form.Complete()
	if p.head.Date != model.NewDate(2026, 11, 20) || p.completed || !slices.Contains(d.said, "Datoen ligger i fremtiden. Skriv dagen, hvor samtalen var.") {
		t.Errorf("a date in the future: %v, said %q", p.head.Date, d.said)
	}
}

// A note that is too long is not saved and not cut: it is marked, and the form is not
// completed until it is shorter.
func TestTooLongNote(t *testing.T) {
	p := newPaper(instrument(2))
	d := open(t, p)
	note := widgettest.Find[*widgets.Entry](d.window.Content())[1]
	note.SetText("Kom for sent")
	long := strings.Repeat("a", model.MaxNote+1)
	note.SetText(long)
	if !note.Invalid || note.Text() != long || p.head.Note != "Kom for sent" || len(d.said) != 1 {
		t.Errorf("marked %v, saved %.20q, said %q", note.Invalid, p.head.Note, d.said)
	}
	d.form.FocusFirst()
	d.write("33")
	d.form.Complete()
	if p.completed || len(d.said) != 2 {
		t.Errorf("completed %v, said %q", p.completed, d.said)
	}
	note.SetText(long[1:])
	if note.Invalid || p.head.Note != long[1:] {
		t.Error("a note of the greatest length is not saved")
	}
	d.form.Complete()
	if !p.completed {
		t.Error("the form is not completed")
	}
}

func TestDiscardAsksFirst(t *testing.T) {
	p := newPaper(instrument(2))
	d := open(t, p)
	d.write("1")
	d.form.Discard()
	d.press(fyne.KeyEscape)
	if p.discarded {
		t.Fatal("discarded without a yes")
	}
	d.form.Discard()
	d.press(fyne.KeyReturn)
	if !p.discarded || !d.left {
		t.Error("it is not discarded")
	}
}

// What cannot be saved is reported, kept and tried again; nothing is completed before
// it is saved.
func TestWhatFailsIsTriedAgain(t *testing.T) {
	p := newPaper(instrument(3))
	d := open(t, p)
	d.write("1")
	p.fail = errDisk
	d.write("23")
	if !strings.Contains(d.texts(), "Ikke gemt endnu – prøver igen. disk is full.") {
		t.Errorf("it says\n%s", d.texts())
	}
	d.form.Complete()
	d.press(fyne.KeyEscape)
	if d.left || d.done || d.window.Canvas().Overlays().Top() == nil {
		t.Fatal("it leaves what is not saved without a word")
	}
	if !strings.Contains(d.texts(), "De seneste 3 ændringer er ikke gemt.") {
		t.Errorf("it says\n%s", d.texts())
	}
	p.fail = nil
	d.timers.Fire()
	if got := p.text(); got != "B01=1 B02=2 B03=3" || !d.done {
		t.Errorf("after trying again: %s, completed %v", got, d.done)
	}
}

// A screen that is dropped, as by the lock, first writes what is pending.
func TestWhatIsLeftIsWrittenAtTheEnd(t *testing.T) {
	p := newPaper(instrument(3))
	var q screentest.Steps
	d := openBy(t, p, q.Run, false)
	d.write("123")
	if p.text() != "" {
		t.Fatal("written on the goroutine of the screen")
	}
	for _, end := range d.ends {
		if err := end(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if got := p.text(); got != "B01=1 B02=2 B03=3" {
		t.Errorf("written at the end: %s", got)
	}
}

func TestSavingIsSaid(t *testing.T) {
	p := newPaper(instrument(3))
	var q screentest.Steps
	d := openBy(t, p, q.Run, false)
	d.write("1")
	if !strings.Contains(d.texts(), "Gemmer …") {
		t.Errorf("it says\n%s", d.texts())
	}
	d.press(fyne.KeyEscape)
	if d.left {
		t.Error("it leaves before the answer is saved")
	}
	for q.Next() {
	}
	if !strings.Contains(d.texts(), "Kladde gemt kl.") || !d.left {
		t.Errorf("left %v, it says\n%s", d.left, d.texts())
	}
}

func TestFormLooksAsTheMockup(t *testing.T) {
	for _, a := range []struct {
		name    string
		palette plots.Palette
		dark    bool
	}{{"light", plots.Light(), false}, {"dark", plots.Dark(), true}} {
		t.Run(a.name, func(t *testing.T) {
			test.NewTempApp(t)
			test.ApplyTheme(t, widgets.NewTheme(a.palette, a.dark))
			p := newPaper(instrument(20))
			p.answers = []model.Answer{model.NewAnswer("B01", 3), model.NewAnswer("B02", 3), model.NewMissingAnswer("B03", -3), model.NewAnswer("B04", 4)}
			d := sit(t, p, widgets.Inline, false)
			t.Cleanup(d.window.Close)
			d.press(fyne.KeyReturn)
			test.AssertImageMatches(t, "form-"+a.name+".png", d.window.Canvas().Capture())
			d.form.Complete()
			test.AssertImageMatches(t, "missing-"+a.name+".png", d.window.Canvas().Capture())
		})
	}
}
