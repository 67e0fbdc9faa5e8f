// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model/crash"
	"codeberg.org/fremskridt/fremskridt/model/diagnostics"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// crashValue is what the panics of the tests hold, and no file may.
const crashValue = "hemmelig 010190-0000"

// catching is [widgets.Background] on the calling goroutine.
func catching(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
	done(crash.Catch(func() error { return work(context.Background()) }))
	return func() {}
}

// recordedWindow opens a window that recovers, and returns the folder of its crash files.
func recordedWindow(t *testing.T, store string) (s *Shell, dir string) {
	t.Helper()
	home := t.TempDir()
	recorder, err := diagnostics.Start(diagnostics.Options{
		Getenv: func(string) string { return home }, Now: time.Now, Command: "window",
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { recorder.End(0) })
	return windowBy(t, Options{Store: store, Recorder: recorder}, catching), recorder.Dir()
}

// crashFileIn returns the text of the only crash file.
func crashFileIn(t *testing.T, dir string) (path, text string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "crashes", "*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("the crash files are %v, %v", files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), crashValue) || !strings.Contains(string(data), "crash_test.go:") {
		t.Errorf("the crash file is\n%s", data)
	}
	return files[0], string(data)
}

// Work that panics is an error like any other; its sentence names the crash file.
func TestCrashOfBackgroundWork(t *testing.T) {
	s, dir := recordedWindow(t, testRegister(t, few()))
	var got error
	s.session.work.run(func(context.Context) error { panic(crashValue) }, func(err error) { got = err })
	path, _ := crashFileIn(t, dir)
	if sentence := s.explain(got); !strings.Contains(sentence, path) || strings.Contains(sentence, crashValue) {
		t.Errorf("the sentence is %q", sentence)
	}
}

// What follows work, a timer and an event of the window may panic. A dialog says so,
// one at a time, and the window goes on with the register open.
func TestCrashOnTheUIGoroutine(t *testing.T) {
	s, dir := recordedWindow(t, testRegister(t, few()))
	for range 2 {
		s.run(func(context.Context) error { return nil }, func(error) { panic(crashValue) })
		s.protect(func() { panic(crashValue) })
	}
	path, err := filepath.Glob(filepath.Join(dir, "crashes", "*.txt"))
	if err != nil || len(path) != 2 { // one for each place
		t.Errorf("the crash files are %v, %v", path, err)
	}
	overlays := s.window.Canvas().Overlays()
	if len(overlays.List()) != 1 {
		t.Fatalf("%d dialogs are shown", len(overlays.List()))
	}
	d := overlays.Top().(*widgets.KeyDialog)
	if text := widgettest.Texts(d); !strings.Contains(text, "Programmet stødte på en fejl") {
		t.Errorf("the dialog says %q", text)
	}
	widgettest.Press(s.window.Canvas(), fyne.KeyReturn)
	if overlays.Top() != nil || s.session == nil || s.names(t) == "" {
		t.Error("the window does not go on")
	}
}

// After a crash of the event loop, what has not been saved is saved and the register is
// closed. The program starts once more, but not again and again.
func TestCrashOfTheEventLoop(t *testing.T) {
	dir := testRegister(t, few())
	s, state := recordedWindow(t, dir)
	saved := false
	s.session.work.runBeforeClose(func(context.Context) error {
		saved = true
		return nil
	})
	sentence, file := s.closeAfterCrash(crash.Catch(func() error { panic(crashValue) }))
	path, _ := crashFileIn(t, state)
	if file != path || !strings.Contains(sentence, path) {
		t.Errorf("it says %q of %q, want %q", sentence, file, path)
	}
	if !saved || s.session != nil {
		t.Error("the register was not closed")
	}
	again := window(t, Options{Getenv: func(name string) string {
		return map[string]string{crashFileVariable: path, crashRegisterVariable: dir}[name]
	}})
	text := widgettest.Texts(widgettest.Top(again.window.Canvas()))
	if !strings.Contains(text, "er startet igen") || !strings.Contains(text, filepath.Base(path)) {
		t.Errorf("the new window says %q", text)
	}
	if again.lastRegister != dir {
		t.Errorf("the new window opened %q", again.lastRegister)
	}
	if again.press(fyne.KeyReturn); again.window.Canvas().Overlays().Top() != nil {
		t.Error("the dialog has lost the keyboard")
	}
	if started, err := window(t, Options{Getenv: again.o.Getenv, Store: filepath.Join(dir, "none")}).restart(path); started || err != nil {
		t.Errorf("a crash at the start starts it again: %v, %v", started, err)
	}
}
