// Package cli is the command line: the same core as the window, for IT
// departments, scheduled jobs and tests. It needs no display.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
)

// Exit statuses. Partly means that some rows were rejected or wait for a person.
const (
	Done    = 0
	Partly  = 1
	NotDone = 2
)

// Terminal is where a command reads its surroundings and writes to.
type Terminal struct {
	Out, Err io.Writer
	// Interactive is set where Err is a terminal, which shows progress.
	Interactive bool
	// ReadPassphrase asks for a passphrase that is not shown while it is typed. It
	// is nil where nobody can be asked.
	ReadPassphrase func(prompt string) ([]byte, error)
	Now            func() time.Time
	Getenv         func(string) string
	Version        assets.Version
}

// commandLine is the command line as it is typed.
type commandLine struct {
	Lang    string           `help:"Language of messages: da or en." enum:"da,en,auto" default:"auto" env:"FREMSKRIDT_LANG"`
	Today   string           `help:"Day that counts as today, for reports that must come out the same again." placeholder:"DATE" env:"FREMSKRIDT_TODAY"`
	Version kong.VersionFlag `help:"Print the version, with its commit and date."`

	Init initCommand `cmd:"" help:"Make an empty register."`

	Demo   demoCommand   `cmd:"" help:"Make a register of an invented municipality with a known truth."`
	Import importCommand `cmd:"" help:"Take a case system's extract into a register."`
	Plot   plotCommand   `cmd:"" help:"Draw one citizen's progression figure."`
	Report reportCommand `cmd:"" help:"Write one citizen's course for the case file, or for the citizen."`

	Analyse analyseCommand `cmd:"" help:"Compute the figures of a group of citizens: how they move, and what goes together with it."`

	Dossier dossierCommand `cmd:"" help:"Write everything the register holds about one citizen, for the citizen."`

	Backup  backupCommand  `cmd:"" help:"Copy a register, also while it is used."`
	Restore restoreCommand `cmd:"" help:"Make a register out of a backup."`
	Verify  verifyCommand  `cmd:"" help:"Look a register through: pages, structure, references, access log, counts."`
	Unseal  unsealCommand  `cmd:"" help:"Write a register as a plain SQLite database, to leave with the data."`
	Rotate  rotateCommand  `cmd:"" help:"Change a register's data key."`
}

// register are the flags of a command that opens a register.
type registerFlags struct {
	Store string `help:"The register's folder." required:"" placeholder:"DIR"`
	User  string `help:"Initials of the user; may be left out where the register has one user." env:"FREMSKRIDT_USER" placeholder:"INITIALS"`
	passphraseFlag
}

// session is what a command runs with.
type session struct {
	Terminal
	words *assets.Words
	today model.Date
}

// statusError ends a command with another status than NotDone, and its report
// has been written already.
type statusError int

func (statusError) Error() string { return "see the report" }

// Run runs one command of the command line and returns its exit status.
func Run(args []string, t Terminal) int {
	words, err := assets.NewWords(language(args, t.Getenv))
	if err != nil {
		fmt.Fprintln(t.Err, err)
		return NotDone
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s := &session{Terminal: t, words: words, today: model.DateOf(t.Now())}

	var g commandLine
	exited := -1
	parser, err := kong.New(
		&g, kong.Name("fremskridt"),
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
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintln(t.Err, words.T("error.usage", "Message", err.Error()))
		return NotDone
	}
	if g.Today != "" {
		if s.today, err = model.ParseDate(g.Today, s.today); err != nil {
			fmt.Fprintln(t.Err, words.T("error.usage", "Message", fmt.Sprintf("--today %s: %v", g.Today, err)))
			return NotDone
		}
	}
	return s.status(command.Run(s))
}

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

// clock is the moment that the register writes: the real one, on the day that
// counts as today.
func (s *session) clock() time.Time {
	now := s.Now()
	if model.DateOf(now) == s.today {
		return now
	}
	return s.today.Time().Add(12 * time.Hour)
}

// language finds the language before the command line is read, since its
// errors need words too: --lang, else the environment, else Danish.
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

// NoDisplay is the sentence for a window without a display.
func NoDisplay(t Terminal) string {
	words, err := assets.NewWords(language(nil, t.Getenv))
	if err != nil {
		return err.Error()
	}
	return words.T("error.no_display")
}
