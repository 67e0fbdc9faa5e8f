// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// citizen is a row of the invented list in the mock-up 01-borgere.png.
type citizen struct {
	name, number, group, latest string
	spark                       *widgets.Spark
	index, activity, more       string
	mark                        widgets.Shape
	kind                        int
	due                         string
}

func citizens() []citizen {
	pt := func(v ...float32) []widgets.Point {
		points := make([]widgets.Point, 0, len(v)/2)
		for i := 0; i+1 < len(v); i += 2 {
			points = append(points, widgets.Point{X: v[i], Y: v[i+1]})
		}
		return points
	}
	line := func(s ...[]widgets.Point) *widgets.Spark {
		return &widgets.Spark{Segments: s, Ticks: []float32{.155, .665}}
	}
	const (
		ktp = "Aktivitetsparat kontanthjælp"
		udd = "Aktivitetsparat uddannelseshjælp"
		arb = "Kontanthjælp, arbejdspligt"
	)
	some := []citizen{
		{"Alma Prøvesen", "2024-0117", ktp, "24. aug 2026", line(pt(.055, .45), pt(.36, .3, .48, .39, .61, .44, .73, .48, .86, .55, .985, .53)), "53", "Ordinære timer, 6 t", "", widgets.Blank, 0, "23. nov 2026"},
		{"Bo Demosen", "2024-0154", ktp, "27. maj 2026", line(pt(.36, .28, .49, .23, .61, .26, .73, .37, .86, .3)), "29", "Mentor, 2 t", "", widgets.Diamond, 1, "9 dage over"},
		{"Carla Opdigt", "2024-0191", udd, "17. jun 2026", line(pt(.39, .4, .51, .4, .64, .35, .77, .39, .89, .4)), "39", "Passiv, 11 uger", "", widgets.OpenDiamond, 2, "om 12 dage"},
		{"Dines Fiktivsen", "2024-0228", ktp, "16. jul 2026", line(pt(.03, .15, .15, .18, .27, .22, .4, .17, .55, .26, .67, .26, .8, .3, .93, .35)), "35", "Praktik, øvegartneri, 15 t", "+1", widgets.Blank, 0, "15. okt 2026"},
		{"Ella Eksempelsen", "2024-0265", arb, "13. maj 2026", line(pt(.29, .4), pt(.58, .42, .71, .35, .84, .3)), "30", "Mestringsforløb, 6 t", "", widgets.Diamond, 1, "23 dage over"},
		{"Finn Attrapsen", "2024-0302", ktp, "10. aug 2026", line(pt(.57, .66, .71, .6, .84, .64, .96, .64)), "64", "Sygemeldt, 6 uger", "", widgets.Blank, 3, "9. nov 2026"},
		{"Gry Papfigur", "2024-0339", udd, "8. jun 2026", line(pt(.1, .62, .23, .62, .36, .55, .49, .65, .64, .63, .75, .68, .87, .61)), "60", "Praktik, prøvekøkken, 8 t", "+2", widgets.OpenDiamond, 0, "om 3 dage"},
		{"Hugo Testrup", "2024-0376", ktp, "29. jul 2026", line(pt(.42, .62, .55, .62, .69, .55, .82, .58, .94, .64)), "64", "Jobsøgningskursus, 25 t", "", widgets.Blank, 1, "28. okt 2026"},
		{"Ida Øveholm", "2024-0413", ktp, "23. jun 2026", line(pt(.9, .67)), "67", "Passiv, 3 uger", "", widgets.Blank, 2, "22. sep 2026"},
		{"Jens Modelby", "2024-0150", arb, "3. jun 2026", line(pt(.24, .68, .36, .66, .49, .58, .61, .55, .73, .5, .87, .6)), "60", "Behandling, 3 t", "", widgets.Diamond, 1, "2 dage over"},
		{"Karla Skitseby", "2024-0187", ktp, "17. aug 2026", line(pt(.07, .4, .21, .34, .33, .5, .47, .4, .6, .33, .73, .35, .85, .36, .97, .48)), "43", "Ordinære timer, 6 t", "", widgets.Blank, 0, "16. nov 2026"},
		{"Lau Tænktsen", "2024-0224", ktp, "4. jul 2026", line(pt(.54, .15, .66, .18, .79, .23, .91, .28)), "24", "Nytteindsats, 12 t", "", widgets.Blank, 0, "3. okt 2026"},
		{"Mai Pseudonymsen", "2024-0261", udd, "13. jun 2026", line(pt(.25, .54, .38, .62, .5, .59, .63, .58, .75, .7, .88, .74)), "74", "Dansk og FVU, 10 t", "", widgets.OpenDiamond, 1, "om 8 dage"},
		{"Niels Vistnoksen", "2024-0298", ktp, "22. jul 2026", line(pt(.27, .26, .39, .35), pt(.68, .38, .82, .33, .93, .5)), "51", "Praktik, modelværksted, 10 t", "", widgets.Blank, 0, "21. okt 2026"},
		{"Olga Skabelonsen", "2024-0335", ktp, "5. maj 2026", line(pt(.45, .52, .58, .55, .7, .55, .82, .6)), "60", "Passiv, 19 uger", "", widgets.Diamond, 2, "31 dage over"},
		{"Poul Ingenmand", "2024-0372", arb, "4. aug 2026", line(pt(.06, .28, .19, .34, .31, .36, .44, .5, .57, .51, .69, .47, .83, .55, .95, .66)), "66", "Mentor, 1 t", "", widgets.Blank, 1, "3. nov 2026"},
		{"Rikke Stråmand", "2024-0409", ktp, "30. aug 2026", line(pt(.36, .7, .49, .74, .62, .78, .75, .78, .87, .74, .99, .74)), "74", "Løntilskud, øvekontor, 25 t", "", widgets.Blank, 0, "29. nov 2026"},
		{"Svend Kulissen", "2024-0146", udd, "20. jun 2026", line(pt(.52, .5, .65, .52, .77, .54, .9, .67)), "67", "Social indsats, 2 t", "", widgets.Blank, 1, "19. sep 2026"},
		{"Tove Utopisen", "2024-0183", ktp, "12. jul 2026", line(pt(.16, .14, .29, .17, .42, .2, .54, .32, .67, .27, .8, .42, .93, .48)), "48", "Mestringsforløb, 4 t", "", widgets.Blank, 1, "11. okt 2026"},
	}
	list := make([]citizen, 0, 43)
	for i := range 43 {
		list = append(list, some[i%len(some)])
	}
	return list
}

