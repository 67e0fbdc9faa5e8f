// SPDX-License-Identifier: MPL-2.0

package plots

import (
	"fmt"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/plots/typeset"
)

// fontCache is the cache of Noto Sans, made once: parsing a font takes longer than
// drawing a figure. It is never changed afterwards.
var fontCache = sync.OnceValue(func() *font.Cache {
	var faces font.Collection
	for _, f := range []struct {
		data   []byte
		weight xfont.Weight
	}{{assets.SansRegular, xfont.WeightNormal}, {assets.SansBold, xfont.WeightBold}} {
		parsed, err := opentype.Parse(f.data)
		if err != nil {
			panic(fmt.Sprintf("the embedded font is broken: %v", err))
		}
		faces = append(faces, font.Face{Font: font.Font{Typeface: "Noto Sans", Weight: f.weight}, Face: parsed})
	}
	return font.NewCache(faces)
})

// face is Noto Sans in a size of units.
func face(size float64, bold bool) font.Face {
	f := font.Font{Typeface: "Noto Sans", Weight: xfont.WeightNormal}
	if bold {
		f.Weight = xfont.WeightBold
	}
	return fontCache().Lookup(f, vg.Length(size))
}

// style is how text is set.
type style struct {
	size float64
	bold bool
}

// textWidth is the width of a text on one line, as [brush.text] draws it.
func textWidth(s string, t style) float64 {
	f := face(t.size, t.bold)
	return float64(f.Width(typeset.Line(s)))
}
