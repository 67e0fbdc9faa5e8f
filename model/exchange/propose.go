// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"codeberg.org/fremskridt/fremskridt/model"
)

// proposals lists the columns that are not used, each with the known name that it
// resembles.
func (c *columnLayout) proposals() string {
	var list []string
	for _, header := range c.unused {
		text := "»" + header + "«"
		if name := c.resembling(header); name != "" {
			text += " (" + name + "?)"
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

// resembling returns the name of a field or item that a header begins with, or from
// which it differs in a letter or a sign; empty if there is none.
func (c *columnLayout) resembling(header string) string {
	plain := lettersOf(header)
	first, _, _ := strings.Cut(strings.TrimSpace(header), " ")
	for _, code := range c.codes {
		if strings.EqualFold(strings.Trim(first, ".:-)("), code) {
			return code
		}
	}
	best := ""
	for _, f := range slices.Sorted(maps.Keys(headerNames)) {
		for _, name := range headerNames[f] {
			known := lettersOf(name)
			if plain == known || len(plain) > 3 && len(known) > 3 && withinOneEdit(plain, known) {
				return name
			}
			if best == "" && len(known) > 4 && (strings.HasPrefix(plain, known) || strings.HasSuffix(plain, known)) {
				best = name
			}
		}
	}
	return best
}

// lettersOf returns the letters and digits of a name, in lower case and with Danish
// letters, which some systems write as two.
func lettersOf(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
	return strings.NewReplacer("aa", "å", "ae", "æ", "oe", "ø").Replace(s)
}

// withinOneEdit reports whether two words differ in one letter at the most: another
// one, one too many, or two in the wrong order.
func withinOneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch len(y) - len(x) {
	case 0:
		if i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:]) {
			return true
		}
		return i >= len(x) || slices.Equal(x[i+1:], y[i+1:])
	case 1:
		return slices.Equal(x[i:], y[i+1:])
	}
	return false
}

// itemsLacking returns the items that a file of assessments lacks of the newest
// version of the instrument of which it has most, for respondents of which it has any.
func (im *importer) itemsLacking(c *columnLayout) []string {
	if c.kind != answersFile {
		return nil
	}
	var of *model.Instrument
	most := 0
	for _, in := range im.options.Instruments {
		n := 0
		for _, col := range c.items {
			if _, ok := in.Item(col.code); ok {
				n++
			}
		}
		if n > most || n == most && n > 0 && of.ValidFrom.Before(in.ValidFrom) {
			of, most = in, n
		}
	}
	if of == nil {
		return nil
	}
	has := map[string]bool{}
	respondents := map[model.Respondent]bool{}
	for _, col := range c.items {
		has[col.code] = true
		if it, ok := of.Item(col.code); ok {
			respondents[it.Respondent] = true
		}
	}
	var lacking []string
	for _, it := range of.Items {
		if respondents[it.Respondent] && !has[it.Code] && !it.Optional && it.ShowIf == nil {
			lacking = append(lacking, it.Code)
		}
	}
	return lacking
}
