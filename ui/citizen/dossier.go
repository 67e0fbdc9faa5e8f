// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"context"
	"encoding/json"
	"io"
	"strings"

	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots/report"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// What can be exported for the citizen.
const (
	dossierPDF  = iota // everything, for print
	dossierJSON        // everything, machine-readable
	dossierLog         // the access log as a table
)

// ExportDossier asks what to export for the citizen (GDPR article 15) and saves
// it.
func (p *Page) ExportDossier() { p.askDossier(dossierPDF) }

func (p *Page) askDossier(first int) {
	if p.header == nil {
		return
	}
	w := p.o.Words
	what := widgets.NewDropdown([]string{w.T("give.document"), w.T("give.data"), w.T("give.log")}, nil)
	what.Selected = first
	staff := widgets.NewCheckbox(w.T("give.staff"), nil)
	note := widgets.NewParagraph(widgets.Second, widgets.Run{Text: w.T("give.note")})
	note.Muted = true
	d := widgets.NewKeyDialog(strings.TrimSuffix(w.T("give.title"), " …"), container.New(&widgets.Flow{Gap: widgets.Gap, Width: 440},
		widgets.NewField(w.T("give.what"), what), staff, note), w.T("give.accept"), w.T("start.cancel"))
	d.Width, d.First = 480, what
	d.OnAccept = func() bool {
		d.Close()
		p.saveDossier(what.Selected, store.Staff(staff.Checked))
		return false
	}
	d.Open(p.o.Canvas())
}

// saveDossier reads the data while the file is written, so that only a written
// file is logged as an export.
func (p *Page) saveDossier(what int, staff store.Staff) {
	w, register, vocabulary, id := p.o.Words, p.o.Register, p.o.Vocabulary, p.state.Citizen
	number := p.data.history.Citizen.CaseNumber
	everything := func(ctx context.Context, write func(store.Dossier) error) error {
		d, err := register.Dossier(ctx, id, staff)
		if err != nil {
			return err
		}
		return write(d)
	}
	name := w.T("give.file_all", "Case", number)
	var write func(ctx context.Context, to io.Writer) error
	switch what {
	case dossierPDF:
		name += ".pdf"
		write = func(ctx context.Context, to io.Writer) error {
			return everything(ctx, func(d store.Dossier) error { return report.Dossier(to, w, vocabulary, d) })
		}
	case dossierJSON:
		name += ".json"
		write = func(ctx context.Context, to io.Writer) error {
			return everything(ctx, func(d store.Dossier) error {
				enc := json.NewEncoder(to)
				enc.SetIndent("", "  ")
				return enc.Encode(d)
			})
		}
	default:
		name = w.T("give.file_log", "Case", number) + ".csv"
		write = func(ctx context.Context, to io.Writer) error {
			entries, err := register.ExportCitizenLog(ctx, id, staff)
			if err != nil {
				return err
			}
			return p.writeLogCSV(to, entries, staff)
		}
	}
	p.o.SaveAs(w.T("give.title"), name, write, func(path string) { p.o.Toast(w.T("give.saved", "Path", path)) })
}

// writeLogCSV writes lines of the access log in the form that a Danish
// spreadsheet opens.
func (p *Page) writeLogCSV(to io.Writer, entries []store.LogEntry, staff store.Staff) error {
	w := p.o.Words
	head := []string{w.T("log.at"), w.T("log.action"), w.T("log.purpose")}
	if staff {
		head = append(head, w.T("log.who"), w.T("log.role"), w.T("log.detail"))
	}
	rows := [][]string{head}
	for _, e := range entries {
		at := e.At.Local()
		row := []string{
			model.DateOf(at).String() + " " + at.Format("15:04:05"), messages.LogUse(w, e), messages.Code(w, "purpose.", string(e.Purpose)),
		}
		if staff {
			row = append(row, e.Initials, messages.Code(w, "role.", e.Role), messages.LogDetail(w, e))
		}
		rows = append(rows, row)
	}
	return report.WriteCSV(to, rows)
}
