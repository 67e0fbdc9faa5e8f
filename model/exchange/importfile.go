// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"errors"
	"fmt"
	"io"
	"strings"

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
	rows, err := f.openRows()
	if err != nil {
		return err
	}
	defer rows.Close()
	if err := rows.next(); err != nil {
		return err
	}
	batches, stop := rows.readAhead(f)
	defer stop()
	for b := range batches {
		if err := im.ctx.Err(); err != nil {
			return err
		}
		if im.options.Progress != nil {
			im.options.Progress(f.name, im.bytesDone+b.bytesRead, im.bytesTotal)
		}
		if b.err != nil && !errors.Is(b.err, io.EOF) {
			return b.err
		}
		if err := l.Prefetch(caseNumbers(b.rows)); err != nil {
			return err
		}
		for _, r := range b.rows {
			if len(r.fields) != len(f.header) && !extraFieldsEmpty(r.fields, len(f.header)) {
				im.reject(f, r.line, "", strings.Join(r.fields[:min(len(r.fields), 6)], "; "), FieldCount,
					"Have", len(r.fields), "Want", len(f.header))
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

// extraFieldsEmpty reports whether a row only has more fields than the header because
// it ends in separators.
func extraFieldsEmpty(fields []string, head int) bool {
	if len(fields) < head {
		return false
	}
	for _, f := range fields[head:] {
		if f != "" {
			return false
		}
	}
	return true
}
