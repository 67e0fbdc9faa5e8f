// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// Cancelling a form cancels its work. Work that could not be stopped is still reported
// as done.
func TestFormThatIsLeftEndsItsWork(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, container.NewStack())
	w.Resize(fyne.NewSize(600, 400))
	var finish func(err error)
	stopped := false
	run := func(_ func(context.Context) error, done func(error)) func() {
		finish = done
		return func() { stopped = true }
	}
	for _, test := range []struct {
		name string
		err  error
		done bool
	}{{"ended", context.Canceled, false}, {"done all the same", nil, true}} {
		stopped = false
		reported := false
		d := NewFormDialog("Titel", Flow{Width: 300}, []fyne.CanvasObject{NewEntry()}, "Gem", "Annullér")
		d.Busy = "Skriver"
		d.Work(run, func(err error) string { return err.Error() }, func() (string, func(context.Context) error, func()) {
			return "", func(context.Context) error { return nil }, func() { reported = true }
		})
		d.Open(w.Canvas())
		d.onAccept()
		if got := d.problem.Runs[0].Text; got != "Skriver" {
			t.Errorf("%s: while it works it says %q", test.name, got)
		}
		d.onCancel()
		finish(test.err)
		if !stopped || reported != test.done || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: stopped %t, reported %t, want %t", test.name, stopped, reported, test.done)
		}
	}
}
