package assets

import (
	_ "embed"
	"fmt"

	"fremskridt/model"
)

//go:embed instrument/prog-20.json
var prog20 []byte

//go:embed vocabulary/denmark.json
var denmark []byte

// Instrument is the default instrument, PROG-20. It is inspired by BIP and
// worded anew, and says so in its Source.
func Instrument() (*model.Instrument, error) {
	in, err := model.ParseInstrument(prog20)
	if err != nil {
		return nil, fmt.Errorf("default instrument: %w", err)
	}
	return in, nil
}

// Vocabulary is the default vocabulary: the words of the Danish employment law
// as they stand, for a municipality to edit.
func Vocabulary() (*model.Vocabulary, error) {
	v, err := model.ParseVocabulary(denmark)
	if err != nil {
		return nil, fmt.Errorf("default vocabulary: %w", err)
	}
	return v, nil
}

// DemoMunicipality is the name of the invented municipality.
const DemoMunicipality = "Eksempelkøbing Kommune"
