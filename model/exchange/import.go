// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
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

// Loader runs a transaction for one file. It is implemented by [store.Access].
type Loader interface {
	Load(ctx context.Context, name string, fn func(*store.Load) error) error
}

// Import imports an extract, which is a file or a folder of files. If a file cannot
// be read, nothing is imported and the error is a [FileError].
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

// file is a table of the extract with recognised columns.
type file struct {
	*table
	columns *columnLayout
}

type importer struct {
	ctx        context.Context
	options    Options
	report     *Report
	bytesTotal int64 // bytes of all files
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
