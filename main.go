// SPDX-License-Identifier: MPL-2.0

// Fremskridt is a register of how citizens who are far from work move toward it.
// Without an argument it opens the window; with one it runs a command, which needs no
// display.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"golang.org/x/term"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/cli"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/diagnostics"
	"codeberg.org/fremskridt/fremskridt/ui"
)

// demoCitizens is the number of citizens in the demo of the start page.
const demoCitizens = 400

// fyneApp is the source of the version number.
//
//go:embed FyneApp.toml
var fyneApp []byte

func main() {
	build, _ := debug.ReadBuildInfo()
	version := assets.ReadVersion(fyneApp, build)
	info, err := os.Stderr.Stat()
	terminal := cli.Terminal{
		Out: os.Stdout, Err: os.Stderr,
		Interactive: err == nil && info.Mode()&os.ModeCharDevice != 0,
		Now:         time.Now, Getenv: os.Getenv, Version: version,
	}
	restore := func() {}
	if stdin := int(os.Stdin.Fd()); term.IsTerminal(stdin) {
		if state, err := term.GetState(stdin); err == nil {
			// An interrupted passphrase leaves the terminal without echo.
			restore = func() { _ = term.Restore(stdin, state) }
		}
		terminal.ReadPassphrase = func(prompt string) ([]byte, error) {
			fmt.Fprint(os.Stderr, prompt)
			defer fmt.Fprintln(os.Stderr)
			return term.ReadPassword(stdin)
		}
	}
	if len(os.Args) > 1 {
		status := cli.Run(os.Args[1:], terminal)
		restore()
		os.Exit(status)
	}
	if !hasDisplay() {
		fmt.Fprintln(os.Stderr, cli.NoDisplay(terminal))
		os.Exit(cli.NotDone)
	}
	log.SetOutput(cli.PlainWriter(os.Stderr)) // the toolkit's
	os.Exit(runWindow(terminal, version))
}

// runWindow opens the window and returns the exit status once it is closed.
func runWindow(terminal cli.Terminal, version assets.Version) (status int) {
	recorder, err := diagnostics.Start(diagnostics.Options{Getenv: os.Getenv, Now: time.Now, Version: version, Command: "window"})
	if err != nil {
		fmt.Fprintln(cli.PlainWriter(os.Stderr), cli.NoLog(terminal, recorder.Dir()))
	}
	defer func() { recorder.End(status) }()
	err = ui.Run(ui.Options{
		Recorder: recorder, Now: time.Now, Getenv: os.Getenv, Version: version, Signals: cli.Signals(),
		Demo: func(ctx context.Context, dir string, today model.Date, progress func(done, total int)) error {
			_, err := cli.CreateDemo(ctx, dir, cli.DemoOptions{Citizens: demoCitizens, Seed: 1, AsOf: today, Progress: progress})
			return err
		},
	})
	if err != nil {
		fmt.Fprintln(cli.PlainWriter(os.Stderr), err)
		return cli.NotDone
	}
	return cli.Done
}

// hasDisplay reports whether a window can be opened at all.
func hasDisplay() bool {
	return runtime.GOOS == "windows" || runtime.GOOS == "darwin" ||
		os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
