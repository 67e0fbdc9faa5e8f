// SPDX-License-Identifier: MPL-2.0

package group

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// Of two questions the newer is answered; one that was ended is not.
func TestLatest(t *testing.T) {
	var finish []func(err error)
	stopped := 0
	run := func(_ func(context.Context) error, done func(error)) func() {
		finish = append(finish, done)
		return func() { stopped++ }
	}
	var l Latest
	var told []string
	ask := func(name string) {
		l.Ask(run, nil, func(err error) {
			if err != nil {
				name += " failed"
			}
			told = append(told, name)
		})
	}
	ask("first")
	ask("second")
	finish[0](nil)
	finish[1](errors.New("broken"))
	ask("third")
	l.End()
	finish[2](nil)
	ask("fourth")
	finish[3](context.Canceled)
	ask("fifth")
	finish[4](nil)
	if want := []string{"second failed", "fifth"}; !slices.Equal(told, want) || stopped != 1 {
		t.Errorf("told %v, want %v; stopped %d", told, want, stopped)
	}
}
