// SPDX-License-Identifier: MPL-2.0

// Package cli is the command line, for IT departments, scheduled jobs and tests. It
// has the same core as the window and needs no display.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/crash"
	"codeberg.org/fremskridt/fremskridt/model/diagnostics"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Exit statuses. Partly means that some rows were rejected or need a decision.
const (
	Done    = 0
	Partly  = 1
	NotDone = 2
)

// Terminal is the environment of a command.
type Terminal struct {
	Out, Err io.Writer
	// Interactive is set if Err is a terminal, on which progress is shown.
	Interactive bool
	// ReadPassphrase reads a passphrase without echo. It is nil without a terminal.
	ReadPassphrase func(prompt string) ([]byte, error)
	// Now is the clock, [time.Now] in the program. Tests set it.
	Now     func() time.Time
	Getenv  func(string) string
	Version assets.Version
}

// commandLine is the grammar of the command line.
type commandLine struct {
	Lang    string           `help:"Language of messages: da or en." enum:"da,en,auto" default:"auto" env:"FREMSKRIDT_LANG"`
	Today   string           `help:"The day that figures, reports, the checks of import, and demo count as today. The access log, log-ins and backups use the clock." placeholder:"DATE" env:"FREMSKRIDT_TODAY"`
	Version kong.VersionFlag `help:"Print the version, with its commit and date."`

	Init initCommand `cmd:"" help:"Create an empty register."`

	Demo   demoCommand   `cmd:"" help:"Create a register of an invented municipality with known parameters."`
	Import importCommand `cmd:"" help:"Import an extract of a case system into a register that no window has open."`
	Plot   plotCommand   `cmd:"" help:"Draw one citizen's progression figure."`
	Report reportCommand `cmd:"" help:"Write a report of one citizen, for the case file or for the citizen, or of a group."`

	Analyse analyseCommand `cmd:"" help:"Compute the figures of a group of citizens: how they move, and what is associated with it."`

	Dossier dossierCommand `cmd:"" help:"Write everything in the register about one citizen, for the citizen."`

	Backup  backupCommand  `cmd:"" help:"Back up a register that no window has open."`
	Upgrade upgradeCommand `cmd:"" help:"Update a register from an earlier version of the program, after a backup."`
	Restore restoreCommand `cmd:"" help:"Create a register from a backup."`
	Verify  verifyCommand  `cmd:"" help:"Check a register: pages, structure, references, access log, counts."`
	Unseal  unsealCommand  `cmd:"" help:"Write a register as a plain SQLite database, to leave with the data."`
	Rotate  rotateCommand  `cmd:"" help:"Change a register's data key."`

	Doctor doctorCommand `cmd:"" help:"Write what an IT department asks for when the program does not work: versions, system, a register's state, the program's log."`

	User userCommand `cmd:"" help:"Manage users: list, add, change, off, passphrase, confirm."`
}

// statusError ends a command that has written its report with a status.
type statusError int

func (statusError) Error() string { return "see the report" }

// Run runs one command and returns its exit status.
func Run(args []string, t Terminal) int {
	terminal, out := t.Err, newOutput(t.Out)
	t.Out, t.Err = out, PlainWriter(t.Err)
	words, err := assets.NewWords(language(args, t.Getenv))
	if err != nil {
		fmt.Fprintln(t.Err, err)
		return NotDone
	}
	signal.Ignore(syscall.SIGPIPE) // a broken pipe is an error of writing, and the register is closed
	var interrupted interruption
	ctx := interrupted.watch()
	defer interrupted.stop()
	t.ReadPassphrase = interruptible(ctx, t.ReadPassphrase)
	s := &session{Terminal: t, output: out, terminal: terminal, words: words, today: model.DateOf(t.Now())}

	var line commandLine
	exited := -1
	parser, err := kong.New(
		&line, kong.Name("fremskridt"),
		kong.Description("Follows the small steps of citizens toward work. Without a command it opens the window."),
		kong.Writers(t.Out, t.Err), kong.Exit(func(code int) { exited = code }),
		kong.Vars{"version": "fremskridt " + t.Version.String()},
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(t.Err, err)
		return NotDone
	}
	command, err := parser.Parse(args)
	if exited >= 0 { // after --help or --version
		return exited
	}
	if err != nil {
		return s.status(usageError(err.Error()))
	}
	if line.Today != "" {
		if s.today, err = model.ParseDate(line.Today, s.today); err != nil {
			return s.status(usageError(fmt.Sprintf("--today %s: %v", line.Today, err)))
		}
	}
	name, _, _ := strings.Cut(command.Command(), " <")
	return interrupted.status(s.record(name, func() error { return command.Run(s) }))
}

// record runs a command with the program's log, and writes a crash file if it panics.
func (s *session) record(name string, run func() error) (status int) {
	log, err := diagnostics.Start(diagnostics.Options{Getenv: s.Getenv, Now: s.Now, Version: s.Version, Command: name})
	if err != nil {
		fmt.Fprintln(s.Err, s.words.T("cli.no_log", "Dir", log.Dir()))
	}
	s.log = log
	defer func() { log.End(status) }()
	err = crash.Catch(run)
	var crashed *crash.Error
	if errors.As(err, &crashed) {
		file, failed := log.Crash(crashed)
		err = messages.Crash(crashed, file, failed)
	}
	if err == nil {
		err = s.output.failure()
	}
	if err != nil {
		log.Warn("error", "code", messages.ErrorCode(err))
	}
	if s.output.isBroken() { // whoever was reading knows
		return 128 + int(syscall.SIGPIPE)
	}
	return s.status(err)
}

// usageError is an error of the command line itself, in English like its help.
func usageError(text string) error { return messages.New("usage", "Message", text) }

// status prints an error and returns the exit status.
func (s *session) status(err error) int {
	if err == nil {
		return Done
	}
	var status statusError
	if errors.As(err, &status) {
		return int(status)
	}
	fmt.Fprintln(s.Err, messages.Sentence(s.words, err))
	return NotDone
}

// session is what a command runs with.
type session struct {
	Terminal
	terminal io.Writer // Err itself, for progress
	output   *output   // Out
	log      *diagnostics.Recorder
	typed    []byte // the passphrase that was typed
	words    *assets.Words
	today    model.Date // the day that figures, import's checks and demo count as today
}

// storeOptions gives the register the clock of the machine. The day of --today never
// reaches it.
func (s *session) storeOptions() store.Options { return store.Options{Now: s.Now, Log: s.log.Logger} }

// language returns the language of --lang, else of the environment, else Danish. The
// command line has not been parsed, because its errors need a language too.
func language(args []string, getenv func(string) string) model.Lang {
	choice := getenv("FREMSKRIDT_LANG")
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			choice = v
		}
		if a == "--lang" && i+1 < len(args) {
			choice = args[i+1]
		}
	}
	switch choice {
	case "da":
		return model.Danish
	case "en":
		return model.English
	}
	return assets.SystemLang(getenv)
}

// NoDisplay returns the message that a window needs a display.
func NoDisplay(t Terminal) string { return t.text("error.no_display") }

// NoLog returns the message that the program's log cannot be written in a folder.
func NoLog(t Terminal, dir string) string { return t.text("cli.no_log", "Dir", dir) }

// text returns a text in the language of the environment.
func (t Terminal) text(key string, args ...any) string {
	words, err := assets.NewWords(language(nil, t.Getenv))
	if err != nil {
		return err.Error()
	}
	return words.T(key, args...)
}
