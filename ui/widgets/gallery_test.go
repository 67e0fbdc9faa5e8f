// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// galleryList is a table with a group and a selected row.
func galleryList() *widgets.DataTable {
	list := widgets.NewDataTable([]widgets.Column{
		{ID: "n", Title: "Borger", Width: 154, Bold: true},
		{ID: "w", Title: "Uger", Width: 60, Align: fyne.TextAlignTrailing, TitleAlign: fyne.TextAlignTrailing},
		{ID: "a", Title: "Næste skridt", Width: 150, Flexible: true},
	}, func(i int) ([]widgets.Cell, bool) {
		switch i {
		case 0:
			return []widgets.Cell{{Text: "Overskredne målinger", Tail: "6"}}, true
		case 4:
			return nil, false
		}
		return []widgets.Cell{{Text: "Lise Luftkastelsen"}, {Text: "34"}, {Text: "Åbn skema", Chevron: true}}, true
	})
	list.RowHeight = 27
	list.SetGroups([]int{0})
	list.SetLength(20)
	list.Select(2)
	return list
}

// galleryIcons is a row of all icons.
func galleryIcons() *fyne.Container {
	icons := container.NewWithoutLayout()
	for i := widgets.IconPeople; i <= widgets.IconCheck; i++ {
		icons.Add(put(widgets.NewIconView(i), float32(i-1)*28, 0, 24, 24))
	}
	return icons
}

// gallery shows the widgets that the frame does not, in their states.
func gallery() (o fyne.CanvasObject, focused fyne.Focusable) {
	p := widgets.CurrentPalette()
	compact := func(b *widgets.Button) *widgets.Button { b.Compact = true; return b }
	seg := widgets.NewSegmented([]widgets.Segment{{Text: "Borger"}, {Text: "Sagsbehandler"}, {Text: "Begge"}}, nil)
	seg.Compact, seg.Selected = true, 2
	off := widgets.NewButton("Kan ikke nu", nil)
	off.Disable()
	finish := widgets.NewPrimaryButton(widgets.IconNone, "Afslut skema", nil)
	finish.Hint = "Ctrl+S"
	ticked := widgets.NewCheckbox("Vis afsluttede", nil)
	ticked.Checked = true
	team := widgets.NewDropdown([]string{"alle", "Nord"}, nil)
	team.Label = "Team"
	day := model.NewDate(2026, time.November, 23)
	wrong := func(error) string { return "Skriv en dato, fx 4.9.2026" }
	date := widgets.NewDateField(day, widgets.DateRange{}, wrong)
	date.SetDate(day)
	bad := widgets.NewDateField(day, widgets.DateRange{}, wrong)
	bad.SetText("31.2.2026")
	_ = bad.Validate()
	quiet := widgets.NewIconButton(widgets.IconCopy, "Kopiér", nil)
	quiet.Variant = widgets.Quiet
	focusedButton := widgets.NewButton("Har fokus", nil)

	card := widgets.NewCard(widgets.NewParagraph(widgets.Body,
		widgets.Run{Text: "Borgeren: ", Bold: true},
		widgets.Run{Text: "6 skridt op, 1 ned, 3 uændret. 3 ændringer er større end måleusikkerheden."},
	))
	icons := galleryIcons()
	list := galleryList()
	note := widgets.NewNoteEntry(3)
	note.SetText("Et notat, som er så langt, at det fylder mere end en linje i feltet.")

	return container.NewWithoutLayout(
		put(canvas.NewRectangle(p.Surface), 0, 0, 720, 96),
		put(note, 460, 340, 200, 66),
		put(widgets.NewIconButton(widgets.IconBack, "", nil), 16, 14, 34, 30),
		put(widgets.NewLabel(widgets.PageTitle, "Alma Prøvesen"), 62, 10, 200, 26),
		put(widgets.NewMutedLabel(widgets.Second, "Sag 2024-0117 · CPR 240585-••••"), 62, 34, 240, 16),
		put(widgets.NewTabs([]string{"Forløb", "Skemaer 20", "Aktiviteter 11", "Stamdata", "Log"}, nil), 16, 58, 420, 34),
		put(widgets.NewIconButton(widgets.IconPlus, "Ny aktivitet", nil), 420, 14, 116, 30),
		put(finish, 546, 14, finish.MinSize().Width, 30),
		put(seg, 16, 108, seg.MinSize().Width, 26),
		put(compact(widgets.NewIconButton(widgets.IconMinus, "", nil)), 250, 108, 28, 26),
		put(compact(widgets.NewIconButton(widgets.IconPlus, "", nil)), 282, 108, 28, 26),
		put(compact(widgets.NewIconButton(widgets.IconEye, "Borgervisning", nil)), 330, 108, 120, 26),
		put(compact(widgets.NewMenuButton("Eksportér", []string{"PNG"}, nil)), 458, 108, 92, 26),
		put(quiet, 560, 106, 100, 30),
		put(focusedButton, 16, 150, focusedButton.MinSize().Width, 30),
		put(off, 120, 150, off.MinSize().Width, 30),
		put(ticked, 240, 150, 130, 30),
		put(team, 380, 150, 118, 30),
		put(widgets.NewField("Samtalens dato", date), 16, 196, 124, 45),
		put(widgets.NewField("Næste dato", bad), 156, 196, 200, 65),
		put(card, 380, 196, 240, 92),
		put(icons, 16, 300, 700, 24),
		put(list, 16, 340, 420, 180),
		put(widgets.NewFootStrip([]string{"Borgere, der starter lavt, stiger i gennemsnit også uden aktivitet"}, []widgets.KeyHint{{"Enter", "næste"}}), 0, 532, 720, 28),
	), focusedButton
}

func TestWidgetsLookAsTheMockups(t *testing.T) {
	appearances(t, func(t *testing.T, name string) {
		o, focused := gallery()
		w := show(t, o, fyne.NewSize(720, 560))
		w.Canvas().Focus(focused)
		test.AssertImageMatches(t, fmt.Sprintf("gallery-%s.png", name), w.Canvas().Capture())
	})
}

func TestMenuAndDialogLookAsTheMockups(t *testing.T) {
	appearances(t, func(t *testing.T, name string) {
		drop := widgets.NewDropdown([]string{"Ved ikke", "Ønsker ikke at svare", "Ikke relevant", "Ulæseligt skema"}, nil)
		drop.Selected = 1
		w := show(t, container.NewWithoutLayout(put(drop, 16, 16, 200, 30)), fyne.NewSize(560, 300))
		w.Canvas().Focus(drop)
		key(drop, fyne.KeySpace)
		test.AssertImageMatches(t, fmt.Sprintf("menu-%s.png", name), w.Canvas().Capture())
		key(w.Canvas().Focused(), fyne.KeyEscape)

		entry := widgets.NewEntry()
		entry.SetText("Alma Prøvesen")
		d := widgets.NewKeyDialog("Ny borger", widgets.NewField("Navn", entry), "Opret", "Fortryd")
		d.Open(w.Canvas())
		test.AssertImageMatches(t, fmt.Sprintf("dialog-%s.png", name), w.Canvas().Capture())
	})
}
