// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// fileKind is what the rows of a file are.
type fileKind string

const (
	citizensFile   fileKind = "citizens"
	activitiesFile fileKind = "activities"
	answersFile    fileKind = "assessments"
	outcomesFile   fileKind = "outcomes"
	weeksFile      fileKind = "register_weeks"
)

// importOrder is the order in which the files of an extract are imported: citizens
// first, and the weekly register after the activities that take precedence over it.
var importOrder = []fileKind{citizensFile, activitiesFile, answersFile, outcomesFile, weeksFile}

// requiredFields are the fields without which a file of the kind cannot be imported.
var requiredFields = map[fileKind][]Field{
	citizensFile:   {CaseNumber, TargetGroup},
	activitiesFile: {CaseNumber, Type, Start},
	answersFile:    {CaseNumber, Date},
	outcomesFile:   {CaseNumber, Date, Outcome},
	weeksFile:      {CPR},
}

// columnLayout is which column of a file contains what.
type columnLayout struct {
	kind   fileKind
	fields map[Field]int
	items  []itemColumn
	weeks  []weekColumn
	used   []int    // the columns above
	unused []string // the names of the others
	codes  []string // of all items, to propose
}

type itemColumn struct {
	column int
	code   string
}

type weekColumn struct {
	column int
	monday model.Date
}

// columnName returns the name of a field's column, for messages.
func (t *table) columnName(c *columnLayout, f Field) string {
	if i, ok := c.fields[f]; ok {
		return t.header[i]
	}
	return headerNames[f][0]
}

// recogniseColumns finds the columns of a table and the kind of the file.
func recogniseColumns(t *table, m Mapping, instruments map[string]*model.Instrument) (*columnLayout, error) {
	c := &columnLayout{fields: map[Field]int{}}
	for _, in := range instruments {
		for _, it := range in.Items {
			c.codes = append(c.codes, it.Code)
		}
	}
	fields := fieldsByHeader(m)
	for i, header := range t.header {
		name := normaliseHeader(header)
		if name == "" {
			continue
		}
		f, ok := fields[name]
		if ok && f == "" {
			continue // the mapping leaves it out
		}
		c.used = append(c.used, i)
		if ok {
			if other, twice := c.fields[f]; twice {
				return nil, t.fileError(FileColumnTwice, "Column", t.header[other]+" / "+header)
			}
			c.fields[f] = i
			continue
		}
		if monday, ok := registerWeek(header); ok {
			c.weeks = append(c.weeks, weekColumn{i, monday})
			continue
		}
		code := cmp.Or(m.Items[header], strings.ToUpper(header))
		if anyHasItem(instruments, code) {
			if slices.ContainsFunc(c.items, func(c itemColumn) bool { return c.code == code }) {
				return nil, t.fileError(FileColumnTwice, "Column", header)
			}
			c.items = append(c.items, itemColumn{i, code})
			continue
		}
		c.used = c.used[:len(c.used)-1]
		c.unused = append(c.unused, header)
	}
	slices.SortFunc(c.weeks, func(a, b weekColumn) int { return a.monday.Compare(b.monday) })
	c.kind = c.recogniseKind()
	headers := strings.Join(t.header[:min(len(t.header), 12)], ", ")
	if c.kind == "" {
		return nil, t.fileError(FileUnknown, "Columns", headers)
	}
	for _, f := range requiredFields[c.kind] {
		if !c.has(f) {
			return nil, t.fileError(FileMissingColumn, "Column", headerNames[f][0], "Columns", headers)
		}
	}
	return c, nil
}

// recogniseKind returns the kind of a file by its columns, empty if they are unknown.
func (c *columnLayout) recogniseKind() fileKind {
	switch {
	case len(c.weeks) > 0:
		return weeksFile
	case len(c.items) > 0:
		return answersFile
	case c.has(Type):
		return activitiesFile
	case c.has(Outcome):
		return outcomesFile
	case c.has(Name), c.has(FirstName) && c.has(LastName):
		return citizensFile
	}
	return ""
}

func (c *columnLayout) has(f Field) bool {
	_, ok := c.fields[f]
	return ok
}

func anyHasItem(instruments map[string]*model.Instrument, code string) bool {
	for _, in := range instruments {
		if _, ok := in.Item(code); ok {
			return true
		}
	}
	return false
}

// registerWeek parses the header y_YYWW of a column of the weekly register: ISO week
// WW of the year 19YY from 90 on, otherwise 20YY.
func registerWeek(head string) (model.Date, bool) {
	digits, ok := strings.CutPrefix(strings.ToLower(head), "y_")
	if !ok || len(digits) != 4 {
		return model.Date{}, false
	}
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil {
		return model.Date{}, false
	}
	year := 2000 + int(n/100)
	if n/100 >= 90 {
		year -= 100
	}
	return model.ISOWeekMonday(year, int(n%100))
}
