// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// readable reads a file as another program does.
func readable(t *testing.T, name string, data []byte) error {
	switch filepath.Ext(name) {
	case ".svg":
		d := xml.NewDecoder(bytes.NewReader(data))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	case ".xlsx":
		return readableWorkbook(data)
	case ".pdf":
		if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("%%EOF")) || pages(data) == 0 {
			return errors.New("the document has no end")
		}
		return pdfText(t, data)
	}
	return nil
}

func readableWorkbook(data []byte) error {
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			return err
		}
		for i, row := range rows {
			for k := range row {
				at, err := excelize.CoordinatesToCellName(k+1, i+1)
				if err != nil {
					return err
				}
				if formula, err := book.GetCellFormula(sheet, at); formula != "" || err != nil {
					return fmt.Errorf("%s!%s is a formula, %q: %w", sheet, at, formula, err)
				}
			}
		}
	}
	return nil
}

// pdfText has pdftotext read the document, where it is installed.
func pdfText(t *testing.T, data []byte) error {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		return nil
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return err
	}
	out, err := exec.CommandContext(t.Context(), "pdftotext", path, os.DevNull).CombinedOutput()
	if err != nil || len(out) > 0 {
		return fmt.Errorf("pdftotext: %s, %w", out, err)
	}
	return nil
}
