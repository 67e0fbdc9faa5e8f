// SPDX-License-Identifier: MPL-2.0

package tabular

import "strings"

// separators are what separates the cells of a line, the most usual first.
var separators = []byte{';', '\t', ',', '|'}

// separatorLine returns the separator that a first line "sep=;" names, or 0. Excel
// writes and reads such a line.
func separatorLine(line string) byte {
	rest, ok := strings.CutPrefix(strings.ToLower(strings.Trim(line, "\" ")), "sep=")
	if !ok || len(rest) > 1 {
		return 0
	}
	if rest == "" {
		return '\t'
	}
	return rest[0]
}

// guessSeparator returns the separator that gives most of the lines the same number
// of cells, and that number.
func guessSeparator(lines []string) (separator byte, width int) {
	separator, width = separators[0], 1
	bestLines := 0
	for _, s := range separators {
		n, agree := commonWidth(lines, s)
		// A comma in most lines may be that of decimals: more lines must agree on it.
		if n > 1 && (agree > bestLines || agree == bestLines && n > width && s == separators[1]) {
			separator, width, bestLines = s, n, agree
		}
	}
	return separator, width
}

// commonWidth returns the most frequent number of cells over 1 and the number of
// lines that have it.
func commonWidth(lines []string, separator byte) (width, agree int) {
	counts := map[int]int{}
	for _, l := range lines {
		n := 1
		quoted := false
		for i := 0; i < len(l); i++ {
			switch {
			case l[i] == '"':
				quoted = !quoted
			case l[i] == separator && !quoted:
				n++
			}
		}
		if n > 1 {
			counts[n]++
		}
	}
	for n, k := range counts {
		if k > agree || k == agree && n > width {
			width, agree = n, k
		}
	}
	return width, agree
}
