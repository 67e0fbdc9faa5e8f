// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange/tabular"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// rowImporter imports the rows of one kind of file.
type rowImporter interface {
	importRow(r row) error
	// finish is called after the last row.
	finish() error
}

func (im *importer) importFile(f *file, l *store.Load) error {
	var t rowImporter
	base := baseImporter{importer: im, file: f, load: l}
	switch f.columns.kind {
	case citizensFile:
		t = &citizenImporter{baseImporter: base, seen: map[string]bool{}}
	case activitiesFile:
		t = &activityImporter{baseImporter: base}
	case answersFile:
		t = newAssessmentImporter(base)
	case outcomesFile:
		t = &outcomeImporter{baseImporter: base}
	case weeksFile:
		t = &weekImporter{baseImporter: base, unknownWeeks: map[string]int{}}
	}
	im.warnOfFile(f)
	rows, err := f.Rows()
	if err != nil {
		return fileErrorOf(err)
	}
	defer rows.Close()
	batches, stop := f.readAhead(rows)
	defer stop()
	for b := range batches {
		if err := im.ctx.Err(); err != nil {
			return err
		}
		if im.options.Progress != nil {
			im.options.Progress(f.name, im.bytesDone+b.bytesRead, im.bytesTotal)
		}
		if b.err != nil && !errors.Is(b.err, io.EOF) {
			return fileErrorOf(b.err)
		}
		if err := l.Prefetch(caseNumbers(b.rows)); err != nil {
			return err
		}
		for _, r := range b.rows {
			if im.rejectUnread(f, r) {
				continue
			}
			if err := t.importRow(r); err != nil {
				return fmt.Errorf("line %d: %w", r.line, err)
			}
		}
	}
	im.bytesDone += f.size
	if im.options.Progress != nil {
		im.options.Progress(f.name, im.bytesDone, im.bytesTotal)
	}
	return t.finish()
}

// caseNumbers returns the case numbers in the rows.
func caseNumbers(batch []row) []string {
	var numbers []string
	for _, r := range batch {
		if n := r.get(CaseNumber); n != "" {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// rejectUnread rejects a row that could not be read or, in a column that is used, has a
// control character or a text that is too long for the register.
func (im *importer) rejectUnread(f *file, r row) bool {
	if r.problem != "" {
		im.reject(f, r.line, "", strings.Join(r.fields[:min(len(r.fields), 6)], "; "), Reason(r.problem),
			"Have", len(r.fields), "Want", len(f.header))
		return true
	}
	for _, i := range f.columns.used {
		if c, ok := tabular.Control(r.fields[i]); ok {
			im.reject(f, r.line, f.header[i], r.fields[i], ControlCharacter, "Character", fmt.Sprintf("U+%04X", c))
			return true
		}
		if n := utf8.RuneCountInString(r.fields[i]); n > model.MaxText {
			im.reject(f, r.line, f.header[i], r.fields[i], TooLong, "Length", n, "Limit", model.MaxText)
			return true
		}
	}
	return false
}

// warnOfFile warns of what was found when the whole file was read.
func (im *importer) warnOfFile(f *file) {
	if list := f.columns.unused; len(list) > 0 {
		im.warn(f, f.HeaderLine, strings.Join(list, ", "), "", ColumnsNotUsed, "Columns", f.columns.proposals())
	}
	if list := im.itemsLacking(f.columns); len(list) > 0 {
		im.warn(f, f.HeaderLine, "", "", ItemsLacking, "Items", strings.Join(list, ", "))
	}
	if f.lost.line > 0 {
		im.warn(f, f.lost.line, f.lost.column, f.lost.value, LettersLost)
	}
	for _, r := range f.footer {
		im.warn(f, r.Line, "", strings.TrimSpace(strings.Join(r.Cells, " ")), FooterLeftOut)
	}
}
