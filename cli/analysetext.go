// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"fmt"
	"io"

	"codeberg.org/fremskridt/fremskridt/plots/report"
)

// writeGroupText writes the figures for people: the cautions first, then a table a figure,
// each followed by the reasons for which numbers are withheld.
func writeGroupText(out io.Writer, r report.GroupReport) error {
	w := r.Words
	lines := []string{
		w.T("analyse.title", "Municipality", r.Municipality, "Part", r.Selection(), "Day", w.Date(r.Group.AsOf())), r.Population(), "",
	}
	for _, c := range r.Cautions() {
		lines = append(lines, "! "+c)
	}
	if err := writeLines(out, lines...); err != nil {
		return err
	}
	for _, t := range (report.GroupTables{Words: w}).All(r.Figures) {
		if err := writeTable(out, t); err != nil {
			return err
		}
	}
	lines = []string{"", w.T("analyse.definitions")}
	for _, d := range r.Definitions() {
		lines = append(lines, "- "+d)
	}
	return writeLines(out, lines...)
}

func writeTable(out io.Writer, t report.Table) error {
	if err := writeLines(out, "", t.Title, t.Description); err != nil {
		return err
	}
	var rows textTable
	rows.row(t.Head...)
	for _, row := range t.Rows {
		texts := make([]string, len(row))
		for i, c := range row {
			texts[i] = c.Text
		}
		rows.row(texts...)
	}
	if err := rows.write(out); err != nil {
		return err
	}
	return writeLines(out, t.Notes...)
}

func writeLines(out io.Writer, lines ...string) error {
	for _, l := range lines {
		if _, err := fmt.Fprintln(out, l); err != nil {
			return err
		}
	}
	return nil
}
