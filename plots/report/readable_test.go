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
	"strings"
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
		_, err := pdfText(t, data)
		return err
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

// pdfText is the text of a document as pdftotext reads it, in one line. It is empty
// where pdftotext is not installed.
func pdfText(t *testing.T, data []byte) (string, error) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		return "", nil
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return "", err
	}
	var out, faults bytes.Buffer
	c := exec.CommandContext(t.Context(), "pdftotext", path, "-")
	c.Stdout, c.Stderr = &out, &faults
	if err := c.Run(); err != nil || faults.Len() > 0 {
		return "", fmt.Errorf("pdftotext: %s, %w", faults.Bytes(), err)
	}
	return strings.Join(strings.Fields(out.String()), " "), nil
}

// onPaper checks that a document has each of some texts.
func onPaper(t *testing.T, data []byte, texts ...string) {
	t.Helper()
	all, err := pdfText(t, data)
	if err != nil {
		t.Fatal(err)
	}
	if all == "" {
		t.Skip("pdftotext is not installed")
	}
	for _, text := range texts {
		if !strings.Contains(all, strings.Join(strings.Fields(text), " ")) {
			t.Errorf("the document does not have %q", text)
		}
	}
}
