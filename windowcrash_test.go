// SPDX-License-Identifier: MPL-2.0

//go:build cgo && !ci

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/cli"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/diagnostics"
	"codeberg.org/fremskridt/fremskridt/ui"
)

// The test runs itself as a window that crashes: these variables say how, and which
// register it opens.
const (
	crashVariable = "FREMSKRIDT_TEST_CRASH"
	storeVariable = "FREMSKRIDT_TEST_STORE"
)

func TestMain(m *testing.M) {
	how := os.Getenv(crashVariable)
	if how == "" {
		os.Exit(m.Run())
	}
	if err := crashingWindow(how); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(cli.NotDone)
	}
}

// crashingWindow opens a window that crashes soon, unless a crash has started it again;
// then it closes.
func crashingWindow(how string) error {
	recorder, err := diagnostics.Start(diagnostics.Options{Getenv: os.Getenv, Now: time.Now, Command: "window"})
	if err != nil {
		return err
	}
	defer recorder.End(0)
	do := map[string]func(){
		"loop": func() { panic("hemmelig") },
		"draw": func() {
			for _, w := range fyne.CurrentApp().Driver().AllWindows() {
				w.SetContent(container.New(faultyLayout{}, canvas.NewText("", nil)))
			}
		},
	}[how]
	if os.Getenv("FREMSKRIDT_CRASH_FILE") != "" {
		do = func() { fyne.CurrentApp().Quit() }
	}
	clock := time.Now
	if how == "event" { // every event asks for the time
		var asked atomic.Bool
		do = func() { asked.Store(true) }
		clock = func() time.Time {
			if asked.Swap(false) {
				panic("hemmelig")
			}
			return time.Now()
		}
	}
	time.AfterFunc(4*time.Second, func() { fyne.Do(do) })
	return ui.Run(ui.Options{Recorder: recorder, Now: clock, Getenv: os.Getenv, Store: os.Getenv(storeVariable)})
}

// faultyLayout panics when it is drawn.
type faultyLayout struct{}

func (faultyLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (faultyLayout) Layout([]fyne.CanvasObject, fyne.Size) { panic("hemmelig") }

// A crash of the real window's event loop closes the register and starts the program
// again, which opens the register.
func TestWindowStartsAgain(t *testing.T) {
	if os.Getenv("DISPLAY") == "" {
		t.Skip("there is no display")
	}
	for _, how := range []string{"loop", "draw"} {
		t.Run(how, func(t *testing.T) {
			state, store := t.TempDir(), filepath.Join(t.TempDir(), "r.fremskridt")
			_, err := cli.CreateDemo(context.Background(), store, cli.DemoOptions{Citizens: 10, Seed: 1, AsOf: model.DateOf(time.Now())})
			if err != nil {
				t.Fatal(err)
			}
			window := exec.Command(os.Args[0])
			window.Env = append(os.Environ(), crashVariable+"="+how, storeVariable+"="+store, "XDG_STATE_HOME="+state, "HOME="+state)
			if out, err := window.CombinedOutput(); err != nil { // waits for the second window, which has the same pipe
				t.Fatalf("%v: %s", err, out)
			}
			log, err := os.ReadFile(filepath.Join(state, "fremskridt", "fremskridt.log"))
			if err != nil {
				t.Fatal(err)
			}
			crashes, err := filepath.Glob(filepath.Join(state, "fremskridt", "crashes", "*"))
			if err != nil || len(crashes) != 1 || strings.Contains(string(log), "hemmelig") {
				t.Errorf("the crash files are %v (%v); the log is\n%s", crashes, err, log)
			}
			got := eventsByProcess(string(log))
			want := []string{"start, register opened, crash, register closed, end", "start, register opened, register closed, end"}
			if !slices.Equal(got, want) {
				t.Errorf("the runs are %q, want %q", got, want)
			}
		})
	}
}

var logLine = regexp.MustCompile(`msg="?([a-z ]+?)"? process=(\d+)`)

// eventsByProcess returns the events of a log, one text for each process.
func eventsByProcess(log string) (list []string) {
	var processes []string
	for _, m := range logLine.FindAllStringSubmatch(log, -1) {
		i := slices.Index(processes, m[2])
		if i < 0 {
			processes = append(processes, m[2])
			list = append(list, m[1])
			continue
		}
		list[i] += ", " + m[1]
	}
	return list
}
