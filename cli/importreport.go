// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/messages"
)

// issue is an issue in the JSON of a report.
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

// writeReport writes a report for a person: what was imported, then the issues, the
// first few of each kind.
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

// issuesListed is the number of issues of one reason and file that are written.
const issuesListed = 5

type printer struct {
	out io.Writer
	err error
}

func (p *printer) line(s string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.out, oneLine(s))
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
	listed := map[kind]bool{}
	for _, x := range list {
		k := kind{x.File, x.Reason}
		if n := count[k] - issuesListed; n > 0 && !listed[k] {
			listed[k] = true
			p.line("  " + k.file + ": " + w.T("report.more", "Count", w.Count(n)))
		}
	}
}
