// SPDX-License-Identifier: MPL-2.0

package assets

import (
	_ "embed"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

//go:embed instrument/prog-20.json
var prog20 []byte

//go:embed vocabulary/denmark.json
var denmark []byte

//go:embed vignettes/prog-20.json
var vignettes []byte

// Instrument returns the default instrument, PROG-20. It is inspired by BIP but has
// its own wording, as its Source states.
func Instrument() (*model.Instrument, error) {
	in, err := model.ParseInstrument(prog20)
	if err != nil {
		return nil, fmt.Errorf("default instrument: %w", err)
	}
	return in, nil
}

// Vocabulary returns the default vocabulary: the terms of Danish employment law, for
// a municipality to edit.
func Vocabulary() (*model.Vocabulary, error) {
	v, err := model.ParseVocabulary(denmark)
	if err != nil {
		return nil, fmt.Errorf("default vocabulary: %w", err)
	}
	return v, nil
}

// Vignettes returns the invented cases that raters of the default instrument score.
func Vignettes() ([]model.Vignette, error) {
	list, err := model.ParseVignettes(vignettes)
	if err != nil {
		return nil, fmt.Errorf("default vignettes: %w", err)
	}
	return list, nil
}

// DemoMunicipality is the name of the invented municipality.
const DemoMunicipality = "Eksempelkøbing Kommune"
