// SPDX-License-Identifier: MPL-2.0

package setup_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestBackupAges(t *testing.T) {
	for _, c := range []struct {
		ago  time.Duration
		want string
		old  bool
	}{
		{30 * time.Second, "lige nu", false},
		{61 * time.Minute, "1 time", false},
		{23 * time.Hour, "23 timer", false},
		{49 * time.Hour, "2 dage", true},
	} {
		r := &register{backups: []store.Backup{{Dir: "one", Made: now().Add(-c.ago)}}}
		d := show(t, r, setup.TabBackups, nil)
		if got := d.Row(0)[1]; !strings.HasPrefix(got, c.want) {
			t.Errorf("after %v the age is %q, want %q", c.ago, got, c.want)
		}
		foot := widgettest.Find[*widgets.FootStrip](d.Visible())[0]
		if old := foot.Icon == widgets.IconWarning; old != c.old {
			t.Errorf("after %v it warns: %v", c.ago, old)
		}
	}
}

func TestBackupIsMade(t *testing.T) {
	d := show(t, &register{}, setup.TabBackups, nil)
	d.Tap("Tag en kopi nu")
	if len(d.done) != 1 || d.LastToast() == "" || d.Table().Length() != 1 {
		t.Errorf("did %q and says %q", d.done, d.LastToast())
	}
	d.err = errors.New("the disk is full")
	d.Tap("Tag en kopi nu")
	if !strings.Contains(d.Texts(), "the disk is full.") {
		t.Errorf("it says\n%s", d.Texts())
	}
}

func TestRunningBackupIsCancelled(t *testing.T) {
	var finish func(error)
	hold, cancelled := false, false
	d := show(t, &register{}, setup.TabBackups, func(o *setup.Options) {
		o.Run = func(work func(context.Context) error, done func(error)) func() {
			if !hold {
				return widgets.Inline(work, done)
			}
			finish = done
			return func() { cancelled = true }
		}
	})
	hold = true
	d.Tap("Tag en kopi nu")
	if !d.Button("Kontrollér registeret").Disabled() {
		t.Error("another work can begin")
	}
	d.Tap("Afbryd")
	if !cancelled {
		t.Error("it is not cancelled")
	}
	hold = false
	finish(context.Canceled)
	if d.open() || d.Button("Tag en kopi nu").Disabled() {
		t.Errorf("after a cancellation it says\n%s", d.Texts())
	}
}
