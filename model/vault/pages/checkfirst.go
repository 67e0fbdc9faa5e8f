// SPDX-License-Identifier: MPL-2.0

package pages

import (
	"fmt"
	"io"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
)

// CheckFirst opens the first page of a database file that is not in use. It tells a
// database of the mount's keys from any other file without reading all of it.
func (m *Mount) CheckFirst(path string) error {
	f, err := safefile.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	page := make([]byte, pageSize)
	if _, err := io.ReadFull(f, page); err != nil {
		return fmt.Errorf("check %s: %w", path, err)
	}
	c, err := m.cipherOf(page)
	if err == nil {
		err = c.open(page, inDatabase, 1)
	}
	if err != nil {
		return fmt.Errorf("check %s: %w", path, err)
	}
	return nil
}
