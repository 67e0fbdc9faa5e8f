package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

type importCommand struct {
	registerFlags
	Source  string `arg:"" help:"A file of the extract, or a folder of them."`
	Mapping string `help:"A file that says what the municipality's own words and codes mean." placeholder:"FILE"`
	JSON    bool   `help:"Write the report as JSON."`
}

// Run takes an extract into a register.
func (c *importCommand) Run(ctx context.Context, s *session) error {
	return s.withAccess(ctx, c.registerFlags, model.ForImport, func(r *store.Register, a *store.Access) error {
		return c.take(ctx, s, r, a)
	}, model.RoleAdministrator, model.RoleTeamLeader)
}

func (c *importCommand) take(ctx context.Context, s *session, r *store.Register, a *store.Access) (err error) {
	o := exchange.Options{Today: s.today, Municipality: r.Municipality()}
	if o.Vocabulary, err = r.Vocabulary(ctx); err != nil {
		return err
	}
	if o.Instruments, err = r.Instruments(ctx); err != nil {
		return err
	}
	if c.Mapping != "" {
		if o.Mapping, err = exchange.ReadMapping(c.Mapping, o.Vocabulary, o.Instruments); err != nil {
			return err
		}
	}
	if s.Interactive {
		o.Progress = s.progress()
	}
	report, err := exchange.Import(ctx, a, c.Source, o)
	if s.Interactive {
		fmt.Fprint(s.Err, clearLine)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		err = writeJSON(s.Out, s.words, report)
	} else {
		err = writeReport(s.Out, s.words, report)
	}
	if err == nil && !report.Complete() {
		return statusError(Partly)
	}
	return err
}

// clearLine takes the terminal back to the beginning of an empty line.
const clearLine = "\r\x1b[K"

// progress writes how far the import is over the terminal's last line.
func (s *session) progress() func(file string, done, total int64) {
	last := int64(-1)
	return func(file string, done, total int64) {
		percent := done * 100 / max(total, 1)
		if percent == last {
			return
		}
		last = percent
		fmt.Fprint(s.Err, clearLine, s.words.T("cli.reading", "File", file, "Percent", percent))
	}
}

// issue is an issue as a program reads it.
type issue struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"` // in words
	Code   string `json:"code"`   // the same for a program
}

func writeJSON(out io.Writer, w *assets.Words, r *exchange.Report) error {
	issues := func(list []exchange.Issue) []issue {
		out := make([]issue, len(list))
		for i, x := range list {
			out[i] = issue{x.File, x.Line, x.Column, x.Value, reasonText(w, x), string(x.Reason)}
		}
		return out
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Taken      exchange.Counts `json:"taken"`
		Updated    int             `json:"updated"`
		Duplicates int             `json:"duplicates"`
		Conflicts  []issue         `json:"conflicts"`
		Rejected   []issue         `json:"rejected"`
		Warnings   []issue         `json:"warnings"`
		NotListed  int             `json:"not_listed"`
	}{r.Added, r.Updated, r.Duplicates, issues(r.Conflicts), issues(r.Rejected), issues(r.Warnings), r.Unlisted})
}

func reasonText(w *assets.Words, x exchange.Issue) string {
	args := slices.Clone(x.Args)
	for i, a := range args {
		if d, ok := a.(model.Date); ok {
			args[i] = w.Date(d)
		}
	}
	return w.T("import."+string(x.Reason), args...)
}

// writeReport writes a report for a person: what was taken, then what needs
// one. Of many issues of one kind the first few stand for all.
func writeReport(out io.Writer, w *assets.Words, r *exchange.Report) error {
	p := &printer{out: out}
	p.line(w.T("report.taken", "Counts", messages.Counts(r.Added).In(w)))
	if r.Updated > 0 {
		p.line(w.N("report.updated", r.Updated))
	}
	if r.Duplicates > 0 {
		p.line(w.N("report.duplicates", r.Duplicates))
	}
	for _, part := range []struct {
		key  string
		list []exchange.Issue
	}{{"report.conflicts", r.Conflicts}, {"report.rejected", r.Rejected}, {"report.warnings", r.Warnings}} {
		if len(part.list) == 0 {
			continue
		}
		p.line("")
		p.line(w.N(part.key, len(part.list)))
		p.issues(w, part.list)
	}
	if r.Unlisted > 0 {
		p.line(w.T("report.not_listed", "Count", w.Count(r.Unlisted)))
	}
	return p.err
}

// issuesListed is how many issues of one reason and file a report for a person lists.
const issuesListed = 5

type printer struct {
	out io.Writer
	err error
}

func (p *printer) line(s string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.out, s)
	}
}

func (p *printer) issues(w *assets.Words, list []exchange.Issue) {
	type kind struct {
		file   string
		reason exchange.Reason
	}
	count := map[kind]int{}
	for _, x := range list {
		k := kind{x.File, x.Reason}
		if count[k]++; count[k] > issuesListed {
			continue
		}
		place := x.File
		if x.Line > 0 {
			place = w.T("report.line", "File", x.File, "Line", x.Line)
		}
		if x.Column != "" {
			place += ", " + x.Column
		}
		if x.Value != "" {
			place += fmt.Sprintf(" %q", x.Value)
		}
		p.line("  " + place + ": " + reasonText(w, x))
	}
	told := map[kind]bool{}
	for _, x := range list {
		k := kind{x.File, x.Reason}
		if n := count[k] - issuesListed; n > 0 && !told[k] {
			told[k] = true
			p.line("  " + k.file + ": " + w.T("report.more", "Count", w.Count(n)))
		}
	}
}
