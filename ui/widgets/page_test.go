// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// The body of a page fills what title, tabs and foot leave.
func TestTabbedPage(t *testing.T) {
	start(t)
	for _, c := range []struct {
		name string
		foot *widgets.FootStrip
		want rect
	}{
		{"with a foot", widgets.NewFootStrip([]string{"43 borgere"}, nil), rect{0, 82, 900, 490}},
		{"without", nil, rect{0, 82, 900, 518}},
	} {
		body := box(10, 10)
		page := widgets.NewTabbedPage("Opsætning", widgets.NewTabs([]string{"Brugere", "Log"}, nil), body, c.foot)
		show(t, page, fyne.NewSize(900, 600))
		if got := rectOf(body); got != c.want {
			t.Errorf("%s: the body is at %v, want %v", c.name, got, c.want)
		}
		if got := page.MinSize(); got.Width > 1024 || got.Height > 600 {
			t.Errorf("%s: the page needs %v", c.name, got)
		}
	}
}

// The tools of a card keep their room; a long note is shortened.
func TestTitledCard(t *testing.T) {
	start(t)
	tool, content := widgets.NewButton("Kopiér", nil), box(100, 50)
	tool.Compact = true
	card := widgets.NewTitledCard("Udvikling", "En note, som er alt for lang til at kunne være på den linje, den har fået", content, tool)
	show(t, card, fyne.NewSize(400, 200))
	inner := rect{0, 38, 398, 160}
	if got := rectOf(content); got != inner {
		t.Errorf("the content is at %v, want %v", got, inner)
	}
	if at := rectOf(tool); at.x+at.w != 398-widgets.Gap || at.w != tool.MinSize().Width || at.y+at.h > 38 {
		t.Errorf("the tool is at %v", at)
	}
	texts := seen(card)
	if texts[0] != "Udvikling" || !strings.HasSuffix(texts[1], "…") {
		t.Errorf("shows %q", texts)
	}
}

// In a narrow window the texts of a foot give way to the keys, which stay whole.
func TestFootStripGivesWay(t *testing.T) {
	start(t)
	foot := widgets.NewFootStrip([]string{"43 borgere", "6 målinger er overskredet"}, []widgets.KeyHint{{Key: "Enter", Text: "åbn"}, {Key: "Ctrl+N", Text: "nyt skema"}})
	show(t, foot, fyne.NewSize(900, 28))
	all := []string{"43 borgere", "6 målinger er overskredet", "Enter", "åbn", "Ctrl+N", "nyt skema"}
	sorted := func() []string {
		list := seen(foot)
		slices.Sort(list)
		return list
	}
	slices.Sort(all)
	if got := sorted(); !slices.Equal(got, all) {
		t.Errorf("shows %q", got)
	}
	foot.Resize(fyne.NewSize(260, 28))
	got := seen(foot)
	if slices.Contains(got, "6 målinger er overskredet") || !slices.Contains(got, "Ctrl+N") || !slices.Contains(got, "nyt skema") {
		t.Errorf("narrow: shows %q", got)
	}
	foot.Resize(fyne.NewSize(foot.MinSize().Width+10, 28))
	if got := seen(foot); slices.Contains(got, "…") {
		t.Errorf("without room for a letter: shows %q", got)
	}
	foot.Resize(fyne.NewSize(900, 28))
	if foot.SetTexts("1 borger"); !slices.Contains(seen(foot), "1 borger") || slices.Contains(seen(foot), "43 borgere") {
		t.Errorf("shows %q", seen(foot))
	}
}

func TestBusyNamesWhatIsDone(t *testing.T) {
	start(t)
	page := widgets.NewBusy("Åbner registret", "Det tager et øjeblik")
	show(t, page, fyne.NewSize(900, 600))
	if got := seen(page); !slices.Equal(got, []string{"Åbner registret", "Det tager et øjeblik"}) {
		t.Errorf("shows %q", got)
	}
}
