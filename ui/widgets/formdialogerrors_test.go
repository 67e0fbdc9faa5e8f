// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestFormDialogSaysWhatIsWrong(t *testing.T) {
	start(t)
	w := show(t, box(10, 10), fyne.NewSize(600, 400))
	name := widgets.NewEntry()
	d := widgets.NewFormDialog("Ny borger", widgets.Flow{Gap: 8, Width: 300}, []fyne.CanvasObject{name}, "Opret", "Fortryd")
	d.First = name.Focusable()
	var work error
	done := 0
	d.Work(widgets.Inline, func(err error) string { return "Fejl: " + err.Error() }, func() (string, func(context.Context) error, func()) {
		if name.Text() == "" {
			return "Skriv et navn", nil, nil
		}
		return "", func(context.Context) error { return work }, func() { done++ }
	})
	d.Open(w.Canvas())
	for _, c := range []struct {
		text string
		err  error
		says string
	}{{"", nil, "Skriv et navn"}, {"Alma", errors.New("disken er fuld"), "Fejl: disken er fuld"}} {
		name.SetText(c.text)
		work = c.err
		key(w.Canvas().Focused(), fyne.KeyReturn)
		if got := strings.Join(seen(d), ""); !strings.Contains(got, c.says) || done != 0 || w.Canvas().Overlays().Top() == nil {
			t.Errorf("%q, %v: shows %q, done %d", c.text, c.err, got, done)
		}
	}
	work = nil
	if key(w.Canvas().Focused(), fyne.KeyReturn); done != 1 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("done %d times, or the dialog stays", done)
	}
}
