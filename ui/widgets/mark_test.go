// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/plots"
)

func TestMarks(t *testing.T) {
	test.NewTempApp(t)
	p := plots.Light()
	names := map[string]Shape{}
	for _, c := range []struct {
		shape   Shape
		drawn   bool
		advance float32
	}{{NoMark, false, 0}, {Square, true, 17}, {HatchSquare, true, 17}, {Diamond, true, 15}, {OpenDiamond, true, 15}, {Blank, false, 15}} {
		m := Mark{Shape: c.shape, Fill: p.Company, Edge: p.CompanyEdge}
		if got := m.advance(); got != c.advance {
			t.Errorf("shape %d moves the text by %g, want %g", c.shape, got, c.advance)
		}
		r := m.resource(p.Ink, p.Surface)
		if (r != nil) != c.drawn {
			t.Errorf("shape %d drawn: %t", c.shape, r != nil)
		}
		if r == nil {
			continue
		}
		if err := wellFormed(r); err != nil {
			t.Errorf("shape %d: %v", c.shape, err)
		}
		if other, ok := names[r.Name()]; ok {
			t.Errorf("shapes %d and %d share a name", c.shape, other)
		}
		names[r.Name()] = c.shape
	}
}
