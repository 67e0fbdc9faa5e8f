// SPDX-License-Identifier: MPL-2.0

package widgets

import "fyne.io/fyne/v2"

// SearchField is an entry with a search icon and, while it is empty, a key cap that
// shows its shortcut. Escape empties it.
type SearchField struct {
	Entry

	OnDown   func() // the down arrow: go to the results
	OnEscape func() // Escape in an empty field

	hint *KeyCap
}

// NewSearchField returns an empty field. Without a key no key cap is shown.
func NewSearchField(placeholder, key string, changed func(text string)) *SearchField {
	s := &SearchField{}
	s.start(s)
	s.Icon = IconSearch
	s.SetPlaceholder(placeholder)
	if key != "" {
		s.hint = NewKeyCap(key)
		s.after = s.hint
	}
	s.OnChanged = changed
	s.core.OnChanged = func(text string) {
		if s.hint != nil {
			setVisible(s.hint, text == "")
		}
		s.Refresh()
		if s.OnChanged != nil {
			s.OnChanged(text)
		}
	}
	s.OnKey = s.onKey
	return s
}

func (s *SearchField) onKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		if s.OnDown != nil {
			s.OnDown()
		}
		return true
	case fyne.KeyEscape:
		if s.Text() != "" {
			s.SetText("")
			return true
		}
		if s.OnEscape != nil {
			s.OnEscape()
			return true
		}
	}
	return false
}
