// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// textTable is a table for a terminal. The first column is aligned left, the others
// right. A row of one cell spans all columns.
type textTable [][]string

func (t *textTable) row(cells ...string) {
	line := make([]string, len(cells))
	for i, cell := range cells {
		line[i] = oneLine(cell)
	}
	*t = append(*t, line)
}

func (t textTable) write(out io.Writer) error {
	var widths []int
	for _, row := range t {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if len(row) > 1 {
				widths[i] = max(widths[i], utf8.RuneCountInString(cell))
			}
		}
	}
	for _, row := range t {
		var line strings.Builder
		for i, cell := range row {
			space := ""
			if n := widths[i] - utf8.RuneCountInString(cell); n > 0 && len(row) > 1 {
				space = strings.Repeat(" ", n)
			}
			if i == 0 {
				line.WriteString(cell + space)
			} else {
				line.WriteString("  " + space + cell)
			}
		}
		if _, err := fmt.Fprintln(out, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}
