// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"errors"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// baseImporter is the part that all row importers share.
type baseImporter struct {
	*importer
	*file
	load *store.Load
}

func (b *baseImporter) finish() error { return nil }

// addConflict records what a person must decide, in the register and in the report.
func (b *baseImporter) addConflict(r row, citizen model.ID, column, value string, reason Reason, args ...any) error {
	_, err := b.load.AddConflict(store.Conflict{
		Citizen: citizen, File: b.file.name, Line: r.line, Column: column, Value: value, Reason: string(reason),
		Row: slices.Clone(r.fields),
	})
	b.report.addIssue(&b.report.Conflicts, Issue{b.file.name, r.line, column, value, reason, args})
	return err
}

// rejectField rejects a row because of one of its fields.
func (b *baseImporter) rejectField(r row, f Field, reason Reason, args ...any) {
	b.reject(b.file, r.line, b.file.columnName(b.file.columns, f), r.get(f), reason, args...)
}

// parseDate parses a date of the row, or rejects the row and returns false. An empty
// date is accepted unless needed is set.
func (b *baseImporter) parseDate(r row, f Field, needed, mayBeFuture bool) (model.Date, bool) {
	column := b.file.dates[f]
	if column == nil {
		column = &dateColumn{} // the file has no such column
	}
	d, err := column.parse(r.get(f), b.options.Today)
	switch {
	case err == nil && d.IsZero() && needed:
		b.rejectField(r, f, NoDate)
	case errors.Is(err, errAmbiguousDate):
		b.rejectField(r, f, AmbiguousDate)
	case errors.Is(err, model.ErrDateEmpty) && !needed:
		return model.Date{}, true
	case errors.Is(err, model.ErrDateEmpty):
		b.rejectField(r, f, NoDate)
	case errors.Is(err, model.ErrDateNoDay):
		b.rejectField(r, f, NoSuchDay)
	case err != nil:
		b.rejectField(r, f, NotADate)
	case d.After(b.options.Today) && !mayBeFuture:
		b.rejectField(r, f, InTheFuture)
	default:
		return d, true
	}
	return model.Date{}, false
}

// lookup finds the entry of the vocabulary that a word means: by the code that the
// mapping gives for it, otherwise by name.
func lookup[T any](word string, mapping map[string]string, byCode, byName func(string) (T, bool)) (T, bool) {
	if code := mapping[word]; code != "" {
		return byCode(code)
	}
	return byName(word)
}

// findCitizen returns the citizen of the row. It rejects the row and returns nil if
// there is none, or none that the importer sees: the two are not distinguished.
func (b *baseImporter) findCitizen(r row) (*store.CitizenState, error) {
	number := r.get(CaseNumber)
	switch {
	case number == "":
		b.rejectField(r, CaseNumber, NoCaseNumber)
		return nil, nil
	case b.isCPR(number):
		b.rejectField(r, CaseNumber, CaseNumberIsCPR)
		return nil, nil
	}
	k, err := b.load.Citizen(number)
	if errors.Is(err, store.ErrOtherTeam) {
		k, err = nil, nil
	}
	if err == nil && k == nil {
		b.rejectField(r, CaseNumber, b.unknown(UnknownCase, UnknownCaseHere))
	}
	return k, err
}

// isCPR reports whether a case number is a CPR number, which is never kept as one. Ten
// digits may be either; the whole column decides.
func (f *file) isCPR(number string) bool {
	return looksLikeCPR(number) && (f.caseNumberIsCPR || strings.Contains(number, "-"))
}

// unknown returns the reason for a citizen that was not found, in the register or
// among those that the importer sees.
func (b *baseImporter) unknown(anywhere, here Reason) Reason {
	if b.load.SeesAll() {
		return anywhere
	}
	return here
}

func (im *importer) reject(f *file, line int, column, value string, r Reason, args ...any) {
	im.report.addIssue(&im.report.Rejected, Issue{f.name, line, column, value, r, args})
}

func (im *importer) warn(f *file, line int, column, value string, r Reason, args ...any) {
	im.report.addIssue(&im.report.Warnings, Issue{f.name, line, column, value, r, args})
}
