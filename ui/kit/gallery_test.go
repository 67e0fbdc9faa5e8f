package kit_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"fremskridt/ui/kit"
)

// gallery shows the widgets that the frame does not, in their states.
func gallery() (o fyne.CanvasObject, focused fyne.Focusable) {
	p := kit.CurrentPalette()
	compact := func(b *kit.Button) *kit.Button { b.Compact = true; return b }
	seg := kit.NewSegmented([]kit.Segment{{Text: "Borger"}, {Text: "Sagsbehandler"}, {Text: "Begge"}}, nil)
	seg.Compact, seg.Selected = true, 2
	off := kit.NewButton("Kan ikke nu", nil)
	off.Disable()
	finish := kit.NewPrimaryButton(kit.IconNone, "Afslut skema", nil)
	finish.Hint = "Ctrl+S"
	ticked := kit.NewCheckbox("Vis afsluttede", nil)
	ticked.Checked = true
	team := kit.NewDropdown([]string{"alle", "Nord"}, nil)
	team.Label = "Team"
	date := kit.NewDateField(nil, nil)
	date.SetText("23.11.2026")
	bad := kit.NewDateField(func(string) (string, error) { return "", fmt.Errorf("Skriv en dato, fx 4.9.2026") }, nil)
	bad.SetText("31.2.2026")
	_ = bad.Validate()
	quiet := kit.NewIconButton(kit.IconCopy, "Kopiér", nil)
	quiet.Variant = kit.Quiet
	focusedButton := kit.NewButton("Har fokus", nil)

	card := kit.NewCard(kit.NewParagraph(kit.Body,
		kit.Run{Text: "Borgeren: ", Bold: true},
		kit.Run{Text: "6 skridt op, 1 ned, 3 uændret. 3 ændringer er større end måleusikkerheden."},
	))
	icons := container.NewWithoutLayout()
	for i := kit.IconPeople; i <= kit.IconCheck; i++ {
		icons.Add(put(kit.NewIconView(i), float32(i-1)*28, 0, 24, 24))
	}
	list := kit.NewDataTable([]kit.Column{
		{ID: "n", Title: "Borger", Width: 154, Bold: true},
		{ID: "w", Title: "Uger", Width: 60, Align: fyne.TextAlignTrailing, TitleAlign: fyne.TextAlignTrailing},
		{ID: "a", Title: "Næste skridt", Width: 150, Flexible: true},
	}, func(i int) ([]kit.Cell, bool) {
		switch i {
		case 0:
			return []kit.Cell{{Text: "Overskredne målinger", Tail: "6"}}, true
		case 4:
			return nil, false
		}
		return []kit.Cell{{Text: "Lise Luftkastelsen"}, {Text: "34"}, {Text: "Åbn skema", Chevron: true}}, true
	})
	list.RowHeight = 27
	list.SetGroups([]int{0})
	list.SetLength(20)
	list.Select(2)

	note := kit.NewNoteEntry(3)
	note.SetText("Et notat, som er så langt, at det fylder mere end en linje i feltet.")

	return container.NewWithoutLayout(
		put(canvas.NewRectangle(p.Surface), 0, 0, 720, 96),
		put(note, 460, 340, 200, 66),
		put(kit.NewIconButton(kit.IconBack, "", nil), 16, 14, 34, 30),
		put(kit.NewLabel(kit.PageTitle, "Alma Prøvesen"), 62, 10, 200, 26),
		put(kit.NewMutedLabel(kit.Second, "Sag 2024-0117 · CPR 240585-••••"), 62, 34, 240, 16),
		put(kit.NewTabs([]string{"Forløb", "Skemaer 20", "Aktiviteter 11", "Stamdata", "Log"}, nil), 16, 58, 420, 34),
		put(kit.NewIconButton(kit.IconPlus, "Ny aktivitet", nil), 420, 14, 116, 30),
		put(finish, 546, 14, finish.MinSize().Width, 30),
		put(seg, 16, 108, seg.MinSize().Width, 26),
		put(compact(kit.NewIconButton(kit.IconMinus, "", nil)), 250, 108, 28, 26),
		put(compact(kit.NewIconButton(kit.IconPlus, "", nil)), 282, 108, 28, 26),
		put(compact(kit.NewIconButton(kit.IconEye, "Borgervisning", nil)), 330, 108, 120, 26),
		put(compact(kit.NewMenuButton("Eksportér", []string{"PNG"}, nil)), 458, 108, 92, 26),
		put(quiet, 560, 106, 100, 30),
		put(focusedButton, 16, 150, focusedButton.MinSize().Width, 30),
		put(off, 120, 150, off.MinSize().Width, 30),
		put(ticked, 240, 150, 130, 30),
		put(team, 380, 150, 118, 30),
		put(kit.NewField("Samtalens dato", date), 16, 196, 124, 45),
		put(kit.NewField("Næste dato", bad), 156, 196, 200, 65),
		put(card, 380, 196, 240, 92),
		put(icons, 16, 300, 700, 24),
		put(list, 16, 340, 420, 180),
		put(kit.NewFootStrip([]string{"Borgere, der starter lavt, stiger i gennemsnit også uden indsats"}, []kit.KeyHint{{"Enter", "næste"}}), 0, 532, 720, 28),
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
		drop := kit.NewDropdown([]string{"Ved ikke", "Ønsker ikke at svare", "Ikke relevant", "Ulæseligt skema"}, nil)
		drop.Selected = 1
		w := show(t, container.NewWithoutLayout(put(drop, 16, 16, 200, 30)), fyne.NewSize(560, 300))
		w.Canvas().Focus(drop)
		key(drop, fyne.KeySpace)
		test.AssertImageMatches(t, fmt.Sprintf("menu-%s.png", name), w.Canvas().Capture())
		key(w.Canvas().Focused(), fyne.KeyEscape)

		entry := kit.NewEntry()
		entry.SetText("Alma Prøvesen")
		d := kit.NewKeyDialog("Ny borger", kit.NewField("Navn", entry), "Opret", "Fortryd")
		d.Open(w.Canvas())
		test.AssertImageMatches(t, fmt.Sprintf("dialog-%s.png", name), w.Canvas().Capture())
	})
}
