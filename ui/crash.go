// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"time"

	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/crash"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// After a crash of the event loop, which cannot be entered again, the program starts
// itself anew with these variables: the crash file, and the register that was open.
const (
	crashFileVariable     = "FREMSKRIDT_CRASH_FILE"
	crashRegisterVariable = "FREMSKRIDT_CRASH_REGISTER"
	noCrashFile           = "none" // could be written
)

// recoverRunner returns run with a crash file for work that panics. A panic of what
// follows it on the UI goroutine is shown in a dialog.
func (s *Shell) recoverRunner(run widgets.Runner) widgets.Runner {
	return func(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
		return run(work, func(err error) {
			s.protect(func() { done(s.describeCrash(err)) })
		})
	}
}

// recoverTimer is [Shell.recoverRunner] for timers.
func (s *Shell) recoverTimer(after widgets.After) widgets.After {
	return func(d time.Duration, f func()) (stop func()) {
		return after(d, func() { s.protect(f) })
	}
}

// protect calls f on the UI goroutine and shows a dialog if it panics. The window goes
// on: what was entered is still in it.
func (s *Shell) protect(f func()) {
	err := crash.Catch(func() error {
		f()
		return nil
	})
	if err != nil {
		s.showCrash(s.explain(s.describeCrash(err)), s.words.T("crash.continues"))
	}
}

// describeCrash writes the crash file of an error that is a crash and returns it with
// the sentence that says where the file is. Other errors are returned as they are.
func (s *Shell) describeCrash(err error) error {
	var c *crash.Error
	if !errors.As(err, &c) {
		return err
	}
	file, failed := s.o.Recorder.Crash(c)
	return messages.Crash(c, shorten(file), failed)
}

// showCrash shows sentences about a crash, unless there are some on the screen.
func (s *Shell) showCrash(sentences ...string) {
	if s.crashShown {
		return
	}
	s.crashShown = true
	w := s.words
	d := s.messageDialog(w.T("crash.title"), w.T("citizen.close"), "", sentences...)
	d.OnAccept = func() bool {
		s.crashShown = false
		return true
	}
	d.Open(s.window.Canvas())
}

// messageDialog returns a dialog with a paragraph for each sentence, which is wide
// enough for a path.
func (s *Shell) messageDialog(title, accept, cancel string, sentences ...string) *widgets.KeyDialog {
	text := container.New(&widgets.Flow{Gap: widgets.Gap, Width: messageWidth})
	for _, sentence := range sentences {
		text.Add(widgets.NewParagraph(widgets.Body, widgets.Run{Text: sentence}))
	}
	d := widgets.NewKeyDialog(title, text, accept, cancel)
	d.Width = messageWidth
	return d
}

const messageWidth = 560

// closeTimeout is how long the register is given to close after the event loop crashed:
// what crashed may hold a lock that closing waits for.
const closeTimeout = 30 * time.Second

// closeAfterCrash saves what was entered and closes the register, after the event loop
// crashed with err. It returns what there is to say, and the crash file.
func (s *Shell) closeAfterCrash(err error) (sentence, file string) {
	err = s.describeCrash(err)
	var described *messages.Error
	if errors.As(err, &described) {
		file = described.Message.Arg("Path")
	}
	closed := make(chan error, 1)
	go func() { closed <- crash.Catch(func() error { return s.closeRegisters(false) }) }()
	select {
	case err := <-closed:
		if err != nil {
			s.o.Recorder.Warn("register not closed", "code", messages.ErrorCode(err))
		}
	case <-time.After(closeTimeout):
		s.o.Recorder.Warn("register not closed", "code", "timeout")
	}
	return s.explain(err), file
}

// restart starts the program again, to show what happened and the register that was
// open. A program that was started like that and had no register open since does not,
// so that a crash at the start is no endless chain.
func (s *Shell) restart(file string) (started bool, err error) {
	if s.o.Getenv(crashFileVariable) != "" && s.lastRegister == "" {
		return false, nil
	}
	program, err := os.Executable()
	if err != nil {
		return false, err
	}
	c := exec.Command(program, os.Args[1:]...)
	if file == "" {
		file = noCrashFile
	}
	c.Env = append(os.Environ(), crashFileVariable+"="+file, crashRegisterVariable+"="+s.lastRegister)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return true, c.Start()
}

// showRestart says why the program was started again, where a crash was the reason.
func (s *Shell) showRestart() {
	switch file := s.o.Getenv(crashFileVariable); file {
	case "":
	case noCrashFile:
		s.showCrash(s.words.T("crash.restarted_unwritten"))
	default:
		s.showCrash(s.words.T("crash.restarted", "Path", file))
	}
}
