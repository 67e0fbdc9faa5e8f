// SPDX-License-Identifier: MPL-2.0

// Package crash turns a panic into an error that holds no data of the program: the type
// of the panic and where it happened, but no value, as a value may be about a person.
package crash

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"runtime"
	"strings"
)

// Error is a panic that was recovered.
type Error struct {
	// Kind is the type of the value that the panic had. For a fault of the runtime it is
	// the runtime's own text, with # for every number.
	Kind  string
	Stack []Frame // the function that panicked first
}

// Frame is a call on the stack, without its arguments.
type Frame struct {
	Function string
	File     string // without its folder
	Line     int
}

func (e *Error) Error() string { return "the program crashed: " + e.Kind }

// Catch calls f and returns its error or, if it panics, an [*Error].
func Catch(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = newError(v)
		}
	}()
	return f()
}

// maxFrames is how much of a stack is kept.
const maxFrames = 64

// newError describes a panic. It is called by the deferred function that recovers it.
func newError(value any) *Error {
	if e, ok := value.(*Error); ok { // passed on from another goroutine
		return e
	}
	e := &Error{Kind: kind(value)}
	pc := make([]uintptr, maxFrames)
	frames := runtime.CallersFrames(pc[:runtime.Callers(3, pc)]) // without Callers, newError and the deferred function
	for more := true; more; {
		var f runtime.Frame
		if f, more = frames.Next(); f.Function == "" || len(e.Stack) == 0 && strings.HasPrefix(f.Function, "runtime.") {
			continue
		}
		e.Stack = append(e.Stack, Frame{Function: f.Function, File: path.Base(f.File), Line: f.Line})
	}
	return e
}

var number = regexp.MustCompile(`[0-9]+`)

func kind(value any) string {
	err, ok := value.(error)
	if !ok {
		return fmt.Sprintf("%T", value)
	}
	var fault runtime.Error
	if errors.As(err, &fault) {
		return number.ReplaceAllString(fault.Error(), "#")
	}
	return Types(err)
}

// Types returns the types of an error and of what it wraps, which say what kind of
// fault it is without quoting it.
func Types(err error) string {
	var list []string
	var add func(err error)
	add = func(err error) {
		if err == nil {
			return
		}
		list = append(list, fmt.Sprintf("%T", err))
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			add(e.Unwrap())
		case interface{ Unwrap() []error }:
			for _, each := range e.Unwrap() {
				add(each)
			}
		}
	}
	add(err)
	return strings.Join(list, " > ")
}
