// SPDX-License-Identifier: MPL-2.0

package setup_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestAccessLogFilters(t *testing.T) {
	r := &register{log: []store.LogEntry{
		{Seq: 2, At: now(), Initials: "LKN", Citizen: "a", CaseNumber: "2026-1"}, {Seq: 1, At: now(), Initials: "SRA"},
	}}
	d := show(t, r, setup.TabLog, nil)
	last := func() store.LogQuery { return r.queries[len(r.queries)-1] }
	drops := widgettest.Find[*widgets.Dropdown](d.Visible()) // period, user, action
	midnight := model.DateOf(now().Local())
	for i, days := range []int{1, 7, 30, 365} {
		drops[0].SetSelected(i)
		if got := model.DateOf(last().From.Local()); got != midnight.Add(1-days) {
			t.Errorf("for %d days the log is read from %s", days, got)
		}
	}
	drops[0].SetSelected(4)
	drops[1].SetSelected(1)
	drops[2].SetSelected(1)
	if q := last(); !q.From.IsZero() || q.Initials != "LKN" || q.Action != store.Actions()[0] {
		t.Errorf("asked for %+v", q)
	}
	d.Keys(fyne.KeyHome, fyne.KeySpace)
	if last().Citizen != "a" {
		t.Errorf("asked for %+v", last())
	}
	d.Tap("Alle borgere igen")
	if last().Citizen != "" {
		t.Errorf("asked for %+v", last())
	}
	d.Keys(fyne.KeyEnd)
	if !d.Button("Kun linjens borger").Disabled() {
		t.Error("a line about no citizen can narrow the log")
	}
}

func TestLogIsPurgedByRuleOnly(t *testing.T) {
	for _, c := range []struct {
		months int
		want   string
	}{{0, ""}, {12, "purge"}} {
		d := show(t, &register{months: c.months}, setup.TabLog, nil)
		d.Tap("Opbevaring")
		d.Keys(fyne.KeyHome, fyne.KeyDown, fyne.KeyReturn)
		if c.months > 0 {
			d.Tap("Ryd")
		}
		if got := strings.Join(d.done, ", "); got != c.want {
			t.Errorf("with a rule of %d months it did %q", c.months, got)
		}
	}
}
