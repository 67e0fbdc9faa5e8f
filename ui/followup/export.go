// SPDX-License-Identifier: MPL-2.0

package followup

import (
	"context"
	"io"

	"codeberg.org/fremskridt/fremskridt/plots/report"
)

// Export writes the list that is shown to a file for a spreadsheet. It is read
// again, so that the export is in the access log.
func (s *Screen) Export() {
	w, q := s.o.Words, s.listQuery()
	kind := s.place.Kind
	write := func(ctx context.Context, to io.Writer) error {
		list, err := s.o.Register.ExportFollowUp(ctx, q)
		if err != nil {
			return err
		}
		rows := [][]string{{
			w.T("follow.kind"), w.T("follow.citizen"), w.T("follow.case"), w.T("follow.what"), w.T("follow.day"), w.T("follow.due"),
			w.T("follow.caseworker"),
		}}
		for i := range list {
			r := &list[i]
			if kind != "" && r.Kind != kind {
				continue
			}
			day := ""
			if !r.Due.IsZero() {
				day = r.Due.String()
			}
			rows = append(rows, []string{s.kindName(r.Kind), r.Name, r.CaseNumber, s.what(r), day, s.due(r).Text, r.Caseworker})
		}
		return report.WriteCSV(to, rows)
	}
	name := w.T("follow.title") + " " + s.o.Today().String() + ".csv"
	s.o.SaveAs(w.T("follow.save"), name, write, func(path string) { s.o.Toast(w.T("follow.saved", "Path", path)) })
}
