// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis"
	"codeberg.org/fremskridt/fremskridt/plots"
)

// SeriesRow summarises one respondent's answers in one domain with one instrument
// version.
type SeriesRow struct {
	Domain     string
	Respondent string
	Instrument string
	Item       string
	Answers    int
	First      analysis.Point
	Latest     analysis.Point
	SDC        float64 // smallest change beyond measurement error
	Points     []analysis.Point
}

// SeriesRows returns the rows of a case, domain by domain, in the order of
// [analysis.Panels].
func SeriesRows(w *assets.Words, c plots.Case) (list []SeriesRow) {
	for _, p := range analysis.Panels(c.History, c.Instruments, c.Norms) {
		for _, s := range p.Series {
			n := SeriesRow{
				Domain: w.Of(p.Domain.Name), Respondent: w.T("twin.who." + string(s.Respondent)), Instrument: s.Instrument.Key(),
				Item: s.Item.Code, Answers: len(s.Values()), SDC: s.Reliability.SDC, Points: s.Points,
			}
			n.First, _ = s.First()
			n.Latest, _ = s.Latest()
			list = append(list, n)
		}
	}
	return list
}

func (n SeriesRow) first(w *assets.Words) string { return n.point(w, n.First) }

func (n SeriesRow) latest(w *assets.Words) string {
	if n.Answers < 2 {
		return ""
	}
	return n.point(w, n.Latest)
}

func (n SeriesRow) point(w *assets.Words, p analysis.Point) string {
	if n.Answers == 0 {
		return ""
	}
	return strconv.Itoa(p.Value) + " (" + w.ShortDate(p.Date) + ")"
}

func (n SeriesRow) change(w *assets.Words) string {
	switch {
	case n.Answers < 2:
		return ""
	case n.Latest.Size == analysis.ReliableChange:
		return w.T("casefile.beyond", "Change", w.Change(n.Latest.SinceFirst))
	}
	return w.Change(n.Latest.SinceFirst)
}

// answerRows are every answer of a case, a row each, with a head.
func answerRows(w *assets.Words, c plots.Case) [][]string {
	rows := [][]string{{
		w.T("sheet.date"), w.T("sheet.respondent"), w.T("sheet.domain"), w.T("numbers.item"), w.T("sheet.version"),
		w.T("numbers.value"), w.T("numbers.missing"), w.T("numbers.since_first"), w.T("numbers.beyond"),
	}}
	for _, n := range SeriesRows(w, c) {
		for _, p := range n.Points {
			row := []string{p.Date.String(), n.Respondent, n.Domain, n.Item, n.Instrument, "", "", "", ""}
			if p.Answered() {
				row[5] = strconv.Itoa(p.Value)
				row[7] = strconv.Itoa(p.SinceFirst)
				row[8] = w.T("numbers.no")
				if p.Size == analysis.ReliableChange {
					row[8] = w.T("numbers.yes")
				}
			} else {
				row[6] = w.MissingReason(c.Instruments[n.Instrument], p.Missing)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// AnswersCSV writes every answer of a case as CSV; see [WriteCSV].
func AnswersCSV(to io.Writer, w *assets.Words, c plots.Case) error {
	return WriteCSV(to, answerRows(w, c))
}

// AnswersXLSX writes every answer to one worksheet, first and latest with the change
// to another.
func AnswersXLSX(to io.Writer, w *assets.Words, c plots.Case) (err error) {
	book := excelize.NewFile()
	defer func() {
		if e := book.Close(); err == nil && e != nil {
			err = fmt.Errorf("write numbers: %w", e)
		}
	}()
	answers, changes := w.T("numbers.answers"), w.T("numbers.changes")
	if err := book.SetSheetName("Sheet1", answers); err != nil {
		return fmt.Errorf("write numbers: %w", err)
	}
	if _, err := book.NewSheet(changes); err != nil {
		return fmt.Errorf("write numbers: %w", err)
	}
	change := [][]string{{
		w.T("sheet.domain"), w.T("sheet.respondent"), w.T("sheet.version"), w.T("numbers.count"), w.T("casefile.first"),
		w.T("casefile.latest"), w.T("numbers.since_first"), w.T("numbers.sdc"), w.T("numbers.beyond"),
	}}
	for _, n := range SeriesRows(w, c) {
		row := []string{n.Domain, n.Respondent, n.Instrument, strconv.Itoa(n.Answers), "", "", "", strconv.FormatFloat(n.SDC, 'f', -1, 64), ""}
		if n.Answers > 0 {
			row[4], row[5] = strconv.Itoa(n.First.Value), strconv.Itoa(n.Latest.Value)
		}
		if n.Answers > 1 {
			row[6], row[8] = strconv.Itoa(n.Latest.SinceFirst), w.T("numbers.no")
			if n.Latest.Size == analysis.ReliableChange {
				row[8] = w.T("numbers.yes")
			}
		}
		change = append(change, row)
	}
	// In a fixed order, so that the same case gives the same file.
	for _, sheet := range []struct {
		name string
		rows [][]string
	}{{answers, answerRows(w, c)}, {changes, change}} {
		for i, row := range sheet.rows {
			for j, text := range row {
				if err := setCell(book, sheet.name, j+1, i+1, text); err != nil {
					return fmt.Errorf("write numbers: %w", err)
				}
			}
		}
	}
	if _, err := book.WriteTo(to); err != nil {
		return fmt.Errorf("write numbers: %w", err)
	}
	return nil
}
