// Fremskridt follows the small steps of citizens who are far from work.
package main

import (
	"os"
	"time"

	"fremskridt/cli"
)

func main() {
	info, err := os.Stderr.Stat()
	os.Exit(cli.Run(os.Args[1:], cli.Terminal{
		Out: os.Stdout, Err: os.Stderr,
		Interactive: err == nil && info.Mode()&os.ModeCharDevice != 0,
		Now:         time.Now, Getenv: os.Getenv,
	}))
}