func citizenColumns() []widgets.Column {
	return []widgets.Column{
		{ID: "name", Title: "Navn", Width: 176, Sortable: true, Bold: true},
		{ID: "number", Title: "Sag", Width: 88, Sortable: true},
		{ID: "group", Title: "Målgruppe", Width: 240, Flexible: true},
		{ID: "latest", Title: "Seneste måling", Width: 118, Sortable: true},
		{ID: "index", Title: "Indeks, to år (0–100)", Width: 186, Align: fyne.TextAlignTrailing, Draw: widgets.DrawSpark},
		{ID: "activity", Title: "Aktivitet nu", Width: 230, Flexible: true},
		{ID: "due", Title: "Næste måling", Width: 126, Sortable: true},
		{ID: "worker", Title: "Sagsb.", Width: 58},
	}
}

func citizenTable() *widgets.DataTable {
	list := citizens()
	table := widgets.NewDataTable(citizenColumns(), func(i int) ([]widgets.Cell, bool) {
		c := list[i%len(list)]
		p := widgets.CurrentPalette()
		marks := [...]widgets.Mark{
			{Shape: widgets.Square, Fill: p.Company, Edge: p.CompanyEdge},
			{Shape: widgets.Square, Fill: p.Other, Edge: p.OtherEdge},
			{Shape: widgets.HatchSquare, Edge: p.Hatch},
			{Shape: widgets.Square, Fill: p.Neutral, Edge: p.NeutralEdge},
		}
		return []widgets.Cell{
			{Text: c.name},
			{Text: c.number},
			{Text: c.group},
			{Text: c.latest},
			{Text: c.index, Value: c.spark},
			{Text: c.activity, Tail: c.more, Mark: marks[c.kind]},
			{Text: c.due, Mark: widgets.Mark{Shape: c.mark}, Bold: c.mark == widgets.Diamond},
			{Text: "LKN"},
		}, true
	})
	table.SortID = "name"
	table.SetLength(len(list))
	return table
}

