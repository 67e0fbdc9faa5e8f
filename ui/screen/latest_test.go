// SPDX-License-Identifier: MPL-2.0

package screen_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// The result of the newest query is shown; that of an older or cancelled one is not.
func TestLatest(t *testing.T) {
	t.Parallel()
	var finish []func(err error)
	cancelled := 0
	run := func(_ func(context.Context) error, done func(error)) func() {
		finish = append(finish, done)
		return func() { cancelled++ }
	}
	var l screen.Latest
	var shown []string
	query := func(name string) {
		l.Run(run, nil, func(err error) {
			if err != nil {
				name += " failed"
			}
			shown = append(shown, name)
		})
	}
	query("first")
	query("second")
	finish[0](nil)
	finish[1](errors.New("broken"))
	query("third")
	l.Cancel()
	finish[2](nil)
	query("fourth")
	finish[3](context.Canceled)
	query("fifth")
	finish[4](nil)
	// The first, the third and, though it had ended, the fourth were still known as running.
	if want := []string{"second failed", "fifth"}; !slices.Equal(shown, want) || cancelled != 3 {
		t.Errorf("shown %v, want %v; %d cancelled", shown, want, cancelled)
	}
}
