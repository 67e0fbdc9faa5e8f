// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// A form that is left while it works ends the work; what was done all the same is
// told.
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
		told := false
		d := NewFormDialog("Titel", Flow{Width: 300}, []fyne.CanvasObject{NewEntry()}, "Gem", "Annullér")
		d.Busy = "Skriver"
		d.Work(run, func(err error) string { return err.Error() }, func() (string, func(context.Context) error, func()) {
			return "", func(context.Context) error { return nil }, func() { told = true }
		})
		d.Open(w.Canvas())
		d.onAccept()
		if got := d.wrong.Runs[0].Text; got != "Skriver" {
			t.Errorf("%s: while it works it says %q", test.name, got)
		}
		d.onCancel()
		finish(test.err)
		if !stopped || told != test.done || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: stopped %t, told %t, want %t", test.name, stopped, told, test.done)
		}
	}
}
