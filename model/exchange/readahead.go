// SPDX-License-Identifier: MPL-2.0

package exchange

import (
	"strings"

	"codeberg.org/fremskridt/fremskridt/model/crash"
	"codeberg.org/fremskridt/fremskridt/model/exchange/tabular"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// row is one row of a file.
type row struct {
	file    *file
	fields  []string
	line    int
	problem tabular.Problem
}

// get returns the text of a field, or an empty text if the file has no such column.
func (r row) get(f Field) string {
	i, ok := r.file.columns.fields[f]
	if !ok || i >= len(r.fields) {
		return ""
	}
	text := r.fields[i]
	if strings.ContainsAny(text, "\n\t") {
		return strings.Join(strings.Fields(text), " ")
	}
	return strings.Clone(text)
}

// maxBatchBytes limits the rows that are read ahead at a time.
const maxBatchBytes = 1 << 20

// readBatch reads the next rows, limited in number and bytes. io.EOF is returned with
// the last.
func (f *file) readBatch(rows *tabular.Rows) (batch []row, err error) {
	batch = make([]row, 0, store.PrefetchLimit)
	for size := 0; len(batch) < store.PrefetchLimit && size < maxBatchBytes; {
		r, err := rows.Next()
		if err != nil {
			return batch, err
		}
		batch = append(batch, row{file: f, fields: r.Cells, line: r.Line, problem: r.Problem})
		for _, field := range r.Cells {
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
func (f *file) readAhead(rows *tabular.Rows) (batches <-chan rowBatch, stop func()) {
	const few = 4
	out := make(chan rowBatch, few)
	enough := make(chan struct{})
	go func() {
		defer close(out)
		for {
			var list []row
			err := crash.Catch(func() (err error) {
				list, err = f.readBatch(rows)
				return err
			})
			select {
			case out <- rowBatch{list, rows.BytesRead(), err}:
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