// put places o, as the layouts of the screens do.
func put(o fyne.CanvasObject, x, y, w, h float32) fyne.CanvasObject {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	return o
}

func citizenFrame() (fyne.CanvasObject, *widgets.DataTable) {
	rail := widgets.NewRail([]widgets.RailItem{
		{Icon: widgets.IconPeople, Text: "Borgere"},
		{Icon: widgets.IconCalendarCheck, Text: "Opfølgning", Badge: "24"},
		{Icon: widgets.IconBars, Text: "Team"},
		{Icon: widgets.IconForest, Text: "Analyse"},
		{Icon: widgets.IconSliders, Text: "Opsætning"},
	}, nil)
	rail.SetUser("LKN", "Sagsbehandler")
	rail.SetLock("Lås", func() {})

	scope := widgets.NewSegmented([]widgets.Segment{{Text: "Mine", Count: "43"}, {Text: "Mit team", Count: "148"}, {Text: "Alle"}}, nil)
	search := widgets.NewSearchField("Søg navn, sag eller CPR", "Ctrl+F", nil)
	group := widgets.NewDropdown([]string{"Alle målgrupper", "Aktivitetsparat"}, nil)
	closed := widgets.NewCheckbox("Vis afsluttede", nil)
	add := widgets.NewPrimaryButton(widgets.IconPlus, "Ny borger", nil)
	table := citizenTable()
	foot := widgets.NewFootStrip(
		[]string{"43 borgere", "6 målinger er overskredet", "7 har ingen aktivitet"},
		[]widgets.KeyHint{{"Enter", "åbn"}, {"Ctrl+N", "nyt skema"}, {"Ctrl+Shift+N", "ny aktivitet"}},
	)
	return container.NewWithoutLayout(
		put(rail, 0, 56, 88, 712),
		put(widgets.NewLabel(widgets.PageTitle, "Borgere"), 104, 72, 100, 26),
		put(search, 208, 71, 336, 30),
		put(scope, 554, 71, scope.MinSize().Width, 30),
		put(group, 793, 71, 178, 30),
		put(closed, 981, 71, closed.MinSize().Width, 30),
		put(add, 1350-add.MinSize().Width, 71, add.MinSize().Width, 30),
		put(table, 104, 116, 1246, 600),
		put(foot, 88, 740, 1278, 28),
	), table
}

func TestCitizensFrameLooksAsTheMockup(t *testing.T) {
	appearances(t, func(t *testing.T, name string) {
		frame, table := citizenFrame()
		w := show(t, frame, fyne.NewSize(1366, 768))
		w.Canvas().Focus(table)
		table.Select(0)
		test.AssertImageMatches(t, fmt.Sprintf("frame-%s.png", name), w.Canvas().Capture())
	})
}

func TestWidgetsFollowTheTheme(t *testing.T) {
	start(t)
	frame, table := citizenFrame()
	w := show(t, frame, fyne.NewSize(1366, 768))
	w.Canvas().Focus(table)
	table.Select(0)
	w.Canvas().Capture()
	test.ApplyTheme(t, widgets.NewTheme(plots.Dark(), true))
	test.AssertImageMatches(t, "frame-dark.png", w.Canvas().Capture())
}
