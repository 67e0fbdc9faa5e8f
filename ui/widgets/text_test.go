// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

// words draws a text of Danish-like words and spaces.
func words(t *rapid.T) string {
	return rapid.StringMatching(`([a-zæøåA-ZÆØÅ]{1,14}[,.]? {1,2}){0,12}`).Draw(t, "text")
}

func width(t *rapid.T) float32 { return float32(rapid.IntRange(20, 600).Draw(t, "width")) }

// A shortened text is a beginning of the text with an ellipsis, and fits.
func TestEllipsisFits(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		text, w := words(t), width(t)
		got := Ellipsis(Body, text, w)
		if got == text {
			if Body.Width(text) > w {
				t.Fatalf("%q is wider than %g and not shortened", text, w)
			}
			return
		}
		start, cut := strings.CutSuffix(got, "…")
		if !cut || !strings.HasPrefix(text, start) || strings.HasSuffix(start, " ") {
			t.Fatalf("%q becomes %q", text, got)
		}
		if Body.Width(got) > w && start != "" {
			t.Fatalf("%q is %g wide, more than %g", got, Body.Width(got), w)
		}
		// One more letter would not fit.
		if next := []rune(text)[:len([]rune(start))+1]; start != "" && !strings.HasSuffix(string(next), " ") && Body.Width(string(next)+"…") <= w {
			t.Fatalf("%q becomes %q though %q fits in %g", text, got, string(next)+"…", w)
		}
	})
}

// Wrapped lines hold all words in their order, and fit; only the last may be shortened.
func TestWrapTextKeepsTheWords(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		text, w, most := words(t), width(t), rapid.IntRange(1, 4).Draw(t, "most")
		lines := wrapText(Body, text, w, most)
		if len(lines) < 1 || len(lines) > most {
			t.Fatalf("%d lines, at most %d", len(lines), most)
		}
		for _, l := range lines {
			if Body.Width(l) > w && l != "…" {
				t.Fatalf("%q is %g wide, more than %g", l, Body.Width(l), w)
			}
		}
		whole := strings.Join(strings.Fields(text), " ")
		if got := strings.Join(lines, " "); !strings.Contains(got, "…") && got != whole {
			t.Fatalf("%q becomes %q", whole, lines)
		}
	})
}

// Wrapping a paragraph loses nothing, keeps the weight of each word, and a line is
// only wider than the paragraph if it is a single word.
func TestParagraphLines(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		runs := []Run{{Text: words(t)}, {Text: words(t), Bold: true}, {Text: words(t)}}
		w := width(t)
		var plain, bold string
		for _, line := range NewParagraph(Body, runs...).lines(w) {
			x, text := float32(0), ""
			for i, run := range line {
				if i > 0 && run.Bold == line[i-1].Bold {
					t.Fatalf("neighbours of one weight are apart: %v", line)
				}
				role := Body
				if run.Bold {
					role = BodyBold
					bold += run.Text
				} else {
					plain += run.Text
				}
				x += role.Width(strings.TrimRight(run.Text, " "))
				text += run.Text
			}
			if x > w+0.1 && len(strings.Fields(text)) > 1 {
				t.Fatalf("%q is %g wide, more than %g", text, x, w)
			}
		}
		if plain != runs[0].Text+runs[2].Text || bold != runs[1].Text {
			t.Fatalf("%v becomes %q and %q", runs, plain, bold)
		}
	})
}

// A role's letters fit in its line, and bold is wider than regular.
func TestRoles(t *testing.T) {
	test.NewTempApp(t)
	for r := Body; r <= BigDigit; r++ {
		if r.Line() < r.Size()*1.1 {
			t.Errorf("role %d: size %g in a line of %g", r, r.Size(), r.Line())
		}
		if r.Style().Bold != r.Bold() {
			t.Errorf("role %d: bold %t, style %v", r, r.Bold(), r.Style())
		}
	}
	for regular, bold := range map[Role]Role{Body: BodyBold, Second: SecondBold, Axis: AxisBold, Large: PageTitle} {
		if regular.Size() != bold.Size() || regular.Line() != bold.Line() || regular.Width("Borger") >= bold.Width("Borger") {
			t.Errorf("role %d is not the bold one of %d", bold, regular)
		}
	}
}

// Text has its baseline on a whole pixel wherever its box begins.
func TestPlaceTextAligns(t *testing.T) {
	test.NewTempApp(t)
	for r := Body; r <= BigDigit; r++ {
		text := NewText(r, "Åg", nil)
		for _, y := range []float32{0, 0.25, 10.5, 99.9} {
			placeText(text, 10, y, 200, 40)
			if top := text.Position().Y; top != round(top) {
				t.Errorf("role %d in a box at %g: text at %g", r, y, top)
			}
		}
	}
}
