// Fremskridt follows the small steps of citizens who are far from work. Without
// an argument it opens the window; with one it runs a command of the command
// line, which needs no display.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"time"

	"golang.org/x/term"

	"codeberg.org/fremskridt/fremskridt/cli"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui"
)

// demoCitizens is how many citizens the municipality of the start page has.
const demoCitizens = 400

func main() {
	info, err := os.Stderr.Stat()
	terminal := cli.Terminal{
		Out: os.Stdout, Err: os.Stderr,
		Interactive: err == nil && info.Mode()&os.ModeCharDevice != 0,
		Now:         time.Now, Getenv: os.Getenv,
	}
	if stdin := int(os.Stdin.Fd()); term.IsTerminal(stdin) {
		terminal.ReadPassphrase = func(prompt string) ([]byte, error) {
			fmt.Fprint(os.Stderr, prompt)
			defer fmt.Fprintln(os.Stderr)
			return term.ReadPassword(stdin)
		}
	}
	if len(os.Args) > 1 {
		os.Exit(cli.Run(os.Args[1:], terminal))
	}
	if !hasDisplay() {
		fmt.Fprintln(os.Stderr, cli.NoDisplay(terminal))
		os.Exit(cli.NotDone)
	}
	err = ui.Run(ui.Options{
		Now: time.Now, Getenv: os.Getenv,
		Demo: func(ctx context.Context, dir string, today model.Date, progress func(done, total int)) error {
			_, err := cli.CreateDemo(ctx, dir, demoCitizens, 1, today, nil, progress)
			return err
		},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(cli.NotDone)
	}
}

// hasDisplay reports whether a window can be opened at all.
func hasDisplay() bool {
	return runtime.GOOS == "windows" || runtime.GOOS == "darwin" ||
		os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
