// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/exchange/tabular"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Options are the parameters of an import.
type Options struct {
	Mapping     Mapping
	Vocabulary  *model.Vocabulary
	Instruments map[string]*model.Instrument
	Today       model.Date
	// Municipality is the team of citizens without one in the extract.
	Municipality string
	// Progress reports how many bytes of the whole extract have been read; it may be nil.
	Progress func(file string, done, total int64)
}

// Loader runs the transaction of an extract in a role. It is implemented by
// [store.Access].
type Loader interface {
	Load(ctx context.Context, name string, fn func(*store.Load) error) error
	Role() model.Role
}

// Import imports an extract, which is a file, a folder or a zip file. If a file cannot
// be read, nothing is imported and the error is a [FileError]. Rows about citizens
// that the importer does not see are rejected. The extract is one transaction: after
// an error nothing of it is in the register.
func Import(ctx context.Context, to Loader, source string, o Options) (*Report, error) {
	im := &importer{ctx: ctx, options: o, report: &Report{withoutValues: to.Role() == model.RoleOperations}}
	files, err := im.openFiles(source)
	if err != nil {
		return nil, im.hideValues(err)
	}
	var usable []*file
	var names []string
	for _, f := range files {
		if f.columns.kind == weeksFile && len(o.Mapping.RegisterCodes) == 0 {
			if len(files) == 1 {
				return nil, f.table.fileError(FileNoMapping)
			}
			im.warn(f, 0, "", "", NoCodes)
			im.bytesDone += f.size
			continue
		}
		usable, names = append(usable, f), append(names, f.name)
	}
	if len(usable) == 0 {
		return im.report, nil
	}
	err = to.Load(ctx, strings.Join(names, ", "), func(l *store.Load) error {
		for _, f := range usable {
			if err := im.importFile(f, l); err != nil {
				return fmt.Errorf("%s: %w", f.name, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	return im.report, nil
}

// hideValues removes the columns from the error of a file, which are values if the
// file has no header, for an importer who sees no citizen.
func (im *importer) hideValues(err error) error {
	var e *FileError
	if !im.report.withoutValues || !errors.As(err, &e) {
		return err
	}
	return &FileError{File: e.File, Reason: e.Reason, Args: hideTexts(e.Args)}
}

// hideTexts replaces the texts among the arguments of a message, other than usual
// names of columns.
func hideTexts(args []any) []any {
	hidden := slices.Clone(args)
	for i := 1; i < len(hidden); i += 2 {
		switch v := hidden[i].(type) {
		case int, int64, model.Date:
		case string:
			if !isColumnName(v) {
				hidden[i] = "…"
			}
		default:
			hidden[i] = "…"
		}
	}
	return hidden
}

// file is a table of the extract with recognised columns.
type file struct {
	*table
	columns *columnLayout

	// What examine found.
	dates           map[Field]*dateColumn
	caseNumberIsCPR bool
	lost            place // the first cell that has lost letters
	footer          []tabular.Row
}

type importer struct {
	ctx        context.Context
	options    Options
	report     *Report
	bytesTotal int64 // bytes of all files
	bytesDone  int64 // bytes of the files before this one
}

// openFiles reads all files of a source to their ends, before anything is imported.
func (im *importer) openFiles(source string) ([]*file, error) {
	found, err := tabular.Open(source)
	if err != nil {
		return nil, fileErrorOf(err)
	}
	for _, s := range found.Skipped {
		if reason, ok := skipReasons[s.Reason]; ok {
			im.report.addIssue(&im.report.Warnings, Issue{File: s.Name, Reason: reason})
		}
	}
	if len(found.Tables) == 0 {
		return nil, &FileError{File: source, Reason: FolderEmpty}
	}
	score := im.headerScore()
	var files []*file
	for _, t := range found.Tables {
		t.FindHeader(score)
		f := &file{table: &table{t, t.Name(), t.Header, t.Size}, dates: map[Field]*dateColumn{}}
		if f.columns, err = recogniseColumns(f.table, im.options.Mapping, im.options.Instruments); err != nil {
			return nil, err
		}
		if err := f.examine(); err != nil {
			return nil, err
		}
		files = append(files, f)
		im.bytesTotal += t.Size
	}
	slices.SortStableFunc(files, func(a, b *file) int {
		return slices.Index(importOrder, a.columns.kind) - slices.Index(importOrder, b.columns.kind)
	})
	return files, nil
}

// skipReasons are the reasons for which a file or sheet is not read that the importer
// should know of.
var skipReasons = map[tabular.SkipReason]Reason{
	tabular.SkipName: FileNotRecognised, tabular.SkipFolder: FolderNotRead, tabular.SkipHidden: SheetHidden,
}

// headerScore returns a function that counts the known names in a row.
func (im *importer) headerScore() func(cells []string) int {
	fields := fieldsByHeader(im.options.Mapping)
	return func(cells []string) int {
		n := 0
		for _, c := range cells {
			_, isField := fields[normaliseHeader(c)]
			_, isWeek := registerWeek(c)
			if isField || isWeek || anyHasItem(im.options.Instruments, cmp.Or(im.options.Mapping.Items[c], strings.ToUpper(c))) {
				n++
			}
		}
		return n
	}
}
