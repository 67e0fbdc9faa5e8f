// SPDX-License-Identifier: MPL-2.0

package screen_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// A list counts as shown once its rows have rested, not while they are scrolled past
// or after the screen was left.
func TestShownList(t *testing.T) {
	var timers screentest.Timers
	visible := true
	env := screen.Env{Run: widgets.Inline, After: timers.After, Visible: func() bool { return visible }}
	var logged []string
	list := screen.NewShownList(env, "citizens", func(_ context.Context, name string, ids []model.ID) error {
		logged = append(logged, fmt.Sprint(name, ids))
		return nil
	}, func(row int) model.ID {
		if row == 2 { // a heading
			return ""
		}
		return model.ID(fmt.Sprint("c", row))
	})
	list.SetRange(0, 1)
	list.SetRange(1, 3) // before the first has rested
	timers.Fire()
	timers.Fire()
	if want := []string{"citizens[c1 c3]"}; !slices.Equal(logged, want) {
		t.Errorf("logged %q, want %q", logged, want)
	}
	list.Changed()
	visible = false
	timers.Fire()
	if len(logged) != 1 {
		t.Errorf("logged %q after the screen was left", logged[1:])
	}
}
