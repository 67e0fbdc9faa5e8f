// SPDX-License-Identifier: MPL-2.0

package tabular

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// workbook is what all sheets of an Excel workbook share.
type workbook struct {
	archive *archive
	shared  []string
	isDate  []dateStyle // by style of a cell
	epoch   int         // days that serial 0 is before 30 December 1899
}

// sheetEntry is a sheet as xl/workbook.xml lists it.
type sheetEntry struct {
	Name  string `xml:"name,attr"`
	State string `xml:"state,attr"`
	ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	IDISO string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"` // strict workbooks
}

// addXLSX adds the visible sheets of a workbook that have text.
func (s *Source) addXLSX(z *archive) error {
	if !z.has("xl/workbook.xml") {
		return &Error{File: z.name, Reason: OldWorkbook} // .xlsb
	}
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []sheetEntry `xml:"sheets>sheet"`
	}
	if err := z.unmarshal("xl/workbook.xml", &book); err != nil {
		return err
	}
	target, err := z.sheetFiles()
	if err != nil {
		return err
	}
	w := &workbook{archive: z}
	if v := book.Properties.Date1904; v == "1" || v == "true" {
		w.epoch = 1462
	}
	if err := w.readStyles(); err != nil {
		return err
	}
	if err := w.readSharedStrings(); err != nil {
		return err
	}
	var tables []*Table
	for _, e := range book.Sheets {
		name := z.name + " › " + e.Name
		f := z.file(target[e.ID+e.IDISO])
		switch {
		case e.State == "hidden", e.State == "veryHidden":
			s.Skipped = append(s.Skipped, Skipped{name, SkipHidden})
			continue
		case f == nil, !strings.Contains(f.Name, "worksheets/"):
			s.Skipped = append(s.Skipped, Skipped{name, SkipName}) // a chart
			continue
		}
		t := &Table{File: z.name, Sheet: e.Name, Size: int64(f.UncompressedSize64)}
		t.open = func() (rawRows, error) { return w.openSheet(f, t) }
		switch err := t.readPreview(); {
		case isEmpty(err):
			s.Skipped = append(s.Skipped, Skipped{name, SkipEmpty})
		case err != nil:
			return named(err, z.name)
		default:
			tables = append(tables, t)
		}
	}
	return s.addSheets(z.name, tables)
}

// sheetFiles returns the files of the sheets of a workbook, by the id of their relation.
func (z *archive) sheetFiles() (map[string]string, error) {
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := z.unmarshal("xl/_rels/workbook.xml.rels", &relations); err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, r := range relations.List {
		if strings.HasPrefix(r.Target, "/") {
			files[r.ID] = strings.TrimPrefix(r.Target, "/")
		} else {
			files[r.ID] = path.Join("xl", r.Target)
		}
	}
	return files, nil
}

// addSheets adds the sheets of a workbook. A single one needs no name.
func (s *Source) addSheets(file string, tables []*Table) error {
	switch len(tables) {
	case 0:
		return &Error{File: file, Reason: Empty}
	case 1:
		tables[0].Sheet = ""
	}
	return s.addTables(file, tables...)
}

func isEmpty(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Reason == Empty
}

// unmarshal reads a small part of an archive.
func (z *archive) unmarshal(name string, v any) error {
	f := z.file(name)
	if f == nil {
		return &Error{File: z.name, Reason: Damaged}
	}
	if f.UncompressedSize64 > maxInMemory {
		return &Error{File: z.name, Reason: TooLarge}
	}
	r, err := z.open(f)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := xml.NewDecoder(io.LimitReader(r, maxInMemory)).Decode(v); err != nil {
		return damaged(z.name, fmt.Errorf("read %s: %w", name, err))
	}
	return nil
}

// readSharedStrings reads the texts that cells refer to by number.
func (w *workbook) readSharedStrings() error {
	f := w.archive.file("xl/sharedStrings.xml")
	if f == nil {
		return nil
	}
	in, err := w.archive.open(f)
	if err != nil {
		return err
	}
	defer in.Close()
	size := 0
	x := newXMLScanner(in)
	var text []byte
	inText, skipped := false, 0
	for {
		token, err := x.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return damaged(w.archive.name, err)
		case token == xmlText:
			if inText && skipped == 0 && len(text) < MaxRowBytes {
				text = append(text, x.text...)
			}
			continue
		}
		switch string(x.name) {
		case "si":
			if x.close || x.empty {
				s := unescapeOOXML(string(text))
				w.shared = append(w.shared, s)
				if size += len(s) + 16; size > maxShared {
					return &Error{File: w.archive.name, Reason: TooLarge}
				}
			}
			text = text[:0]
		case "t":
			inText = !x.close && !x.empty
		case "rPh": // how to pronounce the text
			skipped = nested(skipped, x)
		}
	}
}

// nested counts the elements of a kind that are open.
func nested(open int, x *xmlScanner) int {
	switch {
	case x.empty:
		return open
	case x.close:
		return max(open-1, 0)
	}
	return open + 1
}

// unescapeOOXML resolves _x000D_ and the like, by which Excel writes control
// characters.
func unescapeOOXML(s string) string {
	i := strings.Index(s, "_x")
	if i < 0 {
		return s
	}
	var b strings.Builder
	for ; i >= 0; i = strings.Index(s, "_x") {
		if len(s) >= i+7 && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteString(s[:i])
				b.WriteRune(rune(n))
				s = s[i+7:]
				continue
			}
		}
		b.WriteString(s[:i+2])
		s = s[i+2:]
	}
	b.WriteString(s)
	return b.String()
}
