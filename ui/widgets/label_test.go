// SPDX-License-Identifier: MPL-2.0

package widgets_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

func TestParagraphBreaks(t *testing.T) {
	start(t)
	p := widgets.NewParagraph(widgets.Body, widgets.Run{Text: "Borgeren: ", Bold: true}, widgets.Run{Text: "6 skridt op, 1 ned, 3 uændret."})
	if one, more := p.HeightFor(1000), p.HeightFor(100); one != 18 || more <= one {
		t.Errorf("%g high on one line, %g on more", one, more)
	}
}

func TestLabelIsShortened(t *testing.T) {
	start(t)
	l := widgets.NewLabel(widgets.Body, "Aktivitetsparat uddannelseshjælp")
	show(t, l, fyne.NewSize(400, 20))
	full := l.MinSize().Width
	l.Shrinks = true
	if l.MinSize().Width >= full {
		t.Error("a label that shrinks asks for its full width")
	}
	l.Resize(fyne.NewSize(80, 20))
	if got := seen(l)[0]; !strings.HasSuffix(got, "…") || widgets.Body.Width(got) > 80 {
		t.Errorf("shows %q", got)
	}
	l.Resize(fyne.NewSize(400, 20))
	if l.SetText("Kort"); !slices.Equal(seen(l), []string{"Kort"}) {
		t.Errorf("shows %q", seen(l))
	}
}
