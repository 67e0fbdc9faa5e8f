package entry

import (
	"fremskridt/model"
)

// canHandOut reports whether the citizen may answer on the screen.
func (f *Form) canHandOut() bool {
	return f.o.Draft != nil && f.o.OnHandOut != nil && f.head.Respondent == model.ByCitizen
}

// HandOut gives the screen to the citizen.
func (f *Form) HandOut() {
	if f.canHandOut() {
		f.o.OnHandOut()
	}
}
