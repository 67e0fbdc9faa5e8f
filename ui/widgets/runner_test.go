// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// A Runner reports what the work returned, or that it was cancelled.
func TestBackground(t *testing.T) {
	start(t)
	broken := errors.New("broken")
	for _, c := range []struct {
		name   string
		work   func(context.Context) error
		cancel bool
		want   error
	}{
		{"done", func(context.Context) error { return nil }, false, nil},
		{"failed", func(context.Context) error { return broken }, false, broken},
		{"cancelled", func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, true, context.Canceled},
		{"cancelled and not noticed", func(ctx context.Context) error { <-ctx.Done(); return nil }, true, context.Canceled},
	} {
		done := make(chan error, 1)
		cancel := widgets.Background(c.work, func(err error) { done <- err })
		if c.cancel {
			cancel()
		}
		if err := <-done; !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		cancel() // too late
	}
}

// The timer of the program runs on the UI goroutine and can be stopped.
func TestAfterOnUI(t *testing.T) {
	start(t)
	fired := make(chan string, 2)
	stop := widgets.AfterOnUI(time.Hour, func() { fired <- "stopped" })
	stop()
	widgets.AfterOnUI(0, func() { fired <- "due" })
	if got := <-fired; got != "due" {
		t.Errorf("%s fires first", got)
	}
}
