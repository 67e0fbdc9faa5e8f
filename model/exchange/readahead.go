// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"slices"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model/crash"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// row is one row of a file.
type row struct {
	file   *file
	fields []string
	line   int
}

// get returns the text of a field, or an empty text if the file has no such column.
func (r row) get(f Field) string {
	if i, ok := r.file.columns.fields[f]; ok && i < len(r.fields) {
		return strings.Clone(r.fields[i])
	}
	return ""
}

// readBatch reads the next rows, limited in number and bytes. io.EOF is returned with
// the last.
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

// rowBatch is a number of rows, the bytes read so far, and the error that ended the
// reading.
type rowBatch struct {
	rows      []row
	bytesRead int64
	err       error
}

// readAhead reads batches on a goroutine, so that reading and writing run in
// parallel. The channel is closed after the batch with an error. Call stop before
// closing the file.
func (r *rowReader) readAhead(f *file) (batches <-chan rowBatch, stop func()) {
	const few = 4
	out := make(chan rowBatch, few)
	enough := make(chan struct{})
	go func() {
		defer close(out)
		for {
			var list []row
			err := crash.Catch(func() (err error) {
				list, err = r.readBatch(f)
				return err
			})
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
		for range out { // until the goroutine ends
		}
	}
}
