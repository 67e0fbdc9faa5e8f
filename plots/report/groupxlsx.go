// SPDX-License-Identifier: MPL-2.0

package report

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// XLSX writes the report as a workbook: a worksheet about its content, then one per
// table with numbers as numbers and intervals in three columns.
func (r GroupReport) XLSX(to io.Writer) (err error) {
	book := excelize.NewFile()
	defer func() {
		if e := book.Close(); e != nil {
			err = errors.Join(err, e)
		}
		if err != nil {
			err = fmt.Errorf("write report: %w", err)
		}
	}()
	w := r.Words
	about := w.T("report.about")
	if err := book.SetSheetName("Sheet1", about); err != nil {
		return err
	}
	lines := []string{w.T("report.title", "Part", r.Selection()), r.Population(), "", w.T("report.cautions")}
	lines = append(lines, r.Cautions()...)
	lines = append(lines, "", w.T("analyse.definitions"))
	lines = append(lines, r.Definitions()...)
	for i, text := range lines {
		if err := setCell(book, about, 1, i+1, text); err != nil {
			return err
		}
	}
	if err := book.SetColWidth(about, "A", "A", 120); err != nil {
		return err
	}
	for i, t := range (GroupTables{w}).All(r.Figures) {
		name := sheetName(i+1, t.Title)
		if _, err := book.NewSheet(name); err != nil {
			return err
		}
		if err := r.sheet(book, name, t); err != nil {
			return err
		}
	}
	_, err = book.WriteTo(to)
	return err
}

// sheet fills a sheet with a table, under its title and what it shows, and with the
// cautions below it.
func (r GroupReport) sheet(book *excelize.File, name string, t Table) error {
	w := r.Words
	row := 1
	line := func(text string) error {
		row++
		return setCell(book, name, 1, row-1, text)
	}
	for _, text := range []string{t.Title, t.Description, ""} {
		if err := line(text); err != nil {
			return err
		}
	}
	wide := make([]int, len(t.Head)) // columns that each column takes
	for i := range t.Head {
		wide[i] = 1
		for _, cells := range t.Rows {
			if i < len(cells) {
				wide[i] = max(wide[i], len(cells[i].Numbers))
			}
		}
	}
	column := 1
	for i, head := range t.Head {
		heads := []string{head, w.T("report.low", "Head", head), w.T("report.high", "Head", head)}
		for k := range wide[i] {
			head := head + " " + strconv.Itoa(k+1)
			if wide[i] <= len(heads) {
				head = heads[k]
			}
			if err := setCell(book, name, column+k, row, head); err != nil {
				return err
			}
		}
		column += wide[i]
	}
	for _, cells := range t.Rows {
		row++
		column := 1
		for i, c := range cells {
			if err := setNumbers(book, name, column, row, c); err != nil {
				return err
			}
			column += wide[i]
		}
	}
	row += 2
	for _, text := range append(append([]string{}, t.Notes...), r.Cautions()...) {
		if err := line(text); err != nil {
			return err
		}
	}
	return book.SetColWidth(name, "A", "A", 36)
}

func setNumbers(book *excelize.File, sheet string, column, row int, c Cell) error {
	if len(c.Numbers) == 0 {
		return setCell(book, sheet, column, row, c.Text)
	}
	for k, v := range c.Numbers {
		at, err := excelize.CoordinatesToCellName(column+k, row)
		if err != nil {
			return err
		}
		if err := book.SetCellFloat(sheet, at, v, -1, 64); err != nil {
			return err
		}
	}
	return nil
}
