// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"errors"
	"io"
	"os"
	"syscall"

	"codeberg.org/fremskridt/fremskridt/model/messages"
)

// output is the standard output. It keeps the first error, so that a command whose
// report was lost on a full disk does not end as done.
type output struct {
	to   io.Writer
	file *os.File // nil where it is no file
	err  error
}

func newOutput(to io.Writer) *output {
	file, _ := to.(*os.File)
	return &output{to: PlainWriter(to), file: file}
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.to.Write(b)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// failure is the error of a report that could not be written, or nil.
func (o *output) failure() error {
	if o.err == nil {
		return nil
	}
	return messages.New("output") // not the cause, which may be that of another disk
}

// isBroken reports whether the reader of a pipe has gone.
func (o *output) isBroken() bool { return errors.Is(o.err, syscall.EPIPE) }

// isDiscarded reports whether nothing that is written arrives anywhere. A standard
// output that is closed is opened as the null device by Go.
func (o *output) isDiscarded() bool {
	if o.file == nil {
		return false
	}
	null, err := os.Stat(os.DevNull)
	if err != nil {
		return false
	}
	info, err := o.file.Stat()
	return err == nil && os.SameFile(info, null)
}
