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
	im := &importer{ctx: ctx, o: o, report: &Report{}}
	files, err := im.files(source)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if f.columns.kind == weeksFile && len(o.Mapping.RegisterCodes) == 0 {
			if len(files) == 1 {
				return nil, f.table.fail(FileNoMapping)
			}
			im.warn(f, 0, "", "", NoCodes)
			im.done += f.size
			continue
		}
		err := to.Load(ctx, f.name, func(l *store.Load) error { return im.take(f, l) })
		if err != nil {
			return im.report, fmt.Errorf("import %s: %w", f.name, err)
		}
	}
	return im.report, nil
}

// file is a table of the extract with its columns found.
type file struct {
	*table
	columns *columns
}

type importer struct {
	ctx    context.Context
	o      Options
	report *Report
	total  int64 // bytes of the extract
	done   int64 // bytes of the files before this one
}

func (im *importer) files(source string) ([]*file, error) {
	paths := []string{source}
	info, err := os.Stat(source)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		if paths, err = im.filesIn(source); err != nil {
			return nil, err
		}
	}
	var files []*file
	for _, p := range paths {
		t, err := examine(p)
		if err != nil {
			return nil, err
		}
		c, err := recognise(t, im.o.Mapping, im.o.Instruments)
		if err != nil {
			return nil, err
		}
		files = append(files, &file{t, c})
		im.total += t.size
	}
	slices.SortStableFunc(files, func(a, b *file) int {
		return slices.Index(order, a.columns.kind) - slices.Index(order, b.columns.kind)
	})
	return files, nil
}

func (im *importer) filesIn(dir string) ([]string, error) {
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
		im.report.keep(&im.report.Warnings, Issue{File: e.Name(), Reason: FileNotRecognised})
	}
	if len(paths) == 0 {
		return nil, &FileError{File: dir, Reason: FolderEmpty}
	}
	return paths, nil
}

// taker takes one row of a kind of file.
type taker interface {
	row(r row) error
	// end is called after the last row.
	end() error
}

func (im *importer) take(f *file, l *store.Load) error {
	var t taker
	base := base{importer: im, file: f, load: l}
	switch f.columns.kind {
	case citizensFile:
		t = &citizenTaker{base: base, seen: map[string]bool{}}
	case activitiesFile:
		t = &activityTaker{base: base}
	case answersFile:
		t = newAnswerTaker(base)
	case outcomesFile:
		t = &outcomeTaker{base: base}
	case weeksFile:
		t = &weekTaker{base: base, unknown: map[string]int{}}
	}
	rows, err := f.rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	if err := rows.next(); err != nil {
		return err
	}
	batches, stop := rows.ahead(f)
	defer stop()
	for b := range batches {
		if err := im.ctx.Err(); err != nil {
			return err
		}
		if im.o.Progress != nil {
			im.o.Progress(f.name, im.done+b.read, im.total)
		}
		if b.err != nil && !errors.Is(b.err, io.EOF) {
			return b.err
		}
		if err := l.Prefetch(caseNumbers(b.rows)); err != nil {
			return err
		}
		for _, r := range b.rows {
			if len(r.fields) != len(f.head) && !onlyEmpty(r.fields, len(f.head)) {
				im.reject(f, r.line, "", strings.Join(r.fields[:min(len(r.fields), 6)], "; "), FieldCount,
					"Have", len(r.fields), "Want", len(f.head))
				continue
			}
			if err := t.row(r); err != nil {
				return fmt.Errorf("line %d: %w", r.line, err)
			}
		}
	}
	im.done += f.size
	if im.o.Progress != nil {
		im.o.Progress(f.name, im.done, im.total)
	}
	return t.end()
}

// batch reads the next rows, few enough to hold in memory however long they
// are. With the last of them comes io.EOF.
func (r *rows) batch(f *file) (batch []row, err error) {
	batch = make([]row, 0, store.PrefetchLimit)
	for size := 0; len(batch) < store.PrefetchLimit && size < rowLimit; {
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

// batch is a number of rows that have been read, how much of the file that was,
// and what ended the reading, if it did.
type batch struct {
	rows []row
	read int64
	err  error
}

// ahead reads the rows on a goroutine of their own, a few batches before they
// are taken, so that reading and writing each have a processor. The channel is
// closed after the batch with an error. Call stop before the file is closed.
func (r *rows) ahead(f *file) (batches <-chan batch, stop func()) {
	const few = 4
	out := make(chan batch, few)
	enough := make(chan struct{})
	go func() {
		defer close(out)
		for {
			list, err := r.batch(f)
			select {
			case out <- batch{list, r.read, err}:
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

// onlyEmpty reports whether the fields beyond the head are empty, as where a
// program ends each line with a separator.
func onlyEmpty(fields []string, head int) bool {
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
	im.report.keep(&im.report.Rejected, Issue{f.name, line, column, value, r, args})
}

func (im *importer) warn(f *file, line int, column, value string, r Reason, args ...any) {
	im.report.keep(&im.report.Warnings, Issue{f.name, line, column, value, r, args})
}

// base is what every taker has.
type base struct {
	*importer
	*file
	load *store.Load
}

func (b *base) end() error { return nil }

// conflict keeps what a person must decide, in the register and in the report.
func (b *base) conflict(r row, citizen model.ID, column, value string, reason Reason, args ...any) error {
	_, err := b.load.AddConflict(store.Conflict{
		Citizen: citizen, File: b.file.name, Line: r.line, Column: column, Value: value, Reason: string(reason),
		Row: slices.Clone(r.fields),
	})
	b.report.keep(&b.report.Conflicts, Issue{b.file.name, r.line, column, value, reason, args})
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
	if i, ok := r.file.columns.at[f]; ok && i < len(r.fields) {
		return strings.Clone(r.fields[i])
	}
	return ""
}

// refuse rejects a row for what stands in one of its fields.
func (b *base) refuse(r row, f Field, reason Reason, args ...any) {
	b.reject(b.file, r.line, b.file.column(b.file.columns, f), r.get(f), reason, args...)
}

// date reads a date of the row, which may be empty where it is not needed. It
// rejects the row, and is false, where the date is none or too late.
func (b *base) date(r row, f Field, needed, mayBeFuture bool) (model.Date, bool) {
	d, err := model.ParseDate(r.get(f), b.o.Today)
	switch {
	case errors.Is(err, model.ErrDateEmpty) && !needed:
		return model.Date{}, true
	case errors.Is(err, model.ErrDateEmpty):
		b.refuse(r, f, NoDate)
	case errors.Is(err, model.ErrDateNoDay):
		b.refuse(r, f, NoSuchDay)
	case err != nil:
		b.refuse(r, f, NotADate)
	case d.After(b.o.Today) && !mayBeFuture:
		b.refuse(r, f, InTheFuture)
	default:
		return d, true
	}
	return model.Date{}, false
}

// citizen finds the citizen of the row, or rejects the row.
func (b *base) citizen(r row) (*store.CitizenState, error) {
	number := r.get(CaseNumber)
	if number == "" {
		b.refuse(r, CaseNumber, NoCaseNumber)
		return nil, nil
	}
	k, err := b.load.Citizen(number)
	if err == nil && k == nil {
		b.refuse(r, CaseNumber, UnknownCase)
	}
	return k, err
}
