package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Options are what an import needs to know beside the extract.
type Options struct {
	Mapping     Mapping
	Vocabulary  *model.Vocabulary
	Instruments map[string]*model.Instrument
	Today       model.Date
	// Municipality is the team of citizens for whom the extract names none.
	Municipality string
	// Progress, where it is set, is told how much of the whole extract has been
	// read, in bytes.
	Progress func(file string, done, total int64)
}

// Loader is where rows go: the Load of a register's access.
type Loader interface {
	Load(ctx context.Context, name string, fn func(*store.Load) error) error
}

// Import takes an extract, a file or a folder of files. It is a *FileError,
// with nothing taken, where a file cannot be read at all.
func Import(ctx context.Context, to Loader, source string, o Options) (*Report, error) {
	im := &importer{ctx: ctx, options: o, report: &Report{}}
	files, err := im.openFiles(source)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if f.columns.kind == weeksFile && len(o.Mapping.RegisterCodes) == 0 {
			if len(files) == 1 {
				return nil, f.table.fileError(FileNoMapping)
			}
			im.warn(f, 0, "", "", NoCodes)
			im.bytesDone += f.size
			continue
		}
		err := to.Load(ctx, f.name, func(l *store.Load) error { return im.importFile(f, l) })
		if err != nil {
			return im.report, fmt.Errorf("import %s: %w", f.name, err)
		}
	}
	return im.report, nil
}

// file is a table of the extract with its columns found.
type file struct {
	*table
	columns *columnLayout
}

type importer struct {
	ctx        context.Context
	options    Options
	report     *Report
	bytesTotal int64 // bytes of the extract
	bytesDone  int64 // bytes of the files before this one
}

func (im *importer) openFiles(source string) ([]*file, error) {
	paths := []string{source}
	info, err := os.Stat(source)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		if paths, err = im.listFolder(source); err != nil {
			return nil, err
		}
	}
	var files []*file
	for _, p := range paths {
		t, err := openTable(p)
		if err != nil {
			return nil, err
		}
		c, err := recogniseColumns(t, im.options.Mapping, im.options.Instruments)
		if err != nil {
			return nil, err
		}
		files = append(files, &file{t, c})
		im.bytesTotal += t.size
	}
	slices.SortStableFunc(files, func(a, b *file) int {
		return slices.Index(importOrder, a.columns.kind) - slices.Index(importOrder, b.columns.kind)
	})
	return files, nil
}

func (im *importer) listFolder(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		switch strings.ToLower(filepath.Ext(e.Name())) {
		case ".csv", ".txt", ".tsv":
			if !e.IsDir() {
				paths = append(paths, filepath.Join(dir, e.Name()))
				continue
			}
		}
		im.report.addIssue(&im.report.Warnings, Issue{File: e.Name(), Reason: FileNotRecognised})
	}
	if len(paths) == 0 {
		return nil, &FileError{File: dir, Reason: FolderEmpty}
	}
	return paths, nil
}

// rowImporter takes one row of a kind of file.
type rowImporter interface {
	importRow(r row) error
	// end is called after the last row.
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

// readBatch reads the next rows, few enough to hold in memory however long they
// are. With the last of them comes io.EOF.
func (r *rowReader) readBatch(f *file) (batch []row, err error) {
	batch = make([]row, 0, store.PrefetchLimit)
	for size := 0; len(batch) < store.PrefetchLimit && size < maxRowBytes; {
		if err := r.next(); err != nil {
			return batch, err
		}
		batch = append(batch, row{file: f, fields: slices.Clone(r.fields), line: r.line})
		for _, field := range r.fields {
			size += len(field)
		}
	}
	return batch, nil
}

// rowBatch is a number of rows that have been read, how much of the file that was,
// and what ended the reading, if it did.
type rowBatch struct {
	rows      []row
	bytesRead int64
	err       error
}

// readAhead reads the rows on a goroutine of their own, a few batches before they
// are taken, so that reading and writing each have a processor. The channel is
// closed after the batch with an error. Call stop before the file is closed.
func (r *rowReader) readAhead(f *file) (batches <-chan rowBatch, stop func()) {
	const few = 4
	out := make(chan rowBatch, few)
	enough := make(chan struct{})
	go func() {
		defer close(out)
		for {
			list, err := r.readBatch(f)
			select {
			case out <- rowBatch{list, r.bytesRead, err}:
			case <-enough:
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return out, func() {
		close(enough)
		for range out { // what was read ahead is let go
		}
	}
}

// caseNumbers are those of the rows, none where the file has no such column.
func caseNumbers(batch []row) []string {
	var numbers []string
	for _, r := range batch {
		if n := r.get(CaseNumber); n != "" {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// extraFieldsEmpty reports whether the fields beyond the head are empty, as where a
// program ends each line with a separator.
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

func (im *importer) reject(f *file, line int, column, value string, r Reason, args ...any) {
	im.report.addIssue(&im.report.Rejected, Issue{f.name, line, column, value, r, args})
}

func (im *importer) warn(f *file, line int, column, value string, r Reason, args ...any) {
	im.report.addIssue(&im.report.Warnings, Issue{f.name, line, column, value, r, args})
}

// baseImporter is what every taker has.
type baseImporter struct {
	*importer
	*file
	load *store.Load
}

func (b *baseImporter) finish() error { return nil }

// addConflict keeps what a person must decide, in the register and in the report.
func (b *baseImporter) addConflict(r row, citizen model.ID, column, value string, reason Reason, args ...any) error {
	_, err := b.load.AddConflict(store.Conflict{
		Citizen: citizen, File: b.file.name, Line: r.line, Column: column, Value: value, Reason: string(reason),
		Row: slices.Clone(r.fields),
	})
	b.report.addIssue(&b.report.Conflicts, Issue{b.file.name, r.line, column, value, reason, args})
	return err
}

// row is one row of a file.
type row struct {
	file   *file
	fields []string
	line   int
}

// get is the text of a field, empty where the file has no such column.
func (r row) get(f Field) string {
	if i, ok := r.file.columns.fields[f]; ok && i < len(r.fields) {
		return strings.Clone(r.fields[i])
	}
	return ""
}

// rejectField rejects a row for what stands in one of its fields.
func (b *baseImporter) rejectField(r row, f Field, reason Reason, args ...any) {
	b.reject(b.file, r.line, b.file.columnName(b.file.columns, f), r.get(f), reason, args...)
}

// parseDate reads a date of the row, which may be empty where it is not needed. It
// rejects the row, and is false, where the date is none or too late.
func (b *baseImporter) parseDate(r row, f Field, needed, mayBeFuture bool) (model.Date, bool) {
	d, err := model.ParseDate(r.get(f), b.options.Today)
	switch {
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

// findCitizen finds the citizen of the row, or rejects the row.
func (b *baseImporter) findCitizen(r row) (*store.CitizenState, error) {
	number := r.get(CaseNumber)
	if number == "" {
		b.rejectField(r, CaseNumber, NoCaseNumber)
		return nil, nil
	}
	k, err := b.load.Citizen(number)
	if err == nil && k == nil {
		b.rejectField(r, CaseNumber, UnknownCase)
	}
	return k, err
}
