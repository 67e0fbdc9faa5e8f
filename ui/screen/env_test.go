// SPDX-License-Identifier: MPL-2.0

package screen_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

func TestToday(t *testing.T) {
	now := time.Date(2028, time.February, 29, 23, 59, 59, 0, time.UTC)
	env := screen.Env{Now: func() time.Time { return now }}
	if got := env.Today(); got != model.NewDate(2028, 2, 29) {
		t.Errorf("today is %s", got)
	}
	now = now.Add(time.Second)
	if got := env.Today(); got != model.NewDate(2028, 3, 1) {
		t.Errorf("a second later today is %s", got)
	}
	env.FixedToday = model.NewDate(2026, 12, 31)
	if got := env.Today(); got != env.FixedToday {
		t.Errorf("the fixed day is %s", got)
	}
	if got := env.EntryDay(); got != model.NewDate(2028, 3, 1) {
		t.Errorf("what is entered is dated %s", got)
	}
}

func TestShowError(t *testing.T) {
	var toast string
	env := screen.Env{Explain: error.Error, Toast: func(text string) { toast = text }}
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{context.Canceled, ""},
		{fmt.Errorf("read: %w", context.Canceled), ""},
		{errors.New("the disk is full"), "the disk is full"},
	} {
		toast = ""
		if env.ShowError(c.err); toast != c.want {
			t.Errorf("of %v it says %q", c.err, toast)
		}
	}
}
