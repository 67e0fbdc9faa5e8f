// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"

	"codeberg.org/fremskridt/fremskridt/model/crash"
)

// Signals returns the signals that end the program as a person would: the register is
// closed. A hang-up is not among them where the program is set to ignore it (nohup).
func Signals() []os.Signal {
	list := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		list = append(list, syscall.SIGHUP)
	}
	return list
}

// interruption cancels a command when a signal comes. The next signal has its usual
// effect.
type interruption struct {
	caught atomic.Int32 // the number of the signal, 0 before
	stop   func()
}

// watch returns a context that a signal cancels.
func (i *interruption) watch() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, Signals()...)
	i.stop = func() {
		signal.Stop(signals)
		cancel()
	}
	go func() {
		_ = crash.Catch(func() error { // it has nothing that could fail
			select {
			case s := <-signals:
				if n, ok := s.(syscall.Signal); ok {
					i.caught.Store(int32(n))
				}
				i.stop()
			case <-ctx.Done():
			}
			return nil
		})
	}()
	return ctx
}

// status is the exit status of a command that has ended with another: 128 and the
// number of the signal that interrupted it.
func (i *interruption) status(of int) int {
	if n := i.caught.Load(); n > 0 && of != Done {
		return 128 + int(n)
	}
	return of
}

// interruptible returns a reader of passphrases that a cancelled context ends, though
// the terminal is still waiting.
func interruptible(ctx context.Context, read func(string) ([]byte, error)) func(string) ([]byte, error) {
	if read == nil {
		return nil
	}
	type answer struct {
		pass []byte
		err  error
	}
	return func(prompt string) ([]byte, error) {
		typed := make(chan answer, 1)
		go func() {
			var a answer
			err := crash.Catch(func() error {
				a.pass, a.err = read(prompt)
				return nil
			})
			if err != nil {
				a.err = err
			}
			typed <- a
		}()
		select {
		case a := <-typed:
			return a.pass, a.err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
